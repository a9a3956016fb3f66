// One bundle of the index: which of its pages hold a term, and their texts. Knows Pagefind and the words that
// ssg/plan/search_document.py gives it; search-engine.js decides what to look for, and in which bundles.

const TITLE = "ᚁ";
const PINYIN = "ᚂ";
const PAGE = "ᚃ";
const HEADING = "ᚄ";
const ACROSS = "ᚅ";

/** Where a hit has what was looked for. */
const IN_TITLE = 2;
const IN_HEADING = 1;
const IN_TEXT = 0;

// A text is some 1.5 KB, a file of the index 4 to 6 KB: reading a few pages is less than looking for the rest of a term.
const TEXTS_FOR_A_FILE = 3;
// Tokens looked for at once: four characters are mostly rare already.
const STEP = 2;
// As many pages for each token left, and the few that can be read will not come in time: the rest is fetched at once.
const PAGES_FOR_ALL = 30;

export class Bundle {
  #url;
  #index;
  #text;
  #texts = new Map();
  #members = new Map();
  #order = null;

  /** `createInstance`: of pagefind.js; `url`: URL of the bundle, ending in "/"; `text`: the module search-text.js. */
  constructor(createInstance, url, text) {
    this.#url = url;
    this.#text = text;
    // Pagefind takes the language from the page at this moment; "und" keeps it from cutting Chinese words.
    const root = document.documentElement;
    const language = root.lang;
    root.lang = "und";
    // In a worker the same would need a second script, which starts only after the first one has come.
    this.#index = createInstance({ basePath: url.pathname, noWorker: true });
    root.lang = language;
  }

  /** Resolves when the engine runs: a search for no letter waits for that and fetches nothing. */
  ready() {
    return this.#index.search('""');
  }

  /** The hits that hold every term, by page id: `{ id, bundle, place, times }`, place being IN_TITLE and so on. */
  async holding(terms) {
    let found = null;
    for (const term of terms) {
      const hits = await this.#occurrences(term);
      found = found ? both(found, hits) : hits;
      if (!found.size) break;
    }
    return found;
  }

  /** The hits that hold a needle, a run of characters, anywhere. */
  async withRun(chars) {
    return this.#hits(await this.#find(quoted(this.#text.phrase({ runs: [chars] }))));
  }

  /** The hits whose title, tags or names have a pinyin that begins with `letters` at one of their syllables. */
  async pronounced(letters) {
    const beginning = PINYIN + letters;
    const results = await this.#startingWith(beginning, [..."abcdefghijklmnopqrstuvwxyz", "zzzz"]);
    // Where no word of a bundle begins so, Pagefind falls back to a shorter word for all its results: one page tells.
    if (!results.length || !sounds((await this.page(results[0].id)).spoken, letters)) return new Map();
    return this.#hits(results);
  }

  /** Ids of the dated pages, newest first. */
  async newestFirst() {
    this.#order ??= await this.#json("newest-first.json");
    return this.#order;
  }

  /** The set of ids of the pages with a value of a filter. */
  async members(name, value) {
    const key = `${name}:${value}`;
    if (!this.#members.has(key)) {
      const results = await this.#find(quoted([PAGE]), { filters: { [name]: value } });
      this.#members.set(key, new Set(results.map(({ id }) => id)));
    }
    return this.#members.get(key);
  }

