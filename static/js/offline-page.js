// The page about reading without a network: what is kept, and a small search and finder over what this device knows.

/** @typedef {{ path: string, title: string, lang?: string, brand: string, summary: string, effects?: string, devices: string[], goal: string, needs?: string[], cost: number, models?: string[], symptoms?: string[], general?: boolean }} Article */
/** @typedef {{ articles: Article[], names: Record<string, string[]>, devices: Record<string, string[]>, goals: Record<string, string[]>, have: Record<string, string[]> }} Library */

/** @param {HTMLElement} page @param {(order: object, told: (news: any) => void) => Promise<void>} ask */
export async function show(page, ask) {
  /** @type {(selector: string) => any} */
  const part = (selector) => page.querySelector(selector);
  const asked = new URLSearchParams(location.search);
  const finder = location.pathname.endsWith("/find");
  const search = location.pathname.endsWith("/search");
  if (!location.pathname.endsWith("/offline")) {
    part("[data-instead]").hidden = finder || search;
    part("[data-retry]").href = location.href;
    if (finder) part("[data-finder]").open = true;
  }
  const response = await fetch(page.dataset.offlinePage ?? "").catch(() => null);
  /** @type {Library | undefined} */
  const library = response?.ok ? await response.json().catch(() => undefined) : undefined; // a hotel's network gives its own page
  if (!library) return;
  await report();
  if (search) {
    part("[data-search] input").value = asked.get("q") ?? "";
    if (asked.get("q")) list(searched(library, asked.get("q") ?? ""), () => false);
  }
  if (finder) {
    for (const [name, value] of asked) {
      if (name === "have") for (const box of page.querySelectorAll("[name=have]")) /** @type {any} */ (box).checked ||= /** @type {any} */ (box).value === value;
      else if (part(`select[name="${CSS.escape(name)}"]`)) part(`select[name="${CSS.escape(name)}"]`).value = value;
    }
    part("[data-short]").hidden = true;
    const have = [...asked].flatMap(([name, value]) => library.have[name === "have" ? value : value === "yes" ? name : ""] ?? []);
    const may = Object.keys(library.have).flatMap((name) => (asked.get(name) === "no" ? [] : library.have[name]));
    /** @param {Article} a */
    const open = (a) => (a.needs ?? []).filter((n) => !have.includes(n)).length;
    /** @param {Article} a */
    const missing = (a) => (a.needs ?? []).filter((n) => !have.includes(n) && !may.includes(n)).length;
    if (asked.has("goal")) list(fitting(library, asked, missing, open), (a) => open(a) > 0);
  }

  /** @param {Article[]} found @param {(a: Article) => boolean} more whether it needs more than the reader has */
  function list(found, more) {
    const section = part("[data-found]");
    part("[data-nothing]").hidden = found.length > 0;
    ask({ order: "report" }, ({ paths }) => {
      section.querySelector("ol").replaceChildren(...found.slice(0, 20).map((a) => result(section.querySelector("template"), a, paths.includes(a.path), more(a))));
      section.hidden = false;
      part("#p-found").focus();
    });
  }

  /** Shows what is kept, by brand. */
  async function report() {
    await ask({ order: "report" }, ({ paths, brands }) => {
      const section = part("[data-kept-list]");
      const kept = library ? library.articles.filter((a) => paths.includes(a.path)) : [];
      const slugs = [...new Set(kept.map((a) => a.path.slice(0, a.path.lastIndexOf("/"))))];
      section.querySelector(".kept").replaceChildren(...slugs.map((slug) => brandItem(section.querySelector("template"), slug, kept, brands.includes(slug))));
      section.querySelector("[data-empty]").hidden = slugs.length > 0;
      section.hidden = false;
    });
  }

  /** @param {HTMLTemplateElement} template @param {string} slug @param {Article[]} kept @param {boolean} wanted */
  function brandItem(template, slug, kept, wanted) {
    const item = /** @type {any} */ (template.content.cloneNode(true));
    const own = kept.filter((a) => a.path.startsWith(slug + "/"));
    item.querySelector("[data-name]").textContent = own[0].brand;
    item.querySelector("[data-what]").textContent = " " + own[0].brand;
    item.querySelector(".count").textContent = own.length;
    item.querySelector("[data-wanted]").hidden = !wanted;
    item.querySelector("ul").append(
      ...own.map((a) => {
        const li = document.createElement("li");
        const link = document.createElement("a");
        link.href = a.path;
        link.textContent = a.title;
        if (a.lang) link.lang = a.lang;
        li.append(link);
        return li;
      }),
    );
    item.querySelector("button").addEventListener("click", () =>
      ask({ order: "dropBrand", brand: slug }, async () => {
        await report();
        part("#p-kept").focus();
      }),
    );
    return item;
  }
}

