// The search page: what is typed and chosen goes to the engine, and what it finds is shown and announced.

const PAGE_SIZE = 10;
// Texts that are fetched at once: a screen of a phone and a little more.
const BATCH = 5;
const PAUSE_MS = 250;
const WAIT_MS = 400;
const PATIENCE_MS = 20000;

const root = document.querySelector("[data-search]");
const form = root.querySelector("form");
const input = form.querySelector("input[name=q]");
const choices = [...root.querySelectorAll(".search-filters input")];
const narrowing = root.querySelector(".search-narrow");
const status = root.querySelector(".search-status");
const list = root.querySelector(".search-results");
const more = root.querySelector(".search-more");
const older = root.querySelector(".search-older");
const empty = root.querySelector(".search-empty");
const tips = root.querySelector(".search-tips");
const countOf = new Map(choices.map((choice) => [choice, choice.labels[0].querySelector(".search-count")]));
const countAtFirst = new Map(choices.map((choice) => [choice, countOf.get(choice)?.textContent]));

let engine = null;
let turn = 0;
let timer = 0;
let shown = { hits: [], needles: [], all: [] };
let limit = PAGE_SIZE;
// The query that was looked for in the archives because the reader asked for it: choices do not take that back.
let wholeQuery = null;

const near = new IntersectionObserver((seen) => seen.some((entry) => entry.isIntersecting) && fill().catch(fail), { rootMargin: "160px" });

root.hidden = false;
restore();

input.addEventListener("focus", () => load().catch(() => {}), { once: true });
// Half a word is no query: an input method fires "input" for each letter while it composes.
input.addEventListener("input", (event) => event.isComposing || runSoon());
input.addEventListener("compositionstart", () => clearTimeout(timer));
input.addEventListener("compositionend", runSoon);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  run();
});
root.addEventListener("change", (event) => choices.includes(event.target) && run());
root.addEventListener("keydown", moveFocus);
narrowing.addEventListener("toggle", () => narrowing.open && shown.all.length && count().catch(() => {}));
more.addEventListener("click", showMore);
older.addEventListener("click", () => run({ isWhole: true }));
window.addEventListener("popstate", restore);

/** Load the engine once; after a failure the next call tries again. */
function load() {
  if (engine) return engine;
  const { engine: code, text: cutting, reader, words: files, index: folder, sounds } = root.dataset;
  const bundles = root.dataset.bundles.split(" ");
  engine = Promise.all([code, cutting, reader, files].map((url) => import(url)))
    .then(([{ open }, text, index, words]) => open({ folder, bundles, text, index, words, sounds }))
    .catch((failure) => {
      engine = null;
      throw failure;
    });
  return engine;
}

function runSoon() {
  clearTimeout(timer);
  timer = setTimeout(run, PAUSE_MS);
}

async function run({ isWhole = false } = {}) {
  clearTimeout(timer);
  const mine = ++turn;
  const query = input.value.trim();
  if (isWhole || query !== wholeQuery) wholeQuery = isWhole ? query : null;
  remember(query);
  if (!query) return clear("");
  // Said only when there is a wait, else a screen reader would hear it at every letter.
  const wait = setTimeout(() => mine === turn && say("loading"), WAIT_MS);
  try {
    const result = await withPatience(find(query, wholeQuery !== null));
    if (mine === turn) await show(query, result);
  } catch {
    if (mine === turn) fail();
  } finally {
    clearTimeout(wait);
  }
}

// Offline, or the index is gone or another one by now: the next try starts afresh.
function fail() {
  engine = null;
  clear("failed");
}

/** What the engine finds; in the archives too when the filters leave fewer recent hits than a list shows. */
async function find(query, isWhole) {
  const library = await load();
  const found = await library.search(query, { isWhole });
  const narrowed = await narrow(library, found.hits);
  if (found.isPart && narrowed.hits.length < Math.min(PAGE_SIZE, found.hits.length)) return find(query, true);
  if (!found.hits.length && !navigator.onLine) throw new Error("offline");
  return { ...found, all: found.hits, hits: await sorted(library, narrowed.hits), counts: narrowed.counts };
}

function withPatience(promise) {
  const late = new Promise((_, reject) => setTimeout(() => reject(new Error("late")), PATIENCE_MS));
  return Promise.race([promise, late]);
}

/**
 * The hits that fit the chosen filters, and for each choice how many it gives beside what other filters chose.
 * Nothing is fetched for choices that are folded away and unused.
 */
async function narrow(library, hits) {
  const filters = choices.filter(({ name, checked }) => name !== "sort" && (narrowing.open || checked));
  const sets = await Promise.all(filters.map(({ name, value }) => (hits.length ? library.members(name, value) : new Set())));
  const members = new Map(filters.map((choice, i) => [choice, sets[i]]));
  const fits = (hit, name) => {
    const chosen = filters.filter((choice) => choice.name === name && choice.checked);
    return !chosen.length || chosen.some((choice) => members.get(choice).has(hit.id));
  };
  const names = [...new Set(filters.map(({ name }) => name))];
  const fitting = (except) => hits.filter((hit) => names.every((name) => name === except || fits(hit, name)));
  const counts = new Map();
  for (const [choice, ids] of members) counts.set(choice, fitting(choice.name).filter((hit) => ids.has(hit.id)).length);
  return { hits: fitting(null), counts };
}

