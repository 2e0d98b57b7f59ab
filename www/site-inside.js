// The site's own files where all of it is one file: they lie inside it, and nothing is fetched. The one-file build puts this
// module in the place of site.js.

/** Name to text, from the build. @type {Record<string, string>} */
const texts = TEXTS;
/** The complete calculator, gzip in base64, from the build. It does what the first one does, too. */
const calculator = CALCULATOR;

/** @param {string} name @returns {Promise<Response>} */
export async function siteFile(name) {
  if (Object.hasOwn(texts, name)) return new Response(texts[name]);
  if (!name.endsWith(".wasm")) throw new Error(`${name} is not inside`);
  const packed = Uint8Array.from(atob(calculator), (character) => character.charCodeAt(0));
  const bytes = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(bytes, { headers: { "Content-Type": "application/wasm" } });
}
