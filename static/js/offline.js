// Lets the site be read without a network: starts the worker, tells it which page was opened, and keeps a brand on demand.
import { word } from "./words.js";

const version = new URL(import.meta.url).pathname.split("/")[2];
const { serviceWorker: workers } = navigator; // not there without https, but on localhost

/** Asks the worker for something. @param {object} order @param {(news: any) => void} [told] */
async function ask(order, told) {
  const { active } = await workers.ready;
  const { port1, port2 } = new MessageChannel();
  if (told) port1.onmessage = (event) => told(event.data);
  active?.postMessage(order, [port2]);
}

/** @param {HTMLElement} box */
function keepBrand(box) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet";
  const status = /** @type {HTMLElement} */ (box.querySelector("[role=status]"));
  const brand = /** @type {string} */ (box.dataset.keep);
  let kept = false;
  ask({ order: "report" }, ({ brands }) => {
    kept = brands.includes(brand);
    button.textContent = kept ? word("keep.drop") : word("keep.add");
    box.prepend(button);
  });
  button.addEventListener("click", () => {
    if (button.ariaDisabled) return; // it is at work
    button.ariaDisabled = "true";
    if (!kept) navigator.storage?.persist?.(); // so that the browser does not clear it to make room
    ask({ order: kept ? "dropBrand" : "keepBrand", brand }, (news) => {
      const counts = { Done: news.done, All: news.of };
      if (news.failed) status.textContent = news.failed === "room" ? word("keep.no-room") : word("keep.no-network");
      else if (news.kept) status.textContent = word("keep.kept", counts);
      else status.textContent = "kept" in news ? word("keep.dropped") : word("keep.progress", counts);
      if (!news.failed && !("kept" in news)) return;
      button.ariaDisabled = null;
      kept = news.kept ?? kept;
      button.textContent = kept ? word("keep.drop") : word("keep.add");
    });
  });
}

/** Tells the worker which page was opened: once it stands, and not while the reader waits for something. */
function visit() {
  const brand = /** @type {HTMLElement | null} */ (document.querySelector("[data-keep]"))?.dataset.keep ?? "";
  // @ts-ignore: not every browser knows the connection
  const thrifty = Boolean(navigator.connection?.saveData || matchMedia("(prefers-reduced-data: reduce)").matches);
  ask({ order: "visit", path: location.search && /\/(find|search)$/.test(location.pathname) ? "/" : location.pathname, brand, thrifty });
}

/** @param {() => void} work */
const idle = (work) => ("requestIdleCallback" in window ? requestIdleCallback(work, { timeout: 3000 }) : setTimeout(work, 500));

async function begin() {
  try {
    await workers.register("/sw.js", { updateViaCache: "none" });
  } catch {
    return; // storage is switched off, or there is no network and no worker yet
  }
  visit();
  ask({ order: "copyOf" }, ({ date }) => date && import("./copy.js").then(({ show }) => show(date)));
  workers.addEventListener("controllerchange", visit); // a new worker has a cache of its own
  for (const box of document.querySelectorAll("[data-keep]")) keepBrand(/** @type {HTMLElement} */ (box));
  const page = /** @type {HTMLElement | null} */ (document.querySelector("[data-offline-page]"));
  if (page) (await import("./offline-page.js")).show(page, ask);
}

if (workers) {
  // The worker of a new version asks which files the open pages still need.
  workers.addEventListener("message", (event) => event.ports[0]?.postMessage(version));
  if (document.readyState === "complete") idle(begin);
  else addEventListener("load", () => idle(begin));
}
