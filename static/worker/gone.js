// The operator has switched reading without a network off: this worker takes the place of the other one, clears what was kept
// and removes itself.
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

worker.addEventListener("install", () => worker.skipWaiting());
worker.addEventListener("activate", (event) => event.waitUntil(clear()));

async function clear() {
  for (const name of await caches.keys()) await caches.delete(name);
  await worker.registration.unregister();
}

export {}; // for the type checker: a file of its own
