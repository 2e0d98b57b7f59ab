// The page, and the page for frames, as one HTML file each that opens from disk and does everything: scripts, styles, texts, examples
// and the complete calculator inside, none of them fetched, and a policy that allows these and nothing else. It is also the form
// for frames in a sandbox, where some browsers know no site whose files could be allowed.

import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { transform } from "esbuild";
import { rollup } from "rollup";
import { minify, OF_THE_PAGE, OUTPUT, refuse, sheet, sheetNames, SITE, TARGET } from "./bundle.mjs";

const source = (name) => readFileSync(join(SITE, name), "utf8");

/** Everything but the calculator that the page asks its site for. */
async function texts() {
  const all = {};
  for (const folder of ["text", "example"]) for (const name of readdirSync(join(SITE, folder))) all[`${folder}/${name}`] = source(`${folder}/${name}`);
  for (const name of sheetNames()) if (!OF_THE_PAGE.includes(name)) all[`${OUTPUT}/${name}`] = await sheet(name);
  return all;
}

/** What takes the place of modules that only make sense on a site. */
const inside = {
  name: "inside",
  async load(id) {
    if (dirname(id) !== SITE) return null;
    const name = basename(id);
    // There is nothing to be kept for working offline.
    if (name === "offline.js") return "export const workOffline = () => {};";
    if (name !== "site.js") return null;
    const wasm = gzipSync(readFileSync(join(SITE, "pkg/effect_size_bg.wasm")), { level: 9 }).toString("base64");
    const define = { TEXTS: JSON.stringify(await texts()), CALCULATOR: JSON.stringify(wasm) };
    return (await transform(source("site-inside.js"), { define, target: TARGET, charset: "utf8" })).code;
  },
  // One build of the calculator is enough; it is the complete one.
  resolveId: (name) => (name === "./pkg/first/effect_size.js" ? join(SITE, "pkg/effect_size.js") : null),
};

/** @param {string} entry */
async function script(entry) {
  const bundle = await rollup({ input: join(SITE, entry), external: /^node:/, plugins: [inside, minify], onwarn: refuse });
  const { output } = await bundle.generate({ format: "es", inlineDynamicImports: true });
  await bundle.close();
  // In a page it would begin a comment that hides the script's end. It stands in strings only.
  return output[0].code.replaceAll("<!--", "<\\x21--");
}

const hashOf = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** The page. @returns {Promise<string>} */
export const oneFile = () => whole("index.html", "page.js", "style.css");

/** The page for frames. @returns {Promise<string>} */
export const oneFrame = () => whole("frame.html", "frame.js", "frame.css");

/** A whole file. @param {string} page @param {string} entry @param {string} styles */
async function whole(page, entry, styles) {
  const code = await script(entry);
  const style = await sheet(styles);
  if (/<\/script/i.test(code) || /<\/style/i.test(style)) throw new Error("a script or style holds its own end");
  const policy = [
    "default-src 'none'", `script-src ${hashOf(code)} 'wasm-unsafe-eval'`, `style-src ${hashOf(style)}`, "img-src data:", "base-uri 'none'",
    "form-action 'none'", "require-trusted-types-for 'script'",
  ].join("; ");
  const icon = `data:image/svg+xml,${encodeURIComponent(source("icon.svg"))}`;
  let html = source(page);
  const replace = (pattern, text) => {
    if (!pattern.test(html)) throw new Error(`${page} has no ${pattern}`);
    html = html.replace(pattern, () => text);
  };
  replace(/(?<=http-equiv="Content-Security-Policy" content=")[^"]*/, policy);
  replace(/(?<=<link rel="icon" href=")[^"]*/, icon);
  replace(/<link rel="stylesheet"[^>]*>/, `<style>${style}</style>`);
  replace(/<script type="module"[^>]*><\/script>/, `<script type="module">${code}</script>`);
  html = html.replace(/<link rel="(?:module)?preload"[^>]*>\n/g, "");
  // There is no page beside it.
  html = html.replace(/ *<p><a href="gallery\.html".*<\/p>\n/, "");
  const left = html.replace(style, "").replace(code, "").match(/<(?:link|script|img)[^>]*(?:href|src)="(?!data:)[^"]*"/);
  if (left) throw new Error(`not inside: ${left[0]}`);
  return html;
}

/** @type {Record<string, () => Promise<string>>} */
const FILES = { "effect-size.html": oneFile, "frame.html": oneFrame };

/** For tests: as the project's command has made it for all of them, else made now. @param {string} name */
export function made(name) {
  const { EFFECT_SIZE_ONE_FILES: folder } = process.env;
  return folder ? readFileSync(join(folder, name), "utf8") : FILES[name]();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = new URL("../../target/one-file/", import.meta.url);
  mkdirSync(folder, { recursive: true });
  const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
  for (const [name, make] of Object.entries(FILES)) {
    const html = await make();
    writeFileSync(new URL(name, folder), html);
    console.log(`target/one-file/${name}: ${kB(Buffer.byteLength(html))}, ${kB(gzipSync(html, { level: 9 }).length)} with gzip`);
  }
}
