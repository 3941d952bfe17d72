// "Did it work?" in place: the answer is stored, then the page asks on, without a reload and also without a network.
import { answers, forget, locale, remember, said, sent, state, update } from "./answers.js";
import { browserKey } from "./browser.js";
import { counter } from "./counter.js";
import { button, make, sheet, stepNumber, stepWords } from "./dom.js";
import { limit } from "./outbox.js";
import { arrivals, flush, keep, listen } from "./queue.js";
import { word } from "./words.js";

/** @param {HTMLElement} section */
export function ask(section) {
  const question = /** @type {HTMLElement} */ (section.querySelector("[data-ask]"));
  const status = /** @type {HTMLElement} */ (section.querySelector(".ask-status"));
  const verdict = /** @type {HTMLFormElement} */ (section.querySelector("[data-verdict]"));
  const { content } = /** @type {HTMLTemplateElement} */ (section.querySelector("template"));
  const subject = Object.fromEntries(/** @type {any} */ (new FormData(verdict)));
  /** @type {Record<string, string>} what this reader has said so far, to send it whole when there was no network */
  let given = {};
  let url = "";
  let busy = false;
  /** @type {HTMLElement | null} what stands in place of the question, or at the step that failed */
  let card = null;
  /** @type {HTMLElement | null} the question that the card replaces */
  let replaced = null;

  sheet("card");
  section.addEventListener("submit", submitted);
  listen((news) => {
    if (news.article !== subject.article || news.revision !== subject.revision) return;
    url = news.url;
    say(word("arrived", { Time: new Date().toLocaleTimeString(locale, { hour: "numeric", minute: "2-digit" }) }));
  });
  window.addEventListener("online", flush);
  flush();
  arrivals().then(remind);

  /** @param {SubmitEvent} event of the question or the card, which may stand outside of the section */
  async function submitted(event) {
    event.preventDefault();
    if (busy) return; // a second click while the first is on its way
    busy = true;
    section.setAttribute("aria-busy", "true");
    try {
      await answer(/** @type {HTMLFormElement} */ (event.target), /** @type {HTMLButtonElement | null} */ (event.submitter));
    } finally {
      busy = false;
      section.removeAttribute("aria-busy");
    }
  }

  /** @param {HTMLFormElement} form @param {HTMLButtonElement | null} pressed */
  async function answer(form, pressed) {
    /** @type {Record<string, string>} */
    let fields = Object.fromEntries(/** @type {any} */ (new FormData(form)));
    if (pressed?.name === "reason") fields = { reason: pressed.ariaPressed === "true" ? "" : pressed.value };
    else if (pressed?.name) fields[pressed.name] = pressed.value;
    delete fields.article;
    delete fields.revision;
    const first = form === verdict;
    const elapsed = String(Math.round(performance.now())); // since the page was opened: programs are faster than people
    const body = first ? { ...subject, ...fields, "browser-key": browserKey(), elapsed } : { ...fields, elapsed };
    const response = first || url ? await post(first ? "/feedback" : url, body) : null;
    const reply = response ? await response.json().catch(() => ({})) : {};
    if (!response || response.status >= 500) {
      await later(form, fields, pressed);
    } else if (!response.ok) {
      say(reply.errors?.[0]?.detail ?? reply.detail ?? word("failed"), pressed, "problem");
      if (!first) form.querySelector("textarea")?.focus();
    } else {
      url = reply.url;
      next(form, fields, pressed, word("saved"));
    }
  }

  /** Keeps what cannot be sent. @param {HTMLFormElement} form @param {Record<string, string>} fields @param {HTMLButtonElement | null} pressed */
  async function later(form, fields, pressed) {
    const entries = Object.entries(given).filter(([name]) => !fields.withdraw || name === "helpful" || name === "rating"); // no words are kept of what is taken back
    if (form === verdict) url = "";
    if (await keep({ ...subject, ...Object.fromEntries(entries), ...fields })) next(form, fields, pressed, word("waiting"));
    else say(word("no-connection"), pressed, "problem");
  }

  /** @param {HTMLFormElement} form @param {Record<string, string>} fields @param {HTMLButtonElement | null} pressed @param {string} news */
  function next(form, fields, pressed, news) {
    if (fields.withdraw) {
      given = {};
      forget(/** @type {any} */ (subject));
      askAgain(news === word("saved") ? word("withdrawn") : news);
    } else if (form === verdict) {
      const { helpful, rating, step, reason, ...more } = given;
      given = { ...more, ...fields };
      store(fields);
      followUp(fields, pressed);
      say(news);
    } else {
      given = { ...given, ...fields };
      if (fields.model) update(/** @type {any} */ (subject), { model: fields.model });
      if (pressed?.name === "reason") for (const chip of form.querySelectorAll("[name=reason]")) chip.ariaPressed = String(chip === pressed && Boolean(fields.reason));
      if (pressed?.name === "reason") say(news, pressed);
      else say(fields.comment ? `${news} ${word("read")}` : news, form.lastElementChild, "news", true);
    }
  }

  /** Remembers a verdict. @param {Record<string, string>} fields */
  function store(fields) {
    const item = document.getElementById(fields.step);
    remember({
      article: subject.article, revision: subject.revision, title: document.querySelector("h1")?.textContent ?? "", path: location.pathname,
      verdict: fields.rating ?? fields.helpful ?? "no", day: Date.now(), url,
      ...(item && { step: item.id, number: stepNumber(item), words: stepWords(item) }),
    });
  }

  /** Reminds the reader of an answer: in place of the question, or, when the article has changed, above the article. */
  async function remind() {
    const before = answers().find((a) => a.path === location.pathname);
    if (!before || card) return;
    if (before.revision !== subject.revision) {
      if (before.verdict === "yes" || Number(before.verdict) > 3 || before.seen === subject.revision) return;
      update(before, { seen: subject.revision });
      const item = document.getElementById(before.step ?? "");
      const better = item && stepWords(item) !== before.words ? word("said.rewritten", { Number: before.number ?? "" }) : word("said.changed");
      const banner = make("p", { className: "callout" }, `${said(before)} ${better} `, button(word("close"), () => banner.remove(), "link"));
      section.closest("article")?.before(banner);
      return;
    }
    url = before.url ?? "";
    const more = make("span", {}, sent(before));
    show(make("p", { className: "follow-up" }, `${said(before)} `, more, " ", button(word("said.change"), () => askAgain(""), "link")), question);
    const became = await state(before);
    if (became === undefined) {
      forget(before);
      hide();
    } else {
      more.append(` ${became}`);
    }
  }

  /** @param {HTMLElement} made @param {HTMLElement | null} instead @param {Element | null} [at] where it stands if it replaces nothing */
  function show(made, instead, at) {
    hide();
    card = made;
    replaced = instead;
    if (instead) {
      instead.hidden = true;
      instead.after(card);
    } else {
      at?.append(card);
    }
    card.addEventListener("submit", submitted);
  }

  function hide() {
    card?.remove();
    if (replaced) replaced.hidden = false;
    card = replaced = null;
  }

  /** @param {string} news */
  function askAgain(news) {
    const at = replaced ?? card?.closest("li") ?? question; // a step that failed is where the reader is
    hide();
    const choice = /** @type {HTMLElement | null} */ (at.querySelector(".buttons button, .stars button, .step-failed"));
    say(news, choice);
    choice?.focus();
  }

  /** Shows what comes after a verdict: at the step that failed, or in place of the question. @param {Record<string, string>} fields @param {HTMLElement | null} pressed */
  function followUp(fields, pressed) {
    const typed = card?.querySelector("textarea")?.value ?? given.comment ?? "";
    const item = fields.step ? document.getElementById(fields.step) : null;
    const rating = Number(fields.rating);
    const kind = item ? "bad-step" : fields.helpful === "yes" || rating > 3 ? "good" : rating === 3 ? "partly" : "bad";
    const made = /** @type {HTMLElement} */ (content.firstElementChild?.cloneNode(true));
    for (const part of made.querySelectorAll("[data-when]")) {
      if (!/** @type {HTMLElement} */ (part).dataset.when?.split(" ").includes(kind)) part.remove();
    }
    const area = /** @type {HTMLTextAreaElement} */ (made.querySelector("textarea"));
    area.value = typed;
    if (kind === "good") made.querySelector("summary")?.after(/** @type {Element} */ (area.parentElement));
    if (item) /** @type {HTMLElement} */ (made.querySelector("[data-number]")).textContent = stepNumber(item);
    const end = /** @type {HTMLElement | null} */ (pressed?.closest(".ways .worked"));
    const way = (item ?? end)?.closest(".ways > details");
    const other = way?.nextElementSibling;
    const start = other?.querySelector(".steps > li");
    if (start) made.querySelector(".next ul")?.prepend(make("li", {}, make("a", { href: `#${start.id}` }, word("way", { Way: other?.querySelector("h3")?.textContent ?? "" }))));
    fillSteps(made);
    fillModel(made);
    const row = document.querySelector("details.fails");
    if (row && kind.startsWith("bad")) row.setAttribute("open", "");
    show(made, item ? null : (end ?? question), item);
    counter(area);
    made.querySelector("h2")?.focus();
  }

  /** Says something where the reader looks: in what was pressed, and aloud. @param {string} text @param {Element | null} [pressed] */
  function say(text, pressed, className = "news", link = false) {
    for (const old of document.querySelectorAll(".news, .problem")) old.remove();
    status.textContent = text;
    if (!text) return;
    const line = make("p", { className }, text, " ");
    if (link && url) line.append(make("a", { href: url }, word("receipt")));
    const at = pressed?.closest("fieldset, .step-tools, details, form") ?? card?.querySelector("form");
    at?.append(line);
  }
}

