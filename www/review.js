// What a person has put in, all of it and nothing else: the table, the choices and the names, with one history. Undo, a link,
// keeping and the JSON export hold exactly this.

/** @typedef {NonNullable<Parameters<import("./index.js").Calculator["batch"]>[1]>} Settings */
/** @typedef {{ arm1: string, arm2: string, lower: string, higher: string }} Names "" stands for the default words */
/** @typedef {{ text: string, original: string, settings: Settings, names: Partial<Names> }} State never changed once made */
/** @typedef {{ text?: string, settings?: Record<string, any>, names?: Partial<Names> }} Patch */

const STEPS = 500;
const CHARACTERS = 20_000_000;
/** How one table is read, what is good in it, and what would happen without, says nothing of the next. */
const OF_THE_TABLE = { columns: null, decimal: null, layout: null, headerLines: null, event: null, comparatorRisk: null, comparatorRate: null };
/** The kind of change that brings another table. */
export const WHOLE = "whole";

export class Review extends EventTarget {
  constructor() {
    super();
    /** @type {State} */ this.state = { text: "", original: "", settings: {}, names: {} };
    /** @type {State[]} */ this.past = [];
    /** @type {State[]} */ this.future = [];
    this.kind = "";
  }

  get text() {
    return this.state.text;
  }

  /** The table as it was pasted, before anything was changed in it; empty where it was typed. */
  get original() {
    return this.state.original;
  }

  /** What `calc.batch` is asked for; defaults are left out. */
  get settings() {
    return this.state.settings;
  }

  /** @returns {Names} */
  get names() {
    return { arm1: "", arm2: "", lower: "", higher: "", ...this.state.names };
  }

  get canUndo() {
    return this.past.length > 0;
  }

  get canRedo() {
    return this.future.length > 0;
  }

  /**
   * Changes what is given and leaves the rest. In settings (and their options) and names, null, undefined and "" bring the
   * default back. Changes of one kind in a row are one step, until `endStep`; those without a kind are a step each. The kind
   * `WHOLE` is another table: how the last one was read, and the names of its arms, go with it.
   * @param {Patch} patch @param {string} [kind]
   */
  change({ text = this.text, settings = {}, names = {} }, kind = "") {
    const old = this.state;
    const whole = kind === WHOLE;
    text = text.replace(/\r\n?/g, "\n"); // as a text area holds it
    const state = Object.freeze({
      text,
      original: whole ? text : text === "" ? "" : old.original,
      settings: merged(old.settings, whole ? { ...OF_THE_TABLE, ...settings } : settings),
      names: merged(whole ? {} : old.names, names),
    });
    if (same(state, old)) return;
    if (kind === "" || whole || kind !== this.kind) this.past.push(old);
    this.state = state;
    this.kind = whole ? "" : kind;
    this.future = [];
    // Typed back to what it was: no step at all.
    if (this.kind !== "" && same(state, this.past[this.past.length - 1])) this.past.pop(), (this.kind = "");
    this.forget();
    this.tell(kind);
  }

  /** The next change is a step of its own, whatever its kind. */
  endStep() {
    this.kind = "";
  }

  undo() {
    this.step(this.past, this.future, "undo");
  }

  redo() {
    this.step(this.future, this.past, "redo");
  }

  /** @param {State[]} from @param {State[]} to @param {string} kind */
  step(from, to, kind) {
    const state = from.pop();
    if (!state) return;
    to.push(this.state);
    this.state = state;
    this.kind = "";
    this.tell(kind);
  }

  /** @param {string} kind */
  tell(kind) {
    this.dispatchEvent(new CustomEvent("change", { detail: { kind } }));
  }

  /** The oldest steps, where they are too many or too long. */
  forget() {
    const long = (/** @type {State} */ state, /** @type {State | undefined} */ next) => (state.text === next?.text ? 0 : state.text.length);
    let size = this.past.reduce((sum, state, at) => sum + long(state, this.past[at + 1]), 0);
    while (this.past.length > STEPS || (size > CHARACTERS && this.past.length > 1)) {
      const oldest = /** @type {State} */ (this.past.shift());
      size -= long(oldest, this.past[0]);
    }
  }

  /** Everything that was put in, as plain JSON, without the defaults. */
  snapshot() {
    const { text, settings, names } = this.state;
    return structuredClone({ v: 1, text, settings, names });
  }

  /**
   * Puts a snapshot in place of everything, as one step.
   * @param {unknown} snapshot from anywhere
   * @returns {Promise<string[]>} what was not understood and left out, such as "settings.level"; all of it: [""]
   */
  async restore(snapshot) {
    const { checked } = await import("./snapshot.js");
    const { state, leftOut } = checked(snapshot);
    if (state) {
      const gone = (/** @type {object} */ old) => Object.fromEntries(Object.keys(old).map((key) => [key, null]));
      const settings = { ...gone(this.settings), ...state.settings, options: { ...gone(this.settings.options ?? {}), ...state.settings.options } };
      this.change({ ...state, settings }, WHOLE);
    }
    return leftOut;
  }
}

/** @param {Record<string, any>} old @param {Record<string, any>} patch @returns {any} */
function merged(old, patch) {
  const all = { ...old };
  for (const [key, value] of Object.entries(patch)) {
    const next = key === "options" && value ? merged(old.options ?? {}, value) : value;
    const none = next === undefined || next === null || next === "" || (typeof next === "object" && Object.keys(next).length === 0);
    if (none) delete all[key];
    else all[key] = next;
  }
  return all;
}

/** @param {State} one @param {State} other */
const same = (one, other) => one.text === other.text && one.original === other.original
  && JSON.stringify([one.settings, one.names]) === JSON.stringify([other.settings, other.names]);
