// The page as it is served: its modules and style sheets from www/ bundled and minified into www/pkg/page. What a first visit
// needs becomes one file, page.js, and each dynamic import a file of its own that shares page.js with the others. Names that
// index.html knows stay the same; all others carry a hash, so that an open page never gets a part of another build.
// Rollup, because with it the other files take what they share with page.js from there; esbuild, because it minifies both
// scripts and styles; terser, because it finds more in the scripts.

import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from "node:fs";
import { basename, dirname, join, posix, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build as bundled, transform } from "esbuild";
import { rollup } from "rollup";
import { shortenImports } from "./import-names.mjs";
import { minify as compressed } from "terser";
import { surfaceNodes } from "./surface-nodes.mjs";

export const SITE = fileURLToPath(new URL("../../www", import.meta.url));
export const OUTPUT = "pkg/page";
/** The element for other pages: define.js, what it loads when it is seen, and the page for frames that shows it. It shares no script with the page, so that neither waits for the other's. */
export const ELEMENT = "pkg/element";
/** What browsers of the last three years read; esbuild writes newer syntax in older words where there is any. */
export const TARGET = "es2022";

/** The modules' own addresses stay what they are unbundled, so that files are found relative to them. */
const addresses = {
  name: "addresses",
  resolveImportMeta(property, { moduleId }) {
    if (property !== "url") return null;
    // as deep as the element's folder
    const module = relative(join(SITE, OUTPUT), moduleId).split("\\").join("/");
    return `new URL(${JSON.stringify(module)}, import.meta.url).href`;
  },
};

/** The page fetches its files from where it is served. */
const fetched = {
  name: "fetched",
  resolveId: (name) => (name === "./site.js" ? join(SITE, "site-fetched.js") : null),
};

/** The element that the site serves has the site's page beside it, unless it was opened from disk. */
const ownPage = {
  name: "own-page",
  load: (id) => (id === join(SITE, "own-page.js") ? 'const here = import.meta.url;\nexport const OWN_PAGE = here.startsWith("http") ? new URL(".", here).href : null;\n' : null),
};

export const minify = {
  name: "minify",
  async renderChunk(code, { name }) {
    const small = (await transform(code, { minify: true, target: TARGET, format: "esm", charset: "utf8", legalComments: "inline" })).code;
    // The reader of workbooks, which few visits ask for, takes it longer than all others.
    if (name === "workbook") return small;
    return (await compressed(small, { module: true, ecma: 2022, compress: { passes: 2 }, format: { comments: "some" } })).code;
  },
};

/** Something that looks wrong to the bundler is wrong: nothing is served half. */
export function refuse(warning) {
  const older = warning.code === "MISSING_EXPORT" && /pkg\/(first\/)?effect_size\.js/.test(warning.message);
  throw new Error(warning.message + (older ? "\nThe WebAssembly is of another day than the modules: `cargo xtask build` builds both." : ""));
}

/** Comes with every visit, though after all else: what it imports need not be a file of its own. */
const AFTERWARDS = join(SITE, "offline.js");

/** What a module imports at once, and what that imports, is one file with it. @param {string} first */
const atOnce = (first) => (id, { getModuleInfo }) => {
  const seen = new Set();
  const isFirst = (module) => {
    if (seen.has(module)) return false;
    seen.add(module);
    return module === join(SITE, `${first}.js`) || getModuleInfo(module).importers.some((importer) => importer === AFTERWARDS || isFirst(importer));
  };
  return isFirst(id) ? first : null;
};

/** @param {string[]} entries @param {string} first what begins what is one file @param {object[]} plugins */
async function scripts(entries, first, plugins) {
  const bundle = await rollup({
    input: entries.map((name) => join(SITE, name)),
    // Of Node's own modules only index.js asks for one, and in Node only.
    external: /^node:/,
    preserveEntrySignatures: "allow-extension",
    plugins,
    onwarn: refuse,
  });
  const { output } = await bundle.generate({
    format: "es",
    entryFileNames: "[name].js",
    chunkFileNames: ({ facadeModuleId, name }) => `${facadeModuleId ? basename(facadeModuleId, ".js") : name}-[hash].js`,
    manualChunks: atOnce(first),
  });
  await bundle.close();
  return output;
}

/** Puts scripts and what else there is into a folder, with `files.json`, which says of each script what it imports, at once and later. */
function put(output, outputs, others = []) {
  const files = new Map(others);
  const graph = {};
  for (const { fileName, code, imports, dynamicImports } of outputs) {
    files.set(fileName, code);
    const here = (names) => names.filter((name) => !name.startsWith("node:")).map((name) => posix.join(output, name));
    graph[posix.join(output, fileName)] = { imports: here(imports), later: here(dynamicImports) };
  }
  files.set("files.json", `${JSON.stringify(graph, null, 1)}\n`);
  const folder = join(SITE, output);
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of files) writeFileSync(join(folder, name), text);
  for (const name of readdirSync(folder)) if (!files.has(name)) rmSync(join(folder, name));
}

/** The reader of workbooks, from its package to a module that the page can import; it keeps its licence's notice. */
async function workbookReader() {
  await bundled({
    entryPoints: [fileURLToPath(new URL("xlsx.mjs", import.meta.url))],
    outfile: join(SITE, "pkg/xlsx.js"),
    bundle: true, minify: true, format: "esm", platform: "browser", target: TARGET, legalComments: "inline", logLevel: "warning",
  });
  writeFileSync(join(SITE, "pkg/xlsx.d.ts"), "export const read: (bytes: Uint8Array, options: object) => any;\nexport const SSF: { format(format: string | number, value: unknown): string };\n");
}

