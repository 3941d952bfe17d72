// Says that a page is a copy out of the cache, and of when, until the network is back.
import { word } from "./words.js";

/** @param {string} date of the answer, as HTTP writes it */
export function show(date) {
  const time = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" }).format(new Date(date));
  const line = document.createElement("p");
  line.role = "status";
  line.className = "failing";
  line.textContent = word("offline.copy", { Time: time });
  document.querySelector("main")?.prepend(line);
  addEventListener("online", () => line.remove(), { once: true });
}
