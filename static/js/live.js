// Keeps an author's page up to date while the content is being written (serve --watch): the page is loaded again when the
// content changed, and errors in it are shown with file and line.

/** @typedef {{ file: string, line: number, message: string }} Problem */
/** @typedef {{ version: string, count: number, problems: Problem[] | null }} State */

const reloaded = "pinhole-live"; // the version for which this tab was loaded again last
const busy = /^\/(feedback|desk)(\/|$)/; // pages with forms that are being filled in, and no content

let version = shown();
/** @type {EventSource | undefined} */
let source;
let problems = "[]";
/** @type {HTMLElement | undefined} */
let box;
/** @type {Element | null} */
let before = null;

style();
listen();
document.addEventListener("visibilitychange", () => (document.hidden ? leave() : listen()));
addEventListener("pagehide", leave);
addEventListener("pageshow", listen);

/** Which version of the content this page shows, as the server said with it. */
function shown() {
  const [page] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  return page?.serverTiming?.find((entry) => entry.name === "content")?.description ?? "";
}

// A tab that nobody looks at does not listen: browsers allow few connections to one server.
function listen() {
  if (source || document.hidden) return;
  source = new EventSource("/live");
  source.onmessage = (event) => receive(JSON.parse(event.data));
}

function leave() {
  source?.close();
  source = undefined;
}

/** @param {State} state */
function receive(state) {
  version ||= state.version;
  if (state.version !== version && !busy.test(location.pathname) && sessionStorage.getItem(reloaded) !== state.version) {
    sessionStorage.setItem(reloaded, state.version); // once: a cache in between may give the old page again
    location.reload();
    return;
  }
  const now = JSON.stringify(state.problems ?? []);
  if (now === problems) return;
  problems = now;
  close();
  if (state.count > 0) open(state);
}

/** @param {State} state */
function open(state) {
  const title = element("h2", state.count === 1 ? "The content has an error" : `The content has ${state.count} errors`);
  title.id = "p-live-title";
  const text = element("p", "This page shows the last good state. It follows as soon as the errors are mended.");
  text.id = "p-live-text";
  const list = element("ul");
  for (const problem of state.problems ?? []) {
    list.append(element("li", element("code", `${problem.file}:${problem.line}`), " ", problem.message));
  }
  const button = /** @type {HTMLButtonElement} */ (element("button", "Close"));
  button.type = "button";
  button.addEventListener("click", close);

  box = element("section", title, text, button, list);
  box.className = "live";
  box.lang = "en"; // an author's tool, and the problems are in English
  box.tabIndex = -1;
  box.setAttribute("role", "alertdialog");
  box.setAttribute("aria-labelledby", title.id);
  box.setAttribute("aria-describedby", text.id);
  before = document.activeElement;
  document.body.append(box);
  document.addEventListener("keydown", escape);
  box.focus();
}

/** @param {KeyboardEvent} event */
function escape(event) {
  if (event.key === "Escape") close();
}

// What is closed stays closed until the errors change.
function close() {
  if (!box) return;
  const focused = box.contains(document.activeElement);
  box.remove();
  box = undefined;
  document.removeEventListener("keydown", escape);
  if (focused && before instanceof HTMLElement) before.focus();
}

/**
 * @param {string} name
 * @param {...(string | Node)} inside
 */
function element(name, ...inside) {
  const made = document.createElement(name);
  made.append(...inside);
  return made;
}

function style() {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = new URL("../css/live.css", import.meta.url).href;
  document.head.append(link);
}
