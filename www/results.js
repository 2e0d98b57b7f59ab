// The Results table: one body per measure with its axis, one row per study in the order pasted, each cell of it a cell of
// the table as pasted.
import { columnsOf, roomOf } from "./columns.js";
import { html, setText } from "./dom.js";
import { axisDrawing } from "./forest.js";
import { RowView } from "./row.js";
import { commonNotices, sayings } from "./sentences.js";

/** @typedef {import("./index.js").BatchResult} BatchResult */
/** @typedef {import("./index.js").Row} Row */
/** @typedef {BatchResult["groups"][number]} Group */
/** @typedef {import("./columns.js").Column} Column */
/** @typedef {import("./messages.js").Messages} Messages */
/** @typedef {import("./review.js").Review} Review */
/** @typedef {import("./row.js").Under} Under */
/** @typedef {{ rows: Row[], under: Under, blanks: Set<number> }} Shown the rows of a body, and after how many of them a blank line stands */

/**
 * A table of thousands must not hold up the first screen, or the next keystroke. Each frame then makes more than the one
 * before, because it lays out all rows again.
 */
const FIRST_FRAME = 300;
const GROWTH = 1.7;
/** Of more rows than these only so many are there at a time, around those that are seen. */
export const MOST = 1000;
export const WINDOW = 300;
/** Share of the axis that a word beside the null line needs on a narrow screen. */
export const NEAR = 0.3;
/** The widths, in em, that surface.css knows for rows with all their cells beside each other. */
const ROOMS = [50, 54, 59, 66, 74];
/** What drawing, P value and the gaps between the columns need of it at the least, in em; a character; and what the study leaves. */
const LEAST = 17.5;
const CHARACTER = 0.62;
const BESIDE_STUDY = 0.81;
const LONGEST_EFFECT = 18;
/** Characters of an effect that leave the interval and the P value no room beside it on a narrow screen. */
const LONG_EFFECT = 8;
/** Characters of an arm's name that leaves its cells no room beside it. */
const LONG_NAME = 16;
const COLUMNS = { fromPlot: 4, afterPlot: 3 };

/** The body of a group of rows. */
export class Body {
  /** @param {Results} results */
  constructor(results) {
    this.results = results;
    this.element = results.table.appendChild(html("tbody", { role: "rowgroup" }));
    /** What the head line and the columns were made from. */
    this.made = "";
    this.shape = "";
    this.axis = "";
    /** @type {RowView[]} */ this.views = [];
    /** The place of the first of them among the rows and blank lines. */
    this.from = 0;
    /** What they are views of. @type {Shown | null} */ this.shown = null;
  }

  /** How many lines there are, shown or not. */
  get count() {
    return this.shown ? this.shown.rows.length + this.shown.blanks.size : 0;
  }
}

export class Results {
  /** @param {HTMLElement} part @param {Messages} messages @param {Review} review @param {boolean} [readonly] whether nothing can be typed over */
  constructor(part, messages, review, readonly = false) {
    const find = (/** @type {string} */ id) => /** @type {HTMLElement} */ (part.querySelector(`#${id}`));
    this.root = /** @type {Document | ShadowRoot} */ (part.getRootNode());
    this.review = review;
    this.readonly = readonly;
    this.messages = messages;
    this.table = /** @type {HTMLTableElement} */ (find("results-table"));
    this.intervalHeader = find("interval-header");
    this.common = find("common");
    this.sources = find("sources");
    /** What holds for every row is said once, above the table. @type {Set<string>} */
    this.everywhere = new Set();
    this.sourcesMade = "";
    /** Rows of a very long table, still to be made in the frames to come. @type {Set<() => void>} */
    this.later = new Set();
    this.madeNow = 0;
    this.perFrame = FIRST_FRAME;
    /** @type {Body[]} */ this.bodies = [];
    /** @type {WeakMap<Element, RowView>} */ this.views = new WeakMap();
    /** @type {BatchResult | null} */ this.batch = null;
    /** Fields that stay shown though nothing fills them any more: a column must not vanish while it is typed in. */
    this.kept = { headers: "", fields: new Set() };
    /** A row (its place in the batch) after which a blank line was asked for; -1 for the top. @type {number | null} */
    this.blankAfter = null;
    /** The fields a measure is computed from. @type {(measure: string) => string[]} */
    this.fieldsOf = () => [];
    /** Adds to a row what the complete calculator found. @type {((line: HTMLElement, row: Row) => void) | null} */
    this.dress = null;
    /** What stands between the rows: out while they are shown. @type {{ lift(): void, lay(batch: BatchResult): void } | null} */
    this.between = null;
    /** Keeps keys quick, once somebody can type. @type {import("./pace.js").Pace | null} */ this.pace = null;
    /** Whether cells come and go because they are painted. */
    this.painting = false;
    /** Keeps a table of thousands in view. @type {import("./long.js").LongTable | null} */ this.long = null;
    /** @type {HTMLElement | null} */ this.stop = null;
    /** Called when all that could be shown at once stands. @type {(() => void) | null} */
    this.shown = null;
  }