  /** What a result shows of a page: `{ url, title, facts, sections, more, spoken }`, of some guides `official` too. */
  page(id) {
    if (!this.#texts.has(id)) this.#texts.set(id, this.#json(`text/${id}.json`));
    return this.#texts.get(id);
  }

  async #json(name) {
    const answer = await fetch(new URL(name, this.#url));
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    return answer.json();
  }

  async #occurrences(term) {
    const tokens = this.#text.phrase(term);
    if (!tokens.length) return this.#single(term);
    let candidates = null;
    const rest = farApart(tokens.length);
    for (let size = STEP; rest.length > size; size = candidates.size > PAGES_FOR_ALL * rest.length ? rest.length : STEP) {
      const step = await Promise.all(rest.splice(0, size).map((at) => this.#beginnings(tokens[at], at)));
      candidates = step.reduce(withSameBeginning, candidates);
      if (candidates.size <= TEXTS_FOR_A_FILE * rest.length) return this.#read([...candidates.keys()], term);
    }
    return this.#places(await this.#find(quoted(tokens)), tokens);
  }

  async #single(term) {
    const [[char]] = term.runs;
    if (this.#text.isCommon(term)) return this.#hits(await this.#find(quoted([TITLE + char])), IN_TITLE);
    return this.#hits(await this.#startingWith(char, secondCharacters()));
  }

  /** By page id the places, in tokens, at which a term would begin whose token number `at` is the given one. */
  async #beginnings(token, at) {
    // Without quotation marks, which would give one place a page; Pagefind's words that only begin so do no harm here.
    const results = await this.#find(token);
    return new Map(results.map(({ id, words }) => [id, words.map((place) => place - at)]));
  }

  /** Of the pages, those whose text holds the term. */
  async #read(ids, { runs }) {
    const { cells, marks } = this.#text;
    const count = (text) => marks(cells(text), [runs]).filter(Boolean).length / runs.flat().length;
    const checked = ids.map(async (id) => {
      const { title, official = "", sections, more } = await this.page(id);
      const inTitle = count(`${title}\n${official}`);
      const inHeadings = count(sections.map(([, heading]) => heading).join("\n"));
      const times = inTitle + inHeadings + count(sections.map(([, , text]) => text).join("\n")) + count(more);
      const place = inTitle ? IN_TITLE : inHeadings ? IN_HEADING : IN_TEXT;
      return times ? [[id, { id, bundle: this, place, times }]] : [];
    });
    return new Map((await Promise.all(checked)).flat());
  }

  /** The results as hits; that title and headings are told apart loads no further file. */
  async #places(results, tokens) {
    const found = this.#hits(results, IN_TEXT, tokens.length);
    for (const [mark, place] of results.length ? [[HEADING, IN_HEADING], [TITLE, IN_TITLE]] : []) {
      for (const { id } of await this.#find(quoted(tokens.map((token) => token + mark)))) {
        if (found.has(id)) found.get(id).place = place;
      }
    }
    return found;
  }

  #hits(results, place = IN_TEXT, size = 1) {
    return new Map(results.map(({ id, words }) => [id, { id, bundle: this, place, times: words.length / size }]));
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

const quoted = (tokens) => `"${tokens.join(" ")}"`;

/** The numbers of a term's tokens: both ends, those that share no character with their neighbours, the others. */
function farApart(count) {
  const numbers = [...Array(count).keys()];
  return [...new Set([0, count - 1, ...numbers.filter((at) => at % 2 === 0), ...numbers])];
}

/** What two maps of places by page have in common; the first may be null. */
function withSameBeginning(some, others) {
  if (!some) return others;
  const shared = [...some].map(([id, places]) => {
    const known = new Set(others.get(id));
    return [id, places.filter((place) => known.has(place))];
  });
  return new Map(shared.filter(([, places]) => places.length));
}

/** What two maps of hits have in common; a page is as good as its worst place. */
function both(some, others) {
  const shared = [...some].filter(([id]) => others.has(id));
  return new Map(
    shared.map(([id, hit]) => {
      const other = others.get(id);
      return [id, { ...hit, place: Math.min(hit.place, other.place), times: hit.times + other.times }];
    }),
  );
}

/** Whether syllables, as `yi shu jie|wen hua`, have a place from which on they read as `letters`, in full or by initials. */
function sounds(spoken, letters) {
  return spoken.split("|").some((run) => {
    const syllables = run.split(" ");
    return syllables.some((_, i) => {
      const rest = syllables.slice(i);
      return rest.join("").startsWith(letters) || rest.map(([initial]) => initial).join("").startsWith(letters);
    });
  });
}

/** The characters that may follow another in a pair: those of GB 2312, letters and digits, and the ends of the order. */
function secondCharacters() {
  const bytes = [];
  for (let row = 0xb0; row <= 0xf7; row++) for (let cell = 0xa1; cell <= 0xfe; cell++) bytes.push(row, cell);
  const han = new TextDecoder("gbk").decode(new Uint8Array(bytes)).replace(/[^\u4e00-\u9fff]/g, "");
  const across = [...han].filter((_, i) => i % 8 === 0).map((char) => ACROSS + char);
  return [..."0123456789abcdefghijklmnopqrstuvwxyz\u3400\u4e00\u9fff\uffdc", ...han, ACROSS, ...across, TITLE];
}
