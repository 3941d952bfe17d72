// The worker that lets the site be read without a network. The server puts the version and the list of static files in, and
// outbox.js in place of the import: a worker's script is one file.
//
// How versions are kept apart. Every page names the version of the static files that it needs, in their addresses. There is one
// cache for each version: it holds those files and only pages that name them. A page of another version than this worker's is
// shown but not kept; the browser then finds the new worker. A new worker is installed only when all its files are there, and
// takes over at once. Pages that are open go on with their files out of the old cache, and what the old cache holds is still
// read when the new one lacks it. Page by page is fetched anew into the new cache, and when none is left and no open page
// is of the old version, the old cache goes. So a page and its files always come from one version.
//
// What is never kept: receipts, the desk, the API, answers other than 200, redirects, whatever says no-store, addresses with a
// query, other sites.
import { deliver } from "../js/outbox.js";

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const version = "VERSION";
const files = ["FILES"];

const prefix = "pinhole-";
const kept = "/offline/brands"; // where the cache called "kept" holds the list of brands that readers want to keep
const never = /^\/(feedback|desk|api|live|sw\.js)(\/|$)/;
const most = 200; // pages that are kept because they were seen
const patience = 3000; // ms for a page from the network when a kept one is there, for storage, and for open pages
const lost = 30000; // ms for anything from the network: then it is as good as away
const fresh = 24 * 3600 * 1000; // ms in which a kept page is not asked for again in the background

/** The beginning of the addresses of a path's language: "/es", or nothing. @param {string} path */
const home = (path) => path.match(/^\/[a-z]{2}(-[a-z]{2})?(?=\/|$)/)?.[0] ?? "";

/** @param {string} path @returns {string} what is known of all articles, in the path's language */
const library = (path) => home(path) + "/offline/library.json";

/** What every reader of the path's language gets. @param {string} path */
const shell = (path) => [home(path) || "/", home(path) + "/find", home(path) + "/offline", home(path) + "/answers", library(path)];

const mine = `/static/${version}/`;
const own = () => caches.open(prefix + version);
/** @param {string} path @param {RequestInit} [init] */
const get = (path, init) => fetch(path, { ...init, signal: AbortSignal.timeout(lost) });
const ignore = { ignoreVary: true, ignoreSearch: true };

worker.addEventListener("install", (event) => {
  worker.skipWaiting();
  event.waitUntil(install());
});

let first = false; // no worker was here before

worker.addEventListener("activate", () => {
  if (first) worker.clients.claim(); // pages of an earlier worker come over by themselves
});

worker.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== location.origin || pathname.startsWith("/desk")) return;
  if (mode === "navigate") event.respondWith(page(event));
  else if (/^\/(static|drawings)\//.test(pathname)) event.respondWith(file(event));
  else if (pathname.endsWith("/offline/library.json") || pathname === "/manifest.webmanifest") event.respondWith(other(event));
});

worker.addEventListener("sync", (/** @type {any} */ event) => {
  if (event.tag !== "feedback") return;
  event.waitUntil(deliver().then((all) => all || Promise.reject(new Error("some answers still wait")))); // then it is tried again
});

/** @type {Record<string, (data: any, tell: (news: object) => void) => Promise<void>>} what pages may ask for */
const orders = { visit, keepBrand, dropBrand, report };

/** @type {Map<string, string | null>} when the copies were fetched that open pages are, by client */
const copies = new Map();

worker.addEventListener("message", (event) => {
  const [port] = event.ports;
  const tell = (/** @type {object} */ news) => port?.postMessage(news);
  const order = orders[event.data.order];
  if (event.data.order === "copyOf") tell({ date: copies.get(/** @type {Client} */ (event.source).id) });
  if (order === report) event.waitUntil(report({}, tell).catch(() => {})); // it changes nothing, so it waits for nothing
  else if (order) event.waitUntil(navigator.locks.request("pinhole-keep", () => order(event.data, tell)).catch(() => tell({ failed: "network" })));
});