  /** The names where nobody has typed others: the arms as the table calls them. @returns {import("./review.js").Names} */
  get defaults() {
    const { messages, review } = this;
    const found = /** @type {any} */ (this.batch)?.arms ?? [];
    const arm = (/** @type {1 | 2} */ number) => review.names[`arm${number}`] || found[number - 1] || messages.say(`results.arm${number}-in-text`);
    const favours = (/** @type {1 | 2} */ number) => messages.say("results.favours", { arm: arm(number) });
    const { event } = review.settings;
    // where it was said whether the event, or a higher value, is good or bad, each side speaks for a group
    const sides = event ? { lower: favours(event === "harm" ? 1 : 2), higher: favours(event === "harm" ? 2 : 1) }
      : { lower: messages.say("results.lower", { arm: arm(1) }), higher: messages.say("results.higher", { arm: arm(1) }) };
    return { arm1: found[0] || messages.say("results.arm1"), arm2: found[1] || messages.say("results.arm2"), ...sides };
  }

  /** The arms by name, as they stand above the columns. @returns {[string, string]} */
  get arms() {
    const { defaults, review: { names } } = this;
    return [names.arm1 || defaults.arm1, names.arm2 || defaults.arm2];
  }

  /** Shows the same again, under other names or with another blank line. */
  refresh() {
    if (this.batch) this.show(this.batch);
  }

  /** The attributes of what can be typed over. @param {string} [name] */
  typed(name) {
    return this.readonly ? {} : { role: "textbox", tabindex: -1, "aria-label": name };
  }

  /** The one cell at which Tab stops. @param {HTMLElement} cell */
  stopAt(cell) {
    if (this.stop) this.stop.tabIndex = -1;
    this.stop = cell;
    cell.tabIndex = 0;
  }

  /** @param {BatchResult} batch */
  show(batch) {
    this.painting = true;
    this.paint(batch);
    this.painting = false;
    if (this.later.size === 0) this.settled();
    this.pace?.end();
  }

  /** @param {BatchResult} batch */
  paint(batch) {
    this.batch = batch;
    this.pace?.begin();
    this.between?.lift();
    this.later.clear();
    this.madeNow = 0;
    this.perFrame = FIRST_FRAME;
    setText(this.intervalHeader, this.messages.say("results.interval", { level: this.messages.level(batch.level) }));
    this.showNames();
    this.everywhere = commonNotices(batch, this.messages);
    setText(this.common, this.everywhere.size > 0 ? this.messages.say("results.every-row", { notice: [...this.everywhere].join(" ") }) : "");
    const headers = JSON.stringify(batch.columns);
    if (headers !== this.kept.headers) this.kept = { headers, fields: new Set() };
    const groups = batch.groups.length > 0 ? batch.groups : [{ measure: null, rows: [], axis: null }];
    const bodies = groups.map((_, index) => (this.bodies[index] ??= new Body(this)));
    for (const { element } of this.bodies.splice(bodies.length)) element.remove();
    this.showRoom(batch, Math.max(...groups.map((group, index) => this.showGroup(bodies[index], group, index, batch))));
    this.showSources(batch);
    const first = bodies[0].views[0]?.cells[0];
    if (first && !this.readonly && !this.stop?.isConnected) this.stopAt(first.span);
    this.between?.lay(batch);
    if (batch.rows.length > MOST) void this.keepInView();
  }

  async keepInView() {
    try {
      const { LongTable } = await import("./long.js");
      this.long ??= new LongTable(this);
      this.long.settle();
    } catch (error) {
      console.warn(error); // the first rows stand
    }
  }

  /** All that can be shown now stands. */
  settled() {
    this.long?.settle();
    this.shown?.();
  }

  /** Columns as wide as what stands in them leave the rest to the drawing. @param {BatchResult} batch @param {number} arm the characters of one */
  showRoom({ rows }, arm) {
    const { dataset, style } = this.table;
    const longest = (/** @type {"effect" | "interval"} */ what, /** @type {number} */ least) => {
      const most = Math.max(least, ...rows.slice(0, MOST).map(({ display }) => display?.[what].length ?? 0));
      return this.pace?.room(what, most) ?? most;
    };
    const whole = longest("interval", 12);
    // a very long one breaks between its limits
    const room = { arm: Math.max(8, arm), effect: Math.min(LONGEST_EFFECT, longest("effect", 5)), interval: whole > 20 ? whole / 2 + 1 : whole };
    for (const [name, characters] of Object.entries(room)) style.setProperty(`--${name}`, String(characters));
    this.table.toggleAttribute("data-long", room.effect > LONG_EFFECT);
    const needed = (LEAST + CHARACTER * (2 * room.arm + room.effect + room.interval)) / BESIDE_STUDY;
    dataset.room = String(ROOMS.find((width) => needed <= width) ?? "none");
  }

