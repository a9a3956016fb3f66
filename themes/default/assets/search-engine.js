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
const PARTIAL_SHARE = 0.5;
const UNKNOWN_WEIGHT = 0.35;

/**
 * Load the engine. `bundle`: URL of the index folder, ending in "/"; `text`: the module search-text.js.
 * Rejects when the index cannot be fetched.
 */
export async function open(bundle, text) {
  const url = new URL(bundle, document.baseURI);
  const entry = await fetch(new URL("pagefind-entry.json", url));
  if (!entry.ok) throw new Error(`search index: ${entry.status}`);
  const { createInstance } = await import(new URL("pagefind.js", url));
  // Pagefind takes the language from the page at this moment; "und" keeps it from cutting Chinese words.
  const root = document.documentElement;
  const language = root.lang;
  root.lang = "und";
  const index = createInstance({ basePath: url.pathname });
  root.lang = language;
  return new Engine(index, text);
}

class Engine {
  #index;
  #text;
  #order = null;
  #members = new Map();

  constructor(index, text) {
    this.#index = index;
    this.#text = text;
  }

  /**
   * Find the pages for a query. Returns `{ mode, hits, needles }`, hits best first.
   * mode: exact, titles (a very common character), pinyin, partial (some of the words), none or empty (no query).
   * needles: what `describe` is to mark.
   */
  async search(query) {
    const terms = this.#text.parse(query);
    if (!terms.length) return { mode: "empty", hits: [], needles: [] };
    const exact = await this.#exact(terms);
    if (exact.hits.length) return exact;
    const pinyin = await this.#pinyin(query);
    return pinyin.hits.length ? pinyin : this.#partial(query);
  }

  /** Ids of all dated pages, newest first. */
  async newestFirst() {
    this.#order ??= (await this.#find(`"${PAGE}"`, { sort: { date: "desc" } })).map((hit) => hit.id);
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
      found = found ? keep(found, hits) : new Map(hits.map((hit) => [hit.id, hit]));
    }
    for (const term of terms) if (term.runs.length > 1) found = await this.#verified(found, term);
    const isTitles = terms.some(isCommonCharacter);
    const needles = terms.map((term) => term.runs);
    const hits = found.size ? await this.#ranked(found, terms) : [];
    return { mode: isTitles ? "titles" : "exact", hits, needles };
  }

  #occurrences(term) {
    const tokens = this.#text.phrase(term);
    if (tokens.length) return this.#find(`"${tokens.join(" ")}"`);
    const char = term.runs[0][0];
    return this.#startingWith(isCommonCharacter(term) ? TITLE + char : char, secondCharacters());
  }

  /** Pairs tell that punctuation stands between two runs, not which: the text of the page does. */
  async #verified(found, term) {
    const { cells, holds, plain } = this.#text;
    const checked = [...found].map(async ([id, hit]) => {
      const data = await hit.data();
      return holds(plain(cells(data.content)), term) ? [[id, hit]] : [];
    });
    return new Map((await Promise.all(checked)).flat());
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
    const none = { mode: "pinyin", hits: [], needles: [] };
    if (!/^[a-z]{2,}$/.test(typed)) return none;
    const hits = await this.#startingWith(PINYIN + typed, [..."abcdefghijklmnopqrstuvwxyz", "zzzz"]);
    if (!hits.length) return none;
    // Where no word begins with the term, Pagefind falls back to a shorter word for all hits alike: one page tells.
    const { meta } = await hits[0].data();
    return ` ${meta.pinyin}`.includes(` ${PINYIN}${typed}`) ? { ...none, hits } : none;
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
  async #startingWith(beginning, continuations) {
    await this.#index.preload([beginning, ...continuations.map((next) => beginning + next)].join(" "));
    return this.#find(beginning);
  }

  // Never without words: Pagefind 1.5.2 then fetches the whole index.
  async #find(words, options = {}) {
    return (await this.#index.search(words, options)).results;
  }
}

const isCommonCharacter = (term) =>
  term.runs.length === 1 && term.runs[0].length === 1 && EVERYWHERE.includes(term.runs[0][0]);

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
