// Text as overlapping pairs: the browser's half of ssg/plan/search_terms.py. Pure functions.

const SIGNS = "!#$%()*+,-/:;=?[";
const SIGN = "[!#$%()*+,\\-/:;=?[]";
const TOKEN = new RegExp(`^[\\u1681-\\u1683]?([\\p{L}\\p{N}]*)(?:@(${SIGN}*))?((?:\\^${SIGN}+|~)*)`, "u");
const AFTER = new RegExp(`\\^(${SIGN}+)|~+`, "g");
const LETTER = /[\p{L}\p{N}]/u;
const JOINING = /[\p{M}\p{Cf}]/u;
const HAN = "\\u3005\\u3007\\u3400-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const SPACE_BEFORE_LATIN = new RegExp(`([${HAN}])\\s+([a-z0-9])`, "gu");
const SPACE_AFTER_LATIN = new RegExp(`([a-z0-9])\\s+([${HAN}])`, "gu");
const LATIN_OR_OTHER = /[a-z0-9]+|[^a-z0-9]+/g;
const LONGEST_QUERY = 100;

/** The letters and digits by which a character is found: half-width, lower case, without accents. */
const fold = (char) => [...char.normalize("NFKD").toLowerCase()].filter((c) => LETTER.test(c)).join("");

/** Overlapping pairs of an array of characters; one fewer than characters. */
export const pairs = (chars) => chars.slice(1).map((char, i) => chars[i] + char);

/**
 * A query as terms, all of which must occur. Punctuation at the ends of a term is dropped.
 * Each term has `runs`, arrays of folded characters with punctuation between one and the next.
 */
export function parse(query) {
  const short = [...query.normalize("NFC")].slice(0, LONGEST_QUERY).join("");
  return short.split(/\s+/).map(parseTerm).filter((term) => term.runs.length);
}

function parseTerm(text) {
  const runs = [[]];
  for (const char of text) {
    const folded = [...fold(char)];
    if (folded.length) runs.at(-1).push(...folded);
    else if (!JOINING.test(char)) runs.push([]);
  }
  const trimmed = text.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{M}\p{N}]+$/gu, "");
  return { text: trimmed, runs: runs.filter((run) => run.length) };
}

/** The tokens that follow one another wherever the term occurs; the last letter of a run stands alone in the index. */
export function phrase(term) {
  const last = term.runs.length - 1;
  return term.runs.flatMap((run, i) => (i < last ? [...pairs(run), run.at(-1)] : pairs(run)));
}

/** The parts of a term that can occur apart from one another: pairs of Han characters, whole words of letters or digits. */
export const parts = (term) =>
  term.runs.flatMap((run) =>
    run
      .join("")
      .match(LATIN_OR_OTHER)
      .map((stretch) => [...stretch])
      .flatMap((chars) => (/[a-z0-9]/.test(chars[0]) ? [chars] : pairs(chars).map((pair) => [...pair])))
      .filter((chars) => chars.length > 1),
  );

/** A stream of the index as cells, one a token: the folded letter, how it is shown, what follows it. */
export const cells = (stream) => stream.split(" ").map(readToken);

function readToken(token) {
  const [, letters, shown, after] = TOKEN.exec(token);
  const [folded = "", next] = letters;
  return {
    folded,
    joins: next !== undefined,
    shown: shown === undefined ? folded : shown && decode(shown),
    after: after.replace(AFTER, (_, code) => (code ? decode(code) : " ")),
  };
}

const decode = (code) => String.fromCodePoint(parseInt([...code].map((s) => SIGNS.indexOf(s).toString(16)).join(""), 16));

/** The text of cells as it was written, white space apart. */
export const plain = (list) => list.map((cell) => cell.shown + cell.after).join("").trim();

/** Whether a text holds a term with its punctuation; full and half width, kinds of quotes and dashes are alike. */
export const holds = (text, term) => comparable(text).includes(comparable(term.text));

const comparable = (text) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[“”„"「」『』]/g, '"')
    .replace(/[‘’']/g, "'")
    .replace(/[‐‑–—−]/g, "-")
    .replace(SPACE_BEFORE_LATIN, "$1$2")
    .replace(SPACE_AFTER_LATIN, "$1$2");

/**
 * For each cell 0, or where it belongs to an occurrence of a needle: INSIDE when the next cell does too, LAST otherwise.
 * A needle is an array of runs; between two of them stands punctuation, within one there is none.
 */
export function marks(list, needles) {
  const marked = list.map(() => 0);
  for (const runs of needles) {
    const chars = runs.flat();
    const joins = runs.flatMap((run) => run.map((_, i) => i < run.length - 1));
    const isAt = (start) => chars.every((char, k) => fits(list[start + k], char, k === chars.length - 1 ? null : joins[k]));
    for (let i = 0; i + chars.length <= list.length; i++) {
      if (!isAt(i)) continue;
      marked.fill(INSIDE, i, i + chars.length - 1);
      marked[i + chars.length - 1] ||= LAST;
    }
  }
  return marked;
}

const LAST = 1;
const INSIDE = 2;
const fits = (cell, char, joins) => cell.folded === char && (joins === null || cell.joins === joins);

/** Cells as pieces `{ text, marked }`; punctuation within an occurrence is marked, after it it is not. */
export function pieces(list, marked) {
  const out = [];
  const add = (text, isMarked) => {
    if (!text) return;
    if (out.length && out.at(-1).marked === isMarked) out.at(-1).text += text;
    else out.push({ text, marked: isMarked });
  };
  list.forEach((cell, i) => {
    add(cell.shown, marked[i] > 0);
    add(cell.after, marked[i] === INSIDE);
  });
  return out;
}

const CLAUSE_END = /[，。；：！？,;!?\s]/;
const OPENING = /[“‘《（「『【〈([]+$/;
const WIDTH = 80;
const LEAD = 24;

/**
 * The stretch of cells with most marks, begun at a clause where one is near.
 * Returns `{ at, pieces }`: `at` is the first marked cell, or -1 when none is marked.
 */
export function excerpt(list, marked) {
  const at = densest(marked);
  const begin = at < 0 ? 0 : clauseStart(list, at);
  const end = Math.min(list.length, begin + WIDTH);
  const found = pieces(list.slice(begin, end), marked.slice(begin, end));
  const cut = begin > 0 && !CLAUSE_END.test(list[begin - 1].after);
  const before = (cut ? "…" : "") + (begin > 0 ? (OPENING.exec(list[begin - 1].after)?.[0] ?? "") : "");
  const after = end < list.length ? "…" : "";
  return { at, pieces: [{ text: before, marked: false }, ...found, { text: after, marked: false }].filter((p) => p.text) };
}

function densest(marked) {
  let best = -1;
  let most = 0;
  for (let i = 0, inside = 0, ahead = 0; i < marked.length; i++, inside -= marked[i - 1] > 0) {
    while (ahead < Math.min(marked.length, i + WIDTH - LEAD)) inside += marked[ahead++] > 0;
    if (marked[i] && inside > most) [best, most] = [i, inside];
  }
  return best;
}

function clauseStart(list, at) {
  for (let i = at; i > Math.max(0, at - LEAD); i--) if (CLAUSE_END.test(list[i - 1].after)) return i;
  return at <= LEAD ? 0 : at - LEAD / 2;
}