/** All or nothing: a worker without its files would be worse than none. */
async function install() {
  first = !worker.registration.active;
  const cache = await own();
  await Promise.all(
    files.map(async (path) => {
      if (await cache.match(path)) return;
      const response = await get(path);
      // Another version's server answers too, with its own file; only the right one may be kept for ever.
      if (!response.ok || !response.headers.get("Cache-Control")?.includes("immutable")) throw new Error(`${path} is not there`);
      await cache.put(path, response);
    }),
  );
  if (!(await fetchAnew("/offline"))) throw new Error("the site is between two versions");
}

/** @param {number} time in ms */
const after = (time) => new Promise((resolve) => setTimeout(resolve, time));

/** What was looked up, or nothing: storage that fails or does not answer must not keep a page from its reader. @template T @param {Promise<T>} looked */
const soon = (looked) => Promise.race([looked.catch(() => undefined), after(patience)]);

/** The newest kept copy. @param {string} path @returns {Promise<Response | undefined>} */
const match = (path) => soon(own().then((cache) => cache.match(path, ignore)).then((found) => found ?? caches.match(path, ignore)));

/** From the network, or the kept one when the network is slow, away or broken. @param {FetchEvent} event @param {Promise<Response | undefined>} kept */
function networkFirst(event, kept) {
  const { pathname, search } = new URL(event.request.url);
  const answer = fetch(event.request);
  const copied = answer.then((response) => !search && !never.test(pathname) && keep(pathname, response.clone()));
  event.waitUntil(copied.catch(() => {}));
  const good = answer.then(async (response) => (response.status < 500 ? response : ((await kept) ?? response)));
  const late = after(patience).then(() => kept).then((old) => old ?? good);
  const silence = after(lost).then(() => Promise.reject(new Error("the network does not answer")));
  return Promise.race([good, late, silence]);
}

/** A page, or the one that says that there is no network. @param {FetchEvent} event */
async function page(event) {
  const { pathname, search } = new URL(event.request.url);
  const asked = search && /\/(find|search)$/.test(pathname); // what is asked there must be computed
  const kept = asked ? Promise.resolve(undefined) : match(pathname);
  const instead = async () => (await kept) ?? (await match(home(pathname) + "/offline")) ?? (await match("/offline")) ?? Response.error();
  const response = await networkFirst(event, kept).catch(instead);
  if (response === (await kept)) copies.set(event.resultingClientId, response.headers.get("Date"));
  return response;
}

/** What pages ask for besides. @param {FetchEvent} event */
async function other(event) {
  const kept = match(new URL(event.request.url).pathname);
  return networkFirst(event, kept).catch(async () => (await kept) ?? Response.error());
}

/** A file whose content does not change under its address, or hardly. @param {FetchEvent} event */
async function file(event) {
  const { pathname } = new URL(event.request.url);
  const old = await soon(pathname.startsWith("/static/") ? caches.match(pathname, ignore) : own().then((cache) => cache.match(pathname, ignore)));
  return old ?? other(event);
}

/** Keeps an answer if it may be kept. @param {string} path @param {Response} response @returns {Promise<boolean>} whether it is */
async function keep(path, response) {
  const { headers, status, redirected, type } = response;
  if (status !== 200 || redirected || type !== "basic" || headers.get("Cache-Control")?.includes("no-store")) return false;
  const html = headers.get("Content-Type")?.startsWith("text/html");
  const fits = html ? (await response.clone().text()).includes(mine) : !isPage(path) && (!path.startsWith("/static/") || path.startsWith(mine));
  if (!fits) return false;
  await (await own()).put(path, response);
  return true;
}

/** @param {string} path */
const fetchAnew = async (path) => keep(path, await get(path, { cache: "no-cache" }));

/** Keeps a page with its drawings, unless that was done lately. @param {string} path */
async function ensure(path) {
  const old = await (await own()).match(path);
  if (old && Date.now() - Date.parse(old.headers.get("Date") ?? "") < fresh) return true;
  if (!(await fetchAnew(path))) return Boolean(old);
  const text = isPage(path) ? await (await match(path))?.text() : "";
  for (const [, drawing] of text?.matchAll(/ src="(\/drawings\/[^"]+)"/g) ?? []) await ensure(drawing);
  return true;
}

/** @param {string} brand its path @returns {Promise<string[]>} its page and its articles */
async function pagesOf(brand) {
  const { articles } = (await (await match(library(brand)))?.json()) ?? { articles: [] };
  return [brand, ...articles.map((/** @type {{path: string}} */ a) => a.path).filter((/** @type {string} */ p) => p.startsWith(brand + "/"))];
}

