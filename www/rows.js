// The rows of a table, taken apart from the few large pieces in which the calculator hands them over: object by object it
// would take several times as long as the statistics. The order is that of `src/wasm/rows.rs`.

/** @typedef {import("./index.js").BatchResult} BatchResult */
/** @typedef {import("./index.js").Step} Step */

/** What gives the value of a property that is computed when it is first read. @type {WeakMap<object, () => unknown>} */
const sources = new WeakMap();

/** A property of that name that is computed when it is first read, and is then a plain one. @param {string} name */
function later(name) {
  const settle = (/** @type {object} */ object, /** @type {unknown} */ value) => Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
  /** @type {PropertyDescriptor} */
  const property = {
    enumerable: true,
    configurable: true,
    get() {
      const value = /** @type {() => unknown} */ (sources.get(this))();
      settle(this, value);
      return value;
    },
    set(value) {
      settle(this, value);
    },
  };
  return property;
}

const CELLS = later("cells");
const WORKING = later("working");

/** Numbers and texts in the order in which they are wanted. */
class Tape {
  /** @param {Float64Array} numbers @param {string} texts @param {(string | null)[]} names */
  constructor(numbers, texts, names, at = 0, from = 0) {
    this.numbers = numbers;
    this.texts = texts;
    this.names = names;
    this.at = at;
    this.from = from;
  }

  number() {
    return this.numbers[this.at++];
  }

  /** A number that may not be there. */
  known() {
    const number = this.number();
    return number === number ? number : null;
  }

  flag() {
    return this.number() > 0;
  }

  name() {
    return this.names[this.number()];
  }

  text() {
    const length = this.number();
    if (length < 0) return null;
    const { from } = this;
    this.from += length;
    return this.texts.slice(from, this.from);
  }
}

/** @param {Tape} tape @param {string[][]} references */
function estimate(tape, references) {
  return {
    measure: tape.name(), interval: tape.name(), level: tape.number(), convention: tape.name(),
    point: tape.number(), lower: tape.number(), upper: tape.number(),
    analysis: {
      scale: tape.name(), point: tape.number(), se: tape.known(), variance: tape.known(), lower: tape.number(), upper: tape.number(),
    },
    statistic: statistic(tape), p: tape.known(), n: tape.known(), notices: [], references: references[tape.number()],
  };
}

/** @param {Tape} tape */
function statistic(tape) {
  const kind = tape.name();
  return kind && { kind, value: tape.number(), df: tape.known() };
}

/** @param {Tape} tape */
function graphic(tape) {
  return tape.flag() ? {
    point: tape.number(), lower: tape.number(), upper: tape.number(),
    clippedLower: tape.flag(), clippedUpper: tape.flag(), pointOutside: tape.flag(), size: tape.number(),
  } : null;
}

/** @param {Tape} tape */
function cells(tape) {
  return Array.from({ length: tape.number() }, () => {
    const cell = { line: tape.number(), column: tape.number(), field: tape.name(), text: tape.text() };
    const state = tape.name();
    if (!state) return cell; // of the first build, which does not say
    const count = tape.number();
    const quantities = count < 0 ? [{ field: cell.field, text: cell.text }]
      : Array.from({ length: count }, () => ({ field: tape.name(), text: tape.text() }));
    return { ...cell, state, quantities };
  });
}

/**
 * @param {[json: string, numbers: Float64Array, texts: string, cellNumbers: Float64Array, cellTexts: string]} packed
 * @param {(place: number) => Step[]} [workingOf] of the row at a place; without it there is none
 * @returns {BatchResult}
 */
export function unpacked([json, numbers, texts, cellNumbers, cellTexts], workingOf) {
  const { batch, names, references, told } = JSON.parse(json);
  names.unshift(null);
  const tape = new Tape(numbers, texts, names);
  const rows = [];
  while (tape.at < numbers.length) {
    /** As the tape has it; a test holds it to the types. @type {any} */
    const row = {
      row: tape.number(), study: tape.text(), outcome: tape.text(), note: tape.text(), source: tape.text(),
      measure: tape.name(), status: tape.name(), arms: [tape.text(), tape.text()],
      estimate: null, recovered: [], display: null, graphic: null, absolute: null, asGiven: null, problems: [], notices: [],
    };
    // set anew: changing a property that is there takes twenty times as long
    const [at, from] = [tape.number(), tape.number()];
    sources.set(row, () => cells(new Tape(cellNumbers, cellTexts, names, at, from)));
    Object.defineProperty(row, "cells", CELLS);
    if (tape.flag()) {
      const place = rows.length;
      row.estimate = estimate(tape, references);
      if (workingOf) {
        sources.set(row.estimate, () => workingOf(place));
        Object.defineProperty(row.estimate, "working", WORKING);
      } else {
        row.estimate.working = [];
      }
      row.display = { effect: tape.text(), interval: tape.text(), p: tape.text(), sentence: tape.text() };
      row.graphic = graphic(tape);
    }
    rows.push(row);
  }
  for (const { place, ...more } of told) Object.assign(rows[place], more);
  return Object.assign(batch, { rows });
}