  /** The arms above their columns, to be typed over. */
  showNames() {
    const longest = Math.max(...this.arms.map(({ length }) => length));
    this.table.style.setProperty("--names", String(longest));
    this.table.toggleAttribute("data-long-names", longest > LONG_NAME);
    this.arms.forEach((name, arm) => {
      const span = /** @type {HTMLElement} */ (this.table.querySelector(`[data-name="arm${arm + 1}"]`));
      if (!span.role && !this.readonly) {
        span.className = "cell";
        span.tabIndex = -1;
        span.role = "textbox";
        span.ariaLabel = this.messages.say(`grid.arm${arm + 1}`);
      }
      if (span !== this.root.activeElement) setText(span, name);
    });
  }

  /** @param {Body} body @param {Group} group @param {number} index @param {BatchResult} batch @returns the room that an arm needs, in characters */
  showGroup(body, group, index, batch) {
    const { messages } = this;
    const rows = group.rows.map((number) => batch.rows[number]);
    const columns = this.columnsFor(rows, group, batch);
    this.pace?.hold(body, columns);
    const name = `group-${index}`;
    body.element.setAttribute("aria-labelledby", name);
    const shape = JSON.stringify(columns.map(({ field, zone }) => [field, zone]));
    const { arms } = this;
    if (shape !== body.shape) {
      body.shape = shape;
      body.element.replaceChildren();
      body.views = [];
      body.from = 0;
      body.made = "";
    }
    const given = group.measure ? "" : rows.every((row) => row.status === "as-given") ? "given" : "none";
    const made = JSON.stringify([group.measure, !group.axis, given, columns.map(({ heading }) => heading)]);
    const axis = JSON.stringify(group.axis);
    const moved = axis !== body.axis;
    body.axis = axis;
    if (made === body.made && moved && group.axis && this.pace) this.pace.showAxis(body, group.axis);
    else if (made !== body.made || moved) {
      body.made = made;
      const line = this.groupRow(name, group, rows.length === 0 ? "" : messages.say(given ? `results.${given}-group` : ""), columns);
      if (body.element.rows.length > 0) body.element.rows[0].replaceWith(line);
      else body.element.append(line);
    }
    this.showSides(body.element.rows[0]);
    const under = { columns, group, batch, arms, key: JSON.stringify([arms, columns.map(({ heading }) => heading), ...this.everywhere]) };
    const blanks = new Set(group.rows.flatMap((number, at) => (number === this.blankAfter ? [at + 1] : [])));
    if (index === 0 && this.blankAfter === -1) blanks.add(0);
    if (index === Math.max(0, batch.groups.length - 1) && !this.readonly) blanks.add(rows.length);
    body.shown = { rows, under, blanks };
    this.showBody(body);
    const room = roomOf(columns);
    body.element.style.setProperty("--cells", room.cells);
    return room.beside;
  }

  /** @param {Row[]} rows @param {Group} group @param {BatchResult} batch */
  columnsFor(rows, group, batch) {
    const { messages } = this;
    const word = (/** @type {string} */ quantity) => messages.find("grid", "quantities", quantity) ?? quantity.replaceAll("_", " ");
    const all = rows.length === 0 ? batch.columns.flatMap(({ field }) => field ?? []) : [];
    const needed = new Set([...all, ...(group.measure ? this.fieldsOf(group.measure) : []), ...this.kept.fields]);
    const columns = columnsOf(rows, needed, batch, word);
    if (batch.groups.length < 2) this.kept.fields = new Set(columns.map(({ field }) => field));
    return columns;
  }

  /** All rows of a group, or of very many those around its place. @param {Body} body */
  showBody(body) {
    const { length } = this.batch?.rows ?? [];
    const window = length > MOST && !this.long?.whole ? WINDOW : Infinity;
    body.from = Math.max(0, Math.min(body.from, body.count - window));
    const end = Math.min(body.count, body.from + window);
    for (const view of body.views.splice(end - body.from)) view.tr.remove();
    this.showRows(body, body.from, end);
  }

