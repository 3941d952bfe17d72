// Single keys for pages of the desk. As single letters get in the way of some people, they can be switched off (WCAG 2.1.4), and
// the choice stays in this browser.

const setting = "pinhole-desk-keys";

/**
 * Lets a page act on keys. The page holds a dialog that says what they do, and a button that opens it, hidden until now.
 * @param {(key: string) => boolean} act says whether the key means something here
 */
export function keys(act) {
  const dialog = /** @type {HTMLDialogElement} */ (document.querySelector("[data-keys]"));
  const button = /** @type {HTMLElement} */ (document.querySelector("[data-keys-open]"));
  const choice = /** @type {HTMLInputElement} */ (dialog.querySelector("[data-keys-on]"));
  choice.checked = kept();
  choice.addEventListener("change", () => keep(choice.checked));
  button.addEventListener("click", () => dialog.showModal());
  button.hidden = false;
  document.addEventListener("keydown", (event) => {
    if (!choice.checked || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || dialog.open || typing(event.target)) return;
    if (event.key === "?") dialog.showModal();
    else if (!act(event.key)) return;
    event.preventDefault();
  });
}

/** @param {EventTarget | null} target @returns {boolean} whether the key is a letter of what somebody writes or chooses */
function typing(target) {
  return target instanceof HTMLElement && target.matches("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
}

function kept() {
  try {
    return localStorage.getItem(setting) !== "off";
  } catch {
    return true; // storage is switched off: the choice lives as long as the page
  }
}

/** @param {boolean} wanted */
function keep(wanted) {
  try {
    if (wanted) localStorage.removeItem(setting);
    else localStorage.setItem(setting, "off");
  } catch {
    // Storage is switched off.
  }
}
