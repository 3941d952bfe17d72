// What makes the pages quicker to use. Everything works without it.
import { ask } from "./feedback.js";
import { counter } from "./counter.js";
import { button, late } from "./dom.js";
import { steps } from "./steps.js";
import { suggest } from "./suggest.js";
import { theme } from "./theme.js";
import { timer } from "./timer.js";
import { word } from "./words.js";

/** @param {string} selector @returns {NodeListOf<any>} */
const all = (selector) => document.querySelectorAll(selector);

for (const section of all(".ask")) ask(section);
for (const area of all("main textarea[data-max]")) counter(area);
for (const article of all("article[data-article]")) steps(article);
for (const hold of all(".hold[data-seconds]")) timer(hold);
for (const form of all("[data-search]")) suggest(form);
for (const box of all("[data-theme-choice]")) theme(box);

for (const list of all("[data-filter]")) import("./filter.js").then(({ filter }) => filter(list));
for (const page of all("[data-answers]")) import("./answers-page.js").then(({ show }) => show(page));

for (const slot of all("[data-call]")) {
  const load = late(() => import("./call.js"));
  /** @type {(() => void) | undefined} */
  let open;
  const prepare = async () => (open ??= (await load())?.prepare(slot.parentElement, slot.dataset.call))?.();
  slot.append(button(word("call.open"), prepare, "quiet"));
}
