// Pasting and dropping: what came from the clipboard or a file becomes text in the box.
import { readFile } from "./file.js";

/** @typedef {import("./box.js").Box} Box */
/** @typedef {import("./index.js").Calculator} Calculator */
/** @typedef {{ code: string, params: Record<string, string | number> }} Told */

/**
 * The one place where a string is parsed as HTML, into a document that is never shown and runs nothing.
 * @type {{ createHTML(markup: string): any }}
 */
const inert = /** @type {any} */ (globalThis).trustedTypes?.createPolicy("effect-size-clipboard", { createHTML: (/** @type {string} */ markup) => markup })
  ?? { createHTML: (/** @type {string} */ markup) => markup };

/** @param {string} markup @returns {Document | null} null where the clipboard holds no table */
function tableDocument(markup) {
  if (!/<table[\s>]/i.test(markup)) return null;
  const parsed = new DOMParser().parseFromString(inert.createHTML(bareMarkup(markup)), "text/html");
  return parsed.querySelector("table") ? parsed : null;
}

const TAG = /<([a-z][\w:-]*)((?:\s+[^\s=>]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"'][^\s>]*))?)*)\s*\/?>/gi;
const SPAN = /\s(?:colspan|rowspan)\s*=\s*["']?\d+["']?/gi;

/**
 * Only the tags and their spans: Office puts a style on every cell, and each style or event handler would be reported as
 * a breach of the page's policy, although an inert document applies and runs none of them.
 * @param {string} markup
 */
function bareMarkup(markup) {
  return markup
    .replace(/<(style|script)\b[\s\S]*?<\/\1\s*>/gi, "")
    .replace(TAG, (_, name, attributes) => `<${name}${(attributes.match(SPAN) ?? []).join("")}>`);
}

/** @param {EventTarget | null} target */
function takesText(target) {
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable]") !== null;
}

/**
 * @param {Box} box
 * @param {Promise<Calculator | null>} ready null when the calculator could not be loaded
 * @param {(told: Told | null) => void} tell
 */
export function watchPaste(box, ready, tell) {
  /** @param {DataTransfer} data @param {(text: string) => void} put */
  async function take(data, put) {
    // Read now: the clipboard is closed once the event is over.
    const text = data.getData("text/plain");
    const markup = data.getData("text/html");
    const calc = await ready;
    const table = calc && tableDocument(markup);
    const read = calc ? calc.paste(table || null, text) : text;
    if (read.trim() === "") return tell({ code: "nothing-pasted", params: {} });
    tell(null);
    put(read);
  }

  /** @param {File} file */
  async function takeFile(file) {
    const read = await readFile(file);
    if ("code" in read) return tell(read);
    tell(null);
    box.replace(read.text);
  }

  document.addEventListener("paste", (event) => {
    const data = event.clipboardData;
    if (!data) return;
    const inBox = event.target === box.area;
    if (takesText(event.target) && !inBox) return;
    const [file] = data.files;
    const words = data.types.includes("text/plain") || data.types.includes("text/html");
    if (file && !words) {
      event.preventDefault();
      void takeFile(file);
    } else if (!inBox) {
      event.preventDefault();
      void take(data, (text) => box.replace(text));
    } else if (/<table[\s>]/i.test(data.getData("text/html"))) {
      // Plain text in the box is the browser's own business.
      event.preventDefault();
      void take(data, (text) => box.insert(text.replace(/\n$/, "")));
    }
  });

  let depth = 0;
  /** @param {boolean} on */
  const hint = (on) => document.body.toggleAttribute("data-dragging", on);
  const foreign = (/** @type {DragEvent} */ event) => {
    const types = event.dataTransfer?.types ?? [];
    return types.includes("Files") || (event.target !== box.area && (types.includes("text/html") || types.includes("text/plain")));
  };
  document.addEventListener("dragenter", (event) => {
    if (foreign(event)) hint(++depth > 0);
  });
  document.addEventListener("dragleave", (event) => {
    if (depth > 0 && foreign(event)) hint(--depth > 0);
  });
  document.addEventListener("dragover", (event) => {
    if (!foreign(event)) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = "copy";
  });
  document.addEventListener("drop", (event) => {
    hint((depth = 0) > 0);
    const data = event.dataTransfer;
    if (!data || !foreign(event)) return;
    event.preventDefault();
    const [file] = data.files;
    if (file) void takeFile(file);
    else void take(data, (text) => box.replace(text));
  });

  return { takeFile };
}
