// The key under which this browser's answers count once. It is random, made at the first answer, and never leaves with anything
// but an answer.

const name = "pinhole-browser";
let fallback = "";

/** @returns {string} a UUID, version 4 */
export function browserKey() {
  try {
    const known = localStorage.getItem(name);
    if (known) return known;
    const made = uuid();
    localStorage.setItem(name, made);
    return made;
  } catch {
    return (fallback ||= uuid()); // storage is switched off: the key lives as long as the page
  }
}

function uuid() {
  if (crypto.randomUUID) return crypto.randomUUID(); // only over https and on localhost
  const b = crypto.getRandomValues(new Uint8Array(16));
  b[6] = (b[6] & 0x0f) | 0x40;
  b[8] = (b[8] & 0x3f) | 0x80;
  const hex = [...b].map((x) => x.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
