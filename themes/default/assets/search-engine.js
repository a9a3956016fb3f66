// What a query finds: which ways of looking are tried, in which order, in which bundles of the index.

// Words that make a question of a subject; longer ones first.
const ASKING =
  /怎么样|怎么办(?!理)|怎么|怎样|如何|请问|在哪里|哪里|在哪|哪儿|什么时候|什么|多少钱|多少天|多少|多久|几天|需要|可不可以|可以|能不能|是不是|有没有|我要|我想|想要/g;
const PARTICLES = /[吗呢吧啊呀么的了要]/g;
// Pages whose text is fetched to tell which punctuation stands in them.
const READ_AT_MOST = 40;
// Recent hits that fill the screen of a phone: the archives are opened when there are fewer, or on demand.
const ENOUGH = 5;
// Syllables in a term of ssg/plan/search_pinyin.py.
const LONGEST_PINYIN = 6;
const PARTIAL_SHARE = 0.5;
const UNKNOWN_WEIGHT = 0.35;

/**
 * Load the engine. `folder`: URL of the index, ending in "/"; `bundles`: names of the folders in it, newest pages
 * first; `text` and `index`: the modules search-text.js and search-index.js; `sounds`: URL of search-sounds.js.
 * Rejects when the index cannot be fetched.
 */
export async function open({ folder, bundles, text, index, sounds }) {
  const url = new URL(folder, document.baseURI);
  const urls = bundles.map((name) => new URL(`${name}/`, url));
  const { createInstance } = await import(new URL("pagefind.js", urls[0]));
  // It starts at once, and would keep to itself that its index is gone: asked for here too, meanwhile.
  const library = new Library(urls, (bundle) => new index.Bundle(createInstance, bundle, text), { site: new URL("..", url), text, sounds });
  const entry = await fetch(new URL("pagefind-entry.json", urls[0]));
  if (!entry.ok) throw new Error(`search index: ${entry.status}`);
  return library;
}

class Library {
  #urls;
  #make;
  #bundles;
  #site;
  #text;
  #sounds;

  constructor(urls, make, { site, text, sounds }) {
    this.#urls = urls;
    this.#site = site;
    this.#make = make;
    this.#bundles = [make(urls[0])];
    this.#text = text;
    this.#sounds = sounds;
  }

