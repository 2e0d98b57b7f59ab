// What a first visit loads, against its budgets, and what is loaded when it is asked for. A kB is 1000 bytes, as
// networks count. That a visit loads no more than is counted here is tested in the browser.

import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const KINDS = { ".html": "HTML", ".css": "CSS", ".js": "JS", ".mjs": "JS", ".wasm": "wasm" };
const TEXTS = ["text/en.json", "text/en-more.json"];
const NOT_VISITED = new Set(["node_modules", "test", "tests"]);

/** Loaded when they are asked for, beside the complete calculator; the page starts with `pkg/first`. */
const LATER = [
  "absolute.js", "choices.js", "clipboard.js", "download.js", "file.js", "index.js", "markup.js", "question.js", "recovered.js", "reported.js", "snapshot.js",
  "text/en-more.json",
];

export const isLater = (name) => LATER.includes(name) || (name.startsWith("pkg/") && !name.startsWith("pkg/first/"));

const BUDGETS = [
  { what: "first wasm, gzip", by: "gzip", kB: 90, of: (file) => !file.later && file.kind === "wasm" },
  { what: "first JS and CSS, gzip", by: "gzip", kB: 30, of: (file) => !file.later && (file.kind === "JS" || file.kind === "CSS") },
  { what: "first visit, brotli", by: "brotli", kB: 100, of: (file) => !file.later },
  { what: "loaded when asked for, brotli", by: "brotli", kB: 190, of: (file) => file.later },
];

/** The files that visits load from `folder`, with their sizes in bytes, grouped by kind; `later` are those not loaded at first. */
export function measure(folder) {
  const order = [...new Set(Object.values(KINDS)), "text"];
  return walk(folder, "")
    .map((name) => ({ name, kind: TEXTS.includes(name) ? "text" : KINDS[extname(name)] }))
    .filter((file) => file.kind !== undefined)
    .map((file) => ({ ...file, later: isLater(file.name), ...compressed(readFileSync(join(folder, file.name))) }))
    .sort((a, b) => Number(a.later) - Number(b.later) || order.indexOf(a.kind) - order.indexOf(b.kind) || (a.name < b.name ? -1 : 1));
}

/** What the files weigh against each budget. */
export function weigh(files) {
  return BUDGETS.map(({ what, by, kB, of }) => {
    const bytes = total(files.filter(of), by);
    return { what, bytes, budget: kB * 1000, over: bytes > kB * 1000 };
  });
}

function walk(folder, prefix) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name.startsWith(".") || NOT_VISITED.has(entry.name)) return [];
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

function print(files) {
  const line = (name, file) => console.log(name.padEnd(36) + kB(file.raw) + kB(file.gzip) + kB(file.brotli));
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
  const files = measure(fileURLToPath(new URL("../../www", import.meta.url)));
  if (![true, false].every((later) => files.some((file) => file.kind === "wasm" && file.later === later))) {
    console.error("www/pkg or www/pkg/first holds no wasm file: build first, with `cargo xtask build`.");
    return 1;
  }
  print(files);
  const weights = weigh(files);
  console.log();
  for (const { what, bytes, budget, over } of weights) {
    console.log(`${what.padEnd(36)}${kB(bytes)} of ${budget / 1000} kB${over ? ": OVER" : ""}`);
  }
  return weights.some(({ over }) => over) ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = main();
