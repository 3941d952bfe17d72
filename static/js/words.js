// The words that scripts show, in the language of the page. A module of the server's, words.LANGUAGE.js, brings them; the page
// loads it before any other script.

const language = document.documentElement.lang;
const number = new Intl.NumberFormat(language, { useGrouping: /** @type {any} */ ("always") });
const plural = new Intl.PluralRules(language);

/** @type {Record<string, string | Record<string, string>>} texts, or texts by plural form */
let words = {};

/** @param {Record<string, string | Record<string, string>>} list */
export function learn(list) {
  words = list;
}

/**
 * Gives a message with its placeholders filled in.
 * @param {string} id @param {Record<string, string | number>} [values] by name; Count chooses the form that fits it
 * @returns {string}
 */
export function word(id, values = {}) {
  const found = words[id] ?? id;
  const text = typeof found === "string" ? found : found[plural.select(Number(values.Count))] ?? found.other;
  return text.replace(/{{\.(\w+)}}/g, (_, name) => {
    const value = values[name] ?? "";
    return typeof value === "number" ? number.format(value) : value;
  });
}
