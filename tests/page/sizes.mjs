// What a first visit loads, against its budgets. A kB is 1000 bytes, as networks count.
//
// Every page, style sheet, script and wasm file of the site counts, and the English texts: an upper bound, since
// some of the scripts are loaded only when they are asked for.

import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const KINDS = { ".html": "HTML", ".css": "CSS", ".js": "JS", ".mjs": "JS", ".wasm": "wasm" };
const TEXTS = "text/en.json";
const NOT_VISITED = new Set(["node_modules", "test", "tests"]);

const BUDGETS = [
  { what: "wasm, gzip", by: "gzip", kB: 90, of: (file) => file.kind === "wasm" },
  { what: "JS and CSS, gzip", by: "gzip", kB: 30, of: (file) => file.kind === "JS" || file.kind === "CSS" },
  { what: "first visit, brotli", by: "brotli", kB: 100, of: () => true },
];

/** The files of a first visit in `folder`, with their sizes in bytes, grouped by kind. */
export function measure(folder) {
  const order = [...new Set(Object.values(KINDS)), "text"];
  return walk(folder, "")
    .map((name) => ({ name, kind: name === TEXTS ? "text" : KINDS[extname(name)] }))
    .filter((file) => file.kind !== undefined)
    .map((file) => ({ ...file, ...compressed(readFileSync(join(folder, file.name))) }))
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || (a.name < b.name ? -1 : 1));
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
  for (const file of files) line(file.name, file);
  for (const kind of new Set(files.map((file) => file.kind))) {
    line(`all ${kind}`, sum(files.filter((file) => file.kind === kind)));
  }
  line("in all", sum(files));
}

function main() {
  const files = measure(fileURLToPath(new URL("../../www", import.meta.url)));
  if (!files.some((file) => file.kind === "wasm")) {
    console.error("www/pkg holds no wasm file: build first, with `cargo xtask build`.");
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
