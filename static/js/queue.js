// Answers that could not be sent stay in this browser and go out when the network is back: once, whole, under the browser's key.
import { browserKey } from "./browser.js";

const name = "pinhole-queue";
const keepFor = 30 * 24 * 3600 * 1000; // the server takes no older ones

/** @typedef {Record<string, string>} Answer the form's fields, by name */

/** @returns {Answer[]} */
function read() {
  try {
    const list = JSON.parse(localStorage.getItem(name) ?? "[]");
    return Array.isArray(list) ? list.filter((a) => Number(a.given_at) > Date.now() - keepFor) : [];
  } catch {
    return [];
  }
}

/** @param {Answer[]} list @returns {boolean} whether it is kept */
function write(list) {
  try {
    if (list.length) localStorage.setItem(name, JSON.stringify(list));
    else localStorage.removeItem(name);
    return true;
  } catch {
    return false; // storage is full or switched off
  }
}

/** @param {Answer} a @param {Answer} b */
const same = (a, b) => a.article === b.article && a.revision === b.revision;

/**
 * Keeps an answer, together with what is already kept about the same revision.
 * @param {Answer} answer @returns {boolean} whether it is kept
 */
export function keep(answer) {
  const list = read();
  const old = list.find((a) => same(a, answer)) ?? {};
  const merged = { ...old, ...answer, given_at: old.given_at ?? String(Date.now()) };
  return write([...list.filter((a) => !same(a, answer)), merged]);
}

/** @param {Answer} answer */
export function kept(answer) {
  return read().some((a) => same(a, answer));
}

/**
 * Sends what is kept, one tab at a time. What the server refuses for good is dropped: sending it again would not help.
 * @param {(answer: Answer, url: string) => void} arrived
 */
export async function flush(arrived) {
  if (read().length === 0) return;
  const send = async () => {
    for (const answer of read()) {
      const body = new URLSearchParams({ ...answer, "browser-key": browserKey() });
      const response = await fetch("/feedback", { method: "POST", headers: { Accept: "application/json" }, body }).catch(() => null);
      if (!response || response.status === 429 || response.status >= 500) return;
      const now = read().find((a) => same(a, answer));
      const changed = now && JSON.stringify(now) !== JSON.stringify(answer);
      if (!changed) write(read().filter((a) => !same(a, answer))); // a change meanwhile goes out with the next round
      if (response.ok) arrived(answer, (await response.json()).url);
    }
  };
  if (navigator.locks) await navigator.locks.request(name, send);
  else await send();
}
