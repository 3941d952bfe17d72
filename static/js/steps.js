// Steps that can be ticked off, shown one at a time, linked, and taken up again where the reader stopped.
import { button, late, make } from "./dom.js";
import { progress } from "./progress.js";
import { word } from "./words.js";

/** @param {HTMLElement} article */
export function steps(article) {
  const lists = [...article.querySelectorAll("ol.steps")];
  if (lists.length === 0) return;
  const far = progress(article);
  const clear = button(word("steps.clear"), startOver, "quiet steps-clear");
  const items = lists.flatMap((list) => [...list.children]);
  for (const item of items) prepare(item);
  (article.querySelector(".ways") ?? lists[0]).after(clear);
  for (const list of lists) current(list);
  clear.hidden = far.done.size === 0;
  const load = late(() => import("./focus.js"));
  /** @type {Awaited<ReturnType<typeof load>>} */
  let alone;
  for (const list of lists) {
    const first = () => enter([...list.children].find((item) => !far.done.has(item.id)) ?? list.children[0]);
    list.parentElement?.querySelector("[data-one-step]")?.append(button(word("alone.start"), first, "link"));
  }
  addEventListener("popstate", follow);
  addEventListener("hashchange", open);
  open();
  follow();
  takeUp();

  /** Opens the way that the address points into: older browsers do not. */
  function open() {
    const way = document.querySelector(":target")?.closest("details");
    if (way) way.open = true;
  }

  /** @param {Element} item @returns {HTMLInputElement} */
  function boxOf(item) {
    return /** @type {HTMLInputElement} */ (item.querySelector(".step-number input"));
  }

  /** Ticks a step that was ticked before, and gives it a button for it. @param {Element} item */
  function prepare(item) {
    const box = boxOf(item);
    box.checked = far.done.has(item.id);
    box.addEventListener("change", () => ticked(item));
    const done = button(word("steps.done"), () => {
      box.checked = true;
      ticked(item);
      const next = item.parentElement?.querySelector("li.now .step-tools button");
      const question = item.closest("details")?.querySelector(".worked button") ?? article.querySelector(".ask button");
      /** @type {HTMLElement | null} */ (next ?? question)?.focus({ preventScroll: Boolean(next) });
    }, "step-done");
    item.querySelector(".step-tools")?.prepend(done);
  }

  /** @param {Element} item */
  function ticked(item) {
    const { checked } = boxOf(item);
    if (checked) far.done.add(item.id);
    else far.done.delete(item.id);
    if (!far.alone || !history.state?.step) {
      far.at = ((checked && item.nextElementSibling) || item).id;
      far.alone = false;
    }
    current(/** @type {Element} */ (document.getElementById(item.id)?.parentElement));
    keep();
  }

  /** Only the step that comes next has its buttons. The contents say how many are done. @param {Element} list */
  function current(list) {
    const all = [...list.children];
    const next = all.find((item) => !far.done.has(item.id));
    for (const item of all) item.classList.toggle("now", item === next);
    const entry = article.querySelector(`.contents [href="#${list.parentElement?.querySelector("h2")?.id}"]`)?.parentElement;
    const max = all.length;
    const value = all.filter((item) => far.done.has(item.id)).length;
    while (entry?.children[1]) entry.lastElementChild?.remove();
    if (value) entry?.append(make("span", {}, next ? word("alone.step", { Number: all.indexOf(next) + 1, All: max }) : "✓"), make("progress", { max, value, ariaHidden: "true" }));
  }

  function keep() {
    clear.hidden = far.done.size === 0;
    far.keep();
  }

  function startOver() {
    far.done.clear();
    far.at = "";
    for (const item of items) boxOf(item).checked = false;
    for (const list of lists) current(list);
    keep();
    boxOf(items.find((item) => item.checkVisibility()) ?? items[0]).focus();
  }

  /** Shows one step alone. The way back leads to all of them. @param {Element} item */
  function enter(item) {
    history.scrollRestoration = "manual"; // the page will stand where the reader left the steps
    history.pushState({ step: item.id }, "", `#${item.id}`);
    follow();
  }

  /** Shows what the browser's history says: one step, or all of them. */
  async function follow() {
    const item = document.getElementById(history.state?.step ?? "");
    if (item) {
      alone = await load();
      if (alone) alone.show(item, far);
      else item.scrollIntoView();
    } else {
      history.scrollRestoration = "auto";
      alone?.leave();
    }
  }

  /** Asks a reader who comes back whether to go on. */
  async function takeUp() {
    const item = document.getElementById(far.at);
    const list = [...(item?.parentElement?.children ?? [])];
    if (!item || location.hash || list.every((step) => far.done.has(step.id)) || (item === list[0] && !far.done.has(item.id))) return;
    const goTo = (/** @type {Element} */ step) => {
      location.hash = step.id;
      boxOf(step).focus();
    };
    const { resume } = await import("./focus.js");
    article.before(resume(item, () => (far.alone ? enter(item) : goTo(item)), () => {
      startOver();
      goTo(list[0]);
    }));
  }
}
