// Typing into the results, as in a spreadsheet: cells of the table as pasted, the names of the arms, and the words beside
// the null line. What is typed goes into the review; what is shown comes back from there.
import { Block, cellsTo } from "./block.js";
import { cellOf } from "./columns.js";
import { html, setText } from "./dom.js";
import { keyHelp, RowMenu } from "./rowmenu.js";
import { selectionIn } from "./selection.js";
import { Pace } from "./pace.js";
import { Sheet } from "./sheet.js";
import { stylesheet } from "./stylesheet.js";

/** @typedef {import("./index.js").BatchResult} BatchResult */
/** @typedef {import("./index.js").Row} Row */
/** @typedef {import("./index.js").Field} Field */
/** @typedef {import("./results.js").Results} Results */
/** @typedef {import("./review.js").Review} Review */
/** @typedef {import("./review.js").State} State */
/** @typedef {import("./row.js").RowView} RowView */
/** @typedef {import("./row.js").Address} Address */
/** @typedef {import("./row.js").Blank} Blank */
/** @typedef {{ name?: string, at?: Address | null, blank?: Blank | null, field?: Field }} Place what is being typed into: a name, a cell, or a cell of a line to come */
/** @typedef {(text: string) => { separator: string, lines: string[][] }} ReadGrid */

/** Rows that take the first part of the calculator longer than a frame. */
const LONG = 300;

export class Editor {
  /** @param {import("./surface.js").Surface} surface @param {boolean} passing */
  constructor(surface, passing) {
    const { results, review, parts, ground } = surface;
    this.results = results;
    this.review = review;
    this.parts = parts;
    /** @type {ReadGrid} */
    this.readGrid = (table) => /** @type {import("./calculator.js").Calculator} */ (parts.current).grid(table);
    /** Says beside the box what a change left out. */
    this.tell = (/** @type {string} */ code, /** @type {import("./messages.js").Params} */ params) => surface.news.tell({ code, params, quiet: true });
    /** Shows at once what has been changed. */
    this.flush = () => surface.flush();
    /** @type {HTMLElement | null} */ this.active = null;
    /** @type {Place} */ this.place = {};
    /** What stood there when it was entered. */
    this.before = "";
    this.typed = false;
    this.shownInFrame = false;
    /** Whether the arrows move the caret, not from cell to cell. */
    this.inside = false;
    /** Whether Tab goes through the table without stopping at each cell. */
    this.passing = false;
    /** Whether the next Tab leaves the table. */
    this.leaving = false;
    /** Where Enter goes back to after a row typed with Tab. @type {Field | null} */
    this.tabbedFrom = null;
    /** Where each state was made, to go back there. @type {WeakMap<State, Place>} */
    this.madeAt = new WeakMap();
    this.state = review.state;
    /** An empty line that was asked for: in which state, and from where. @type {{ state: State, row: Row, field: Field | undefined } | null} */
    this.inserted = null;
    /** @type {{ text: string, sheet: Sheet } | null} */ this.last = null;

    const { table } = results;
    const part = /** @type {HTMLElement} */ (table.parentElement);
    this.menu = new RowMenu(part, this);
    this.block = new Block(this);
    void new Pace(results);
    this.said = html("p", { class: "unseen", role: "status" });
    table.after(keyHelp(results.messages), this.said);
    void stylesheet(table, "grid.css");
    const on = (/** @type {string} */ type, /** @type {(event: any) => void} */ action) => table.addEventListener(type, action);
    on("focusin", (event) => this.enter(event.target));
    on("focusout", () => this.leave());
    on("pointerdown", (event) => this.pressed(event));
    on("dblclick", () => this.goInside(false));
    // A cell that is entered is selected as a whole: pressed and moved, it begins a block.
    on("dragstart", (event) => event.preventDefault());
    on("keydown", (event) => this.key(event));
    on("beforeinput", (event) => this.beforeInput(event));
    on("input", () => this.input());
    for (const type of ["copy", "cut"]) on(type, (event) => this.copy(event));
    on("paste", (event) => this.paste(event));
    ground.addEventListener("keydown", (event) => {
      const { key } = /** @type {KeyboardEvent} */ (event);
      if (key !== "Tab" && key !== "Shift") this.passing = this.leaving = false;
      else if (key === "Tab" && !this.active) this.passing = true;
    }, true);
    ground.addEventListener("pointerdown", () => (this.passing = this.leaving = false), true);
    review.addEventListener("change", (event) => this.changed(/** @type {CustomEvent} */ (event).detail.kind));
    results.shown = () => this.settle();
    if (results.root.activeElement) this.enter(results.root.activeElement);
    this.passing = passing;
  }

