// What a query finds. Knows Pagefind and the index that ssg/plan/search_document.py describes; knows nothing of the page.

const TITLE = "ᚁ";
const PINYIN = "ᚂ";
const PAGE = "ᚃ";
const MORE_ID = "ssg-more";

// Characters so common that a list of the pages with them helps nobody: looked for in titles alone.
const EVERYWHERE =
  "的一是了我不人在他有这个上们来到时大地为子中你说生年着就那和要出也得里后自以会可下而过天去能对小多然于心么之都" +
  "好看起发当没成只如把还用第样道想作种开从无面最但现前些所同日又行意方它头经长回位分因很给间两次使被已其进此与及等将";

// Words that make a question of a subject; longer ones first.
const QUESTION_WORDS = new RegExp(
  "怎么样|怎么办(?!理)|怎么|怎样|如何|请问|在哪里|哪里|在哪|哪儿|什么时候|什么|多少钱|多少天|多少|多久|几天|需要|可不可以|可以|" +
    "能不能|是不是|有没有|我要|我想|想要|[吗呢吧啊呀么的了要]",
  "g",
);
// Pages whose text is fetched to answer one query: some 2 KB each.
const READ_AT_MOST = 40;
// Syllables in a term of ssg/plan/search_pinyin.py.
const LONGEST_PINYIN = 6;
const PARTIAL_SHARE = 0.5;
const UNKNOWN_WEIGHT = 0.35;

/**
 * Load the engine. `folder`: URL of the index, ending in "/"; `bundles`: names of the folders in it, newest pages
 * first; `text`: the module search-text.js; `sounds`: URL of search-sounds.js.
 * Returns `{ recent, hasArchives, whole() }`: the engine of the first bundle, and a promise of that of all.
 * Rejects when the index cannot be fetched.
 */
export async function open({ folder, bundles, text, sounds }) {
  const url = new URL(folder, document.baseURI);
  const newest = new URL(`${bundles[0]}/`, url);
  const entry = await fetch(new URL("pagefind-entry.json", newest));
  if (!entry.ok) throw new Error(`search index: ${entry.status}`);
  const { createInstance } = await import(new URL("pagefind.js", newest));
  const make = async (names) => new Engine(await indexOf(createInstance, url, names), names, text, sounds);
  const recent = await make(bundles.slice(0, 1));
  let whole = null;
  return { recent, hasArchives: bundles.length > 1, whole: () => (whole ??= bundles.length > 1 ? make(bundles) : recent) };
}

/** One index of several bundles. Each page gets a filter `bundle`, so that bundles can be asked one by one. */
async function indexOf(createInstance, url, names) {
  const path = (name) => new URL(`${name}/`, url).pathname;
  // Pagefind takes the language from the page at this moment; "und" keeps it from cutting Chinese words.
  const root = document.documentElement;
  const language = root.lang;
  root.lang = "und";
  const index = createInstance({ basePath: path(names[0]), mergeFilter: { bundle: names[0] } });
  root.lang = language;
  const merge = (name) => index.mergeIndex(path(name), { language: "und", mergeFilter: { bundle: name } });
  await Promise.all(names.slice(1).map(merge));
  return index;
}

class Engine {
  #index;
  #bundles;
  #text;
  #sounds;
  #order = null;
  #members = new Map();

  constructor(index, bundles, text, sounds) {
    this.#index = index;
    this.#bundles = bundles;
    this.#text = text;
    this.#sounds = sounds;
  }

  /**
   * Find the pages for a query. Returns `{ mode, hits, needles }`, hits best first.
   * mode: exact, titles (a very common character), some (exact, but only the best of too many candidates were read),
   * pinyin, sound (other characters of the same sound), partial (some of the words), none or empty (no query).
   * needles: what `describe` is to mark.
   */
  async search(query) {
    const exact = await this.exact(query);
    if (exact.hits.length || exact.mode === "empty") return exact;
    const pinyin = await this.#pinyin(query);
    if (pinyin.hits.length) return pinyin;
    const sound = await this.#sameSound(query);
    return sound.hits.length ? sound : this.#partial(query);
  }

