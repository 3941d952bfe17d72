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
  part("[data-empty]").hidden = list.length > 0;
  part("[data-clear]").hidden = list.length === 0;
  part("[data-clear]").addEventListener("click", () => {
    forgetAll();
    part("ul").replaceChildren();
    part("[data-clear]").hidden = true;
    part("[data-empty]").hidden = false;
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
  for (const [i, given] of list.slice(0, most).entries()) {
    const became = await state(given);
    if (became === undefined) {
      forget(given);
      lines[i].remove();
    } else {
      lines[i].querySelector("[data-said]").append(` ${became}`);
    }
  }
}