  // Where we are

  /** @param {EventTarget | null} target */
  enter(target) {
    if (!(target instanceof HTMLElement) || !target.matches(".cell")) return;
    this.block.clear();
    this.active = target;
    this.typed = false;
    this.inside = false;
    const view = this.viewOf(target);
    const cell = view?.cells.find(({ span }) => span === target);
    this.place = target.dataset.name ? { name: target.dataset.name } : { at: cell?.at, blank: view?.blank, field: cell?.column.field };
    const name = /** @type {keyof import("./review.js").Names} */ (this.place.name);
    this.before = cell ? cell.text : this.review.names[name] || this.results.defaults[name];
    target.contentEditable = "plaintext-only";
    target.inputMode = cell ? keyboardFor(cell) : "";
    this.results.stopAt(target);
    this.menu.stand(view);
    // Of a long table each key takes the complete calculator half the time; while that cannot be had, the first part goes on.
    if (this.batch.rows.length > LONG && !this.parts.whole) this.parts.complete().catch((error) => console.warn(error));
    if (target.textContent === this.before) this.selectAll();
    else this.input(); // typed before this was loaded
  }

  leave() {
    const { active, results } = this;
    // A cell that goes because its row is painted anew is found again.
    if (!active || results.painting) return;
    this.block.clear();
    this.review.endStep();
    active.removeAttribute("contenteditable");
    delete active.dataset.mode;
    const selection = selectionIn(active);
    if (selection?.anchorNode && active.contains(selection.anchorNode)) selection.removeAllRanges();
    this.active = null;
    const { name, blank } = this.place;
    this.place = {};
    if (name) results.refresh();
    requestAnimationFrame(() => {
      // An empty line that was asked for goes with whoever asked.
      const unwanted = blank && results.blankAfter !== null && !(this.active && this.viewOf(this.active)?.blank);
      if (unwanted) results.blankAfter = null;
      // Of a table that nobody types in any more the columns are as wide as they need to be.
      if (unwanted || !this.active) results.refresh();
    });
  }

  /** @param {Element | null} node */
  viewOf(node) {
    const row = node?.closest("tr");
    return (row && this.results.views.get(row)) ?? null;
  }

  /** All lines that can be typed into, top to bottom. @returns {RowView[]} */
  get lines() {
    return this.results.bodies.flatMap(({ views }) => views);
  }

  selectAll() {
    if (this.active) selectionIn(this.active)?.selectAllChildren(this.active);
  }

  /** The caret goes to the end, and the arrows move it. @param {boolean} toEnd */
  goInside(toEnd) {
    if (!this.active) return;
    this.inside = true;
    this.active.dataset.mode = "inside";
    if (toEnd) selectionIn(this.active)?.collapse(this.active, this.active.childNodes.length);
  }

  /** @param {PointerEvent} event */
  pressed(event) {
    const cell = event.target instanceof Element ? event.target.closest(".cell") : null;
    this.tabbedFrom = null;
    if (event.shiftKey && this.block.to(cell)) return event.preventDefault();
    this.block.clear();
    // A second press puts the caret where it points.
    if (cell && cell === this.active) return this.goInside(false);
    if (!(cell instanceof HTMLElement)) return;
    this.flush();
    event.preventDefault(); // which would put the caret there and take away what is selected
    if (cell.isConnected) cell.focus();
  }

  /** The line above (-1) or below (1), of a very long table one that may have to be brought. @param {RowView} view @param {number} down */
  neighbour(view, down) {
    const { bodies, long } = this.results;
    const at = bodies.findIndex(({ views }) => views.includes(view));
    const body = bodies[at];
    const inside = body.views[body.views.indexOf(view) + down] ?? long?.reveal(body, body.from + body.views.indexOf(view) + down);
    if (inside) return inside;
    const next = bodies[at + down];
    return next && (long?.reveal(next, down > 0 ? 0 : next.count - 1) ?? (down > 0 ? next.views[0] : next.views[next.views.length - 1]));
  }

  // Keys

