// "You were at step 4": a bar at the lower edge of the screen, so that nothing in the page moves.
import { button, make, sheet, stepNumber } from "./dom.js";
import { word } from "./words.js";

/** @param {Element} item the step @param {() => void} goOn @param {() => void} startOver */
export function ask(item, goOn, startOver) {
  sheet("focus");
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
