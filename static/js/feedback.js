// "Was this helpful?" in place: the answer is stored, then the page asks on, without a reload and also without a network.
import { browserKey } from "./browser.js";
import { counter } from "./counter.js";
import { stepWords } from "./dom.js";
import { limit } from "./outbox.js";
import { flush, keep, listen } from "./queue.js";
import { word } from "./words.js";

/** @param {HTMLElement} section */
export function ask(section) {
  const question = /** @type {HTMLElement} */ (section.querySelector("[data-ask]"));
  const status = /** @type {HTMLElement} */ (section.querySelector(".ask-status"));
  const verdict = /** @type {HTMLFormElement} */ (section.querySelector("[data-verdict]"));
  const subject = Object.fromEntries(/** @type {any} */ (new FormData(verdict)));
  /** @type {Record<string, string>} what this reader has said so far, to send it whole when there was no network */
  let said = {};
  let url = "";
  let busy = false;

  section.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (busy) return; // a second click while the first is on its way
    busy = true;
    if (event.target === verdict) place(event.submitter);
    section.setAttribute("aria-busy", "true");
    say("", "");
    try {
      await answer(/** @type {HTMLFormElement} */ (event.target), /** @type {HTMLButtonElement | null} */ (event.submitter));
    } finally {
      busy = false;
      section.removeAttribute("aria-busy");
    }
  });
  section.addEventListener("click", (event) => {
    if (/** @type {HTMLElement} */ (event.target).closest("[data-again]")) askAgain("");
  });
  listen((news) => {
    if (news.article !== subject.article || news.revision !== subject.revision) return;
    url = news.url;
    say("saved", word("arrived"));
    for (const link of section.querySelectorAll("a[data-receipt]")) link.setAttribute("href", url);
  });
  window.addEventListener("online", flush);
  flush();

  /** @param {HTMLFormElement} form @param {HTMLButtonElement | null} button */
  async function answer(form, button) {
    /** @type {Record<string, string>} */
    const fields = Object.fromEntries(/** @type {any} */ (new FormData(form)));
    delete fields.article;
    delete fields.revision;
    if (button?.name) fields[button.name] = button.value;
    const first = form === verdict;
    const elapsed = String(Math.round(performance.now())); // since the page was opened: programs are faster than people
    const body = first ? { ...subject, ...fields, "browser-key": browserKey(), elapsed } : { ...fields, elapsed };
    const response = first || url ? await post(first ? "/feedback" : url, body) : null;
    const reply = response ? await response.json().catch(() => ({})) : {};
    if (!response || response.status >= 500) {
      await later(form, fields);
    } else if (!response.ok) {
      say("problem", reply.errors?.[0]?.detail ?? reply.detail ?? word("failed"));
      form.querySelector("textarea")?.focus();
    } else {
      url = reply.url;
      said = fields.withdraw ? {} : { ...said, ...fields };
      next(form, fields, word("saved"));
    }
  }

  /** Keeps what cannot be sent. @param {HTMLFormElement} form @param {Record<string, string>} fields */
  async function later(form, fields) {
    const entries = Object.entries(said).filter(([name]) => !fields.withdraw || name === "helpful" || name === "rating"); // no words are kept of what is taken back
    const whole = { ...subject, ...Object.fromEntries(entries), ...fields };
    if (!(await keep(whole))) {
      say("problem", word("no-connection"));
      return;
    }
    said = fields.withdraw ? {} : { ...said, ...fields };
    next(form, fields, word("waiting"), true);
  }

  /** @param {HTMLFormElement} form @param {Record<string, string>} fields @param {string} news */
  function next(form, fields, news, waiting = false) {
    if (fields.withdraw) {
      askAgain(waiting ? news : word("withdrawn"));
    } else if (fields.helpful || fields.rating || (form === verdict && fields.step)) {
      followUp(fields);
      say("saved", news);
    } else {
      done(form, waiting ? word("waiting.thanks", { News: news }) : word("saved.thanks"));
    }
  }

  /** Puts the card where the reader answered: at the step that failed, or at the end of a way. @param {HTMLElement | null} button */
  function place(button) {
    const step = button?.closest(".focus") ? null : button?.closest(".steps > li");
    const way = button?.closest(".ways > details > div");
    if (step) step.append(section);
    else if (way) way.append(section);
  }

  const follow = () => section.querySelector(":scope > .follow-up");

  /** @param {string} news */
  function askAgain(news) {
    follow()?.remove();
    question.hidden = false;
    say("saved", news);
    /** @type {HTMLElement | null} */ (question.querySelector("input:not([type=hidden],[tabindex]), button"))?.focus();
  }

  /** Puts the form for details in place of the question. @param {Record<string, string>} fields */
  function followUp(fields) {
    const typed = follow()?.querySelector("textarea")?.value ?? said.comment ?? "";
    const bad = fields.rating ? Number(fields.rating) <= 2 : fields.helpful !== "yes";
    const template = /** @type {HTMLTemplateElement} */ (section.querySelector(`template[data-after="${bad ? "improve" : "more"}"]`));
    const made = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
    if (fields.rating) {
      /** @type {HTMLElement} */ (made.querySelector("[data-given]")).textContent = word("given", { Stars: fields.rating });
      /** @type {HTMLElement} */ (made.querySelector("[data-again]")).hidden = false;
      made.querySelector("[data-flip]")?.remove();
    }
    const area = /** @type {HTMLTextAreaElement} */ (made.querySelector("textarea"));
    area.value = typed;
    fillSteps(made, fields.step ?? "");
    follow()?.remove();
    question.hidden = true;
    status.before(made);
    counter(area);
    /** @type {HTMLElement} */ (section.querySelector("[data-focus]")).focus();
  }

  /** Thanks for details. @param {HTMLFormElement} form @param {string} news */
  function done(form, news) {
    const thanks = document.createElement("p");
    thanks.className = "saved";
    thanks.tabIndex = -1;
    thanks.append(news, " ");
    const link = document.createElement("a");
    link.dataset.receipt = "";
    link.textContent = word("receipt");
    if (url) link.href = url;
    thanks.append(link);
    form.replaceWith(thanks);
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

/** @param {string} address @param {Record<string, string>} fields @returns {Promise<Response | null>} null: no network, or none that answers */
function post(address, fields) {
  const body = new URLSearchParams(fields);
  return fetch(address, { method: "POST", headers: { Accept: "application/json" }, body, signal: AbortSignal.timeout(limit) }).catch(() => null);
}

/** Offers the article's own steps. @param {DocumentFragment} form @param {string} chosen */
function fillSteps(form, chosen) {
  const select = /** @type {HTMLSelectElement | null} */ (form.querySelector("[data-steps]"));
  if (!select) return;
  const lists = document.querySelectorAll("ol.steps");
  for (const list of lists) {
    const title = list.parentElement?.querySelector("h2")?.textContent ?? "";
    /** @type {HTMLElement} */
    let into = select;
    if (lists.length > 1) {
      into = document.createElement("optgroup");
      /** @type {HTMLOptGroupElement} */ (into).label = title;
      select.append(into);
    }
    for (const item of list.children) {
      const words = stepWords(item);
      const option = new Option(`${item.querySelector(".step-number")?.textContent}. ${words.length > 70 ? words.slice(0, 69) + "…" : words}`, item.id);
      option.selected = item.id === chosen;
      into.append(option);
    }
  }
  /** @type {HTMLElement} */ (select.closest("[data-step-question]")).hidden = lists.length === 0;
}