  /** @param {KeyboardEvent} event */
  key(event) {
    if (!this.active || event.isComposing) return;
    const { key, altKey, shiftKey } = event;
    const command = event.ctrlKey || event.metaKey;
    const done = (/** @type {boolean | void} */ handled) => handled !== false && event.preventDefault();
    if (command && !altKey) {
      if (key.toLowerCase() === "z") return done(this.undo(shiftKey));
      if (key.toLowerCase() === "y") return done(this.undo(true));
      return;
    }
    if (altKey && !command) {
      if (key === "Delete" && shiftKey) return done(this.deleteRow());
      if (key === "Enter") return done(this.insertRow(shiftKey));
      if (key === "ArrowUp" || key === "ArrowDown") return done(this.moveRow(key === "ArrowUp" ? -1 : 1));
      return;
    }
    if (key === "Enter") return done(this.commit(shiftKey ? -1 : 1));
    if (key === "Tab") return done(this.tab(shiftKey ? -1 : 1));
    if (key === "Escape") return done(this.escape());
    if (key === "ContextMenu" || (key === "F10" && shiftKey)) return done(this.openMenu());
    if (key === "F2") return done(this.inside ? this.selectAgain() : this.goInside(true));
    if (this.inside) return;
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[key];
    if (step) {
      this.tabbedFrom = null;
      const across = getComputedStyle(this.results.table).direction === "rtl" ? -step[1] : step[1];
      return done(shiftKey ? this.block.extend(step[0], across) : this.move(step[0], across));
    }
    if (this.block.end && (key === "Delete" || key === "Backspace")) return done(this.block.fill(""));
    if (key === "Home" || key === "End") return done(this.toEnd(key === "End"));
  }

  openMenu() {
    this.flush();
    this.menu.stand(this.viewOf(this.active));
    if (this.menu.view) this.menu.toggle(true);
  }

  selectAgain() {
    this.inside = false;
    delete this.active?.dataset.mode;
    this.selectAll();
  }

  /** @param {1 | -1} down */
  commit(down) {
    if (this.place.name) {
      this.review.endStep();
      return this.selectAgain();
    }
    const { tabbedFrom } = this;
    this.flush();
    const view = this.viewOf(this.active);
    const start = tabbedFrom && view?.cells.find(({ column }) => column.field === tabbedFrom);
    this.tabbedFrom = null;
    this.move(down, 0, start ? start.column.field : undefined);
  }

  /** To the right, and from a row's end to the next row's start. @param {1 | -1} right */
  tab(right) {
    if (this.leaving && right > 0) this.passOver();
    if (this.passing || this.place.name) return false;
    this.flush();
    const view = this.viewOf(this.active);
    if (!view) return false;
    const own = this.place.field ?? null;
    const at = view.cells.findIndex(({ span }) => span === this.active);
    const next = view.cells[at + right];
    if (next) {
      this.tabbedFrom ??= own;
      return this.go(next.span);
    }
    const line = this.neighbour(view, right);
    this.tabbedFrom = null;
    if (!line) return false;
    this.go((right > 0 ? line.cells[0] : line.cells[line.cells.length - 1]).span);
  }

  /** First what was typed goes, then the stay in the table: the next Tab leaves it. */
  escape() {
    const { active, place, before, typed } = this;
    if (!active) return;
    if (this.block.end) return this.block.clear();
    if (typed) {
      active.textContent = before;
      this.put(before);
      this.typed = false;
      this.review.endStep();
      this.flush();
    } else {
      this.passing = this.leaving = true;
    }
    if (place.name || this.active) this.selectAgain();
  }

  /** For the Tab that leaves the table the buttons below are none of its stops. */
  passOver() {
    const openers = /** @type {NodeListOf<HTMLElement>} */ (this.results.table.querySelectorAll("button.open"));
    for (const opener of openers) opener.tabIndex = -1;
    setTimeout(() => openers.forEach((opener) => opener.removeAttribute("tabindex")));
  }

  /** @param {boolean} forwards */
  undo(forwards) {
    this.block.clear();
    this.review.endStep();
    if (!forwards && this.takeBackInserted()) return;
    if (forwards) this.review.redo();
    else this.review.undo();
    this.flush();
    this.typed = false;
    // Nothing is left to type into here.
    if (this.review.text === "") return this.results.root.querySelector("textarea")?.focus();
    this.before = this.active?.textContent ?? "";
    this.selectAgain();
  }

