// What is released, in two steps with the headers written in between: `node dist.mjs gather` puts the site as built into dist/,
// once where it moves with each release and once where it never changes; `node dist.mjs finish` puts compressed files beside its
// files, and the sums of all.

import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { extname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { buildWorker, ELEMENT, SITE } from "./bundle.mjs";
import { oneFile, oneFrame } from "./one-file.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const DIST = join(ROOT, "dist");
const SUMS = "SHA256SUMS";
/** What people open and what other sites name; of the modules in www, those that these import are released too, and no others. */
const NAMED = ["index.html", "frame.html", "embed.js", "index.js", "icon.svg", "LICENSE-APACHE", "LICENSE-MIT"];
const PARTS = ["pkg/page", ELEMENT, "pkg/first/effect_size_bg.wasm", "pkg/effect_size_bg.wasm", "pkg/effect_size.js", "text", "example"];
/** The page about all versions, which is there once. */
const GALLERY = ["gallery.html", "gallery"];
/** What a build leaves for the next one. */
const NOT_SERVED = /[/\\]files\.json$/;
const COMPRESSIBLE = new Set([".html", ".js", ".css", ".json", ".svg", ".wasm", ".csv", ".txt"]);
/** What has a version in its name: `v1.2.3` never changes, `v1` is the newest of its kind. */
const VERSIONED = /^(frame-)?v\d+(\.\d+\.\d+)?(\.html)?$/;
/** The page for frames in one file, for sandboxes. It has a policy of its own, and hosts give that to names beside each other only. */
const frameOf = (version) => `frame-${version}.html`;

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

/** The element's first file, which stays small, at the address that pages name: what it loads lies in its folder. */
function define() {
  const first = `${ELEMENT}/define.js`;
  const graph = JSON.parse(readFileSync(join(SITE, ELEMENT, "files.json"), "utf8"));
  const parts = new Set([first]);
  for (const name of parts) for (const part of [...graph[name].imports, ...graph[name].later]) {
    // From the folder it would be another module than the one that the page names, and define the element again.
    if (part === first) throw new Error(`${name} imports ${first}`);
    parts.add(part);
  }
  return readFileSync(join(SITE, first), "utf8").replace(/(?<=")(\.\.?\/[^"]*)(?=")/g, (_, name) => `./${posix.join(ELEMENT, name)}`);
}

/** What `integrity` says of each script and of the WebAssembly. @returns {Record<string, string>} */
function hashes(folder) {
  const names = filesOf(folder).filter((name) => /\.(js|wasm)$/.test(name) && name !== "sw.js" && !/^v\d/.test(name));
  return Object.fromEntries(names.map((name) => [name, `sha384-${createHash("sha384").update(readFileSync(join(folder, name))).digest("base64")}`]));
}

/** The gallery runs the very lines that it shows: those of this version, with their hashes. */
function pinned(html, version, hash) {
  const frames = html.replace(/src="frame\.html([^"]*"[^>]*\bsandbox)/g, `src="${frameOf(version)}$1`).replaceAll('src="frame.html', `src="${version}/frame.html`);
  return frames.replace(/src="((?:define|embed)\.js)"/g, (_, name) => `src="${version}/${name}" integrity="${hash[name]}"`);
}

/** The site into an empty `dist`. @param {string} [earlier] the last release, whose versions stay where they are */
export async function gather(dist, earlier) {
  rmSync(dist, { recursive: true, force: true });
  const copy = (name) => cpSync(join(SITE, name), join(dist, name), { recursive: true, filter: (file) => !NOT_SERVED.test(file) });
  for (const name of [...withImports(NAMED), ...PARTS]) copy(name);
  writeFileSync(join(dist, "define.js"), define());
  await buildWorker(dist);
  writeFileSync(join(dist, "effect-size.html"), await oneFile());
  writeFileSync(join(dist, "integrity.json"), `${JSON.stringify(hashes(dist), null, 1)}\n`);
  const { version } = JSON.parse(readFileSync(join(SITE, "package.json"), "utf8"));
  const frame = await oneFrame();
  const copies = [`v${version}`, `v${version.split(".")[0]}`];
  const top = readdirSync(dist);
  for (const name of copies) for (const part of top) cpSync(join(dist, part), join(dist, name, part), { recursive: true });
  for (const name of copies) writeFileSync(join(dist, frameOf(name)), frame);
  GALLERY.forEach(copy);
  writeFileSync(join(dist, "gallery.html"), pinned(readFileSync(join(dist, "gallery.html"), "utf8"), copies[0], hashes(dist)));
  if (!earlier) return;
  const now = readdirSync(dist);
  for (const name of readdirSync(earlier).filter((name) => VERSIONED.test(name))) {
    if (!now.includes(name)) cpSync(join(earlier, name), join(dist, name), { recursive: true });
    else if (name === copies[0] || name === frameOf(copies[0])) refuseToChange(join(earlier, name), join(dist, name), version);
  }
}

/** What a file or a folder holds, but for what is compressed of it. */
const contents = (path) => (statSync(path).isFile() ? [sum(readFileSync(path))] : sumsOf(path).filter((name) => !isCompressed(name)));

function refuseToChange(published, now, version) {
  if (contents(published).join() !== contents(now).join()) {
    throw new Error(`version ${version} is published already, and this would change it: a release needs a version of its own`);
  }
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