  /** Find the pages that hold the whole query, as `search` does. */
  async exact(query) {
    const terms = this.#text.parse(query);
    return terms.length ? this.#exact(terms) : { mode: "empty", hits: [], needles: [] };
  }

  /** Ids of all dated pages, newest first. Pagefind sorts each bundle by itself; no two of them overlap in time. */
  async newestFirst() {
    const dated = (bundle) => this.#find(`"${PAGE}"`, { sort: { date: "desc" }, filters: { bundle } });
    this.#order ??= (await Promise.all(this.#bundles.map(dated))).flat().map((hit) => hit.id);
    return this.#order;
  }

  /** The set of ids of the pages with a value of a filter. */
  async members(name, value) {
    const key = `${name}:${value}`;
    if (!this.#members.has(key)) {
      const hits = await this.#find(`"${PAGE}"`, { filters: { [name]: value } });
      this.#members.set(key, new Set(hits.map((hit) => hit.id)));
    }
    return this.#members.get(key);
  }

  /** What a result shows: `{ url, heading, title, date, kind, column, excerpt }`, the last and the title in pieces. */
  async describe(hit, needles) {
    const { cells, excerpt, marks, pieces, plain } = this.#text;
    const data = await hit.data();
    const title = cells(data.meta.title);
    const content = cells(data.content);
    const more = data.anchors.find((anchor) => anchor.id === MORE_ID)?.location ?? content.length;
    const body = content.slice(title.length, more);
    const shown = excerpt(body, marks(body, needles));
    const headings = data.anchors.filter(({ id, location }) => id !== MORE_ID && location <= shown.at + title.length);
    const heading = shown.at < 0 ? undefined : headings.at(-1);
    return {
      url: heading ? `${data.url}#${heading.id}` : data.url,
      heading: heading ? plain(cells(heading.text)) : "",
      title: pieces(title, marks(title, needles)),
      date: data.meta.date ? plain(cells(data.meta.date)) : "",
      kind: data.filters.kind?.[0] ?? "",
      column: data.filters.column?.[0] ?? "",
      excerpt: shown.pieces,
    };
  }

