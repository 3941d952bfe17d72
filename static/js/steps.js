// Steps that can be ticked off, remembered in this browser alone.
import { word } from "./words.js";

/** @param {HTMLElement} article */
export function steps(article) {
  const lists = [...article.querySelectorAll("ol.steps")];
  if (lists.length === 0) return;
  const key = `pinhole-steps:${article.dataset.article}:${article.dataset.revision}`;
  const done = new Set(read(key));
  /** @type {HTMLInputElement[]} */
  const boxes = [];

  const clear = document.createElement("button");
  clear.type = "button";
  clear.className = "quiet steps-clear";
  clear.textContent = word("steps.clear");
  clear.addEventListener("click", () => {
    for (const box of boxes) mark(box, false);
    save();
    boxes[0].focus();
  });

  for (const item of lists.flatMap((list) => [...list.children])) {
    const label = document.createElement("label");
    label.className = "step-done";
    const box = document.createElement("input");
    box.type = "checkbox";
    box.value = item.id;
    const number = item.querySelector(".step-number")?.textContent ?? "";
    label.append(box, " " + word("steps.done", { Number: number }));
    item.querySelector(".step-tools")?.prepend(label);
    boxes.push(box);
    mark(box, done.has(item.id));
    box.addEventListener("change", () => {
      mark(box, box.checked);
      save();
    });
  }
  lists[lists.length - 1].after(clear);
  clear.hidden = done.size === 0;

  /** @param {HTMLInputElement} box @param {boolean} on */
  function mark(box, on) {
    box.checked = on;
    box.closest("li")?.classList.toggle("done", on);
    if (on) done.add(box.value);
    else done.delete(box.value);
  }

  function save() {
    clear.hidden = done.size === 0;
    try {
      if (done.size) localStorage.setItem(key, JSON.stringify([...done]));
      else localStorage.removeItem(key);
    } catch {
      // Storage is switched off: the ticks live as long as the page.
    }
  }
}

/** @param {string} key @returns {string[]} */
function read(key) {
  try {
    const list = JSON.parse(localStorage.getItem(key) ?? "[]");
    return Array.isArray(list) ? list : [];
  } catch {
    return [];
  }
}
