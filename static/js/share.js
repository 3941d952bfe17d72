// A link to a step, for somebody else or for later.
import { button, copy, make, news } from "./dom.js";
import { word } from "./words.js";

/** Puts a button for it beside the step's others. @param {Element} item @param {Element | null} tools */
export function offer(item, tools) {
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
