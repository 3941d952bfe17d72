// Steps that can be ticked off, shown one at a time, linked, and taken up again where the reader stopped.
import { button, late, make, stepNumber } from "./dom.js";
import { progress } from "./progress.js";
import { word } from "./words.js";

/** @param {HTMLElement} article */
export function steps(article) {
  const lists = [...article.querySelectorAll("ol.steps")];
  if (lists.length === 0) return;
  const far = progress(article);
  const clear = button(word("steps.clear"), startOver, "quiet steps-clear");
  const boxes = lists.flatMap((list) => [...list.children]).map(tick);
  lists[lists.length - 1].after(clear);
  clear.hidden = far.done.size === 0;
  const load = late(() => import("./focus.js"));
  /** @type {Awaited<ReturnType<typeof load>>} */
  let alone;
  for (const list of lists) {
    const first = () => enter([...list.children].find((item) => !far.done.has(item.id)) ?? list.children[0]);
    list.parentElement?.querySelector("[data-one-step]")?.append(button(word("alone.start"), first));
  }
  addEventListener("popstate", follow);
  follow();
  takeUp();
  article.addEventListener("click", async (event) => {
    const item = /** @type {Element} */ (event.target).closest(".step-number")?.closest("li");
    if (item) (await import("./share.js")).offer(item);
  });

  /** Gives a step its box. @param {Element} item */
  function tick(item) {
    const box = make("input", { type: "checkbox", value: item.id, onchange: () => ticked(item, box) });
    item.querySelector(".step-tools")?.prepend(make("label", { className: "step-done" }, box, " " + word("steps.done", { Number: stepNumber(item) })));
    mark(box, far.done.has(item.id));
    return box;
  }

  /** @param {Element} item @param {HTMLInputElement} box */
  function ticked(item, box) {
    mark(box, box.checked);
    if (!far.alone || !history.state?.step) {
      far.at = ((box.checked && item.nextElementSibling) || item).id;
      far.alone = false;
    }
    keep();
  }

  /** @param {HTMLInputElement} box @param {boolean} on */
  function mark(box, on) {
    box.checked = on;
    document.getElementById(box.value)?.classList.toggle("done", on);
    if (on) far.done.add(box.value);
    else far.done.delete(box.value);
  }

  function keep() {
    clear.hidden = far.done.size === 0;
    far.keep();
  }

  function startOver() {
    for (const box of boxes) mark(box, false);
    far.at = "";
    keep();
    boxes[0].focus();
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
      /** @type {HTMLElement} */ (step.querySelector(".step-number")).focus();
    };
    const { ask } = await import("./resume.js");
    article.before(ask(item, () => (far.alone ? enter(item) : goTo(item)), () => {
      startOver();
      goTo(list[0]);
    }));
  }
}