async function sorted(library, hits) {
  if (chosenSort() !== "date") return hits;
  const rank = new Map((await library.newestFirst()).map((id, i) => [id, i]));
  return [...hits].sort((a, b) => (rank.get(a.id) ?? rank.size) - (rank.get(b.id) ?? rank.size));
}

const chosenSort = () => choices.find(({ name, checked }) => name === "sort" && checked)?.value ?? "relevance";

async function show(query, { mode, hits, needles, all, counts, isPart }) {
  const mine = turn;
  shown = { hits, needles, all };
  limit = PAGE_SIZE;
  const first = await Promise.all(hits.slice(0, BATCH).map(item));
  if (mine !== turn) return;
  near.disconnect();
  list.replaceChildren(...first);
  goOn();
  older.hidden = !isPart;
  empty.hidden = hits.length > 0;
  tips.hidden = false;
  showCounts(counts);
  const state = hits.length ? (isPart && mode === "exact" ? "recent" : mode) : all.length ? "filtered" : "none";
  say(state, { query, count: hits.length, all: all.length });
  if (isPart && state !== "recent") status.append(status.dataset.part);
}

/** Count what is shown, for choices that were folded away when it was looked for. */
async function count() {
  const mine = turn;
  const { counts } = await narrow(await load(), shown.all);
  if (mine === turn) showCounts(counts);
}

function showCounts(counts) {
  for (const [choice, place] of countOf) if (place) place.textContent = counts.get(choice) ?? "";
}

function clear(state) {
  shown = { hits: [], needles: [], all: [] };
  list.replaceChildren();
  more.hidden = true;
  older.hidden = true;
  empty.hidden = state !== "failed";
  tips.hidden = true;
  showCounts(countAtFirst);
  say(state);
}

function say(state, values = {}) {
  status.classList.toggle("search-partial", state === "partial" || state === "sound");
  status.textContent = (status.dataset[state] ?? "").replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** Add the next few results, unless the list is as long as it should be. */
async function fill() {
  const mine = turn;
  near.disconnect();
  const from = list.children.length;
  const next = await Promise.all(shown.hits.slice(from, Math.min(limit, from + BATCH)).map(item));
  // Asked for twice at once, or for a list that is gone.
  if (mine !== turn || list.children.length !== from) return;
  list.append(...next);
  goOn();
  followFocus();
}

/** Where a keyboard has come to behind the search stays in view when the list grows above it. */
function followFocus() {
  const seat = document.activeElement;
  const isBehind = !root.contains(seat) && root.compareDocumentPosition(seat) & Node.DOCUMENT_POSITION_FOLLOWING;
  if (isBehind && seat.matches(":focus-visible")) seat.scrollIntoView({ block: "nearest" });
}

/** Have the list filled when its end comes into view, or its end offer more. */
function goOn() {
  const count = list.children.length;
  if (count && count < Math.min(limit, shown.hits.length)) near.observe(list.lastElementChild);
  more.hidden = count < limit || count >= shown.hits.length;
}

async function showMore() {
  const from = list.children.length;
  limit += PAGE_SIZE;
  await fill().catch(fail);
  list.children[from]?.querySelector("a").focus();
}

async function item(hit) {
  const page = await (await load()).describe(hit, shown.needles);
  const link = element("a", "", ...marked(page.title));
  link.href = page.url;
  const facts = page.facts.map((fact) => element("span", "", fact));
  return element(
    "li",
    "search-result",
    element("h2", "", link),
    element("p", "search-meta", ...facts),
    ...(page.heading ? [element("p", "search-heading", list.dataset.under.replace("{heading}", page.heading))] : []),
    element("p", "search-excerpt", ...marked(page.excerpt)),
  );
}

const marked = (pieces) => pieces.map(({ text, marked }) => (marked ? element("mark", "", text) : text));

function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

/** Down and up go from the field through the results; the browser's own keys keep their meaning elsewhere. */
function moveFocus(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.isComposing) return;
  const stops = [input, ...list.querySelectorAll("a")];
  const at = stops.indexOf(document.activeElement);
  if (at < 0 || !stops[at + step]) return;
  event.preventDefault();
  stops[at + step].focus();
}

/** Keep the query and the choices in the address, so that it can be shared and "back" returns to the results. */
function remember(query) {
  const kept = new URLSearchParams(query ? { q: query } : {});
  for (const choice of choices) if (choice.checked && !choice.defaultChecked) kept.append(choice.name, choice.value);
  const address = location.pathname + (String(kept) && `?${kept}`);
  if (address !== location.pathname + location.search) history.replaceState(null, "", address);
}

function restore() {
  const kept = new URLSearchParams(location.search);
  input.value = kept.get("q") ?? "";
  for (const choice of choices) {
    const values = kept.getAll(choice.name);
    choice.checked = values.length ? values.includes(choice.value) : choice.defaultChecked;
  }
  // On a small screen the results come first, unless the choices are what made them.
  narrowing.open = matchMedia("(min-width: 48em)").matches || choices.some((choice) => choice.checked !== choice.defaultChecked);
  run();
}
