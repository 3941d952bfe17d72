// What the modules share.

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name @param {Record<string, unknown>} properties @param {...(string | Node)} inside
 * @returns {HTMLElementTagNameMap[K]}
 */
export function make(name, properties, ...inside) {
  const made = document.createElement(name);
  Object.assign(made, properties).append(...inside);
  return made;
}

/** A button that sends nothing. @param {string} label @param {() => void} act @param {string} [className] */
export const button = (label, act, className = "") => make("button", { type: "button", className, onclick: act }, label);

/** A line that is read out when it changes. @param {string} [className] */
export function news(className = "") {
  const line = make("span", { className });
  line.setAttribute("role", "status");
  return line;
}

/** Gets a style sheet that few readers need. @param {string} name @returns {Promise<unknown>} done when it is there, or will not come */
export const sheet = (name) =>
  new Promise((ready) => {
    const href = new URL(`../css/${name}.css`, import.meta.url).href;
    document.head.append(make("link", { rel: "stylesheet", href, onload: ready, onerror: ready }));
  });

/**
 * Loads a module when the browser has nothing else to do: a reset may take away the network on which it would come later.
 * @template T @param {() => Promise<T>} load @returns {() => Promise<T | undefined>} gives the module, or nothing without a network
 */
export function late(load) {
  /** @type {Promise<T | undefined> | undefined} */
  let loading;
  const get = () => (loading ??= load().catch(() => (loading = undefined)));
  (window.requestIdleCallback ?? window.setTimeout)(get);
  return get;
}

/** @param {Element} item @returns {string} the number of a step */
export const stepNumber = (item) => item.querySelector(".step-number")?.textContent ?? "";

/** The words of a step, without its timers. @param {Element} item */
export function stepWords(item) {
  const body = /** @type {Element} */ (item.querySelector(".step-body")?.cloneNode(true));
  for (const timer of body.querySelectorAll(".timer")) timer.remove();
  return (body.textContent ?? "").trim().replace(/\s+/g, " ");
}

/** @param {Element} part @returns {string} the language of a part of the page, which may not be the page's */
export const languageOf = (part) => /** @type {HTMLElement} */ (part.closest("[lang]")).lang;

/** @param {string} text @returns {Promise<boolean>} whether it could be copied: browsers allow it over https and on localhost */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Keeps the screen on, where the browser can. @returns {() => void} lets it go off again */
export function awake() {
  /** @type {Promise<WakeLockSentinel | undefined> | undefined} */
  let lock;
  const hold = () => {
    if (!document.hidden) lock = navigator.wakeLock?.request("screen").catch(() => undefined); // a page that was hidden has lost it
  };
  document.addEventListener("visibilitychange", hold);
  hold();
  return () => {
    document.removeEventListener("visibilitychange", hold);
    lock?.then((held) => held?.release());
  };
}
