// A table of thousands: only the rows around those that are seen are there, the others are space. Up to a thousand all are
// there, so that the browser's own search finds them.
import { html } from "./dom.js";
import { WINDOW } from "./results.js";

/** @typedef {import("./results.js").Body} Body */
/** @typedef {import("./results.js").Results} Results */

/** So many rows stand above what is seen. */
const ABOVE = Math.round(WINDOW / 3);
/** Rows of which none has been measured yet. */
const HEIGHT = 40;
const COLUMNS = 7;

export class LongTable {
  /** @param {Results} results */
  constructor(results) {
    this.results = results;
    /** Whether all rows are there after all: on paper. */
    this.whole = false;
    /** @type {Map<Body, { before: HTMLElement, after: HTMLElement }>} */
    this.spaces = new Map();
    /** @type {WeakMap<Body, { width: number, height: number }>} */
    this.heights = new WeakMap();
    this.asked = false;
    this.events = { scroll: () => this.scrolled(), beforeprint: () => this.showWhole(true), afterprint: () => this.showWhole(false) };
  }

  /** Hears of what concerns the whole page only while the table is in it. @param {boolean} listening */
  listen(listening) {
    // Scrolled may be the page, or whatever the table stands in.
    for (const [name, act] of Object.entries(this.events)) (listening ? addEventListener : removeEventListener)(name, act, { capture: true, passive: true });
  }

  scrolled() {
    if (this.asked) return;
    this.asked = true;
    requestAnimationFrame(() => {
      this.asked = false;
      if (this.results.table.isConnected) this.follow();
      else this.listen(false);
    });
  }

  /** @param {boolean} whole */
  showWhole(whole) {
    this.whole = whole;
    this.results.perFrame = Infinity;
    this.results.refresh();
  }

  /** Space for the rows that are not there, once the others stand. */
  settle() {
    const { results } = this;
    const long = results.bodies.some(({ count, views }) => views.length < count);
    for (const [body, spaces] of this.spaces) {
      if (!long || !results.bodies.includes(body)) Object.values(spaces).forEach((space) => space.remove());
    }
    results.table.removeAttribute("aria-rowcount");
    this.listen(long);
    // Rows that come and go above are no reason for the browser to scroll after one of them.
    results.table.style.overflowAnchor = long ? "none" : "";
    if (!long) return;
    let row = 1;
    for (const body of results.bodies) {
      const spaces = this.spaces.get(body) ?? { before: space(), after: space() };
      this.spaces.set(body, spaces);
      const height = this.heightOf(body);
      const after = body.count - body.from - body.views.length;
      spaces.before.style.setProperty("block-size", `${body.from * height}px`);
      spaces.after.style.setProperty("block-size", `${after * height}px`);
      body.element.rows[0].after(spaces.before);
      body.element.append(spaces.after);
      row += 1;
      body.views.forEach((view, at) => view.tr.setAttribute("aria-rowindex", String(row + body.from + at + 1)));
      row += body.count;
    }
    results.table.setAttribute("aria-rowcount", String(row));
  }

  /** How high a row is on the whole: measured once for each width, so that a place on the page stays that of its row. @param {Body} body */
  heightOf(body) {
    const { views } = body;
    const width = body.element.clientWidth;
    const known = this.heights.get(body);
    if (views.length === 0 || known?.width === width) return known?.height ?? HEIGHT;
    const top = views[0].tr.getBoundingClientRect().top;
    const height = (views[views.length - 1].tr.getBoundingClientRect().bottom - top) / views.length || HEIGHT;
    this.heights.set(body, { width, height });
    return height;
  }

  /** The rows go with what is seen. */
  follow() {
    for (const body of this.results.bodies) {
      const { views, count } = body;
      if (views.length >= count) continue;
      const seen = -body.element.getBoundingClientRect().top / this.heightOf(body);
      const from = Math.max(0, Math.min(Math.floor(seen) - ABOVE, count - WINDOW));
      const near = Math.abs(from - body.from) < ABOVE / 2 && from !== 0 && from !== count - WINDOW;
      if (!near) this.show(body, from);
    }
  }

  /** @param {Body} body @param {number} from the place of the first row to be there */
  show(body, from) {
    if (from === body.from) return;
    const { results } = this;
    body.from = from;
    results.madeNow = 0;
    results.perFrame = Infinity;
    results.between?.lift();
    results.showBody(body);
    if (results.batch) results.between?.lay(results.batch);
    results.settled();
  }

  /** Has a line there that may not be: the view of it. @param {Body} body @param {number} place */
  reveal(body, place) {
    if (place < 0 || place >= body.count) return null;
    if (!body.views[place - body.from]) this.show(body, Math.max(0, Math.min(place - ABOVE, body.count - WINDOW)));
    return body.views[place - body.from] ?? null;
  }

  /** The first of all rows, there or not, that has something of the kind. @param {string} selector */
  find(selector) {
    for (const body of this.results.bodies) {
      for (let from = 0; from < body.count; from += WINDOW) {
        this.show(body, Math.min(from, Math.max(0, body.count - WINDOW)));
        const found = body.element.querySelector(selector);
        if (found) return found;
      }
    }
    return null;
  }
}

const space = () => html("tr", { class: "space", "aria-hidden": "true" }, html("td", { colspan: COLUMNS }));
