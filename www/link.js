// The whole state in the address: what stands after # never leaves the browser, and opens the same table anywhere.

const VERSION = 1;
/** Mail programs write = as %3D, and take what ends a sentence for the end of the link. */
const LINK = /^#v(\d+)(?:(?:=|%3D)([\w-]*))?/i;
/** With a checksum at its end: a letter that was changed on the way must not change a number of the table. */
const FORMAT = "deflate";
/** What such text begins with; other text of this version has no checksum. */
const FIRST_BYTE = 0x78;
/** Longer links no browser takes. */
const LONGEST = 1_500_000;
/** What a link unpacks to, at most: a few kB can be made to hold gigabytes. */
const LARGEST = 12_000_000;

/** @param {unknown} snapshot plain JSON @returns {Promise<string>} from the # on */
export async function fragmentOf(snapshot) {
  const packed = new Blob([JSON.stringify(snapshot)]).stream().pipeThrough(new CompressionStream(FORMAT));
  return `#v${VERSION}=${toText(new Uint8Array(await new Response(packed).arrayBuffer()))}`;
}

/** @param {string} fragment @returns {Promise<unknown>} what it holds, not checked yet; null where it holds nothing of ours */
export async function contentOf(fragment) {
  if (fragment.length > LONGEST) return null;
  const [, , text = ""] = LINK.exec(fragment) ?? [];
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(await unpacked(fromText(text))));
  } catch {
    return null;
  }
}

/** @param {Uint8Array<ArrayBuffer>} packed */
async function unpacked(packed) {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream(packed[0] === FIRST_BYTE ? FORMAT : "deflate-raw")).getReader();
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const chunks = [];
  for (let size = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return new Blob(chunks).arrayBuffer();
    size += value.length;
    if (size > LARGEST) {
      await reader.cancel();
      throw new RangeError("too large");
    }
    chunks.push(/** @type {Uint8Array<ArrayBuffer>} */ (value));
  }
}

/** Base64 with the letters that addresses have. @param {Uint8Array} bytes */
function toText(bytes) {
  let text = "";
  for (let start = 0; start < bytes.length; start += 32_768) text += String.fromCharCode(...bytes.subarray(start, start + 32_768));
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** @param {string} text */
function fromText(text) {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
}

/**
 * Opens what a link holds in place of everything, as one step that can be undone.
 * @param {string} fragment @param {import("./surface.js").Surface} surface
 */
export async function openLink(fragment, { review, news, messages }) {
  const tell = (/** @type {string} */ code, quiet = true) => news.tell({ code, params: {}, quiet });
  const [content] = await Promise.all([contentOf(fragment), messages.more()]);
  if (Number(LINK.exec(fragment)?.[1]) > VERSION) return tell("link-newer", false);
  const before = review.text.trim() !== "";
  const leftOut = await review.restore(content);
  if (leftOut[0] === "") tell("link-unreadable", false);
  else if (leftOut.length > 0) tell("link-left-out");
  else if (before) tell("link-opened");
}
