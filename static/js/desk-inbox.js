// Keys for the inbox as mail programs have them. Each does what a button, a link or a field of the page does, which names its key
// itself; without this script all of these are there.
import { keys } from "./desk-keys.js";

const rows = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-row]"));
const list = /** @type {HTMLFormElement | null} */ (document.querySelector("[data-inbox]"));

let at = -1; // the row that the keys act on
rows.forEach((row, i) => row.addEventListener("focusin", () => (at = i)));

keys((key) => {
  if (list && (key === "j" || key === "k")) return move(key === "j" ? 1 : -1);
  if (list && key === "x") return (box(rows[at])?.click(), true);
  const target = /** @type {HTMLElement | null} */ (document.querySelector(`[data-key="${CSS.escape(key)}"]`));
  if (!target) return false;
  if (target instanceof HTMLInputElement) target.focus();
  else press(target);
  return true;
});

/** Presses a button. One that acts on picked comments means the current one where none is picked. @param {HTMLElement} target */
function press(target) {
  const current = box(rows[at]);
  if (current && target.closest("form") === list && !list?.querySelector("[name=item]:checked")) current.checked = true;
  target.click();
}

/** @param {number} by @returns {boolean} */
function move(by) {
  const row = rows[Math.max(0, at + by)];
  row?.querySelector("a")?.focus();
  row?.scrollIntoView({ block: "center" });
  return true;
}

/** @param {HTMLElement | undefined} row @returns {HTMLInputElement | null | undefined} */
function box(row) {
  return row?.querySelector("[name=item]");
}
