// The columns of a row group: which fields of its rows are shown, and under which arm.

/** @typedef {import("./index.js").BatchResult} BatchResult */
/** @typedef {import("./index.js").Row} Row */
/** @typedef {import("./index.js").Field} Field */
/** @typedef {Row["cells"][number]} Cell */
/** @typedef {"study" | "outcome" | "beside" | "both" | "arm1" | "arm2"} Zone beside: under the study; both: in the place of the arms */
/** @typedef {{ field: Field, zone: Zone, quantity: string, heading: string, room: number }} Column room: characters of its longest number */

/** @type {Record<string, Zone | "">} not shown are those of which the page says nothing in a row */
const ZONES = { study: "study", outcome: "outcome", measure: "", source: "", arm: "", chi2: "beside" };
const ORDER = ["study", "outcome", "beside", "both", "arm1", "arm2"];

/** @param {Field | null} field @returns {{ zone: Zone | "", quantity: string }} */
export function placeOf(field) {
  if (field === null) return { zone: "", quantity: "" };
  if (Object.hasOwn(ZONES, field)) return { zone: ZONES[field], quantity: field };
  const [, quantity, arm] = /^(.+?)([12]?)$/.exec(field) ?? [];
  return { zone: arm === "" ? "beside" : arm === "1" ? "arm1" : "arm2", quantity };
}

/**
 * Fields that any of the rows fills, those that its measure is computed from, and those shown before.
 * @param {Row[]} rows @param {Set<string>} wanted @param {BatchResult} batch @param {(quantity: string) => string} word
 * @returns {Column[]} the study first, then in the order of the table
 */
export function columnsOf(rows, wanted, batch, word) {
  /** @type {Map<Field, { at: number, text: string, room: number }>} */
  const found = new Map();
  const across = batch.layout === "studies-as-columns";
  for (const { cells } of rows) {
    for (const { field, text, line, column } of cells) {
      if (field === null) continue;
      const known = found.get(field);
      if (known?.text && text.length <= known.room) continue; // as most are
      if (text.trim() === "" && !wanted.has(field)) continue;
      const room = wordRoom(text);
      if (!known) found.set(field, { at: across ? line : column, text, room });
      else {
        known.text ||= text;
        known.room = Math.max(known.room, room);
      }
    }
  }
  for (const { field, index } of batch.columns) {
    if (field !== null && wanted.has(field) && !found.has(field)) found.set(field, { at: index, text: "", room: 0 });
  }
  if (!found.has("study") && batch.columns.some(({ field }) => field === "study")) found.set("study", { at: -1, text: "", room: 0 });
  // A table of comparisons alone has no arms: what the papers print of both stands in their place.
  const arms = [...found.keys()].some((field) => placeOf(field).zone.startsWith("arm"));
  const zone = (/** @type {Field} */ field) => {
    const { zone } = placeOf(field);
    return zone === "beside" && !arms && field !== "note" ? "both" : zone;
  };
  return [...found].map(([field, { at, text, room }]) => ({ field, at, zone: zone(field), quantity: placeOf(field).quantity, text, room }))
    .filter(({ zone }) => zone !== "")
    .sort((a, b) => ORDER.indexOf(a.zone) - ORDER.indexOf(b.zone) || a.at - b.at)
    .map(({ field, zone, quantity, text, room }) => ({ field, zone: /** @type {Zone} */ (zone), quantity, room, heading: heading(word(quantity), text, word) }));
}

/** Characters of what does not break. @param {string} text */
const wordRoom = (text) => (/\s/.test(text) ? Math.max(...text.split(/\s+/).map(({ length }) => length)) : text.length);

/**
 * The room that an arm needs, in characters, with its cells beside each other, and how they share it.
 * @param {Column[]} columns
 */
export function roomOf(columns) {
  const [arm1, arm2, both] = ["arm1", "arm2", "both"].map((zone) => columns.filter((column) => column.zone === zone));
  const wide = (/** @type {Column | undefined} */ column) => (column ? Math.max(2, column.room, HEAD * wordRoom(column.heading)) : 0);
  const cells = both.length > 0 ? both.map(wide) : Array.from({ length: Math.max(arm1.length, arm2.length) }, (_, at) => Math.max(wide(arm1[at]), wide(arm2[at])));
  const beside = cells.reduce((sum, width) => sum + width + 1, 0);
  return { beside: Math.ceil(both.length > 0 ? beside / 2 : beside), cells: cells.map((width) => `minmax(0,${width}fr)`).join(" ") };
}

/** The characters of a cell's longest number with its head before it. @param {Column} column */
export const widthOf = ({ heading, room }) => HEAD * heading.length + room + 1;

/** The size of a heading's letters beside the numbers below it. */
const HEAD = 0.75;

/** `events/n` over `12/50`, `mean (SD)` over `5.2 (1.1)`. @param {string} name @param {string} text a cell's @param {(quantity: string) => string} word */
function heading(name, text, word) {
  if (/\d\s*(?:\/|of)\s*\d/.test(text)) return `${name}/${word("n")}`;
  if (/^\D?[\d.,]+\s*%?\s*\([\d.,]+\s*%?\)$|\d\s*±/.test(text)) return `${name} (${text.includes("%") ? "%" : word("sd")})`;
  return /\d\s*[([]/.test(text) ? `${name} (…)` : name;
}

/**
 * Where a row's cell stands that its line is too short for: beside its others, where the rest of the table has it.
 * @param {Row} row @param {Field} field @param {BatchResult} batch @returns {Cell | null}
 */
export function cellOf(row, field, batch) {
  const own = row.cells.find((cell) => cell.field === field);
  if (own) return own;
  const { zone } = placeOf(field);
  const beside = row.cells.find((cell) => placeOf(cell.field).zone === zone) ?? row.cells[0];
  // Where an arm has a line of its own, one column holds the quantity of both.
  const columns = batch.columns.filter((column) => column.field === field || (batch.layout === "arm-per-row" && placeOf(column.field).quantity === placeOf(field).quantity));
  const index = columns[0]?.index;
  if (!beside || index === undefined) return null;
  const [line, column] = batch.layout === "studies-as-columns" ? [index, beside.column] : [beside.line, index];
  return /** @type {Cell} */ ({ line, column, field, text: "" });
}
