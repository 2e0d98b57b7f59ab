// While somebody types into the results: the table stands still, and each key waits for no more than can be seen.

import { axisDrawing } from "./forest.js";
import { MOST, NEAR } from "./results.js";

/** @typedef {import("./results.js").Results} Results */
/** @typedef {import("./results.js").Body} Body */
/** @typedef {import("./row.js").RowView} RowView */
/** @typedef {import("./columns.js").Column} Column */

/** Of more rows than these the browser lays out those that can be seen; of thousands the others are not there. */
const MANY = 60;
/** No row is lower. */
const LEAST_HEIGHT = 36;
/** After the last key. */
const PAUSE_MS = 150;
const MOST_DRAWN = 100;

export class Pace {
  /** @param {Results} results */
  constructor(results) {
    this.results = results;
    /** Rows whose drawing waits until typing pauses. @type {Set<RowView>} */
    this.behind = new Set();
    this.pause = 0;
    /** The line that is typed into, of all lines. */
    this.line = NaN;
    /** The lines that can be seen above it, and below. */
    this.seen = { above: 0, below: 0 };
    /** The longest number of each field. @type {WeakMap<Body, Map<string, number>>} */
    this.rooms = new WeakMap();
    this.widest = { effect: 0, interval: 0 };
    results.pace = this;
    this.begin();
  }

  get typing() {
    const { root, table } = this.results;
    return root.activeElement !== null && table.contains(root.activeElement) && root.activeElement.matches(".cell");
  }

  /** The results are painted. */
  begin() {
    const { bodies, root, table, batch } = this.results;
    const { length } = batch?.rows ?? [];
    table.toggleAttribute("data-many", length > MANY && length <= MOST);
    const row = this.typing ? root.activeElement?.closest("tr") : null;
    this.line = NaN;
    const { top, bottom } = row?.getBoundingClientRect() ?? { top: 0, bottom: 0 };
    this.seen = { above: top / LEAST_HEIGHT, below: (innerHeight - bottom) / LEAST_HEIGHT };
    for (const body of bodies) {
      const at = row ? body.views.findIndex(({ tr }) => tr === row) : -1;
      if (at >= 0) this.line = this.above(body) + body.from + at;
    }
  }

  /** How many lines stand above a body. @param {Body} body */
  above(body) {
    const { bodies } = this.results;
    return bodies.slice(0, bodies.indexOf(body)).reduce((sum, { count }) => sum + count, 0);
  }

  /** Whether a line is out of sight of the one that is typed into. @param {Body} body @param {number} place */
  far(body, place) {
    const down = this.above(body) + place - this.line;
    return down > this.seen.below + 1 || -down > this.seen.above + 1;
  }

  /** They are painted. */
  end() {
    clearTimeout(this.pause);
    if (this.behind.size > 0) this.pause = window.setTimeout(() => this.draw(), PAUSE_MS);
  }

  /** A hundred at a time, so that the next key need not wait for all. */
  draw() {
    for (const view of [...this.behind].slice(0, MOST_DRAWN)) {
      this.behind.delete(view);
      view.draw();
    }
    if (this.behind.size > 0) this.pause = window.setTimeout(() => this.draw());
  }

  /** In the line that is there: for another one the browser would look at all the lines below anew. @param {Body} body @param {import("./index.js").Axis} axis */
  showAxis(body, axis) {
    const cell = /** @type {Element} */ (body.element.rows[0].querySelector(".axis"));
    const [sides, scale] = /** @type {HTMLCollectionOf<HTMLElement>} */ (cell.children);
    scale.replaceChildren(axisDrawing(axis, this.results.messages));
    sides.style.setProperty("--null", `${Math.min(1, Math.max(0, axis.nullAt)) * 100}%`);
    [axis.nullAt < NEAR, axis.nullAt > 1 - NEAR].forEach((near, at) => {
      sides.children[at].toggleAttribute("data-near", near);
    });
  }

  /** Columns grow and do not shrink: they are not to jump from key to key. @param {Body} body @param {Column[]} columns */
  hold(body, columns) {
    const known = this.rooms.get(body);
    if (known && this.typing) for (const column of columns) column.room = Math.max(column.room, known.get(column.field) ?? 0);
    this.rooms.set(body, new Map(columns.map(({ field, room }) => [field, room])));
  }

  /** @param {"effect" | "interval"} what @param {number} characters of the longest */
  room(what, characters) {
    return (this.widest[what] = this.typing ? Math.max(characters, this.widest[what]) : characters);
  }
}
