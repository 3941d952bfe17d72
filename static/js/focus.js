// One step a screen: for a reader with one hand on the device. The step's own parts move in and out, so that ticks, timers and
// buttons are the same as in the page. The bar that asks whether to go on looks like it and comes with it.
import { awake, button, copy, languageOf, make, news, sheet, stepNumber } from "./dom.js";
import { word } from "./words.js";

const styled = sheet("focus");
const title = make("h2", { id: "p-focus", tabIndex: -1 });
const bar = make("progress", {});
const body = make("div", { className: "focus-body" });
const back = button(word("alone.back"), () => move(-1), "quiet");
const next = button(word("alone.next"), done);
const dialog = make("dialog", { className: "focus" },
  make("header", {}, title, button(word("alone.all"), () => dialog.close(), "quiet"), bar),
  body,
  make("footer", {}, back, next),
);
dialog.setAttribute("aria-labelledby", title.id);
bar.setAttribute("aria-hidden", "true"); // the title says the same

/** @type {Element | null} the step whose parts are in the dialog */
let shown = null;
/** @type {import("./progress.js").Progress} */
let far;
/** @type {(() => void) | undefined} */
let rest; // lets the screen go off
let x = 0;
let y = 0;

dialog.addEventListener("close", quit);
dialog.addEventListener("keydown", keys);
dialog.addEventListener("click", jump);
dialog.addEventListener("touchstart", ({ touches }) => {
  x = touches.length > 1 ? NaN : touches[0].clientX; // two fingers zoom
  y = touches[0].clientY;
}, { passive: true });
dialog.addEventListener("touchend", ({ changedTouches: [{ clientX, clientY }] }) => {
  const moved = clientX - x;
  if (Math.abs(moved) > 60 && Math.abs(moved) > 2 * Math.abs(clientY - y)) move(moved < 0 ? ahead() : -ahead());
});
document.addEventListener("submit", quit); // "This step failed" and the answer: what follows is in the page

/** Shows a step, and opens the screen for it. @param {Element} item @param {import("./progress.js").Progress} progress */
export async function show(item, progress) {
  await styled;
  far = progress;
  if (!dialog.open) {
    document.body.append(dialog);
    dialog.showModal();
  }
  const list = steps(item);
  putBack();
  shown = item;
  body.replaceChildren(...[...item.children].slice(1));
  body.lang = languageOf(item);
  offer(item, body.querySelector(".step-tools"));
  page(list.indexOf(item), list.length);
  history.replaceState({ step: item.id }, "", `#${item.id}`);
  far.at = item.id;
  far.alone = true;
  far.keep();
  rest ??= awake();
}

/** Shows all steps again, where the reader is. */
export function leave() {
  if (!shown) return;
  const number = /** @type {HTMLElement} */ (shown.querySelector(".step-number input"));
  const here = !location.hash || location.hash === `#${shown.id}`;
  putBack();
  shown = null;
  dialog.close();
  dialog.remove();
  rest?.();
  rest = undefined;
  if (here) number.focus();
}

function quit() {
  if (!shown) return;
  leave();
  history.back();
}

/** @param {Element} item @returns {Element[]} the steps of its list */
const steps = (item) => [...(item.parentElement?.children ?? [])];

function putBack() {
  body.querySelector(".share")?.remove(); // in the page, only those who ask get one
  if (body.querySelector(".step-body")) shown?.append(...body.childNodes);
}

/** @param {number} at @param {number} all */
function page(at, all) {
  title.textContent = at < all ? word("alone.step", { Number: at + 1, All: all }) : word("alone.last");
  bar.max = all;
  bar.value = at + 1;
  back.disabled = at === 0;
  next.hidden = at === all;
  body.scrollTop = 0;
  title.focus();
}

/** Ticks the step and shows the next one. */
function done() {
  const box = /** @type {HTMLInputElement | null | undefined} */ (shown?.querySelector(".step-number input"));
  if (box && !box.checked && body.querySelector(".step-body")) {
    box.checked = true;
    box.dispatchEvent(new Event("change"));
  }
  move(1);
}

/** @param {number} by */
function move(by) {
  if (!shown) return;
  const list = steps(shown);
  const ended = !body.querySelector(".step-body");
  const to = list.indexOf(shown) + (ended ? 1 : 0) + by;
  if (to === list.length) end(list.length);
  else if (list[to]) show(list[to], far);
}

/** Asks whether it helped, with the page's own form. @param {number} all */
function end(all) {
  putBack();
  const form = /** @type {HTMLFormElement} */ (document.querySelector("[data-verdict]"));
  const question = /** @type {HTMLElement} */ (document.querySelector("[data-ask]"));
  body.replaceChildren();
  body.lang = languageOf(question);
  if (!question.hidden) body.append(...asked(form));
  page(all, all);
}

/** @param {HTMLFormElement} form */
function asked(form) {
  const words = form.querySelector("h2")?.textContent ?? "";
  if (form.querySelector("[name=rating]")) return [make("a", { className: "button", href: "#p-feedback" }, words)];
  const buttons = /** @type {Element} */ (form.querySelector(".buttons")?.cloneNode(true));
  for (const choice of buttons.children) choice.setAttribute("form", form.id);
  return [make("p", { className: "lead" }, words), buttons];
}

/** @returns {number} 1 where reading runs to the right */
const ahead = () => (getComputedStyle(dialog).direction === "rtl" ? -1 : 1);

/** @param {KeyboardEvent} event */
function keys(event) {
  const on = /** @type {Element} */ (event.target);
  if (on.closest(".table, pre")) return; // these scroll
  const by = { ArrowRight: ahead(), ArrowLeft: -ahead(), " ": on.matches("button, input, a") ? 0 : 1 }[event.key];
  if (!by || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  move(by);
}

/** A link to another step of the list stays here. @param {Event} event */
function jump(event) {
  const link = /** @type {Element} */ (event.target).closest("a");
  const item = shown && steps(shown).find((step) => link?.hash === `#${step.id}`);
  if (!item || link?.pathname !== location.pathname) return;
  event.preventDefault();
  show(item, far);
}

/** Puts a button beside the step's others: a link to it, for somebody else or for later. @param {Element} item @param {Element | null} tools */
function offer(item, tools) {
  if (!tools || tools.querySelector(".share")) return;
  const told = news();
  const share = async () => {
    const url = new URL(`#${item.id}`, location.href).href;
    told.textContent = "";
    if ("share" in navigator) await navigator.share({ title: document.title, url }).catch(() => {}); // closed without sharing
    else told.textContent = (await copy(url)) ? word("share.copied") : url;
  };
  tools.append(make("span", { className: "share" }, button("share" in navigator ? word("share") : word("share.copy"), share, "quiet"), told));
}

/** A bar at the lower edge of the screen, so that nothing in the page moves: "You were at step 4". @param {Element} item the step @param {() => void} goOn @param {() => void} startOver */
export function resume(item, goOn, startOver) {
  const bar = make("section", { className: "resume" }, make("p", { id: "p-resume" }, word("resume.at", { Number: stepNumber(item) })));
  bar.setAttribute("aria-labelledby", "p-resume");
  const away = (/** @type {() => void} */ act) => () => {
    bar.remove();
    act();
  };
  bar.append(
    button(word("resume.on"), away(goOn)),
    button(word("resume.over"), away(startOver), "quiet"),
    button(word("close"), away(() => document.getElementById("main")?.focus()), "quiet"),
  );
  return bar;
}
