// The clipboard's HTML to a document that holds nothing but its table and the text in it, and what is to be said of the rest.

/** @typedef {import("./paste.js").Told} Told */

/**
 * The one place where a string is parsed as HTML, into a document that is never shown and runs nothing.
 * @type {{ createHTML(markup: string): any }}
 */
const inert = /** @type {any} */ (globalThis).trustedTypes?.createPolicy("effect-size-clipboard", { createHTML: (/** @type {string} */ markup) => markup })
  ?? { createHTML: (/** @type {string} */ markup) => markup };

/** @param {string} markup @returns {{ document: Document, rows: number, told: Told[] } | null} null where it holds no table of two columns */
export function tableDocument(markup) {
  const document = new DOMParser().parseFromString(inert.createHTML(bareMarkup(markup)), "text/html");
  for (const section of document.querySelectorAll(":is(thead, tbody, tfoot)[hidden]")) for (const row of /** @type {HTMLTableSectionElement} */ (section).rows) row.hidden = true;
  const tables = [...document.getElementsByTagName("table")].filter((table) => !table.closest("[hidden]") && [...table.rows].some(({ cells }) => cells.length > 1));
  const filled = new Map(tables.map((table) => [table, [...table.rows].reduce((sum, row) => sum + (row.hidden ? 0 : row.cells.length), 0)]));
  const [largest] = tables.sort((a, b) => Number(filled.get(b)) - Number(filled.get(a)));
  if (!largest) return null;
  // Tables around it and within it are no others.
  const others = tables.filter((table) => !table.contains(largest) && !largest.contains(table));
  const rows = [...largest.rows].filter((row) => row.hidden);
  const columns = [...largest.querySelectorAll("col[hidden]")].reduce((sum, column) => sum + /** @type {HTMLTableColElement} */ (column).span, 0);
  const names = rows.slice(0, MOST_NAMED).map((row) => `“${row.cells[0]?.textContent?.replace(/\s+/g, " ").trim()}”`).join(", ");
  document.body.replaceChildren(largest);
  for (const inner of largest.querySelectorAll("table")) inner.replaceWith(inner.textContent ?? "");
  /** @type {Told[]} */
  const told = [
    { code: "other-tables", params: { count: others.length }, quiet: true },
    { code: "hidden-rows", params: { count: rows.length, names: names + (rows.length > MOST_NAMED ? ", …" : "") }, quiet: true },
    { code: "hidden-columns", params: { count: columns }, quiet: true },
  ];
  return {
    document,
    /** How many are to be read. */
    rows: largest.rows.length - rows.length,
    told: told.filter(({ params }) => Number(params.count) > 0),
  };
}

/** The text of markup without a table, where nothing else lies on the clipboard. @param {string} markup */
export function plainText(markup) {
  const { body } = new DOMParser().parseFromString(inert.createHTML(bareMarkup(markup.replace(/\s+/g, " "), "\n")), "text/html");
  return (body.textContent ?? "").replace(/ *([\n\t]) */g, "$1").replace(/\n+/g, "\n").trim();
}

/** What ends a line within a cell; white space of another kind only lays out the markup. */
const LINE_END = "\u2028";
/** More hidden rows are not named. */
const MOST_NAMED = 3;
/** Markup with more names that are never closed is looked through no further for the ends of what it hides. */
const MOST_UNCLOSED = 50;
/** What shapes a table, and what parts words within a cell; of every other tag only its text is kept. */
const SHAPE = new Set(["table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "td", "th"]);
const BREAK = new Set(["br", "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "pre", "dd", "dt"]);
/** Text within these is no cell's text: not shown, deleted under track changes, or a footnote's mark. */
const SILENT = new Set(["style", "script", "title", "xml", "template", "noscript", "textarea", "select", "svg", "math", "del", "s", "strike", "sup"]);
const RAISED = /vertical-align\s*:\s*super/i;
const UNSHOWN = /display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all/i;
const SPAN = /(?<![\w-])(?:col|row)?span\s*=\s*["']?\d+/gi;
const QUOTED = /=\s*(?:"[^"]*"|'[^']*')/g;
const TABS = /mso-tab-count\s*:\s*(\d{1,2})/i;

/** Whether an element is not shown, by its style or the `hidden` attribute. @param {string} tag */
const unshown = (tag) => UNSHOWN.test(tag) || /\shidden(?=[\s=/>])/i.test(tag.replace(QUOTED, ""));

/**
 * Only the tags that shape a table, and their spans, in one pass however broken the markup: Office puts a style on every
 * cell, and each style or event handler would be reported as a breach of the page's policy, although an inert document
 * applies and runs none of them. Of style, only what is hidden counts.
 * @param {string} markup
 * @param {string} parting what stands for the tags that part words
 */
export function bareMarkup(markup, parting = LINE_END) {
  /** @type {string[]} */
  const bare = [];
  /** Names whose closing tag does not come any more. @type {Set<string>} */
  const unclosed = new Set();
  for (let at = 0; ;) {
    const open = markup.indexOf("<", at);
    if (open < 0) return bare.join("") + markup.slice(at);
    if (open > at) bare.push(markup.slice(at, open));
    const tag = /^<\/?[a-z]/i.test(markup.slice(open, open + 3));
    if (!tag && !/^<[!?/]/.test(markup.slice(open, open + 2))) {
      bare.push("&lt;");
      at = open + 1;
      continue;
    }
    const end = tag ? tagEnd(markup, open) : markup.startsWith("<!--", open) ? markup.indexOf("-->", open + 2) + 2 : markup.indexOf(">", open);
    if (end < open) return bare.join(""); // never closed: a browser drops the rest too
    at = end + 1;
    if (!tag) continue;
    const whole = markup.slice(open, at);
    const [, slash = "", given = ""] = /^<(\/?)([^\s/>]+)/.exec(whole) ?? [];
    const name = given.toLowerCase();
    const hidden = slash === "" && unshown(whole);
    if (SHAPE.has(name)) {
      const spans = slash ? [] : whole.match(SPAN) ?? [];
      // The space parts the words of a table within a cell.
      bare.push(` <${slash}${name}${spans.map((span) => ` ${span.replace(/[\s"']/g, "")}`).join("")}${hidden ? " hidden" : ""}>`);
      continue;
    }
    if (BREAK.has(name)) bare.push(parting);
    if (slash || whole.endsWith("/>") || unclosed.has(name)) continue;
    const tabs = TABS.exec(whole);
    if (tabs) bare.push("\t".repeat(Number(tabs[1])));
    const raised = name === "sup" || RAISED.test(whole);
    if (!raised && !SILENT.has(name) && !hidden) continue;
    // A power is not a footnote's mark: without it 10<sup>3</sup> would be read as 10, with it as no number.
    if (raised && /(?:^|[^\d.,])10\s*$/.test(bare.slice(-9).join("").slice(-12)) && /^\s*(?:[-−–]|&minus;)?\d/.test(markup.slice(at, at + 12))) {
      bare.push("^");
      continue;
    }
    const close = unclosed.size < MOST_UNCLOSED ? closing(markup, name, at) : -1;
    if (close >= 0) at = close;
    else if (["style", "script", "title", "textarea"].includes(name)) return bare.join("");
    else unclosed.add(name);
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
