// What the desk's pages share. Everything works without it.
import { theme } from "./theme.js";

for (const box of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-theme-choice]"))) theme(box);