  /** An inserted line is no change of the table yet, but the last thing that was done. */
  takeBackInserted() {
    const { inserted, results } = this;
    if (results.blankAfter === null || inserted?.state !== this.review.state || !this.viewOf(this.active)?.blank) return false;
    this.inserted = results.blankAfter = null;
    const at = inserted.field && cellOf(inserted.row, inserted.field, this.batch);
    this.place = at ? { field: inserted.field, at: { line: at.line, column: at.column } } : this.place;
    results.refresh();
    return true;
  }

  /** @param {number} down @param {number} right @param {Field} [field] the column to go to */
  move(down, right, field = this.place.field) {
    this.flush();
    const { active } = this;
    const view = this.viewOf(active);
    if (!active) return;
    if (!view) return down > 0 ? this.go(this.lines[0]?.cells[0]?.span) : this.beside(right);
    const at = view.cells.findIndex(({ span }) => span === active);
    if (down === 0) return this.go(view.cells[at + right]?.span);
    const { zone } = view.cells[at]?.column ?? {};
    const next = this.neighbour(view, down);
    // Above the first row are the names of the arms, and from there the words beside the null line.
    if (!next) return down < 0 ? this.go(this.results.table.querySelector(`[data-name="${zone === "arm2" ? "arm2" : "arm1"}"]`)) : undefined;
    const { cells } = next;
    const place = view.cells.filter(({ column }) => column.zone === zone).findIndex(({ span }) => span === active);
    const alike = cells.filter(({ column }) => column.zone === zone);
    const to = cells.find(({ column }) => column.field === field) ?? alike[Math.min(place, alike.length - 1)] ?? cells[0];
    this.go(to?.span);
  }

  /** From name to name. @param {number} right */
  beside(right) {
    const names = [...this.results.table.querySelectorAll("[data-name]")];
    this.go(/** @type {HTMLElement} */ (names[names.indexOf(/** @type {Element} */ (this.active)) + right]));
  }

  /** @param {boolean} end */
  toEnd(end) {
    const cells = this.viewOf(this.active)?.cells;
    if (cells) this.go(cells[end ? cells.length - 1 : 0].span);
  }

