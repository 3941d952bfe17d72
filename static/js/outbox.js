// Answers that could not be sent, in this browser's database: pages put them in, and pages or the worker send them, each once,
// under the browser's key. The worker's script holds a copy of this file, so it imports nothing.

/** @typedef {Record<string, string>} Answer the form's fields by name, the browser's key among them */

const keepFor = 30 * 24 * 3600 * 1000; // the server takes no older ones

/** How long an answer may take to arrive, in ms. Then it waits: sent again, it still counts once. */
export const limit = 15000;

/** Pages learn here which answers have arrived, whoever sent them. */
export const channel = "pinhole-outbox";

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/**
 * Runs one transaction; nobody else's comes between its steps.
 * @template T @param {(answers: IDBObjectStore) => Promise<T>} work @returns {Promise<T>}
 */
async function transact(work) {
  const opening = indexedDB.open("pinhole", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("outbox", { keyPath: ["article", "revision"] });
  const database = await done(opening);
  try {
    const transaction = database.transaction("outbox", "readwrite");
    const written = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
    const [result] = await Promise.all([work(transaction.objectStore("outbox")), written]);
    return result;
  } finally {
    database.close();
  }
}

/**
 * Keeps an answer, together with what already waits about the same revision: the words of it, not the verdict, with which a step
 * and a reason go; and nothing of an answer that was taken back.
 * @param {Answer} answer with its verdict
 */
export const put = (answer) =>
  transact(async (answers) => {
    const { helpful, rating, step, reason, ...words } = (await done(answers.get([answer.article, answer.revision]))) ?? {};
    await done(answers.put({ ...(words.sent || words.withdraw || answer.withdraw ? {} : words), ...answer, given_at: String(Date.now()) }));
  });

/**
 * Takes an answer out, unless it was changed meanwhile. Where it went and when is left for the pages, without its words.
 * @param {Answer} answer @param {string} url of its receipt; empty: it was refused or is too old
 */
const drop = (answer, url) =>
  transact(async (answers) => {
    const { article, revision } = answer;
    if (JSON.stringify(await done(answers.get([article, revision]))) !== JSON.stringify(answer)) return;
    if (url) await done(answers.put({ article, revision, url, sent: String(Date.now()) }));
    else await done(answers.delete([article, revision]));
  });

/** Gives each answer that has arrived once. @returns {Promise<Answer[]>} article, revision, url and when it was sent, in ms */
export const arrived = () =>
  transact(async (answers) => {
    /** @type {Answer[]} */
    const list = (await done(answers.getAll())).filter(({ sent }) => sent);
    for (const { article, revision } of list) await done(answers.delete([article, revision]));
    return list;
  });

/**
 * Sends what waits, one tab or worker at a time. What the server refuses for good is dropped: sending it again would not help.
 * @returns {Promise<boolean>} whether nothing waits any more
 */
export async function deliver() {
  const send = async () => {
    /** @type {Answer[]} */
    const waiting = await transact((answers) => done(answers.getAll()));
    for (const answer of waiting.filter(({ sent }) => !sent)) {
      const url = Number(answer.given_at) > Date.now() - keepFor ? await post(answer) : "";
      if (url === undefined) return false;
      await drop(answer, url); // a change meanwhile goes out with the next round
      if (url && self.BroadcastChannel) {
        const news = new BroadcastChannel(channel);
        news.postMessage({ article: answer.article, revision: answer.revision, url });
        news.close();
      }
    }
    return true;
  };
  return navigator.locks ? navigator.locks.request("pinhole-queue", send) : send();
}

/** @param {Answer} answer @returns {Promise<string | undefined>} the receipt's address; empty: refused for good; undefined: not sent */
async function post(answer) {
  const body = new URLSearchParams({ ...answer, sent_at: String(Date.now()) });
  const response = await fetch("/feedback", { method: "POST", headers: { Accept: "application/json" }, body, signal: AbortSignal.timeout(limit) }).catch(() => null);
  if (!response || response.status === 429 || response.status >= 500) return undefined;
  const { url } = await response.json().catch(() => ({}));
  return response.ok ? url : "";
}
