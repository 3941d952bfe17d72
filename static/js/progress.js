// How far a reader is with an article. It is kept in this browser alone, and forgotten after 30 days or when the steps may have
// changed.

const prefix = "pinhole-steps:";
const keepFor = 30 * 24 * 3600 * 1000;

/**
 * @typedef {object} Progress
 * @property {Set<string>} done the steps that are ticked off
 * @property {string} at the step that comes next, or none
 * @property {boolean} alone whether that step was shown alone
 * @property {() => void} keep stores all this
 */

/** @param {HTMLElement} article @returns {Progress} */
export function progress(article) {
  const versions = `${prefix}${article.dataset.article}:`;
  const key = versions + article.dataset.revision;
  tidy((name) => name.startsWith(versions) && name !== key);
  const kept = read(key);
  return {
    done: new Set(Array.isArray(kept.done) ? kept.done : []),
    at: String(kept.at ?? ""),
    alone: Boolean(kept.alone),
    keep() {
      try {
        if (this.at) localStorage.setItem(key, JSON.stringify({ ...this, done: [...this.done], when: Date.now() }));
        else localStorage.removeItem(key);
      } catch {
        // Storage is switched off or full: it lives as long as the page.
      }
    },
  };
}

/** @param {(name: string) => boolean} replaced */
function tidy(replaced) {
  try {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith(prefix) && (replaced(name) || !(read(name).when > Date.now() - keepFor))) localStorage.removeItem(name);
    }
  } catch {
    // Nothing can be kept, so nothing is there.
  }
}

/** @param {string} name @returns {any} what is kept, of which nothing is sure */
function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name) ?? "{}") ?? {};
  } catch {
    return {};
  }
}