  /**
   * Find the pages for a query. Returns `{ mode, hits, needles, isPart }`, hits best first.
   * mode: exact, titles (a very common character), some (exact, but only the best of too many candidates were read),
   * pinyin, sound (other characters of the same sound), partial (some of the words), none or empty (no query).
   * needles: what `describe` is to mark. isPart: the archives were left alone, because the recent pages gave enough.
   * isWhole: look in the archives whatever the recent pages give.
   */
  async search(query, { isWhole = false } = {}) {
    const terms = this.#text.parse(query);
    if (!terms.length) return { mode: "empty", hits: [], needles: [], isPart: false };
    if (!isWhole && this.#urls.length > 1) {
      const recent = await this.#near(query, terms, this.#bundles.slice(0, 1));
      if (recent.hits.length >= ENOUGH || (recent.mode === "some" && recent.hits.length)) return { ...recent, isPart: true };
    }
    const bundles = await this.#whole();
    const found = await this.#near(query, terms, bundles);
    if (found.hits.length) return { ...found, isPart: false };
    const sound = await this.#sameSound(query, terms, bundles);
    if (sound.hits.length) return { ...sound, isPart: false };
    const recent = !isWhole && bundles.length > 1 ? await this.#partial(query, bundles.slice(0, 1)) : null;
    return recent?.hits.length >= ENOUGH ? { ...recent, isPart: true } : { ...(await this.#partial(query, bundles)), isPart: false };
  }

  /** Ids of all dated pages, newest first; no two bundles overlap in time. */
  async newestFirst() {
    return (await Promise.all(this.#bundles.map((bundle) => bundle.newestFirst()))).flat();
  }

  /** The set of ids of the pages with a value of a filter, in the bundles that were opened. */
  async members(name, value) {
    const sets = await Promise.all(this.#bundles.map((bundle) => bundle.members(name, value)));
    return new Set(sets.flatMap((ids) => [...ids]));
  }

  /** What a result shows: `{ url, heading, title, facts, excerpt }`, title and excerpt in pieces. */
  async describe({ id, bundle }, needles) {
    const { cells, excerpt, marks, pieces } = this.#text;
    const page = await bundle.page(id);
    const title = cells(page.title);
    const body = [];
    const headings = [];
    for (const [anchor, heading, text] of page.sections) {
      if (anchor) headings.push({ anchor, heading, at: body.length });
      for (const cell of cells(`${[heading, text].filter(Boolean).join("\n")}\n`)) body.push(cell);
    }
    const shown = excerpt(body, marks(body, needles));
    const under = headings.filter(({ at }) => at <= shown.at).at(-1);
    const url = new URL(`.${page.url}`, this.#site).pathname;
    return {
      url: under ? `${url}#${under.anchor}` : url,
      heading: under?.heading ?? "",
      title: pieces(title, marks(title, needles)),
      facts: page.facts.filter(Boolean),
      excerpt: shown.pieces,
    };
  }

  async #whole() {
    // Pagefind's instances share one WebAssembly, which two that start at once would both make.
    await this.#bundles[0].ready();
    this.#bundles.push(...this.#urls.slice(this.#bundles.length).map(this.#make));
    return this.#bundles;
  }

  /** What has the query as it is typed; else its pinyin, when that is what was typed; else, for a question, its subject. */
  async #near(query, terms, bundles) {
    const exact = await this.#exact(terms, bundles);
    if (exact.hits.length) return exact;
    const pinyin = await this.#pinyin(query, bundles);
    if (pinyin.hits.length) return pinyin;
    const words = subjectOf(query) === query ? [] : this.#text.parse(subjectOf(query));
    // 办 of 在哪里办 tells nothing beside a word, and is long to look for.
    const longer = words.filter((term) => !this.#text.isSingle(term));
    const subject = longer.length ? longer : words;
    if (subject.every(this.#text.isCommon)) return exact;
    return { ...(await this.#exact(subject, bundles)), mode: "partial" };
  }

  async #exact(terms, bundles) {
    const found = await gather(bundles, (bundle) => bundle.holding(terms));
    const ranked = found.sort((a, b) => b.place - a.place || b.times - a.times);
    const needles = terms.map(({ runs }) => runs);
    const punctuated = terms.filter(({ runs }) => runs.length > 1);
    if (!punctuated.length) return { mode: terms.some(this.#text.isCommon) ? "titles" : "exact", hits: ranked, needles };
    const hits = await this.#verified(ranked.slice(0, READ_AT_MOST), punctuated);
    return { mode: ranked.length > READ_AT_MOST ? "some" : "exact", hits, needles };
  }

  /** Pairs tell that punctuation stands between two characters, not which: the text does. */
  async #verified(hits, terms) {
    const checked = hits.map(async (hit) => {
      const { title, sections, more } = await hit.bundle.page(hit.id);
      const text = [title, ...sections.flatMap(([, heading, body]) => [heading, body]), more].join("\n");
      return terms.every((term) => this.#text.holds(text, term)) ? [hit] : [];
    });
    return (await Promise.all(checked)).flat();
  }

  async #pinyin(query, bundles) {
    const typed = query.normalize("NFC").toLowerCase().replace(/[\s'’]+/g, "").replace(/ü/g, "v");
    const hits = /^[a-z]{2,}$/.test(typed) ? await gather(bundles, (bundle) => bundle.pronounced(typed)) : [];
    return { mode: "pinyin", hits, needles: [] };
  }

  /** Pages whose title, tags or names sound like the query: 艺数节 and 藝術節 both find 艺术节. */
  async #sameSound(query, terms, bundles) {
    const none = { mode: "sound", hits: [], needles: [] };
    const subject = terms.flatMap((term) => term.runs.flat());
    if (isAsking(query) || subject.length < 2 || subject.some((char) => /[\p{Script=Latin}\p{Nd}]/u.test(char))) return none;
    const { syllableOf } = await import(new URL(this.#sounds, document.baseURI));
    const syllables = subject.slice(0, LONGEST_PINYIN).map((char) => syllableOf.get(char));
    if (!syllables.every(Boolean)) return none;
    return { ...none, hits: await gather(bundles, (bundle) => bundle.pronounced(syllables.join(""))) };
  }

  /** Pages with at least half of the parts of the query, rare parts counting more. */
  async #partial(query, bundles) {
    const { parse, parts } = this.#text;
    const subject = parse(subjectOf(query));
    const needles = [...new Map(subject.flatMap(parts).map((part) => [part.join(""), part])).values()];
    const found = await Promise.all(needles.map((needle) => gather(bundles, (bundle) => bundle.withRun(needle))));
    const most = Math.max(1, ...found.map((hits) => hits.length));
    const weights = found.map((hits) => Math.log(1 + (2 * most) / (hits.length || 1)) * (hits.length ? 1 : UNKNOWN_WEIGHT));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const shares = new Map();
    found.forEach((hits, i) => {
      for (const hit of hits) shares.set(hit.id, { hit, share: (shares.get(hit.id)?.share ?? 0) + weights[i] / total });
    });
    const hits = [...shares.values()].filter(({ share }) => share >= PARTIAL_SHARE);
    hits.sort((a, b) => b.share - a.share);
    return { mode: hits.length ? "partial" : "none", hits: hits.map(({ hit }) => hit), needles: needles.map((chars) => [chars]) };
  }
}

const subjectOf = (query) => query.replace(ASKING, " ").replace(PARTICLES, " ");
const isAsking = (query) => query.search(ASKING) >= 0;

/** The hits that every bundle gives, those of newer bundles first. */
async function gather(bundles, look) {
  return (await Promise.all(bundles.map(look))).flatMap((hits) => [...hits.values()]);
}
