// "Was this helpful?" in place: the answer is stored, then the page asks on, without a reload.
import { browserKey } from "./browser.js";
import { counter } from "./counter.js";

/** @param {HTMLElement} section */
export function ask(section) {
  const question = /** @type {HTMLElement} */ (section.querySelector("[data-ask]"));
  const status = /** @type {HTMLElement} */ (section.querySelector(".ask-status"));
  let busy = false;
  let typed = "";

  section.addEventListener("submit", async (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    event.preventDefault();
    if (busy) return; // a second click while the first is on its way
    busy = true;
    section.setAttribute("aria-busy", "true");
    say("", "");
    const body = new URLSearchParams(/** @type {any} */ (new FormData(form)));
    const button = /** @type {HTMLButtonElement | null} */ (event.submitter);
    if (button?.name) body.set(button.name, button.value);
    if (form.matches("[data-verdict]")) body.set("browser-key", browserKey());
    try {
      await send(form, body);
    } finally {
      busy = false;
      section.removeAttribute("aria-busy");
    }
  });

  /** @param {HTMLFormElement} form @param {URLSearchParams} body */
  async function send(form, body) {
    let response;
    try {
      response = await fetch(form.action, { method: "POST", headers: { Accept: "application/json" }, body });
    } catch {
      say("problem", "There is no connection. Nothing is lost: try again when you are back online.");
      return;
    }
    const answer = await response.json().catch(() => ({}));
    if (!response.ok) {
      say("problem", answer.errors?.[0]?.detail ?? answer.detail ?? "This could not be stored. Please try again in a minute.");
      form.querySelector("textarea")?.focus();
      return;
    }
    next(form, body, answer.url);
  }

  /** @param {HTMLFormElement} form @param {URLSearchParams} body @param {string} url */
  function next(form, body, url) {
    if (body.has("withdraw")) {
      follow()?.remove();
      question.hidden = false;
      say("saved", "Your answer is taken back. You can answer again.");
      question.querySelector("button")?.focus();
    } else if (body.has("helpful")) {
      followUp(body.get("helpful") ?? "no", url);
      say("saved", "Your answer is saved.");
    } else {
      done(form, url);
    }
  }

  const follow = () => section.querySelector(":scope > .follow-up");

  /** Puts the form for details in place of the question. @param {string} verdict @param {string} url */
  function followUp(verdict, url) {
    typed = section.querySelector("textarea")?.value ?? typed;
    const template = /** @type {HTMLTemplateElement} */ (section.querySelector(`template[data-after="${verdict}"]`));
    const made = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
    for (const form of made.querySelectorAll("form")) form.action = url;
    const area = /** @type {HTMLTextAreaElement} */ (made.querySelector("textarea"));
    area.value = typed;
    follow()?.remove();
    question.hidden = true;
    status.before(made);
    counter(area);
    /** @type {HTMLElement} */ (section.querySelector("[data-focus]")).focus();
  }

  /** Thanks for a comment. @param {HTMLFormElement} form @param {string} url */
  function done(form, url) {
    const thanks = document.createElement("p");
    const link = document.createElement("a");
    link.href = url;
    link.textContent = "See or change your answer";
    thanks.className = "saved";
    thanks.tabIndex = -1;
    thanks.append("Your comment is saved. Thank you: the editors read every one. ", link);
    form.replaceWith(thanks);
    typed = "";
    thanks.focus();
  }

  /** @param {string} kind @param {string} text */
  function say(kind, text) {
    status.replaceChildren();
    if (!text) return;
    const p = document.createElement("p");
    p.className = kind;
    p.textContent = text;
    status.append(p);
  }
}