  /** @param {HTMLElement | null | undefined} span */
  go(span) {
    if (!span) return;
    // what is empty may be there only in a row that has the focus
    const row = span.closest("tr");
    row?.classList.add("near");
    span.focus({ preventScroll: true });
    row?.classList.remove("near");
    span.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  // Typing

  /** @param {InputEvent} event */
  beforeInput(event) {
    const { inputType } = event;
    if (inputType === "historyUndo" || inputType === "historyRedo") {
      event.preventDefault();
      this.undo(inputType === "historyRedo");
    } else if (inputType === "insertParagraph" || inputType === "insertLineBreak") {
      // a keyboard on the screen may send no key
      event.preventDefault();
      this.commit(1);
    }
  }

  input() {
    if (!this.active) return;
    this.block.clear();
    this.typed = true;
    this.put((this.active.textContent ?? "").replace(/[\t\r\n]+/g, " "));
    // Shown at once, what the browser has to lay out anyway after a key is laid out with it; a second key of a frame waits for it.
    if (this.shownInFrame) return;
    this.shownInFrame = true;
    requestAnimationFrame(() => (this.shownInFrame = false));
    this.flush();
  }

  /** Puts a text where we are. @param {string} text */
  put(text) {
    const { place, results } = this;
    if (place.name) {
      const words = text.trim();
      const name = /** @type {keyof import("./review.js").Names} */ (place.name);
      this.review.change({ names: { [name]: words === results.defaults[name] ? "" : words } }, `name ${name}`);
    } else {
      const sheet = this.sheet();
      const at = this.write(sheet, place, text);
      this.keep(sheet, `cell ${at.line} ${at.column}`);
      this.clearedLine(sheet, at);
    }
    this.madeAt.set(this.review.state, this.place);
  }

  /** The table as it stands. What was written last need not be read again. */
  sheet() {
    const { last, review, batch } = this;
    const across = batch.layout === "studies-as-columns";
    if (last?.text === review.text && last.sheet.across === across && !last.sheet.hasGaps) return last.sheet;
    return new Sheet(this.readGrid(review.text), across);
  }

  /** The table as it is now. @param {Sheet} sheet @param {string} [kind] */
  keep(sheet, kind) {
    const text = sheet.text();
    this.last = { text, sheet };
    this.review.change({ text }, kind);
  }

  get batch() {
    return /** @type {BatchResult} */ (this.results.batch);
  }

  /** Writes into a cell, which a line to come gets with its line. @param {Sheet} sheet @param {Place} place @param {string} text @returns {Address} */
  write(sheet, place, text) {
    if (!place.at) {
      place.at = this.addStudy(sheet, /** @type {Blank} */ (place.blank), 0).at(/** @type {Field} */ (place.field));
      place.blank = null;
      this.results.blankAfter = null;
    }
    sheet.set(place.at, text);
    return place.at;
  }

  /**
   * Half a cell is not to make another table of it: where typing changes what the columns mean, their meaning is kept.
   * @param {BatchResult} batch as it would be read @returns {boolean} whether it is to be read again
   */
  keepReading({ columns, layout, headerLines }) {
    const { batch, place, review, typed } = this;
    if (!this.active || !typed || !place.at || review.settings.columns) return false;
    const meaning = (/** @type {BatchResult["columns"]} */ of) => JSON.stringify(of.map(({ field }) => field));
    if (meaning(columns) === meaning(batch.columns) && layout === batch.layout && headerLines === batch.headerLines) return false;
    const known = batch.columns.filter(({ field }) => field !== null).map(({ index, field }) => ({ index, field }));
    review.change({ settings: { columns: known, ...(batch.headerLines ? { layout: batch.layout, headerLines: batch.headerLines } : {}) } }, `cell ${place.at.line} ${place.at.column}`);
    return true;
  }

  /** Where a line is left with nothing in it, it waits there to be typed into. @param {Sheet} sheet @param {Address} at */
  clearedLine(sheet, at) {
    const [line] = sheet.place(at);
    if (!sheet.isEmpty(line)) return;
    const before = this.batch.rows.filter((row) => Math.max(...linesOf(row, sheet)) < line);
    this.results.blankAfter = before.length > 0 ? this.batch.rows.indexOf(before[before.length - 1]) : -1;
    this.place = { field: this.place.field, blank: { after: before[before.length - 1] ?? null, like: null } };
  }

  /**
   * New lines for a study, laid out as another is.
   * @param {Sheet} sheet @param {Blank} blank @param {number} shift how many lines were added above
   * @returns {{ count: number, at: (field: Field) => Address }} how many lines, and where a field stands in them
   */
  addStudy(sheet, { after, like }, shift) {
    const { batch } = this;
    const [first] = batch.rows;
    const model = like ?? after ?? first ?? null;
    const to = shift + (after ? Math.max(...linesOf(after, sheet)) + 1 : first ? Math.min(...linesOf(first, sheet)) : sheet.lines.length);
    const old = model ? linesOf(model, sheet) : [];
    // Arms in lines of their own are told by what stands beside their numbers.
    const lines = batch.layout === "arm-per-row" && model
      ? old.map((line) => (sheet.lines[line < to ? line : line + shift] ?? []).map((text, column) => (this.isLabel(model, sheet.address(line, column)) ? text : "")))
      : [[]];
    sheet.insert(to, lines);
    const at = (/** @type {Field} */ field) => {
      const cell = model && cellOf(model, field, batch);
      const [line, column] = cell ? sheet.place(cell) : [old[0], batch.columns.find((known) => known.field === field)?.index ?? 0];
      return sheet.address(to + Math.max(0, old.indexOf(line)), column);
    };
    return { count: lines.length, at };
  }

  /** @param {Row} row @param {Address} at */
  isLabel(row, at) {
    const cell = row.cells.find(({ line, column }) => line === at.line && column === at.column);
    return !cell || cell.field === null || String(cell.field) === "arm";
  }

  // Rows

  /** An empty line below this one, or above. @param {boolean} above */
  insertRow(above) {
    this.flush();
    const row = this.viewOf(this.active)?.row;
    if (!row) return;
    const at = this.batch.rows.indexOf(row) - Number(above);
    this.inserted = { state: this.review.state, row, field: this.place.field };
    this.results.blankAfter = at;
    this.results.refresh();
    const blank = this.lines.find((view) => view.blank && view.blank.after === (this.batch.rows[at] ?? null));
    this.go(blank?.cells[0].span);
  }

  deleteRow() {
    this.flush();
    const view = this.viewOf(this.active);
    if (!view?.row) return;
    const sheet = this.sheet();
    const own = linesOf(view.row, sheet);
    const next = this.neighbour(view, 1)?.row;
    const previous = this.neighbour(view, -1)?.row;
    const { field } = this.place;
    sheet.remove(own);
    this.review.endStep();
    this.keep(sheet);
    const to = next ?? previous;
    const cell = to && field && cellOf(to, field, this.batch);
    if (cell) {
      const [line, column] = sheet.place(cell);
      this.place = { field, at: sheet.address(line - (next ? own.length : 0), column) };
    } else {
      this.place = { field, blank: { after: null, like: null } };
    }
    this.madeAt.set(this.review.state, this.place);
    this.flush();
    setText(this.said, this.results.messages.say("grid.deleted"));
  }

  /** @param {1 | -1} down */
  moveRow(down) {
    this.flush();
    const view = this.viewOf(this.active);
    const { rows } = this.batch;
    const other = view?.row && rows[rows.indexOf(view.row) + down];
    if (!view?.row || !other || !this.place.at) return;
    const sheet = this.sheet();
    const own = linesOf(view.row, sheet);
    const others = linesOf(other, sheet);
    const [line, column] = sheet.place(this.place.at);
    const to = sheet.move(own, down > 0 ? Math.max(...others) + 1 : Math.min(...others));
    this.review.endStep();
    this.keep(sheet);
    this.place = { field: this.place.field, at: sheet.address(to + Math.max(0, own.indexOf(line)), column) };
    this.madeAt.set(this.review.state, this.place);
    this.flush();
  }

  // Clipboard

  /** @param {ClipboardEvent} event */
  copy(event) {
    if (!event.clipboardData) return;
    if (!this.active) return this.copyRows(event);
    if (this.block.end) {
      event.preventDefault();
      this.block.copyTo(event.clipboardData);
      if (event.type === "cut") this.block.fill("");
      return;
    }
    const selected = String(selectionIn(this.active) ?? "");
    if (selected === "") return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", selected.trim());
    if (event.type !== "cut") return;
    document.execCommand("delete");
  }

  /** Selected rows are copied as a table: browsers take what is laid out in grids for paragraphs. @param {ClipboardEvent} event */
  copyRows(event) {
    const selection = selectionIn(this.results.table);
    if (!selection?.rangeCount) return;
    const rows = selection.getRangeAt(0).cloneContents().querySelectorAll("tr:not(.blank, .working-row, .space)");
    const lines = [...rows].map(({ children }) => [...children].flatMap((cell) => {
      const inputs = [...cell.querySelectorAll(".inputs > *")];
      return (inputs.length > 0 ? inputs : [cell]).map(({ textContent }) => textContent?.trim() ?? "");
    }));
    if (lines.length === 0) return;
    event.preventDefault();
    if (event.clipboardData) cellsTo(event.clipboardData, lines);
  }

  /** @param {ClipboardEvent} event */
  paste(event) {
    if (!this.active || !event.clipboardData) return;
    event.preventDefault();
    const text = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n+$/, "");
    if (text === "") return;
    const block = !/[\t\n]/.test(text) ? [[text]] : text.includes("\t") ? this.readGrid(text).lines : this.readGrid(text.replaceAll("\n", "\t\n")).lines.map(([first]) => [first]);
    const single = block.length === 1 && block[0].length === 1;
    if (this.block.end && single) return this.block.fill(text.replace(/\s+/g, " "));
    if (this.block.end) this.go(this.block.first);
    if (this.place.name || single) {
      document.execCommand("insertText", false, text.replace(/\s+/g, " "));
    } else {
      this.fill(block);
    }
  }

