// One bundle of the index: which of its pages hold a term, and their texts. Knows the words that
// ssg/plan/search_document.py makes of a page; search-engine.js decides what to look for, and in which bundles.

const TITLE = "ᚁ";
const PINYIN = "ᚂ";
const FILTER = "ᚃ";
const HEADING = "ᚄ";
const MARKED = new RegExp(`[${TITLE}${HEADING}]$`);
const KINDS = { pagesAlone: [TITLE, PINYIN, FILTER], withPlaces: [TITLE, HEADING] };

/** Where a hit has what was looked for. */
const IN_TITLE = 2;
const IN_HEADING = 1;
const IN_TEXT = 0;

// Words looked for at once: four characters are mostly rare already.
const STEP = 2;
// As many pages for each token left, and the few that can be read will not come in time: the rest is fetched at once.
const PAGES_FOR_ALL = 30;
// The places of two words that take few bytes leave fewer pages than the pages of two more words would.
const KNOWN_BEFORE_PLACES = 4;
const BYTES_OF_EARLY_PLACES = 6000;
// Of most files of words and of places, and of the text of a page.
const BYTES_OF_WORDS = 1300;
const BYTES_OF_PLACES = 2300;
const BYTES_OF_TEXT = 1800;

export class Bundle {
  #url;
  #name;
  #words;
  #text;
  #texts = new Map();
  #members = new Map();

  /** `url`: of the bundle, ending in "/"; `text` and `Words`: of search-text.js and search-words.js. */
  constructor(url, text, Words) {
    this.#url = url;
    this.#name = url.pathname.split("/").at(-2);
    this.#words = new Words(url, KINDS);
    this.#text = text;
  }

  /** Resolves when words can be looked for. */
  ready() {
    return this.#words.list();
  }

  /** The hits that hold every term, by page id: `{ id, page, bundle, place, times }`, place being IN_TITLE and so on. */
  async holding(terms) {
    const pages = terms.length > 1 ? await this.#pagesOf(terms) : null;
    let found = null;
    for (const term of terms) {
      const hits = await this.#occurrences(term, pages);
      found = found ? both(found, hits) : hits;
      if (!found.size) break;
    }
    return found;
  }

  /** The hits that hold a needle, a run of characters, anywhere. */
  withRun(chars) {
    return this.#occurrences({ runs: [chars] });
  }

  /** The hits whose title, tags or names have a pinyin that begins with `letters` at one of their syllables. */
  async pronounced(letters) {
    const words = await this.#words.startingWith(PINYIN + letters);
    return this.#hits(words.flatMap(({ pages }) => [...pages]));
  }

