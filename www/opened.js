// Rows that are open: the working under each. Loaded when the first one is opened.
import { html } from "./dom.js";
import { stylesheet } from "./stylesheet.js";
import { Working } from "./working.js";

/** @typedef {import("./index.js").BatchResult} BatchResult */
/** @typedef {import("./index.js").Calculator} Calculator */
/** @typedef {import("./messages.js").Messages} Messages */
/** @typedef {import("./index.js").Row} Row */
/** @typedef {{ line: HTMLTableRowElement, working: Working, batch: BatchResult | null, row: Row }} Open */

/** @param {Row} row */
const numbersOf = ({ cells }) => cells.filter(({ field }) => field !== "study").map(({ text }) => text).join("\t");

export class Opened {
  /** @param {HTMLTableElement} table @param {Calculator} calc the complete one @param {Messages} messages */
  constructor(table, calc, messages) {
    this.table = table;
    this.calc = calc;
    this.messages = messages;
    /** By the number of the row. @type {Map<number, Open>} */
    this.rows = new Map();
    /** What had the focus in a working that is being put elsewhere. @type {HTMLElement | null} */
    this.focused = null;
    /** The disclosure that had it. @type {HTMLButtonElement | null} */
    this.button = null;
  }

  /** @param {number} number @returns {HTMLButtonElement | null} */
  disclosure(number) {
    return this.table.querySelector(`button.open[value="${number}"]`);
  }

  /** Opens a row, or closes it. @param {HTMLButtonElement} button its disclosure @param {BatchResult} batch made by the complete calculator */
  async toggle(button, batch) {
    const number = Number(button.value);
    const open = this.rows.get(number);
    if (open) {
      open.line.remove();
      this.rows.delete(number);
      button.setAttribute("aria-expanded", "false");
      return;
    }
    await stylesheet(this.table, "working.css");
    const row = batch.rows.find((row) => row.row === number);
    if (!row) return;
    const cell = html("td", { role: "cell", colspan: this.table.tHead?.rows[0].cells.length });
    const line = /** @type {HTMLTableRowElement} */ (html("tr", { role: "row", class: "working-row" }, cell));
    const inside = cell.appendChild(html("div"));
    this.rows.set(number, { line, working: new Working(inside, this.messages), batch: null, row });
    this.lay(batch);
  }

  /** Takes the workings out, so that the table holds its own rows only. */
  lift() {
    const { activeElement } = /** @type {Document | ShadowRoot} */ (this.table.getRootNode());
    this.focused = null;
    // the row of a disclosure may be made anew, or become another study's
    this.button = activeElement?.matches("button.open") && this.table.contains(activeElement) ? /** @type {HTMLButtonElement} */ (activeElement) : null;
    for (const [number, { line }] of this.rows) {
      this.disclosure(number)?.setAttribute("aria-expanded", "false");
      if (line.contains(activeElement)) this.focused = /** @type {HTMLElement} */ (activeElement);
      line.remove();
    }
  }

  /** Puts each working under its row again, as the row is now. @param {BatchResult} batch */
  lay(batch) {
    const opened = [...this.rows];
    this.rows.clear();
    for (const [number, open] of opened) {
      const row = rowOf(open.row, number, batch);
      const button = row && this.disclosure(row.row);
      const above = button?.closest("tr");
      if (!row || !button || !above || button.hidden) continue;
      this.rows.set(row.row, open);
      button.setAttribute("aria-expanded", "true");
      if (open.batch !== batch) open.working.show(this.calc, batch, row);
      open.batch = batch;
      open.row = row;
      if (open.line.previousElementSibling !== above) above.after(open.line);
    }
    if (this.focused?.isConnected) this.focused.focus({ preventScroll: true });
    if (this.button && !this.button.isConnected) this.disclosure(Number(this.button.value))?.focus({ preventScroll: true });
    this.focused = this.button = null;
  }
}

/**
 * The row that was open, as it is now: at its place with the same name or the same numbers, for it may just be typed in; else
 * where it was moved to.
 * @param {Row} old @param {number} number @param {BatchResult} batch
 */
function rowOf(old, number, { rows }) {
  const numbers = numbersOf(old);
  const there = rows.find((row) => row.row === number);
  if (there && (there.study === old.study || numbersOf(there) === numbers)) return there;
  return rows.find((row) => row.study === old.study && numbersOf(row) === numbers);
}
