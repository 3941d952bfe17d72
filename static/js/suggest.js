// Suggestions while typing: an ARIA combobox over the search field. Without it the field is a plain form.
import { word } from "./words.js";

/** @typedef {{ kind: string, label: string, url: string, device?: string }} Suggestion */

const pause = 90; // ms without a key before asking
const kinds = { brand: word("suggest.brand"), article: word("suggest.article") };

/** @param {HTMLFormElement} form */
export function suggest(form) {
  const input = /** @type {HTMLInputElement} */ (form.querySelector("input[name=q]"));
  const row = /** @type {HTMLElement} */ (form.querySelector(".search-row"));
  const list = document.createElement("ul");
  list.id = "suggestions";
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", word("suggest.label"));
  list.hidden = true;
  const news = document.createElement("p");
  news.className = "hidden";
  news.setAttribute("role", "status");
  row.append(list, news);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  let timer = 0;
  /** @type {AbortController | null} */
  let asking = null;
  /** @type {Suggestion[]} */
  let shown = [];
  let at = -1;

  input.addEventListener("input", () => {
    window.clearTimeout(timer);
    asking?.abort();
    if (input.value.trim().length < 2) close();
    else timer = window.setTimeout(ask, pause);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (shown.length === 0) return;
      event.preventDefault();
      open();
      const step = event.key === "ArrowDown" ? 1 : -1;
      choose(at + step < -1 ? shown.length - 1 : at + step >= shown.length ? -1 : at + step);
    }
  });
  form.addEventListener("submit", (event) => {
    if (at < 0 || list.hidden) return; // nothing is chosen: search for what is typed
    event.preventDefault();
    location.href = shown[at].url;
  });
  input.addEventListener("blur", () => close());
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => {
    const item = /** @type {HTMLElement} */ (event.target).closest("li");
    if (item) location.href = shown[[...list.children].indexOf(item)].url;
  });

  async function ask() {
    asking = new AbortController();
    try {
      const response = await fetch(`/api/v1/suggest?q=${encodeURIComponent(input.value)}&language=${document.documentElement.lang}`, { signal: asking.signal });
      if (!response.ok) return close();
      show((await response.json()).suggestions);
    } catch {
      // Typing went on, or there is no network: the form still works.
    }
  }

  /** @param {Suggestion[]} suggestions */
  function show(suggestions) {
    shown = suggestions;
    at = -1;
    input.removeAttribute("aria-activedescendant");
    list.replaceChildren(...suggestions.map(item));
    if (shown.length && document.activeElement === input) open();
    else close();
    news.textContent = word("suggest.count", { Count: shown.length });
  }

  /** @param {Suggestion} s @param {number} i */
  function item(s, i) {
    const li = document.createElement("li");
    li.id = `suggestion-${i}`;
    li.setAttribute("role", "option");
    li.setAttribute("aria-selected", "false");
    const kind = document.createElement("span");
    kind.className = "kind";
    kind.textContent = s.device ?? kinds[/** @type {keyof typeof kinds} */ (s.kind)] ?? "";
    li.append(s.label, kind);
    return li;
  }

  /** @param {number} i */
  function choose(i) {
    at = i;
    [...list.children].forEach((li, n) => li.setAttribute("aria-selected", String(n === i)));
    if (i < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", `suggestion-${i}`);
      list.children[i].scrollIntoView({ block: "nearest" });
    }
  }

  function open() {
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
  }

  function close() {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }
}
