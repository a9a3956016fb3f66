// The words of one bundle of the index: which pages have them, how often and where, from the files of
// ssg/edge/word_files.py, each fetched when a word in it is asked for.

const FIRST_SHARED = 48;
const BYTES_OF_LENGTH = 4;
const BITS_OF_PARAMETER = 4;
// Of a place in its file, roughly: files of places are as long as words are frequent.
const BYTES_OF_PLACE = 1.2;

export class Words {
  #url;
  #kinds;
  #list = null;
  #files = new Map();

  /**
   * `url`: of the bundle, ending in "/". `kinds`: beginnings `pagesAlone` of words of which only the pages are told, and
   * ends `withPlaces` of words whose places lie beside their pages.
   */
  constructor(url, kinds) {
    this.#url = url;
    this.#kinds = kinds;
  }

  /** How many pages there are, numbered from 0, and how many of them, the first ones, have no date: `{ pages, undated, version }`. */
  list() {
    this.#list ??= this.#fetch("words.json").then(async (answer) => {
      const { shared, rests, ...others } = await answer.json();
      return { ...others, begins: frontDecoded(shared, rests.split("\n")) };
    });
    return this.#list;
  }

  /** The word `text` as it occurs, a `Word`; undefined when no page has it. */
  async find(text) {
    const { begins } = await this.list();
    const file = lastNotAfter(begins, text);
    return file < 0 ? undefined : (await this.#file(file)).get(text);
  }

  /** Every word that begins with `beginning`. */
  async startingWith(beginning) {
    const { begins } = await this.list();
    const from = Math.max(0, lastNotAfter(begins, beginning));
    const to = lastNotAfter(begins, `${beginning}\uffff`);
    const files = await Promise.all([...Array(to - from + 1).keys()].map((i) => this.#file(from + i)));
    return files.flatMap((words) => [...words.values()].filter(({ text }) => text.startsWith(beginning)));
  }

  #file(number) {
    if (!this.#files.has(number)) this.#files.set(number, this.#read(number));
    return this.#files.get(number);
  }

  async #read(number) {
    const bytes = await this.#bytes(number, "words");
    const words = wordsOf(bytes, this.#kinds);
    const apart = words.filter(({ hasPlacesApart }) => hasPlacesApart);
    const weight = BYTES_OF_PLACE * apart.reduce((sum, { times }) => sum + times, 0);
    let fetched = null;
    const fill = async () => {
      const bits = new Bits(await this.#bytes(number, "places"), 0);
      for (const word of apart) word.read(bits);
    };
    for (const word of apart) word.isFetchedBy(() => (fetched ??= fill()), weight);
    return new Map(words.map((word) => [word.text, word]));
  }

  async #bytes(number, kind) {
    const { version } = await this.list();
    return new Uint8Array(await (await this.#fetch(`words-${version}/${number}.${kind}`)).arrayBuffer());
  }

  async #fetch(name) {
    const answer = await fetch(new URL(name, this.#url));
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    return answer;
  }
}

/** A word: its text, the numbers of its pages, ascending, and how often each has it. */
class Word {
  #offsets = null;
  #places = null;
  #fetch = null;

  constructor(text, pages, counts) {
    this.text = text;
    this.pages = pages;
    this.counts = counts;
    this.times = counts.reduce((sum, count) => sum + count, 0);
    this.hasPlacesApart = false;
    /** Bytes to fetch before `places` can tell. */
    this.weight = 0;
  }

  isFetchedBy(fetch, weight) {
    this.#fetch = fetch;
    this.weight = weight;
  }

  /** Resolves when `places` can tell. */
  async ready() {
    await this.#fetch?.();
    this.weight = 0;
  }

  read(bits) {
    const gaps = bits.sequence(this.times);
    this.#offsets = new Map();
    let at = 0;
    this.pages.forEach((page, i) => {
      this.#offsets.set(page, [at, at + this.counts[i]]);
      for (const end = at++ + this.counts[i]; at < end; at++) gaps[at] += gaps[at - 1];
    });
    this.#places = gaps;
  }

  /** The numbers of the tokens of a page that are this word; none of a word of which only the pages are told. */
  places(page) {
    return this.#places?.subarray(...(this.#offsets.get(page) ?? [0, 0])) ?? [];
  }
}

function wordsOf(bytes, { pagesAlone, withPlaces }) {
  const start = BYTES_OF_LENGTH + new DataView(bytes.buffer).getUint32(0);
  const bits = new Bits(bytes, start);
  const lines = new TextDecoder().decode(bytes.subarray(BYTES_OF_LENGTH, start)).split("\n").slice(0, -1);
  const texts = frontDecoded(lines.map(([shared]) => shared).join(""), lines.map((line) => line.slice(1)));
  return texts.map((text) => {
    const count = bits.gamma();
    const pages = bits.sequence(count);
    for (let i = 1; i < count; i++) pages[i] += pages[i - 1];
    if (pagesAlone.some((mark) => text.startsWith(mark))) return new Word(text, pages, pages.map(() => 1));
    const word = new Word(text, pages, bits.sequence(count).map((more) => more + 1));
    if (withPlaces.some((mark) => text.endsWith(mark))) word.read(bits);
    else word.hasPlacesApart = true;
    return word;
  });
}

/** Sorted texts, of which is told how many characters each shares with the one before, and what follows them. */
function frontDecoded(shared, rests) {
  let before = "";
  return rests.map((rest, i) => {
    before = [...before].slice(0, shared.charCodeAt(i) - FIRST_SHARED).join("") + rest;
    return before;
  });
}

function lastNotAfter(texts, text) {
  let [low, high] = [0, texts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (texts[middle] <= text) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Numbers in bits, the first bit of a byte being its highest. */
class Bits {
  #bytes;
  #at;

  constructor(bytes, start) {
    this.#bytes = bytes;
    this.#at = 8 * start;
  }

  #bit() {
    const bit = (this.#bytes[this.#at >> 3] >> (7 - (this.#at & 7))) & 1;
    this.#at++;
    return bit;
  }

  number(size) {
    let value = 0;
    for (let i = 0; i < size; i++) value = value * 2 + this.#bit();
    return value;
  }

  #ones() {
    let count = 0;
    while (this.#bit()) count++;
    return count;
  }

  gamma() {
    const size = this.#ones();
    return 2 ** size + this.number(size);
  }

  /** So many Rice codes behind their parameter. */
  sequence(count) {
    const size = this.number(BITS_OF_PARAMETER);
    const unit = 2 ** size;
    return Uint32Array.from({ length: count }, () => this.#ones() * unit + this.number(size));
  }
}