  async #exact(terms) {
    let found = null;
    for (const term of terms) {
      const hits = await this.#occurrences(term);
      found = found ? keep(found, hits) : byId(hits);
    }
    const needles = terms.map((term) => term.runs);
    const ranked = found.size ? await this.#ranked(found, terms) : [];
    const punctuated = terms.filter((term) => term.runs.length > 1);
    if (!punctuated.length) return { mode: terms.some(isCommonCharacter) ? "titles" : "exact", hits: ranked, needles };
    const hits = await this.#verified(ranked.slice(0, READ_AT_MOST), punctuated);
    return { mode: ranked.length > READ_AT_MOST ? "some" : "exact", hits, needles };
  }

  #occurrences(term) {
    const tokens = this.#text.phrase(term);
    if (tokens.length) return this.#find(`"${tokens.join(" ")}"`);
    const char = term.runs[0][0];
    return this.#startingWith(isCommonCharacter(term) ? TITLE + char : char, secondCharacters());
  }

  /** Pairs tell that punctuation stands between two runs, not which, nor a last run of one letter: the text does. */
  async #verified(hits, terms) {
    const { cells, holds, plain } = this.#text;
    const checked = hits.map(async (hit) => {
      const text = plain(cells((await hit.data()).content));
      return terms.every((term) => holds(text, term)) ? [hit] : [];
    });
    return (await Promise.all(checked)).flat();
  }

  /** Pages with the whole query in the title first, then by Pagefind's score of the pairs. */
  async #ranked(found, terms) {
    const tokens = terms.map((term) => this.#text.phrase(term));
    const words = tokens.flat().join(" ");
    const scores = new Map((words ? await this.#find(words) : []).map((hit) => [hit.id, hit.score]));
    let titled = new Set(found.keys());
    for (const phrase of tokens) {
      if (!phrase.length) continue;
      const marked = await this.#find(`"${phrase.map((token) => TITLE + token).join(" ")}"`);
      titled = new Set(marked.map((hit) => hit.id).filter((id) => titled.has(id)));
    }
    const score = ({ id }) => (titled.has(id) ? 1e6 : 0) + (scores.get(id) ?? 0);
    return [...found.values()].sort((a, b) => score(b) - score(a));
  }

  async #pinyin(query) {
    const typed = query.normalize("NFC").toLowerCase().replace(/[\s'’]+/g, "").replace(/ü/g, "v");
    return { mode: "pinyin", hits: /^[a-z]{2,}$/.test(typed) ? await this.#pronounced(typed) : [], needles: [] };
  }

  /** Pages whose title, tags or names sound like the query: 艺数节 and 藝術節 both find 艺术节. */
  async #sameSound(query) {
    const none = { mode: "sound", hits: [], needles: [] };
    const subject = this.#text.parse(query).flatMap((term) => term.runs.flat());
    if (subject.length < 2 || subject.some((char) => /[\p{Script=Latin}\p{Nd}]/u.test(char))) return none;
    const { syllableOf } = await import(new URL(this.#sounds, document.baseURI));
    const syllables = subject.slice(0, LONGEST_PINYIN).map((char) => syllableOf.get(char));
    return syllables.every(Boolean) ? { ...none, hits: await this.#pronounced(syllables.join("")) } : none;
  }

  /** Pages with a pinyin term that begins with `letters`. */
  async #pronounced(letters) {
    const beginning = PINYIN + letters;
    const within = async (bundle) => {
      const hits = await this.#startingWith(beginning, [..."abcdefghijklmnopqrstuvwxyz", "zzzz"], { filters: { bundle } });
      // Where no word of a bundle begins so, Pagefind falls back to a shorter word for all its hits: one page tells.
      return hits.length && ` ${(await hits[0].data()).meta.pinyin}`.includes(` ${beginning}`) ? hits : [];
    };
    return (await Promise.all(this.#bundles.map(within))).flat();
  }

  /** Pages with at least half of the parts of the query, rare parts counting more. */
  async #partial(query) {
    const { parse, parts, pairs } = this.#text;
    const subject = parse(query.replace(QUESTION_WORDS, " "));
    const needles = [...new Map(subject.flatMap(parts).map((part) => [part.join(""), part])).values()];
    const found = await Promise.all(needles.map((needle) => this.#find(`"${pairs(needle).join(" ")}"`)));
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

  /** Pages with a word that begins with `beginning`. Such words may lie in several files: load all of them first. */
  async #startingWith(beginning, continuations, options) {
    await this.#index.preload([beginning, ...continuations.map((next) => beginning + next)].join(" "));
    return this.#find(beginning, options);
  }

  // Never without words: Pagefind 1.5.2 then fetches the whole index.
  async #find(words, options = {}) {
    return (await this.#index.search(words, options)).results;
  }
}

const isCommonCharacter = (term) =>
  term.runs.length === 1 && term.runs[0].length === 1 && EVERYWHERE.includes(term.runs[0][0]);

const byId = (hits) => new Map(hits.map((hit) => [hit.id, hit]));

function keep(found, hits) {
  const ids = new Set(hits.map((hit) => hit.id));
  return new Map([...found].filter(([id]) => ids.has(id)));
}

/** The characters that may follow another in a pair: those of GB 2312, letters and digits, and the ends of the order. */
function secondCharacters() {
  const bytes = [];
  for (let row = 0xb0; row <= 0xf7; row++) for (let cell = 0xa1; cell <= 0xfe; cell++) bytes.push(row, cell);
  const han = new TextDecoder("gbk").decode(new Uint8Array(bytes)).replace(/[^\u4e00-\u9fff]/g, "");
  return [..."0123456789abcdefghijklmnopqrstuvwxyz\u3400\u4e00\u9fff\uffdc", ...han];
}
