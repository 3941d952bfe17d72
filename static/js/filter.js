// A field that narrows the list around it to what holds the words typed.

/** @param {string} text in lower case, without accents */
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** @param {any} list with a field, items, and perhaps groups of items to be opened */
export function filter(list) {
  const field = list.querySelector(".filter input");
  if (!field) return;
  const none = list.querySelector("[data-none]");
  const items = [...list.querySelectorAll("[data-item]")].map((item) => ({ item, text: plain((item.querySelector("summary") ?? item).textContent) }));
  field.closest(".filter").hidden = false;
  field.addEventListener("input", () => {
    const words = plain(field.value).split(/\s+/).filter(Boolean);
    for (const { item, text } of items) item.hidden = !words.every((w) => text.includes(w));
    const shown = items.filter(({ item }) => !item.hidden);
    for (const group of list.querySelectorAll("[data-group]")) {
      const holds = shown.some(({ item }) => group.contains(item));
      group.hidden = !holds;
      group.open = words.length > 0 && holds && (!("item" in group.dataset) || shown.length === 1);
    }
    none.textContent = shown.length ? "" : none.dataset.none;
  });
}
