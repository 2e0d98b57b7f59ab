// The clipboard's HTML to a document that holds nothing but tables and their text.

/**
 * The one place where a string is parsed as HTML, into a document that is never shown and runs nothing.
 * @type {{ createHTML(markup: string): any }}
 */
const inert = /** @type {any} */ (globalThis).trustedTypes?.createPolicy("effect-size-clipboard", { createHTML: (/** @type {string} */ markup) => markup })
  ?? { createHTML: (/** @type {string} */ markup) => markup };

/** @param {string} markup @returns {Document | null} null where it holds no table */
export function tableDocument(markup) {
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
