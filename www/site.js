// The files that belong to these modules, for whoever takes the modules as they are: with a script tag, a bundler, or in Node.
// Texts and styles come as modules, the WebAssembly from an address. The page as it is served and the one file have other
// modules in the place of this one: site-fetched.js and site-inside.js.
import { FILES } from "./pkg/files.js";

/** Each is written out, because bundlers read it. @type {Record<string, URL>} */
const WASM = {
  "pkg/first/effect_size_bg.wasm": new URL("./pkg/first/effect_size_bg.wasm", import.meta.url),
  "pkg/effect_size_bg.wasm": new URL("./pkg/effect_size_bg.wasm", import.meta.url),
};

/** @type {Record<string, () => Promise<{ default: object | string }>>} */
const modules = FILES;

/**
 * Rejects where the file cannot be had.
 * @param {string} name as in "text/en.json" @returns {Promise<Response>}
 */
export async function siteFile(name) {
  if (Object.hasOwn(modules, name)) {
    const { default: content } = await modules[name]();
    return new Response(typeof content === "string" ? content : JSON.stringify(content));
  }
  if (!Object.hasOwn(WASM, name)) throw new Error(`${name} is not in the package`);
  const response = await fetch(WASM[name]);
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response;
}
