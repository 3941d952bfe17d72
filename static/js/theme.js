// The reader's choice of colours: kept in this browser alone, and the same in all of its open tabs. The script inside the page's
// head applies it before the page is painted; this one lets the reader choose.

const key = "pinhole-theme";
const root = document.documentElement;

/** @param {HTMLElement} box what holds the list of choices; hidden until now, because without scripts nothing can be kept */
export function theme(box) {
  const list = /** @type {HTMLSelectElement} */ (box.querySelector("select"));
  list.addEventListener("change", () => {
    keep(list.value);
    show(list.value);
  });
  window.addEventListener("storage", (event) => {
    if (event.key === key || event.key === null) show(event.newValue);
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) show(kept()); // another tab may have chosen while this page was put away
  });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", colourBars);
  list.value = kept() ?? "";
  box.hidden = false;

  /** @param {string | null} choice */
  function show(choice) {
    list.value = choice ?? "";
    if (choice) root.dataset.theme = choice;
    else delete root.dataset.theme;
    colourBars();
  }
}

/** Gives the browser's own bars the colour of the page. */
function colourBars() {
  for (const bar of document.querySelectorAll("meta[name=theme-color]")) /** @type {HTMLMetaElement} */ (bar).content = getComputedStyle(root).backgroundColor;
}

function kept() {
  try {
    return localStorage.getItem(key);
  } catch {
    return root.dataset.theme ?? null; // storage is switched off: the choice lives as long as the page
  }
}

/** @param {string} choice */
function keep(choice) {
  try {
    if (choice) localStorage.setItem(key, choice);
    else localStorage.removeItem(key);
  } catch {
    // Storage is switched off.
  }
}
