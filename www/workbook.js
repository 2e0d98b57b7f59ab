// An .xlsx workbook to the text of its first table, each cell as the spreadsheet shows it.

// SheetJS, as far as .xlsx needs it (76 kB): the one small reader that shows numbers by their formats (12.0, 24%), as copied
// cells do. It is built into pkg/ and fetched with the first workbook. calamine in WebAssembly gives bare values only.
import { read, SSF } from "./pkg/xlsx.js";

/** @typedef {import("./paste.js").Told} Told */

/** More than a reviewer's table has. */
const MOST_ROWS = 100_000;
const MOST_COLUMNS = 1000;
/** More hidden rows are not named. */
const MOST_NAMED = 3;

/**
 * @param {Uint8Array} bytes
 * @returns {{ text: string, told: Told[] } | null} null where no sheet holds a table
 */
export function readWorkbook(bytes) {
  // Styles tell what is hidden.
  const book = read(bytes, { type: "array", dense: true, cellStyles: true, cellNF: true, cellFormula: false, cellHTML: false, sheetRows: MOST_ROWS });
  const shown = book.SheetNames.filter((/** @type {string} */ _, /** @type {number} */ index) => !book.Workbook?.Sheets?.[index]?.Hidden);
  for (const name of shown) {
    const sheet = book.Sheets[name];
    const { lines, hidden } = visibleLines(sheet);
    if (lines.filter((line) => line.filter(Boolean).length > 1).length < 2) continue;
    const columns = (sheet["!cols"] ?? []).filter((/** @type {any} */ column) => column?.hidden).length;
    /** @type {Told[]} */
    const told = [
      { code: "workbook-sheet", params: { count: shown.length - 1, sheet: name }, quiet: true },
      { code: "hidden-rows", params: { count: hidden.length, names: hidden.slice(0, MOST_NAMED).map((label) => `“${label}”`).join(", ") + (hidden.length > MOST_NAMED ? ", …" : "") }, quiet: true },
      { code: "hidden-columns", params: { count: columns }, quiet: true },
    ];
    return { text: lines.map((line) => `${line.map(quoted).join("\t")}\n`).join(""), told: told.filter(({ params }) => Number(params.count) > 0) };
  }
  return null;
}

/**
 * The rows and columns that are not hidden, and the first cell of each hidden row. A merged cell stands in its first
 * place; over rows of the first column it is a study with several results, and stands in each.
 * @param {any} sheet
 */
function visibleLines(sheet) {
  const rows = sheet["!data"] ?? [];
  for (const { s, e } of sheet["!merges"] ?? []) {
    if (s.c > 0) continue;
    for (let row = s.r + 1; row <= Math.min(e.r, rows.length - 1); row += 1) (rows[row] ??= [])[0] ??= rows[s.r]?.[0];
  }
  const lines = [];
  const hidden = [];
  for (let index = 0; index < rows.length; index += 1) {
    const line = [];
    for (let column = 0; column < Math.min(rows[index]?.length ?? 0, MOST_COLUMNS); column += 1) {
      if (!sheet["!cols"]?.[column]?.hidden) line.push(shownText(rows[index][column]));
    }
    while (line.length > 0 && line.at(-1) === "") line.pop();
    if (!sheet["!rows"]?.[index]?.hidden) lines.push(line);
    else if (line.length > 0) hidden.push(line.find(Boolean));
  }
  return { lines, hidden };
}

/** A mark of the language in a format, `[$-409]`, is none of a currency. */
const LANGUAGE = /\[\$-[0-9a-f]+\]/gi;

/** @param {{ t: string, v?: unknown, w?: string, z?: string | number } | undefined} cell */
function shownText(cell) {
  const text = cell?.t === "n" ? SSF.format(typeof cell.z === "string" ? cell.z.replace(LANGUAGE, "") : cell.z ?? "General", cell.v) : cell?.w ?? cell?.v ?? "";
  return String(text).replace(/\s+/g, " ").trim();
}

/** @param {string} cell */
function quoted(cell) {
  return cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell;
}