/** A page was opened: keeps it and what belongs to it. @param {{ path: string, brand: string, thrifty: boolean }} data */
async function visit({ path, brand, thrifty }) {
  if (!never.test(path)) await ensure(path);
  if (thrifty) return; // the reader wants to save data: only what was seen
  for (const part of shell(path)) await ensure(part);
  if (brand) for (const part of await pagesOf(brand)) await ensure(part);
  await trim();
  await leaveOld();
}

/** @param {{ brand: string }} data @param {(news: object) => void} tell */
async function keepBrand({ brand }, tell) {
  try {
    await fetchAnew(library(brand));
    const pages = await pagesOf(brand);
    let done = 0;
    for (const path of pages) {
      if (!(await ensure(path))) return tell({ failed: "network" });
      tell({ done: ++done, of: pages.length });
    }
    await setBrands([...(await brands()).filter((b) => b !== brand), brand]);
    tell({ kept: true, done, of: pages.length });
  } catch (error) {
    tell({ failed: /** @type {Error} */ (error).name === "QuotaExceededError" ? "room" : "network" });
  }
}

/** @param {{ brand: string }} data @param {(news: object) => void} tell */
async function dropBrand({ brand }, tell) {
  await setBrands((await brands()).filter((b) => b !== brand));
  for (const name of await versions()) {
    const cache = await caches.open(name);
    for (const path of await pagesIn(cache)) if (within(path, brand)) await cache.delete(path);
  }
  tell({ kept: false });
}

/** Tells what is kept. @param {object} _ @param {(news: object) => void} tell */
async function report(_, tell) {
  const paths = new Set();
  for (const name of await versions()) for (const path of await pagesIn(await caches.open(name))) paths.add(path);
  tell({ paths: [...paths], brands: await brands() });
}

const versions = async () => (await caches.keys()).filter((name) => name.startsWith(prefix));

/** @param {string} path @param {string} brand */
const within = (path, brand) => path === brand || path.startsWith(brand + "/");

/** @param {Cache} cache @returns {Promise<string[]>} oldest first */
async function pagesIn(cache) {
  const paths = (await cache.keys()).map((request) => new URL(request.url).pathname);
  return paths.filter(isPage);
}

/** @param {string} path */
const isPage = (path) => !/^\/(static|drawings)\/|^\/manifest\.webmanifest$|\/offline\/library\.json$/.test(path);

/** @returns {Promise<string[]>} */
const brands = async () => (await (await (await caches.open("kept")).match(kept))?.json()) ?? [];

/** @param {string[]} list */
const setBrands = async (list) => (await caches.open("kept")).put(kept, Response.json(list));

/** Lets the pages go that were seen longest ago; those of kept brands stay. */
async function trim() {
  const cache = await own();
  const wanted = await brands();
  const seen = (await pagesIn(cache)).filter((path) => !shell(path).includes(path) && !wanted.some((brand) => within(path, brand)));
  for (const path of seen.slice(0, Math.max(0, seen.length - most))) await cache.delete(path);
}

/** Fetches the pages of older versions anew; an old cache goes when no page in it and no open page needs it any more. */
async function leaveOld() {
  for (const name of await versions()) {
    if (name === prefix + version) continue;
    const cache = await caches.open(name);
    for (const path of await pagesIn(cache)) {
      if (!(await (await own()).match(path)) && !(await renew(path))) return;
      await cache.delete(path);
    }
    if (!(await inUse(name.slice(prefix.length)))) await caches.delete(name);
  }
}

/** @param {string} path @returns {Promise<boolean>} whether the old copy is of no use any more */
async function renew(path) {
  const response = await get(path, { cache: "no-cache" });
  return (await keep(path, response)) || response.status === 404 || response.status === 410 || response.redirected;
}

/** Asks all open pages; one that does not answer may be of any version. @param {string} old */
async function inUse(old) {
  const open = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  const answers = open.map(
    (client) =>
      new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = (event) => resolve(event.data === old);
        setTimeout(resolve, patience, true);
        client.postMessage("version", [port2]);
      }),
  );
  return (await Promise.all(answers)).includes(true);
}
