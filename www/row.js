// One row of the results: the study, its cells to type into, and what was computed of them. What is typed in stays the
// same element while the rest of the row is repainted, so that neither focus nor caret is lost.
import { cellOf, widthOf } from "./columns.js";
import { html, setText } from "./dom.js";
import { rowDrawing } from "./forest.js";
import { rowSentences } from "./sentences.js";

/** @typedef {import("./index.js").Row} Row */
/** @typedef {import("./index.js").BatchResult} BatchResult */
/** @typedef {import("./columns.js").Column} Column */
/** @typedef {import("./results.js").Results} Results */
/** @typedef {{ line: number, column: number }} Address of a cell in the table as pasted */
/** @typedef {{ columns: Column[], group: BatchResult["groups"][number], batch: BatchResult, key: string, arms: [string, string] }} Under what the rows of a group have in common */
/** @typedef {{ after: Row | null, like: Row | null }} Blank a line for a study to come: after which row, and laid out as which */

/** What has no effect by the rule that is used has one by others. */
const WORKED = new Set(["double-zero", "all-events", "zero-cell", "degenerate-margin"]);
/** Characters of a cell with its head that have no room in one of the columns of surface.css. */
const WIDE = 8.5;
/** From the drawing to the P value. */
const NUMBERS = 4;

/** Whether two have the same values, but for those that are objects. @param {any} one @param {any} other */
function alike(one, other) {
  if (!one !== !other) return false;
  for (const name in one) if (typeof one[name] !== "object" && one[name] !== other[name]) return false;
  return true;
}

/** What few rows have. @param {Row} row */
const told = ({ asGiven, problems, notices, recovered, absolute }) => JSON.stringify([asGiven, problems, notices, recovered, absolute]);

/** Whether a row shows what another showed, but for its drawing: part by part, because each key asks it of every row. @param {Row} one @param {Row} other */
const sameRow = (one, other) => alike(one, other) && alike(one.display, other.display) && told(one) === told(other)
  && one.cells.length === other.cells.length && one.cells.every((cell, at) => alike(cell, other.cells[at]));

export class RowView {
  /** @param {Results} results @param {Under} under */
  constructor(results, under) {
    this.results = results;
    this.under = under;
    /** @type {Row | null} */ this.row = null;
    /** @type {Blank | null} */ this.blank = null;
    this.made = "";
    /** What the drawing shows. @type {{ graphic: Row["graphic"], nullAt: number | undefined } | null} */ this.drawn = null;
    /** The cells of what was computed. */
    this.numbers = ["plot", "effect", "interval", "p"].map((name) => html("td", { role: "cell", class: `c-${name}` }));
    /** The spans to type into, in the order in which they are passed through. @type {{ span: HTMLElement, column: Column, at: Address | null, text: string }[]} */
    this.cells = [];
    /** Under the name of the study: what is to be known about it. */
    this.notes = html("div", { class: "notes" });
    this.unnamed = html("span", { class: "unseen" });
    /** Opens the working. */
    this.opener = /** @type {HTMLButtonElement} */ (html("button", { type: "button", class: "open", "aria-expanded": "false", hidden: true }));
    const spans = (/** @type {string} */ zone) => under.columns.filter((column) => column.zone === zone).map((column) => this.cell(column));
    const spaced = (/** @type {string} */ zone) => spans(zone).flatMap((span, at) => (at > 0 ? [" ", span] : [span]));
    const study = spans("study");
    const outcome = spans("outcome");
    const beside = under.columns.filter(({ zone }) => zone === "beside").map((column) => this.pair(column));
    this.head = html("th", { class: "c-study" }, html("div", {}, this.unnamed, ...study, this.opener),
      html("div", {}, ...outcome.flatMap((span) => [" ", span])), html("div", {}, ...beside, this.notes));
    const both = spaced("both");
    this.arms = both.length > 0
      ? [html("td", { role: "cell", class: "c-arm both", colspan: 2 }, html("span", { class: "inputs" }, ...both))]
      : ["arm1", "arm2"].map((arm) => html("td", { role: "cell", class: `c-arm ${arm}` }, html("span", { class: "inputs" }, ...spaced(arm))));
    this.tr = html("tr", { role: "row" }, this.head, ...this.arms);
    results.views.set(this.tr, this);
  }