/** A sheet for the page: minified, from its source in www/, with those that it imports. @param {string} name as in "style.css" */
export async function sheet(name) {
  const { outputFiles: [{ text }] } = await bundled({
    entryPoints: [join(SITE, name)], bundle: true, write: false, minify: true, charset: "utf8", legalComments: "none", logLevel: "warning",
  });
  return text;
}

/** Sheets that only the page wears. */
export const OF_THE_PAGE = ["style.css", "offline.css", "frame.css"];
/** Sheets of the element, which its script brings along; the page has the first of them in its own. */
const OF_THE_ELEMENT = ["surface.css", "element.css"];

/** The names of the page's style sheets. */
export const sheetNames = () => readdirSync(SITE).filter((name) => name.endsWith(".css") && !OF_THE_ELEMENT.includes(name));

/**
 * Texts and sheets as modules, which every bundler carries along with those that import them, with their list for www/site.js.
 * An address of a file does less: some bundlers know of none, and others change the styles that it points to.
 */
async function modules() {
  const files = new Map();
  const list = [];
  const add = (name, module, content) => {
    files.set(module, `export default ${content};\n`);
    list.push(`  ${JSON.stringify(name)}: () => import("./${module}"),\n`);
  };
  for (const name of readdirSync(join(SITE, "text")).sort()) {
    add(`text/${name}`, `text/${basename(name, ".json")}.js`, readFileSync(join(SITE, "text", name), "utf8").trimEnd());
  }
  const styled = async (name) => JSON.stringify(await sheet(name));
  const style = (name) => `style/${basename(name, ".css")}.js`;
  for (const name of sheetNames()) if (!OF_THE_PAGE.includes(name)) add(`${OUTPUT}/${name}`, style(name), await styled(name));
  for (const name of OF_THE_ELEMENT) files.set(style(name), `export default ${await styled(name)};\n`);
  for (const name of readdirSync(join(SITE, "example"))) add(`example/${name}`, `example/${basename(name, ".csv")}.js`, JSON.stringify(readFileSync(join(SITE, "example", name), "utf8")));
  files.set("surface-nodes.js", `export const NODES = ${JSON.stringify(surfaceNodes(readFileSync(join(SITE, "index.html"), "utf8")))};\n`);
  return files.set("files.js", `export const FILES = {\n${list.join("")}};\n`);
}

/** Builds www/pkg/page and www/pkg/element, and the modules that www/ takes from there. */
export async function build() {
  shortenImports(join(SITE, "pkg/first"));
  await workbookReader();
  const sheets = await Promise.all(sheetNames().map(async (name) => [name, await sheet(name)]));
  put(OUTPUT, await scripts(["page.js"], "page", [fetched, addresses, minify]), sheets);

  for (const part of ["text", "style", "example"]) {
    rmSync(join(SITE, "pkg", part), { recursive: true, force: true });
    mkdirSync(join(SITE, "pkg", part), { recursive: true });
  }
  for (const [name, text] of await modules()) writeFileSync(join(SITE, "pkg", name), text);
  put(ELEMENT, await scripts(["define.js", "frame.js"], "embedded", [ownPage, addresses, minify]));

  // npm packs what lies in the folder only.
  for (const name of ["LICENSE-APACHE", "LICENSE-MIT"]) copyFileSync(join(SITE, "..", name), join(SITE, name));
}

/** The files that the page can ask for; "" is the page itself, whose own name some hosts take away. */
function* askedFor(site) {
  yield "";
  yield "icon.svg";
  for (const folder of [OUTPUT, "text", "example"]) {
    for (const name of readdirSync(join(site, folder)).sort()) if (name !== "files.json") yield posix.join(folder, name);
  }
  yield "pkg/first/effect_size_bg.wasm";
  yield "pkg/effect_size_bg.wasm";
}

/** Writes sw.js, the service worker with the list of all files and their hashes, for a site as built. */
export async function buildWorker(site = SITE) {
  const files = {};
  for (const name of askedFor(site)) files[name] = createHash("sha256").update(readFileSync(join(site, name || "index.html"))).digest("base64");
  const list = JSON.stringify(files);
  const define = { FILES: list, VERSION: JSON.stringify(createHash("sha256").update(list).digest("hex").slice(0, 16)) };
  const { code } = await transform(readFileSync(join(SITE, "worker.js"), "utf8"), { define, minify: true, target: TARGET, charset: "utf8" });
  writeFileSync(join(site, "sw.js"), code);
}

/** Builds the page again after each change, until it is ended. */
function keepBuilding() {
  let waiting = null;
  const again = (_, name) => {
    if (!/\.(js|css)$/.test(name ?? "") || name === "sw.js") return;
    clearTimeout(waiting);
    waiting = setTimeout(() => build().then(() => console.log(`built again after a change of ${basename(name)}`), (error) => console.error(String(error.message))), 100);
  };
  watch(SITE, again);
}

async function main() {
  await build();
  if (!process.argv.includes("--watch")) await buildWorker();
  else {
    // A page that is being changed shall not come from what a browser keeps of it.
    rmSync(join(SITE, "sw.js"), { force: true });
    keepBuilding();
    // Whoever started this has ended when its input does.
    process.stdin.resume().on("end", () => process.exit());
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main().catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
