// What makes the pages quicker to use. Everything works without it.
import { ask } from "./feedback.js";
import { counter } from "./counter.js";

for (const section of document.querySelectorAll(".ask")) ask(/** @type {HTMLElement} */ (section));
for (const area of document.querySelectorAll("main textarea[data-max]")) counter(/** @type {HTMLTextAreaElement} */ (area));
