// Text as overlapping pairs: the browser's half of ssg/plan/search_terms.py. Pure functions.

/** Stands in a pair for punctuation without white space. */
const ACROSS = "ᚅ";
const LETTER = /(?!ᚅ)[\p{L}\p{N}]/u;
const JOINING = /[\p{M}\p{Cf}]/u;
const HAN = "\\u3005\\u3007\\u3400-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const IS_HAN = new RegExp(`[${HAN}]`, "u");
const SPACE_BEFORE_LATIN = new RegExp(`([${HAN}])\\s+([a-z0-9])`, "gu");
const SPACE_AFTER_LATIN = new RegExp(`([a-z0-9])\\s+([${HAN}])`, "gu");
const LATIN_OR_OTHER = /[a-z0-9]+|[^a-z0-9]+/g;
const LONGEST_QUERY = 100;
// Characters so common that a list of the pages with them helps nobody: looked for in titles alone.
const EVERYWHERE =
  "的一是了我不人在他有这个上们来到时大地为子中你说生年着就那和要出也得里后自以会可下而过天去能对小多然于心么之都" +
  "好看起发当没成只如把还用第样道想作种开从无面最但现前些所同日又行意方它头经长回位分因很给间两次使被已其进此与及等将";

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

/** The tokens that follow one another wherever the term occurs; none for a single character. */
export function phrase({ runs }) {
  return runs.flatMap((run, i) => (i ? [runs[i - 1].at(-1) + ACROSS + run[0], ...pairs(run)] : pairs(run)));
}

/** Whether a term is a single character. */
export const isSingle = ({ runs }) => runs.length === 1 && runs[0].length === 1;

/** Whether a term is a single character that nearly every page has. */
export const isCommon = (term) => isSingle(term) && EVERYWHERE.includes(term.runs[0][0]);

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

/** A text as cells, one a token of the index: the folded letter, whether it joins the next, how it is shown, what follows it. */
export function cells(text) {
  const list = [];
  for (const char of text.normalize("NFC")) {
    const folded = fold(char);
    if (folded) [...folded].forEach((letter, i) => list.push({ folded: letter, joins: false, shown: i ? "" : char, after: "" }));
    else if (!/[\p{Cf}\p{Cc}]/u.test(char) || /[\n\t]/.test(char)) {
      if (!list.length) list.push({ folded: "", joins: false, shown: "", after: "" });
      list.at(-1).after += char;
    }
  }
  list.forEach((cell, i) => (cell.joins = i + 1 < list.length && joins(cell, list[i + 1])));
  return list;
}

/** Nothing between, or marks upon a letter, or the space that typography sets between Han characters and Latin. */
function joins({ folded, after }, next) {
  if (!folded) return false;
  if (/^[^\S\n]+$/.test(after)) return IS_HAN.test(folded) !== IS_HAN.test(next.folded);
  return /^\p{M}*$/u.test(after);
}

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

// Between two blocks stands nothing where the first ends a sentence, and a dot where it does not, as between cells.
const BLOCK_END = /([。！？；：…”’）》.!?;:)]?)\s*\n\s*/g;
const between = (_, mark) => mark || " · ";
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
    add(cell.after.replace(BLOCK_END, between).replace(/\s+/g, " "), marked[i] === INSIDE);
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
  const last = found.at(-1);
  if (last) last.text = last.text.replace(/ (· )?$/, "");
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