  /** @param {Body} body @param {number} start the place of a line among the rows and blank lines @param {number} end */
  showRows(body, start, end) {
    const { rows, under, blanks } = /** @type {Shown} */ (body.shown);
    const before = [...blanks].sort((a, b) => a - b);
    for (let place = start; place < end; place += 1) {
      if (this.madeNow >= this.perFrame) {
        this.later.add(() => this.showRows(body, place, end));
        if (this.later.size === 1) requestAnimationFrame(() => this.showLater());
        return;
      }
      const blanksBefore = before.filter((at, index) => at + index < place).length;
      const at = place - blanksBefore;
      let view = body.views[place - body.from];
      if (!view) {
        view = body.views[place - body.from] = new RowView(this, under);
        const last = body.views[place - body.from - 1];
        (last?.tr ?? body.element.rows[0]).after(view.tr);
      }
      if (before[blanksBefore] === at) view.showBlank({ after: rows[at - 1] ?? null, like: rows[at - 1] ?? rows[0] ?? null }, under);
      else this.madeNow += Number(view.show(rows[at], under, this.pace?.far(body, place)));
    }
  }

  showLater() {
    this.madeNow = 0;
    this.perFrame *= GROWTH;
    // What does not fit this frame either is put back by showRows.
    const waiting = [...this.later];
    this.later.clear();
    for (const go of waiting) go();
    if (this.later.size === 0) this.settled();
  }

  /** @param {string} id @param {Group} group @param {string} none what stands where there is no measure @param {Column[]} columns */
  groupRow(id, group, none, columns) {
    const { messages } = this;
    const name = group.measure === null ? none : messages.measure(group.measure);
    const axis = group.axis;
    const heads = (/** @type {string} */ zone) => html("span", { class: "inputs" }, ...columns.filter((column) => column.zone === zone).flatMap(({ heading }) => [html("span", {}, heading), " "]));
    const both = columns.some(({ zone }) => zone === "both");
    return html("tr", { role: "row", class: `group ${axis ? "with-axis" : ""}` },
      html("td", { role: "cell", class: "group-name", id }, name),
      ...(both ? [html("td", { role: "cell", class: "c-arm both heads", colspan: 2 }, heads("both"))]
        : ["arm1", "arm2"].map((zone) => html("td", { role: "cell", class: "c-arm heads" }, heads(zone)))),
      ...(axis ? [html("td", { role: "cell", class: "c-plot axis" }, this.sides(axis.nullAt), html("div", { class: "scale" }, axisDrawing(axis, messages))),
        html("td", { role: "cell", class: "group-rest", colspan: COLUMNS.afterPlot })]
        : [html("td", { role: "cell", class: "group-rest", colspan: COLUMNS.fromPlot })]));
  }

  /** What lies on either side of the null line, to be typed over. @param {number} nullAt */
  sides(nullAt) {
    const side = (/** @type {string} */ name, /** @type {boolean} */ near) => html("span", {
      class: "cell side", "data-name": name, "data-near": near, ...this.typed(this.messages.say(`grid.${name}`)),
    });
    const sides = html("div", { class: "sides" }, side("lower", nullAt < NEAR), " ", side("higher", nullAt > 1 - NEAR));
    // By script, because the page's policy has no style attributes.
    sides.style.setProperty("--null", `${Math.min(1, Math.max(0, nullAt)) * 100}%`);
    return sides;
  }

  /** @param {Element} line the head line of a group */
  showSides(line) {
    const { review: { names }, defaults } = this;
    for (const span of /** @type {NodeListOf<HTMLElement>} */ (line.querySelectorAll(".side"))) {
      const name = /** @type {"lower" | "higher"} */ (span.dataset.name);
      if (span !== this.root.activeElement) setText(span, names[name] || defaults[name]);
    }
  }

  /** To the first row that needs attention, or a sentence that does. @param {string} selector */
  goTo(selector) {
    const found = this.root.querySelector(selector) ?? this.long?.find(selector);
    const head = found?.closest("th") ?? found;
    if (!(head instanceof HTMLElement)) return;
    head.tabIndex = -1;
    head.focus({ preventScroll: true });
    head.scrollIntoView({ block: "center" });
  }

  /** What is to be known about a row, each sentence once. @param {Row} row @returns {(Node | string)[]} */
  notesOf(row) {
    return [...sayings(row, this.messages)].filter((sentence) => !this.everywhere.has(sentence)).flatMap((sentence) => [" ", html("span", { class: "notice" }, sentence)]);
  }

  /** Each source once, under the name of its study. @param {BatchResult} batch */
  showSources(batch) {
    const { messages } = this;
    const lines = new Set();
    for (const { study, source } of batch.rows) {
      if (source) lines.add(!study || source.startsWith(study) ? source : messages.say("results.source", { study, source }));
    }
    const from = JSON.stringify([...lines]);
    if (from === this.sourcesMade) return;
    this.sourcesMade = from;
    this.sources.replaceChildren();
    if (lines.size === 0) return;
    this.sources.append(html("h3", {}, messages.say("results.sources")), html("ul", {}, ...[...lines].map((line) => html("li", {}, line))));
  }
}