  /** Ids of the dated pages, newest first. */
  async newestFirst() {
    const { pages, undated } = await this.#words.list();
    return [...Array(pages - undated).keys()].map((i) => this.#id(pages - 1 - i));
  }

  /** The set of ids of the pages with a value of a filter. */
  async members(name, value) {
    const key = `${name}:${value}`.replace(/\s+/g, " ");
    if (!this.#members.has(key)) {
      const word = await this.#words.find(FILTER + key);
      this.#members.set(key, new Set([...(word?.pages ?? [])].map((page) => this.#id(page))));
    }
    return this.#members.get(key);
  }

  /** What a result shows of a page: `{ url, title, facts, sections, more }`, of some guides `official` too. */
  page(number) {
    if (!this.#texts.has(number)) this.#texts.set(number, this.#fetchText(number));
    return this.#texts.get(number);
  }

  async #fetchText(number) {
    const { version } = await this.#words.list();
    const name = `text/${number}.json`;
    // The numbers of pages are those of this version.
    const answer = await fetch(new URL(`${name}?${version}`, this.#url));
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    return answer.json();
  }

  /** The pages that have the first and the last token of every term; null when all terms are single characters. */
  async #pagesOf(terms) {
    const ends = terms.map(this.#text.phrase).flatMap((tokens) => [...new Set([...tokens.slice(0, 1), ...tokens.slice(-1)])]);
    const words = await Promise.all(ends.map((token) => this.#words.find(token)));
    return words.reduce((some, word) => shared(some, word?.pages ?? []), null);
  }

  /**
   * The hits of a term, on `pages` alone if not null. Of its tokens first the pages, then the places, are asked for until
   * few pages are left to read.
   */
  async #occurrences(term, pages = null) {
    const tokens = this.#text.phrase(term);
    if (!tokens.length) return this.#single(term);
    const search = new Narrowing(tokens.length, pages);
    while (!search.isDone) {
      const { numbers, words, weight } = search.next();
      if (search.pages?.length * BYTES_OF_TEXT <= weight) return this.#read(search.pages, term);
      const found = await Promise.all(numbers.map((at) => this.#words.find(tokens[at])));
      if (!found.every(Boolean)) return new Map();
      await Promise.all(words.map(({ word }) => word.ready()));
      search.add(numbers, found, words);
    }
    return this.#placed(search.times, tokens);
  }

  async #single(term) {
    const [[char]] = term.runs;
    if (this.#text.isCommon(term)) return this.#hits((await this.#words.find(TITLE + char))?.pages ?? [], IN_TITLE);
    const words = (await this.#words.startingWith(char)).filter(({ text }) => !MARKED.test(text));
    return this.#hits(words.flatMap(({ pages }) => [...pages]));
  }

  /** Of the pages, those whose text holds the term. */
  async #read(numbers, { runs }) {
    const { cells, marks } = this.#text;
    const count = (text) => marks(cells(text), [runs]).filter(Boolean).length / runs.flat().length;
    const checked = [...numbers].map(async (number) => {
      const { title, official = "", sections, more } = await this.page(number);
      const inTitle = count(`${title}\n${official}`);
      const inHeadings = count(sections.map(([, heading]) => heading).join("\n"));
      const times = inTitle + inHeadings + count(sections.map(([, , text]) => text).join("\n")) + count(more);
      const place = inTitle ? IN_TITLE : inHeadings ? IN_HEADING : IN_TEXT;
      return times ? [this.#hit(number, place, times)] : [];
    });
    return newestFirst((await Promise.all(checked)).flat());
  }

  /** The pages as hits, `times` by page; that title and headings are told apart fetches no further file. */
  async #placed(times, tokens) {
    const placeOf = new Map();
    for (const [mark, place] of [[HEADING, IN_HEADING], [TITLE, IN_TITLE]]) {
      const words = await Promise.all(tokens.map((token) => this.#words.find(token + mark)));
      if (!words.every(Boolean)) continue;
      const begun = words.reduce((some, word, at) => beginnings(some, times.keys(), word, at), null);
      for (const page of begun.keys()) placeOf.set(page, place);
    }
    return newestFirst([...times].map(([page, count]) => this.#hit(page, placeOf.get(page) ?? IN_TEXT, count)));
  }

  /** Pages, which may occur more than once, as hits. */
  #hits(pages, place = IN_TEXT) {
    const times = new Map();
    for (const page of pages) times.set(page, (times.get(page) ?? 0) + 1);
    return newestFirst([...times].map(([page, count]) => this.#hit(page, place, count)));
  }

  #hit(page, place, times) {
    return { id: this.#id(page), page, bundle: this, place, times };
  }

  #id(page) {
    return `${this.#name}/${page}`;
  }
}

/** Hits by page id, those of newer pages first. */
const newestFirst = (hits) => new Map(hits.sort((a, b) => b.page - a.page).map((hit) => [hit.id, hit]));

/** The pages that may hold a term, fewer with each of its tokens whose pages are known, and fewer still with its places. */
class Narrowing {
  /** Ascending; null = not known yet. */
  pages;
  #begun = null;
  #unknown;
  #unplaced = [];
  #known = 0;
  #counts = null;

  constructor(count, pages) {
    this.pages = pages;
    this.#unknown = farApart(count);
    this.#counts = count === 1 ? new Map() : null;
  }

  get isDone() {
    return this.pages !== null && (!this.pages.length || (!this.#unknown.length && (this.#counts !== null || !this.#unplaced.length)));
  }

  /** How often the term begins on each page, when done. */
  get times() {
    return new Map([...(this.pages ?? [])].map((page) => [page, this.#counts?.get(page) ?? this.#begun.get(page).size]));
  }

  /**
   * What to ask for next: `numbers` of tokens, or the places of `words`; and the bytes that are worth as much as reading
   * the pages: those of this step, or, when places have told already that the pages are most likely hits, all.
   */
  next() {
    this.#unplaced.sort((a, b) => a.word.weight - b.word.weight);
    const isMany = this.pages?.length > PAGES_FOR_ALL * (this.#unknown.length + this.#unplaced.length);
    const size = isMany ? Infinity : STEP;
    const words = this.#unplaced.slice(0, size);
    const isEarly = this.#known >= KNOWN_BEFORE_PLACES && words.length === STEP && weightOf(words) <= BYTES_OF_EARLY_PLACES;
    const isPlacing = !this.#unknown.length || isEarly;
    const numbers = isPlacing ? [] : this.#unknown.slice(0, size);
    const all = weightOf(this.#unplaced) + this.#unknown.length * (BYTES_OF_WORDS + BYTES_OF_PLACES);
    const step = isPlacing ? weightOf(words) : numbers.length * BYTES_OF_WORDS;
    return { numbers, words: isPlacing ? words : [], weight: this.#begun ? all : step };
  }

  /** Tell what came of it: `found`, the words that are tokens number `numbers`, and `placed`, those of `next`. */
  add(numbers, found, placed) {
    this.#unknown = this.#unknown.filter((at) => !numbers.includes(at));
    this.#known += numbers.length;
    numbers.forEach((at, i) => this.#unplaced.push({ at, word: found[i] }));
    for (const word of found) this.pages = shared(this.pages, word.pages);
    if (this.#counts) this.#counts = countsOf(found[0]);
    this.#unplaced = this.#unplaced.filter((word) => !placed.includes(word));
    for (const { at, word } of placed) this.#begun = beginnings(this.#begun, this.pages, word, at);
    if (placed.length) this.pages = [...this.#begun.keys()];
  }
}

const weightOf = (words) => words.reduce((sum, { word }) => sum + word.weight, 0);

const countsOf = ({ pages, counts }) => new Map([...pages].map((page, i) => [page, counts[i]]));

/** The numbers that two ascending lists have in common; the first may be null. */
function shared(some, others) {
  if (!some) return others;
  const known = new Set(others);
  return [...some].filter((page) => known.has(page));
}

/** Of the pages the places where a term may begin whose token number `at` is a word: those in `some` only, if not null. */
function beginnings(some, pages, word, at) {
  const found = new Map();
  for (const page of pages) {
    const known = some?.get(page);
    if (some && !known) continue;
    const begun = new Set([...word.places(page)].map((place) => place - at).filter((place) => !known || known.has(place)));
    if (begun.size) found.set(page, begun);
  }
  return found;
}

/** The numbers of a term's tokens: both ends, those that share no character with their neighbours, the others. */
function farApart(count) {
  const numbers = [...Array(count).keys()];
  return [...new Set([0, count - 1, ...numbers.filter((at) => at % 2 === 0), ...numbers])];
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
