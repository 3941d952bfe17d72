// What a page does with an answer that cannot be sent now: the outbox keeps it, and it goes out when the network is back; also
// after the page was closed, where the browser lets the worker do that.
import { update } from "./answers.js";
import { browserKey } from "./browser.js";
import { arrived, channel, deliver, put } from "./outbox.js";

/** @param {Record<string, string>} answer @returns {Promise<boolean>} whether it is kept */
export async function keep(answer) {
  try {
    await put({ ...answer, "browser-key": browserKey() });
  } catch {
    return false; // storage is full or switched off
  }
  const registration = await navigator.serviceWorker?.getRegistration().catch(() => undefined);
  await /** @type {any} */ (registration)?.sync?.register("feedback").catch(() => {}); // not every browser has it
  return true;
}

/** Sends what waits. */
export const flush = () => deliver().catch(() => {});

/** Notes which answers have arrived, also while no page was open. */
export const arrivals = () => arrived().then((list) => list.forEach(({ url, sent, ...subject }) => update(/** @type {any} */ (subject), { url, sent: Number(sent) })), () => {});

/** @param {(news: { article: string, revision: string, url: string }) => void} told called for each answer that has arrived */
export function listen(told) {
  if (!window.BroadcastChannel) return;
  new BroadcastChannel(channel).addEventListener("message", (event) => {
    arrivals();
    told(event.data);
  });
}
