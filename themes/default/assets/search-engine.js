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
 * first; `text`, `words` and `index`: the modules search-text.js, search-words.js and search-index.js; `sounds`: URL of
 * search-sounds.js. Rejects when the index cannot be fetched.
 */
export async function open({ folder, bundles, text, words, index, sounds }) {
  const url = new URL(folder, document.baseURI);
  const all = bundles.map((name) => new index.Bundle(new URL(`${name}/`, url), text, words.Words));
  await all[0].ready();
  return new Library(all, { site: new URL("..", url), text, sounds });
}

class Library {
  #bundles;
  #opened;
  #site;
  #text;
  #sounds;

  /** `bundles`: newest pages first. */
  constructor(bundles, { site, text, sounds }) {
    this.#bundles = bundles;
    this.#opened = bundles.slice(0, 1);
    this.#site = site;
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
    const sets = isWhole ? [this.#bundles] : this.#bundles.map((_, i) => this.#bundles.slice(0, i + 1));
    const found = await this.#firstEnough(sets, (bundles) => this.#near(query, terms, bundles));
    if (found.hits.length) return found;
    const sound = await this.#sameSound(query, terms, this.#bundles);
    if (sound.hits.length) return { ...sound, isPart: false };
    return this.#firstEnough(sets, (bundles) => this.#partial(query, bundles));
  }

  /** What is found in the first of the sets of bundles that gives enough, or else in the last one. */
  async #firstEnough(sets, look) {
    for (const bundles of sets) {
      this.#opened = bundles.length > this.#opened.length ? bundles : this.#opened;
      const found = await look(bundles);
      const isPart = bundles.length < this.#bundles.length;
      if (!isPart || found.hits.length >= ENOUGH || (found.mode === "some" && found.hits.length)) return { ...found, isPart };
    }
  }

  /** Ids of all dated pages, newest first; no two bundles overlap in time. */
  async newestFirst() {
    return (await Promise.all(this.#opened.map((bundle) => bundle.newestFirst()))).flat();
  }

  /** The set of ids of the pages with a value of a filter, in the bundles that were opened. */
  async members(name, value) {
    const sets = await Promise.all(this.#opened.map((bundle) => bundle.members(name, value)));
    return new Set(sets.flatMap((ids) => [...ids]));
  }

  /** What a result shows: `{ url, heading, title, facts, excerpt }`, title and excerpt in pieces. */
  async describe({ page: number, bundle }, needles) {
    const { cells, excerpt, marks, pieces } = this.#text;
    const page = await bundle.page(number);
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

  /** What has the query as it is typed; else its pinyin, when that is what was typed; else, for a question, its subject. */
  async #near(query, terms, bundles) {
    const subject = this.#subject(query);
    const about = async () => ({ ...(await this.#exact(subject, bundles)), mode: "partial" });
    // What has the whole question has its subject too, which is less to look for.
    const first = isAsking(query) && subject.length && !subject.some(this.#text.isSingle) ? await about() : null;
    if (first && !first.hits.length && first.isAll) return first;
    const exact = await this.#exact(terms, bundles);
    if (exact.hits.length) return exact;
    if (subject.length) return first ?? about();
    const pinyin = await this.#pinyin(query, bundles);
    return pinyin.hits.length ? pinyin : exact;
  }

  /** What a question is about, as terms; none when nothing is asked, or what is left is everywhere. */
  #subject(query) {
    const words = subjectOf(query) === query ? [] : this.#text.parse(subjectOf(query));
    // 办 of 在哪里办 tells nothing beside a word, and is long to look for.
    const longer = words.filter((term) => !this.#text.isSingle(term));
    const subject = longer.length ? longer : words;
    return subject.every(this.#text.isCommon) ? [] : subject;
  }

  async #exact(terms, bundles) {
    const found = await gather(bundles, (bundle) => bundle.holding(terms));
    const ranked = found.sort((a, b) => b.place - a.place || b.times - a.times);
    const needles = terms.map(({ runs }) => runs);
    const punctuated = terms.filter(({ runs }) => runs.length > 1);
    if (!punctuated.length) return { mode: terms.some(this.#text.isCommon) ? "titles" : "exact", hits: ranked, needles, isAll: true };
    const hits = await this.#verified(ranked.slice(0, READ_AT_MOST), punctuated);
    const isAll = ranked.length <= READ_AT_MOST;
    return { mode: isAll ? "exact" : "some", hits, needles, isAll };
  }

  /** Pairs tell that punctuation stands between two characters, not which: the text does. */
  async #verified(hits, terms) {
    const checked = hits.map(async (hit) => {
      const { title, sections, more } = await hit.bundle.page(hit.page);
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
