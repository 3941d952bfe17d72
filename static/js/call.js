// A sheet to fill in before a call: what the maker will ask for, and what was tried. What is typed stays in this page; the
// fields have no names and no form, so that nothing can send them.
import { button, copy, languageOf, make, news, sheet, stepWords } from "./dom.js";
import { word } from "./words.js";

const styled = sheet("call");

/** Makes the sheet for one support section, and gives what opens it. @param {HTMLElement} support @param {string} brand */
export function prepare(support, brand) {
  const title = make("h2", { id: "p-call-title" }, word("call.title", { Brand: brand }));
  const always = [word("call.model"), word("call.serial"), word("call.firmware"), word("call.bought")];
  const line = (/** @type {string} */ words, lang = document.documentElement.lang) => field(words, make("input", { type: "text" }), lang);
  const ready = [...support.querySelectorAll(".ready li")].map((item) => line(item.textContent ?? "", languageOf(item)));
  const fields = [...always.map((words) => line(words)), ...ready];
  const trouble = field(word("call.trouble"), make("textarea", { rows: 3 }), document.documentElement.lang);
  const tried = make("div", { className: "tried" });
  const told = news();
  const dialog = make("dialog", { className: "call" }, title,
    make("p", { className: "promise" }, word("call.promise")),
  );
  dialog.setAttribute("aria-labelledby", title.id);
  const phones = support.querySelector(".phones")?.cloneNode(true);
  if (phones) dialog.append(phones);
  dialog.append(...fields.map((f) => f.label), trouble.label, tried);
  dialog.append(make("div", { className: "buttons" },
    button(word("call.print"), () => window.print()),
    button(word("call.copy"), async () => {
      told.textContent = "";
      told.textContent = (await copy(text())) ? word("call.copied") : word("call.not-copied");
    }, "quiet"),
    button(word("close"), () => dialog.close(), "quiet"), told));

  function text() {
    const filled = [...fields, trouble].filter((f) => f.input.value.trim()).map((f) => `${f.words}: ${f.input.value.trim()}`);
    return [title.textContent, ...filled, ...tried.innerText.split("\n").filter(Boolean)].join("\n");
  }

  return async () => {
    await styled;
    tried.replaceChildren(...whatWasTried());
    if (!dialog.isConnected) document.body.append(dialog);
    dialog.showModal();
  };
}

/** @template {HTMLInputElement | HTMLTextAreaElement} T @param {string} words @param {T} input @param {string} lang of the words */
function field(words, input, lang) {
  input.autocomplete = "off";
  words = words[0].toUpperCase() + words.slice(1);
  return { words, input, label: make("label", { lang }, words, input) };
}

/** The article and the steps that are ticked off. @returns {Node[]} */
function whatWasTried() {
  const article = /** @type {HTMLElement | null} */ (document.querySelector("[data-article]"));
  const title = /** @type {HTMLElement | null} */ (article?.querySelector("h1"));
  if (!article || !title) return [];
  const about = word("call.article", { Address: location.origin + location.pathname, Revision: article.dataset.revision ?? "" });
  const steps = [...article.querySelectorAll(".steps > li:has(.step-number :checked)")].map((item) =>
    make("li", {}, /** @type {HTMLInputElement} */ (item.querySelector(".step-number input")).ariaLabel + ": ", make("span", { lang: languageOf(item) }, stepWords(item))));
  return [
    make("h3", {}, word("call.tried")),
    make("p", {}, make("span", { lang: languageOf(title) }, title.textContent ?? ""), " " + about),
    steps.length ? make("ul", {}, ...steps) : make("p", {}, word("call.nothing")),
  ];
}