  /** @param {Column} column */
  cell(column) {
    const kind = column.zone === "study" || column.zone === "outcome" ? column.zone : column.field === "note" ? "words" : "value";
    const span = html("span", { class: `cell ${kind}`, ...this.results.typed(), "data-quantity": column.heading });
    this.cells.push({ span, column, at: null, text: "" });
    return span;
  }

  /** What belongs to the whole comparison, with its name: "P <.001 as reported", "r 0.5". @param {Column} column */
  pair(column) {
    const { messages } = this.results;
    const words = messages.find("grid", "beside", column.field) ?? messages.say("grid.beside.other", { name: column.heading, cell: "{cell}" });
    const [before, after = ""] = String(words).split("{cell}").map((text) => html("span", { "data-words": text }));
    return html("span", { class: "note pair" }, " ", before, this.cell(column), after);
  }

  /** An empty one is there for whoever types in the row, and says nothing to others. @param {HTMLElement} pair @param {boolean} empty */
  showPair(pair, empty) {
    pair.classList.toggle("empty", empty);
    for (const words of /** @type {NodeListOf<HTMLElement>} */ (pair.querySelectorAll("[data-words]"))) setText(words, empty ? "" : words.dataset.words ?? "");
  }

  /** @param {Row} row @param {Under} under @param {boolean} [far] whether its drawing can wait @returns {boolean} whether anything had to be done */
  show(row, under, far = false) {
    this.under = under;
    const { messages } = this.results;
    const same = this.made === under.key && this.row !== null && sameRow(row, this.row);
    this.row = row;
    // One row's interval changes the axis or the squares of all: their cells need no new layout for that.
    if (same) {
      if (!this.behind) return false;
      if (far) this.results.pace?.behind.add(this);
      else this.draw();
      return !far;
    }
    this.made = under.key;
    this.drawn = null;
    this.blank = null;
    this.tr.className = row.status;
    this.setRole("rowheader");
    const name = row.study || messages.say("results.unnamed", { row: row.row });
    setText(this.unnamed, row.study ? "" : name);
    this.nameArms();
    for (const cell of this.cells) {
      const found = cellOf(row, cell.column.field, under.batch);
      this.fill(cell, name, found?.text.trim() ?? "", found && { line: found.line, column: found.column });
    }
    this.setOpener(row.status === "estimated" || WORKED.has(row.asGiven?.reason ?? ""));
    this.opener.value = String(row.row);
    this.opener.setAttribute("aria-label", messages.say("results.working", { study: name }));
    this.notes.replaceChildren(...this.results.notesOf(row));
    this.showNumbers(row);
    this.mark(row);
    this.results.dress?.(this.tr, row);
    return true;
  }

  /** Whether the drawing is that of an earlier state. */
  get behind() {
    const { row, drawn, under: { group: { axis } } } = this;
    return Boolean(row?.display) && !(drawn && drawn.nullAt === axis?.nullAt && alike(drawn.graphic, row?.graphic));
  }

  /** The drawing alone. */
  draw() {
    const { row, numbers, under: { group: { axis } } } = this;
    if (!row || !this.behind) return;
    this.drawn = { graphic: row.graphic, nullAt: axis?.nullAt };
    const there = numbers[0].firstElementChild ?? undefined;
    const now = axis && rowDrawing(row.graphic, axis, there);
    if (now !== there) numbers[0].replaceChildren(...(now ? [now] : []));
  }

  /** A line to type a new study into. @param {Blank} blank @param {Under} under */
  showBlank(blank, under) {
    this.under = under;
    const { messages } = this.results;
    this.row = null;
    this.blank = blank;
    const made = `${under.key}blank`;
    if (made === this.made) return;
    this.made = made;
    this.drawn = null;
    this.tr.className = "blank";
    this.setRole("cell");
    const name = messages.say("grid.new");
    setText(this.unnamed, name);
    this.nameArms();
    for (const cell of this.cells) {
      this.fill(cell, name, "", null);
      if (cell.column.zone === "study") cell.span.dataset.new = name;
      this.setProblem(cell.span, "");
    }
    this.setOpener(false);
    this.opener.value = "";
    this.notes.replaceChildren();
    this.showWords();
  }

  /** Whether there is a working to open; the button then stands behind the last word of the name. @param {boolean} there */
  setOpener(there) {
    this.opener.hidden = !there;
    this.opener.parentElement?.toggleAttribute("data-opens", there);
  }

