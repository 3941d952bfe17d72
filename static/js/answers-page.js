// The page "Your answers": what was answered in this browser, and what became of it.
import { answers, forget, forgetAll, said, sent, state } from "./answers.js";
import { arrivals } from "./queue.js";

const most = 20; // answers whose state is asked for: each is a request

/** @param {HTMLElement} page */
export async function show(page) {
  await arrivals();
  /** @type {(selector: string) => any} */
  const part = (selector) => page.querySelector(selector);
  const list = answers();
  const count = () => {
    part("[data-clear]").hidden = !part("li");
    part("[data-empty]").hidden = Boolean(part("li"));
  };
  part("[data-clear]").addEventListener("click", () => {
    forgetAll();
    part("ul").replaceChildren();
    count();
    part("[data-empty]").tabIndex = -1;
    part("[data-empty]").focus();
  });
  const lines = list.map((given) => {
    const item = part("template").content.firstElementChild.cloneNode(true);
    const title = item.querySelector("[data-title]");
    title.href = given.path;
    title.textContent = given.title;
    item.querySelector("[data-said]").textContent = `${said(given)} ${sent(given)}`;
    const receipt = item.querySelector("[data-receipt]");
    if (given.url) receipt.href = given.url;
    else receipt.remove();
    item.querySelector("[data-what]")?.append(` ${given.title}`);
    part("ul").append(item);
    return item;
  });
  count();
  for (const [i, given] of list.slice(0, most).entries()) {
    const became = await state(given);
    if (became === undefined) {
      forget(given);
      lines[i].remove();
      count();
    } else {
      lines[i].querySelector("[data-said]").append(` ${became}`);
    }
  }
}
