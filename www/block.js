// Several cells at once: selected with Shift and the arrows, with Shift and a press, or by drawing over them; then copied, cut,
// emptied, or filled with one value. One corner is the cell that has the focus.
import { html, setText } from "./dom.js";
import { cellOf } from "./columns.js";

/** @typedef {import("./index.js").Field} Field */
/** @typedef {import("./row.js").RowView} RowView */
/** @typedef {{ view: RowView, row: import("./index.js").Row, field: Field }} Corner */

export class Block {
  /** @param {import("./grid.js").Editor} editor */
  constructor(editor) {
    this.editor = editor;
    /** The corner that moves, while there is more than one cell. @type {Corner | null} */
    this.end = null;
    /** @type {Corner | null} */ this.start = null;
    /** @type {HTMLElement[]} */ this.marked = [];
    const { table } = editor.results;
    table.addEventListener("pointermove", (event) => this.drawn(event));
    // The browser's own selection went along with the mouse.
    table.addEventListener("mouseup", () => this.end && editor.selectAgain());
  }

  /** The corner at a cell. @param {Element | null | undefined} span @returns {Corner | null} */
  cornerAt(span) {
    const view = this.editor.viewOf(span ?? null);
    const cell = view?.cells.find((one) => one.span === span);
    return view?.row && cell ? { view, row: view.row, field: cell.column.field } : null;
  }

  /** Rows of one group have the same columns; those of another are no part of the block. @param {RowView} view */
  bodyOf(view) {
    return this.editor.results.bodies.find(({ views }) => views.includes(view));
  }

  /** Up to a cell. @param {Element | null | undefined} span @returns {boolean} whether it can be */
  to(span) {
    const { active } = this.editor;
    const start = this.cornerAt(active);
    const end = this.cornerAt(span);
    if (!start || !end || this.bodyOf(start.view) !== this.bodyOf(end.view)) return false;
    this.clear();
    if (span === active) return true;
    [this.start, this.end] = [start, end];
    this.show();
    return true;
  }

  /** One row or column further. @param {number} down @param {number} right */
  extend(down, right) {
    const { active } = this.editor;
    const from = this.end ?? this.cornerAt(active);
    if (!from) return;
    this.editor.flush();
    const views = this.bodyOf(from.view)?.views ?? [];
    const view = views[views.indexOf(from.view) + down];
    if (!view?.row) return;
    const fields = this.fields(view);
    let at = fields.indexOf(from.field) + right;
    // what is not seen of a row is passed over
    while (right !== 0 && fields[at] && !this.spanOf(view, fields[at])?.checkVisibility()) at += right;
    const span = fields[at] && this.spanOf(view, fields[at]);
    if (span && this.to(span)) span.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** @param {PointerEvent} event */
  drawn({ buttons, pointerType, target }) {
    const { editor } = this;
    if (buttons !== 1 || pointerType !== "mouse" || !editor.active || !(target instanceof Element)) return;
    const span = target.closest(".cell");
    if (!span || (span === editor.active && !this.end) || span === this.spanOf(this.end?.view, this.end?.field)) return;
    if (editor.inside) editor.selectAgain();
    this.to(span);
  }

  /** @param {RowView} view */
  fields(view) {
    return this.editor.inTableOrder(view, this.editor.sheet());
  }

  /** @param {RowView} [view] @param {Field} [field] */
  spanOf(view, field) {
    return view?.cells.find(({ column }) => column.field === field)?.span;
  }

  /** Its rows and columns, in their order in the table. @returns {{ views: RowView[], fields: Field[] }} */
  get parts() {
    const { start, end } = this;
    const body = start && this.bodyOf(start.view);
    if (!start || !end || !body) return { views: [], fields: [] };
    const between = (/** @type {any[]} */ all, /** @type {any} */ one, /** @type {any} */ other) => {
      const [from, to] = [all.indexOf(one), all.indexOf(other)].sort((a, b) => a - b);
      return all.slice(from, to + 1);
    };
    return { views: between(body.views, start.view, end.view).filter(({ row }) => row), fields: between(this.fields(start.view), start.field, end.field) };
  }

  show() {
    const { views, fields } = this.parts;
    this.marked = views.flatMap((view) => fields.flatMap((field) => this.spanOf(view, field) ?? []));
    for (const span of this.marked) span.dataset.selected = "";
    const { results, said } = this.editor;
    setText(said, results.messages.say("grid.selected", { rows: views.length, columns: fields.length }));
  }

  clear() {
    if (!this.end) return;
    for (const span of this.marked) delete span.dataset.selected;
    this.start = this.end = null;
    this.marked = [];
    setText(this.editor.said, "");
  }

  /** After the rows are repainted: where others stand now, nothing is selected. */
  settle() {
    if (this.end && [this.start, this.end].some((corner) => corner?.view.row !== corner?.row)) this.clear();
  }

  /** Onto the clipboard. @param {DataTransfer} clipboard */
  copyTo(clipboard) {
    const { views, fields } = this.parts;
    const lines = views.map((view) => fields.map((field) => view.cells.find(({ column }) => column.field === field)?.text ?? ""));
    cellsTo(clipboard, lines);
  }

  /** The same into each of its cells. @param {string} text */
  fill(text) {
    const { editor } = this;
    const { views, fields } = this.parts;
    const { at } = editor.place;
    const sheet = editor.sheet();
    for (const view of views) {
      for (const field of fields) {
        const cell = view.row && cellOf(view.row, field, editor.batch);
        if (cell && (text ? this.spanOf(view, field)?.checkVisibility() : cell.text)) sheet.set(cell, text);
      }
    }
    this.clear();
    editor.review.endStep();
    editor.keep(sheet);
    if (at) editor.clearedLine(sheet, at);
    editor.madeAt.set(editor.review.state, editor.place);
    editor.flush();
    editor.selectAgain();
  }

  /** The cell where a block that is pasted begins. */
  get first() {
    const { views: [view], fields: [field] } = this.parts;
    return this.spanOf(view, field);
  }
}

/** Lines of cells, as spreadsheets and word processors take them. @param {DataTransfer} clipboard @param {string[][]} lines */
export function cellsTo(clipboard, lines) {
  const quoted = (/** @type {string} */ text) => (/["\t\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  clipboard.setData("text/plain", lines.map((cells) => cells.map(quoted).join("\t")).join("\n"));
  clipboard.setData("text/html", html("table", {}, ...lines.map((cells) => html("tr", {}, ...cells.map((text) => html("td", {}, text))))).outerHTML);
}