  /** A block of cells from here on, right and down; what goes beyond the last study adds studies. @param {string[][]} block */
  fill(block) {
    this.flush();
    const view = this.viewOf(this.active);
    if (!view) return;
    const { batch } = this;
    const sheet = this.sheet();
    const fields = this.inTableOrder(view, sheet);
    const across = fields.slice(fields.indexOf(/** @type {Field} */ (this.place.field)));
    const { bodies } = this.results;
    const body = this.block.bodyOf(view);
    const ofGroup = body?.shown?.rows ?? [];
    // From an empty line on, all are new. Only below the last rows there is room for more: others have other columns.
    const rows = view.row ? ofGroup.slice(ofGroup.indexOf(view.row)) : [];
    const below = view.row && body !== bodies[bodies.length - 1] ? Math.max(0, block.length - rows.length) : 0;
    const blank = view.blank ?? { after: batch.rows[batch.rows.length - 1] ?? null, like: view.row };
    let shift = 0;
    block.slice(0, block.length - below).forEach((texts, down) => {
      const row = rows[down];
      const study = row ? null : this.addStudy(sheet, blank, shift);
      shift += study?.count ?? 0;
      if (study && down === 0) this.place = { field: across[0], at: study.at(across[0]) };
      across.slice(0, texts.length).forEach((field, right) => {
        const at = study ? study.at(field) : cellOf(row, field, batch);
        if (at) sheet.set(at, texts[right]);
      });
    });
    this.review.endStep();
    this.keep(sheet);
    this.results.blankAfter = null;
    const beyond = new Set(block.flatMap((texts) => texts.flatMap((text, right) => (right >= across.length && text.trim() ? [right] : []))));
    if (beyond.size > 0) this.tell("block-beyond", { count: beyond.size });
    else if (below > 0) this.tell("block-below", { count: below });
    this.flush();
    this.selectAgain();
  }

