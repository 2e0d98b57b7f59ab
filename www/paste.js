// Pasting and dropping: what came from the clipboard or a file becomes text in the box.
import { readFile } from "./file.js";

/** @typedef {import("./box.js").Box} Box */
/** @typedef {import("./calculator.js").Calculator} Calculator */
/** @typedef {{ code: string, params: Record<string, string | number>, quiet?: boolean }} Told quiet: nothing went wrong */

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

/** What shapes a table, and what parts words within a cell; of every other tag only its text is kept. */
const SHAPE = new Set(["table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"]);
const BREAK = new Set(["br", "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "pre", "dd", "dt"]);
/** Text within these is no cell's text: not shown, deleted under track changes, or a footnote's mark. */
const SILENT = new Set(["style", "script", "title", "xml", "template", "noscript", "textarea", "select", "svg", "math", "del", "s", "strike", "sup"]);
const RAISED = /vertical-align\s*:\s*super/i;
const UNSHOWN = /display\s*:\s*none|mso-hide\s*:\s*all/i;
const SPAN = /\b(?:colspan|rowspan)\s*=\s*["']?\d+/gi;

/**
 * Only the tags that shape a table, and their spans, in one pass however broken the markup: Office puts a style on every
 * cell, and each style or event handler would be reported as a breach of the page's policy, although an inert document
 * applies and runs none of them.
 * @param {string} markup
 */
function bareMarkup(markup) {
  let bare = "";
  /** Names whose closing tag does not come any more. @type {Set<string>} */
  const unclosed = new Set();
  for (let at = 0; ;) {
    const open = markup.indexOf("<", at);
    if (open < 0) return bare + markup.slice(at);
    bare += markup.slice(at, open);
    const tag = /^<\/?[a-z]/i.test(markup.slice(open, open + 3));
    if (!tag && !/^<[!?/]/.test(markup.slice(open, open + 2))) {
      bare += "&lt;";
      at = open + 1;
      continue;
    }
    const end = tag ? tagEnd(markup, open) : markup.startsWith("<!--", open) ? markup.indexOf("-->", open + 2) + 2 : markup.indexOf(">", open);
    if (end < open) return bare; // never closed: a browser drops the rest too
    at = end + 1;
    if (!tag) continue;
    const whole = markup.slice(open, at);
    const [, slash = "", given = ""] = /^<(\/?)([^\s/>]+)/.exec(whole) ?? [];
    const name = given.toLowerCase();
    if (SHAPE.has(name)) {
      const spans = slash ? [] : whole.match(SPAN) ?? [];
      bare += `<${slash}${name}${spans.map((span) => ` ${span.replace(/[\s"']/g, "")}`).join("")}>`;
    } else if (BREAK.has(name)) {
      bare += " ";
    } else if (!slash && !whole.endsWith("/>") && !unclosed.has(name)) {
      const raised = name === "sup" || RAISED.test(whole);
      if (!raised && !SILENT.has(name) && !UNSHOWN.test(whole)) continue;
      // A power is not a footnote's mark: without it 10<sup>3</sup> would be read as 10, with it as no number.
      if (raised && /(?:^|[^\d.,])10\s*$/.test(bare.slice(-12)) && /^\s*(?:[-−–]|&minus;)?\d/.test(markup.slice(at, at + 12))) {
        bare += "^";
        continue;
      }
      const close = closing(markup, name, at);
      if (close >= 0) at = close;
      else if (["style", "script", "title", "textarea"].includes(name)) return bare;
      else unclosed.add(name);
    }
  }
}

/** Where a tag ends: quotation marks count after an equals sign only. @param {string} markup @param {number} open */
function tagEnd(markup, open) {
  const token = /=\s*"[^"]*"|=\s*'[^']*'|=\s*["'][^]*|>/g;
  token.lastIndex = open;
  for (let found = token.exec(markup); found; found = token.exec(markup)) if (found[0] === ">") return found.index;
  return -1;
}

/** Where the closing tag of an element begins that may hold others of its name. @param {string} markup @param {string} name @param {number} from */
function closing(markup, name, from) {
  const either = new RegExp(`<(/?)${name.replace(/[^a-z0-9]/g, ".")}(?=[\\s/>])`, "gi");
  either.lastIndex = from;
  let depth = 1;
  for (let found = either.exec(markup); found; found = either.exec(markup)) {
    depth += found[1] ? -1 : 1;
    if (depth === 0) return found.index;
  }
  return -1;
}

/** @param {EventTarget | null} target */
function takesText(target) {
  return target instanceof Element && target.closest("input, textarea, [contenteditable]") !== null;
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

  /** @param {FileList} files */
  async function takeFiles(files) {
    const [file] = files;
    const count = files.length;
    const read = await readFile(file);
    if ("code" in read) return tell(read);
    box.replace(read.text);
    // After the change of the box, which takes back what was said before.
    tell(count > 1 ? { code: "first-file-only", params: { name: file.name, count }, quiet: true } : null);
  }

  document.addEventListener("paste", (event) => {
    const data = event.clipboardData;
    if (!data) return;
    const inBox = event.target === box.area;
    if (takesText(event.target) && !inBox) return;
    const files = data.files;
    const words = data.types.includes("text/plain") || data.types.includes("text/html");
    if (files.length > 0 && !words) {
      event.preventDefault();
      void takeFiles(files);
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
    if (data.files.length > 0) void takeFiles(data.files);
    else void take(data, (text) => box.replace(text));
  });

  return { takeFiles };
}
