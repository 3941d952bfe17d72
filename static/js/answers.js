// What this reader answered, kept in this browser alone: the article reminds of it, and the page "Your answers" lists it.
import { word } from "./words.js";

const name = "pinhole-answers";
const most = 200;
/** How dates are written: in English as everywhere on the pages, with the day first. */
export const locale = document.documentElement.lang.replace(/^en$/, "en-GB");

/**
 * @typedef {object} Given an answer
 * @property {string} article
 * @property {string} revision
 * @property {string} title of the article
 * @property {string} path of the article
 * @property {string} verdict yes, no, or the number of stars
 * @property {string} [number] of the step that failed
 * @property {string} [step] its anchor
 * @property {string} [words] its text
 * @property {string} [model]
 * @property {number} day when it was given, in ms
 * @property {string} [url] of the receipt; missing: it waits for a network
 * @property {string} [seen] the later revision of which the reader was told
 * @property {number} [sent] when it was sent, in ms, if it had to wait
 */

/** @returns {Given[]} newest first */
export function answers() {
  try {
    const list = JSON.parse(localStorage.getItem(name) ?? "[]");
    return Array.isArray(list) ? list.filter((given) => typeof given?.path === "string" && given.day > 0) : [];
  } catch {
    return [];
  }
}

/** @param {Given[]} list */
function store(list) {
  try {
    localStorage.setItem(name, JSON.stringify(list.slice(0, most)));
  } catch {
    // Storage is switched off or full: nothing is remembered.
  }
}

/** @typedef {{ article: string, revision: string }} Subject */

/** @param {Subject} a @returns {(b: Subject) => boolean} */
const isOf = (a) => (b) => a.article === b.article && a.revision === b.revision;

/** Stores an answer in place of the earlier one on the same revision. @param {Given} given */
export const remember = (given) => store([given, ...answers().filter((other) => !isOf(given)(other))]);

/** Changes an answer, if there is one. @param {Subject} subject @param {Partial<Given>} change */
export function update(subject, change) {
  store(answers().map((given) => (isOf(subject)(given) ? { ...given, ...change } : given)));
}

/** @param {Subject} subject */
export const forget = (subject) => store(answers().filter((given) => !isOf(subject)(given)));

export const forgetAll = () => store([]);

/** @param {number} ms @param {Intl.DateTimeFormatOptions} [more] */
function date(ms, more) {
  const at = new Date(ms);
  const year = at.getFullYear() === new Date().getFullYear() ? undefined : "numeric";
  return at.toLocaleString(locale, { day: "numeric", month: "short", year, ...more });
}

/** @param {Given} given @returns {string} a sentence */
export function said({ verdict, number, day }) {
  const Day = date(day);
  if (number) return word("said.step", { Number: number, Day });
  if (verdict === "yes") return word("said.yes", { Day });
  if (verdict === "no") return word("said.no", { Day });
  return word("said.stars", { Stars: verdict, Day });
}

/** @param {Given} given @returns {string} whether it waits, or when it was sent, if it had to wait */
export function sent(given) {
  if (!given.url) return word("waiting");
  return given.sent ? word("said.sent", { When: date(given.sent, { hour: "numeric", minute: "2-digit" }) }) : "";
}

/**
 * Asks what became of an answer.
 * @param {Given} given @returns {Promise<string | undefined>} in words, nothing without a network; undefined when it is no longer there
 */
export async function state(given) {
  if (!given.url) return "";
  const response = await fetch(given.url, { headers: { Accept: "application/json" } }).catch(() => null);
  if (response?.status === 404) return undefined;
  const { status, state: words } = response?.ok ? await response.json().catch(() => ({})) : {};
  return status === "withdrawn" ? undefined : (words ?? "");
}
