// What a first visit loads, against its budgets, and what is loaded when it is asked for. A kB is 1000 bytes, as
// networks count. Which files these are, index.html and the build say; that a visit loads no more is tested in the browser.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const KINDS = { ".html": "HTML", ".css": "CSS", ".js": "JS", ".mjs": "JS", ".wasm": "wasm" };
const TEXT = /^text\/en\b.*\.json$/;

const ENGLISH = /\/en-[\w-]{8}\.js$/;

/** What sets up the work offline is fetched by each visit, though after all else. */
const BY_ITSELF = /^pkg\/page\/offline-[\w-]+\.js$/;

/** What index.html names, and what its scripts import at once. @returns {Set<string>} names from the folder of the site */
export function firstVisit(folder) {
  const html = readFileSync(join(folder, "index.html"), "utf8");
  const graph = JSON.parse(readFileSync(join(folder, "pkg/page/files.json"), "utf8"));
  const names = new Set(["index.html"]);
  const add = (name) => {
    if (names.has(name)) return;
    names.add(name);
    graph[name]?.imports.forEach(add);
  };
  for (const [, name] of html.matchAll(/<(?:link|script)\b[^>]*\b(?:href|src)="([^"]+)"/g)) add(name);
  Object.keys(graph).filter((name) => BY_ITSELF.test(name)).forEach(add);
  return names;
}

/** What the element loads in another page up to its first result, with the words in English. @returns {Set<string>} */
export function firstOfElement(folder) {
  const graph = JSON.parse(readFileSync(join(folder, "pkg/element/files.json"), "utf8"));
  const names = new Set(["pkg/first/effect_size_bg.wasm"]);
  const add = (name) => {
    if (names.has(name)) return;
    names.add(name);
    graph[name].imports.forEach(add);
  };
  const entry = "pkg/element/define.js";
  add(entry);
  // seen, it fetches the calculator, and that its words
  for (const name of graph[entry].later) {
    add(name);
    graph[name].later.filter((words) => ENGLISH.test(words)).forEach(add);
  }
  return names;
}

/** What the page can ask for afterwards: the build's other files, the complete calculator, the texts. */
const isLater = (name) => (name.startsWith("pkg/page/") && !name.endsWith(".json")) || name === "pkg/effect_size_bg.wasm" || TEXT.test(name);

/** The reader of .xlsx files, which most visits never ask for. */
function isWorkbook({ name }) {
  return /^pkg\/page\/workbook-/.test(name);
}

const BUDGETS = [
  { what: "first wasm, gzip", by: "gzip", kB: 90, of: (file) => !file.later && file.kind === "wasm" },
  { what: "first JS and CSS, gzip", by: "gzip", kB: 30, of: (file) => !file.later && (file.kind === "JS" || file.kind === "CSS") },
  { what: "first visit, brotli", by: "brotli", kB: 100, of: (file) => !file.later },
  // With every layout, notation, language of headers, export and conversion: fetched once, for the first table that asks.
  { what: "complete wasm, brotli", by: "brotli", kB: 285, of: (file) => file.later && file.kind === "wasm" },
  { what: "other parts together, brotli", by: "brotli", kB: 50, of: (file) => file.later && file.kind !== "wasm" && !isWorkbook(file) },
  { what: "with the first .xlsx, brotli", by: "brotli", kB: 80, of: isWorkbook },
];
/** As a first visit, but markup, style and words come as scripts. */
const ELEMENT_BUDGET = { what: "element, first result, brotli", by: "brotli", kB: 101, of: () => true };

/** What a first visit may weigh, in bytes, where there is a budget for that kind of compression. @param {string} by */
export const budgetOfVisit = (by) => 1000 * (BUDGETS.find((budget) => budget.by === by && budget.what.startsWith("first visit"))?.kB ?? NaN) || null;

/** The files that visits load from `folder`, with their sizes in bytes, grouped by kind; `later` are those not loaded at first. */
export function measure(folder) {
  const order = [...new Set(Object.values(KINDS)), "text"];
  const first = firstVisit(folder);
  return [...first, ...walk(folder, "").filter((name) => isLater(name) && !first.has(name))]
    .map((name) => ({ name, kind: TEXT.test(name) ? "text" : KINDS[extname(name)] }))
    .filter((file) => file.kind !== undefined)
    .map((file) => ({ ...file, later: !first.has(file.name), ...compressed(readFileSync(join(folder, file.name))) }))
    .sort((a, b) => Number(a.later) - Number(b.later) || order.indexOf(a.kind) - order.indexOf(b.kind) || (a.name < b.name ? -1 : 1));
}

/** What the element loads up to its first result, with its size in bytes. */
export const measureElement = (folder) => [...firstOfElement(folder)].map((name) => ({ name, ...compressed(readFileSync(join(folder, name))) }));

/** What the files weigh against each budget. */
export function weigh(files, budgets = BUDGETS) {
  return budgets.map(({ what, by, kB, of }) => {
    const bytes = total(files.filter(of), by);
    return { what, bytes, budget: kB * 1000, over: bytes > kB * 1000 };
  });
}

function walk(folder, prefix) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name.startsWith(".")) return [];
    const name = prefix + entry.name;
    return entry.isDirectory() ? walk(join(folder, entry.name), `${name}/`) : [name];
  });
}

function compressed(bytes) {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  return {
    raw: bytes.length,
    gzip: gzipSync(bytes, { level: 9 }).length,
    brotli: brotliCompressSync(bytes, { params }).length,
  };
}

function total(files, by) {
  return files.reduce((sum, file) => sum + file[by], 0);
}

const kB = (bytes) => (bytes / 1000).toFixed(1).padStart(11);

const line = (name, file) => console.log(name.padEnd(36) + kB(file.raw) + kB(file.gzip) + kB(file.brotli));

function print(files) {
  const sum = (of) => ({ raw: total(of, "raw"), gzip: total(of, "gzip"), brotli: total(of, "brotli") });
  console.log("kB".padEnd(36) + ["raw", "gzip 9", "brotli 11"].map((head) => head.padStart(11)).join(""));
  const visit = files.filter((file) => !file.later);
  const later = files.filter((file) => file.later);
  for (const file of visit) line(file.name, file);
  for (const kind of new Set(visit.map((file) => file.kind))) {
    line(`all ${kind}`, sum(visit.filter((file) => file.kind === kind)));
  }
  line("first visit", sum(visit));
  for (const file of later) line(file.name, file);
  line("loaded when asked for", sum(later));
}

function main() {
  const site = fileURLToPath(new URL("../../www", import.meta.url));
  if (!["page/files.json", "element/files.json", "first/effect_size_bg.wasm", "effect_size_bg.wasm"].every((name) => existsSync(join(site, "pkg", name)))) {
    console.error("www/pkg is not complete: build first, with `cargo xtask build`.");
    return 1;
  }
  const files = measure(site);
  print(files);
  const element = measureElement(site);
  console.log();
  for (const file of element) line(file.name, file);
  const weights = [...weigh(files), ...weigh(element, [ELEMENT_BUDGET])];
  console.log();
  for (const { what, bytes, budget, over } of weights) {
    console.log(`${what.padEnd(36)}${kB(bytes)} of ${budget / 1000} kB${over ? ": OVER" : ""}`);
  }
  return weights.some(({ over }) => over) ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = main();