/** @param {HTMLTemplateElement} template @param {Article} a @param {boolean} here @param {boolean} more */
function result(template, a, here, more) {
  const item = /** @type {any} */ (template.content.cloneNode(true));
  const link = item.querySelector("a");
  link.href = a.path;
  link.textContent = a.title;
  item.querySelector("[data-summary]").textContent = a.summary;
  if (a.lang) link.lang = item.querySelector("[data-summary]").lang = a.lang;
  item.querySelector("[data-brand]").textContent = a.brand;
  item.querySelector("[data-effects]").textContent = a.effects ?? "";
  if (!more) item.querySelector("[data-more]").remove();
  item.querySelector(here ? "[data-away]" : "[data-here]").remove();
  return item;
}

/** @param {string} text in lower case, without accents */
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** @param {string} text as model numbers are compared */
const compact = (text) => text.toUpperCase().replace(/[^\p{L}\p{N}*?]/gu, "");

/** @param {Article} a @param {string} model */
const names = (a, model) =>
  (a.models ?? []).some((m) => new RegExp(`^${compact(m).replaceAll("*", ".*").replaceAll("?", ".")}$`).test(compact(model).replace(/[*?]/g, "")));

/** Articles that hold the words; those with more of them, and in weightier places, first. @param {Library} library @param {string} text */
function searched(library, text) {
  const words = plain(text).split(/[^\p{L}\p{N}*-]+/u).filter((w) => w.length > 1);
  const scored = library.articles.map((a) => {
    const brand = library.names[a.path.split("/").at(-2) ?? ""] ?? [a.brand];
    const places = [[8, a.title], [6, brand.join(" ")], [3, (a.symptoms ?? []).join(" ")], [2, `${a.summary} ${a.goal} ${a.devices.join(" ")}`]];
    const score = words.map((w) => Math.max(names(a, w) ? 9 : 0, ...places.map(([weight, place]) => (plain(String(place)).includes(w) ? Number(weight) : 0))));
    return { a, hits: score.filter(Boolean).length, sum: score.reduce((x, y) => x + y, 0) };
  });
  return scored.filter((s) => s.hits > 0).sort((x, y) => y.hits - x.hits || y.sum - x.sum).map((s) => s.a);
}

/** What the finder gives with a network: what can be done first, and of that the least destructive. @param {Library} library @param {URLSearchParams} asked @param {(a: Article) => number} missing @param {(a: Article) => number} open */
function fitting(library, asked, missing, open) {
  const goals = library.goals[asked.get("goal") ?? ""] ?? [];
  const devices = library.devices[asked.get("device") ?? ""];
  const brand = asked.get("brand");
  const model = asked.get("model") ?? "";
  const rank = (/** @type {Article} */ a) => [
    missing(a),
    Number(Boolean(compact(model) && a.models?.length && !names(a, model))),
    a.cost,
    goals.indexOf(a.goal),
    open(a),
  ];
  return library.articles
    .filter((a) => !a.general && goals.includes(a.goal) && (!brand || a.path.split("/").at(-2) === brand) && (!devices || a.devices.some((d) => devices.includes(d))))
    .map((a) => ({ a, rank: rank(a) }))
    .sort((x, y) => x.rank.reduce((known, n, i) => known || n - y.rank[i], 0) || x.a.title.localeCompare(y.a.title))
    .map((r) => r.a);
}