/** @param {string} address @param {Record<string, string>} fields @returns {Promise<Response | null>} null: no network, or none that answers */
function post(address, fields) {
  const body = new URLSearchParams(fields);
  return fetch(address, { method: "POST", headers: { Accept: "application/json" }, body, signal: AbortSignal.timeout(limit) }).catch(() => null);
}

/** Offers the article's own steps. @param {HTMLElement} made */
function fillSteps(made) {
  const select = /** @type {HTMLSelectElement | null} */ (made.querySelector("[name=step]"));
  const lists = document.querySelectorAll("ol.steps");
  if (!select) return;
  if (lists.length === 0) select.closest(".question")?.remove();
  for (const list of lists) {
    /** @type {HTMLElement} */
    const into = lists.length > 1 ? make("optgroup", { label: list.closest("details")?.querySelector("h3")?.textContent ?? "" }) : select;
    if (into !== select) select.append(into);
    for (const item of list.children) {
      const words = stepWords(item);
      into.append(new Option(`${stepNumber(item)}. ${words.length > 70 ? words.slice(0, 69) + "…" : words}`, item.id));
    }
  }
}

/** Offers the models that the article names, and fills in the one that is known. @param {HTMLElement} made */
function fillModel(made) {
  const input = /** @type {HTMLInputElement} */ (made.querySelector("[name=model]"));
  for (const link of document.querySelectorAll(".models a")) made.querySelector("datalist")?.append(new Option(link.textContent ?? ""));
  const brand = location.pathname.split("/").at(-2);
  const [, from = ""] = document.referrer.startsWith(location.origin + "/") ? (/\/models\/([^/?#]+)$/.exec(document.referrer) ?? []) : [];
  const plain = /\d/.test(from.replace(/%../g, "")) && !/[*?]|%(2A|3F|[89A-F])/i.test(from); // neither a pattern nor a name that was asked for as a model
  const model = plain ? decodeURIComponent(from) : answers().find((a) => a.model && a.path.split("/").at(-2) === brand)?.model;
  if (!model) return;
  input.value = model;
  made.querySelector("summary")?.append(` · ${model}`);
}