  /** A line's fields as they follow each other in the table. @param {RowView} view @param {Sheet} sheet @returns {Field[]} */
  inTableOrder({ cells, row, blank }, sheet) {
    const like = row ?? blank?.like ?? null;
    const order = (/** @type {Field} */ field) => {
      const cell = like && cellOf(like, field, this.batch);
      if (!cell) return this.batch.columns.find((column) => column.field === field)?.index ?? 0;
      const [line, column] = sheet.place(cell);
      return line * 10_000 + column;
    };
    return cells.map(({ column }) => column.field).sort((a, b) => order(a) - order(b));
  }

  // What comes back

  /** @param {string} kind */
  changed(kind) {
    const left = this.state;
    this.state = this.review.state;
    setText(this.said, "");
    this.block.clear();
    if (!this.active) return;
    const name = /** @type {keyof import("./review.js").Names | undefined} */ (this.place.name);
    if (name && (kind === "undo" || kind === "redo")) this.active.textContent = this.review.names[name] || this.results.defaults[name];
    const made = kind === "undo" ? this.madeAt.get(left) : kind === "redo" ? this.madeAt.get(this.state) : null;
    if (made && !made.name) this.place = { ...made };
  }

  /** After the rows are repainted: the focus is where it was, or where the change was. */
  settle() {
    const { active, place, results } = this;
    this.block.settle();
    if (this.menu.view && !this.menu.view.tr.isConnected) this.menu.stand(null);
    if (!active || place.name) return;
    const here = active.isConnected && active === results.root.activeElement && this.viewOf(active)?.cells.find(({ span }) => span === active);
    const same = here && (place.at ? here.at?.line === place.at.line && here.at.column === place.at.column : !here.at && here.column.field === place.field);
    if (same) {
      place.blank = this.viewOf(active)?.blank ?? null;
      return;
    }
    const found = place.at ? this.find(place.at) : this.findBlank(place);
    // Scrolled away: what is there now is another study.
    if (!found) return active.isConnected ? active.blur() : this.leave();
    const { typed, before } = this;
    found.focus({ preventScroll: true });
    results.stopAt(found);
    [this.typed, this.before] = [typed, before];
    if (typed) selectionIn(found)?.collapse(found, found.childNodes.length);
  }

  /** @param {Address} at */
  find({ line, column }) {
    for (const view of this.lines) {
      for (const { span, at } of view.cells) if (at && at.line === line && at.column === column) return span;
    }
    return null;
  }

  /** @param {Place} place */
  findBlank({ blank, field }) {
    const blanks = this.lines.filter((view) => view.blank);
    const view = blanks.find((one) => one.blank?.after?.row === blank?.after?.row) ?? blanks[blanks.length - 1];
    return (view?.cells.find(({ column }) => column.field === field) ?? view?.cells[0])?.span ?? null;
  }
}

/** Counts and lengths are digits: a keyboard on the screen shows those first. What can be negative, or stands in brackets, needs all keys. @param {RowView["cells"][number]} cell */
function keyboardFor({ text, column: { field, heading } }) {
  if (/[^\d.,]/.test(text) || /[/(]/.test(heading)) return "";
  return /^(n|events|nonevents)[12]?$/.test(field) ? "numeric" : /^(sd|se|time)[12]?$/.test(field) ? "decimal" : "";
}

/** The lines that a study takes. @param {Row} row @param {Sheet} sheet */
function linesOf(row, sheet) {
  return [...new Set(row.cells.map((cell) => sheet.place(cell)[0]))].sort((a, b) => a - b);
}
