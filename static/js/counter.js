// A counter under a text field. Nothing is cut: a text that is too long stays, and the counter says by how much.
import { word } from "./words.js";

/** @param {HTMLTextAreaElement} area */
export function counter(area) {
  const max = Number(area.dataset.max);
  let shown = /** @type {HTMLElement | null} */ (area.parentElement?.querySelector("[data-counter]") ?? null);
  if (!shown) {
    shown = document.createElement("p");
    shown.className = "counter";
    area.after(shown);
  }
  const show = () => {
    const length = [...area.value].length; // code points, as the server counts
    const over = length > max;
    shown.hidden = length === 0;
    shown.textContent = over
      ? word("count.over", { Count: length - max, Length: length, Max: max })
      : word("count", { Length: length, Max: max });
    shown.classList.toggle("over", over);
    shown.setAttribute("role", over ? "status" : "none"); // only the limit is worth an interruption
  };
  area.addEventListener("input", show);
  show();
}
