// What is released, in two steps with the headers written in between: `node dist.mjs gather` puts the site as built into dist/,
// once where it moves with each release and once where it never changes; `node dist.mjs finish` puts compressed files beside its
// files, and the sums of all.

import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { buildWorker, SITE } from "./bundle.mjs";
import { oneFile } from "./one-file.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const DIST = join(ROOT, "dist");
const SUMS = "SHA256SUMS";
/** What people open and what other sites name; of the modules in www, those that these import are released too, and no others. */
const NAMED = ["index.html", "index.js", "icon.svg"];
const FOLDERS = ["pkg", "text", "example"];
/** What compilers read, and what a build leaves for the next one. */
const NOT_SERVED = /(\.d\.ts|[/\\]files\.json)$/;
const COMPRESSIBLE = new Set([".html", ".js", ".css", ".json", ".svg", ".wasm", ".csv", ".txt"]);
/** `v1.2.3` never changes; `v1` is the newest of its kind. */
const VERSIONED = /^v\d+(\.\d+\.\d+)?$/;

/** All files below a folder, sorted. @returns {string[]} names from the folder, with slashes */
export function filesOf(folder, prefix = "") {
  return readdirSync(join(folder, prefix), { withFileTypes: true }).flatMap((entry) => {
    const name = prefix + entry.name;
    return entry.isDirectory() ? filesOf(folder, `${name}/`) : [name];
  }).sort();
}

const sum = (bytes) => createHash("sha256").update(bytes).digest("hex");
const sumsOf = (folder) => filesOf(folder).map((name) => `${sum(readFileSync(join(folder, name)))}  ${name}`);
const isCompressed = (name) => /\.(br|gz)$/.test(name);

/** The modules beside each other that these names need, by what they import, at once or later. @param {string[]} names */
function withImports(names) {
  const all = new Set(names);
  for (const name of all) {
    if (!name.endsWith(".js")) continue;
    for (const [, imported] of readFileSync(join(SITE, name), "utf8").matchAll(/(?:from|import\(?) ?"\.\/([\w-]+\.js)"/g)) all.add(imported);
  }
  return all;
}

/** The site into an empty `dist`. @param {string} [earlier] the last release, whose versions stay where they are */
export async function gather(dist, earlier) {
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist);
  for (const name of [...withImports(NAMED), "LICENSE-APACHE", "LICENSE-MIT"]) cpSync(join(name.startsWith("LICENSE") ? ROOT : SITE, name), join(dist, name));
  for (const name of FOLDERS) cpSync(join(SITE, name), join(dist, name), { recursive: true, filter: (file) => !NOT_SERVED.test(file) });
  await buildWorker(dist);
  writeFileSync(join(dist, "effect-size.html"), await oneFile());
  const { version } = JSON.parse(readFileSync(join(SITE, "package.json"), "utf8"));
  const copies = [`v${version}`, `v${version.split(".")[0]}`];
  const top = readdirSync(dist);
  for (const name of copies) for (const part of top) cpSync(join(dist, part), join(dist, name, part), { recursive: true });
  if (!earlier) return;
  for (const name of readdirSync(earlier).filter((name) => VERSIONED.test(name))) {
    if (!copies.includes(name)) cpSync(join(earlier, name), join(dist, name), { recursive: true });
    else if (name === copies[0]) refuseToChange(join(earlier, name), join(dist, name), version);
  }
}

function refuseToChange(published, now, version) {
  const names = filesOf(published).filter((name) => !isCompressed(name));
  const kept = names.length === filesOf(now).length && names.every((name) => existsSync(join(now, name)) && sum(readFileSync(join(published, name))) === sum(readFileSync(join(now, name))));
  if (!kept) throw new Error(`version ${version} is published already, and this would change it: a release needs a version of its own`);
}

/** A file compressed as well as it can be, for hosts that send such files as they are. */
function* compressed(bytes) {
  yield ["br", brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } })];
  yield ["gz", gzipSync(bytes, { level: 9 })];
}

/** Compressed files beside the others, and the sums of all. */
export function finish(dist) {
  const known = new Map();
  for (const name of filesOf(dist)) {
    if (!COMPRESSIBLE.has(extname(name))) continue;
    const bytes = readFileSync(join(dist, name));
    const key = sum(bytes);
    if (!known.has(key)) known.set(key, [...compressed(bytes)].filter(([, small]) => small.length < bytes.length));
    for (const [ending, small] of known.get(key)) writeFileSync(join(dist, `${name}.${ending}`), small);
  }
  writeFileSync(join(dist, SUMS), sumsOf(dist).map((line) => `${line}\n`).join(""));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [word, earlier] = process.argv.slice(2);
  try {
    if (word === "gather") await gather(DIST, earlier);
    else if (word === "finish") finish(DIST);
    else throw new Error("`gather [EARLIER]` or `finish`");
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