  /** For narrow screens, where no arm stands above its cells. */
  nameArms() {
    if (this.arms.length > 1) this.arms.forEach((cell, arm) => (cell.dataset.arm = this.under.arms[arm]));
  }

  /** A line to come is no study yet. @param {"rowheader" | "cell"} role */
  setRole(role) {
    this.head.setAttribute("role", role);
    if (role === "rowheader") this.head.setAttribute("scope", "row");
    else this.head.removeAttribute("scope");
  }

  /** @param {RowView["cells"][number]} cell @param {string} name @param {string} text @param {Address | null} at */
  fill(cell, name, text, at) {
    const { span } = cell;
    const { messages, root } = this.results;
    const column = (cell.column = this.under.columns.find(({ field }) => field === cell.column.field) ?? cell.column);
    if (span.dataset.quantity !== column.heading) span.dataset.quantity = column.heading;
    // in both arms alike, so that they compare down a column
    span.toggleAttribute("data-wide", this.under.columns.some((one) => one.quantity === column.quantity && widthOf(one) > WIDE));
    cell.at = at;
    cell.text = text;
    // What is being typed stays as it is typed.
    if (span !== root.activeElement || (span.textContent ?? "").trim() !== text) setText(span, text);
    if (column.zone === "beside") this.showPair(/** @type {HTMLElement} */ (span.parentElement), text === "");
    const arm = column.zone === "arm1" ? this.under.arms[0] : column.zone === "arm2" ? this.under.arms[1] : "";
    if (this.results.readonly) return;
    const label = column.zone === "study" ? messages.say("results.study")
      : arm ? messages.say("grid.cell", { study: name, arm, quantity: column.heading }) : messages.say("grid.cell-both", { study: name, quantity: column.heading });
    if (span.getAttribute("aria-label") !== label) span.setAttribute("aria-label", label);
  }

  /** What was computed, or in words why not. @param {Row} row */
  showNumbers(row) {
    const { batch } = this.under;
    const { messages } = this.results;
    for (const mark of this.tr.querySelectorAll(".recovered")) mark.remove();
    if (row.status !== "estimated" || !row.display) {
      return this.showWords(...rowSentences(row, batch, messages).map((sentence, at) => html("p", { id: `row-${row.row}-${at}` }, sentence)));
    }
    const { numbers, tr } = this;
    const { effect, interval, p } = row.display;
    if (numbers[0].parentNode !== tr) this.endWith(...numbers);
    numbers[1].className = "c-effect"; // alone
    [effect, interval, p].forEach((text, at) => setText(numbers[at + 1], messages.figures(text)));
    this.draw();
  }

  /** @param {HTMLElement[]} words */
  showWords(...words) {
    this.endWith(html("td", { role: "cell", class: "in-words", colspan: NUMBERS }, ...words));
  }

  /** The cells after those of the arms, which stay where they are, with the focus that may be in them. @param {HTMLElement[]} cells */
  endWith(...cells) {
    while (this.tr.children.length > this.arms.length + 1) this.tr.lastElementChild?.remove();
    this.tr.append(...cells);
  }

  /** Marks the cells that the row's problems are about, and says in which sentence. @param {Row} row */
  mark(row) {
    /** @type {Map<HTMLElement, string[]>} */
    const wrong = new Map();
    row.problems.forEach(({ field }, at) => {
      const own = this.cells.find(({ column }) => column.field === field);
      // A quantity inside of a compound cell: the one cell of its arm, or the first.
      const arm = this.cells.filter(({ column }) => column.zone === (/1$/.test(field ?? "") ? "arm1" : /2$/.test(field ?? "") ? "arm2" : ""));
      const span = (own ?? arm[0])?.span;
      if (span) wrong.set(span, [...(wrong.get(span) ?? []), `row-${row.row}-${at}`]);
    });
    for (const { span } of this.cells) this.setProblem(span, (wrong.get(span) ?? []).join(" "));
  }

  /** @param {HTMLElement} span @param {string} said ids of what is said about it */
  setProblem(span, said) {
    if ((span.getAttribute("aria-describedby") ?? "") === said) return;
    if (said) {
      span.setAttribute("aria-invalid", "true");
      span.setAttribute("aria-describedby", said);
    } else {
      span.removeAttribute("aria-invalid");
      span.removeAttribute("aria-describedby");
    }
  }
}
