// The calculator in two parts. The first one has what most tables need; the complete one is fetched when a table or a
// person asks for more, and is then used for everything.
import init, * as wasm from "./pkg/first/effect_size.js";
import { unpacked } from "./rows.js";
import { siteFile } from "./site.js";

/** @typedef {import("./index.js").BatchResult} BatchResult */
/** @typedef {import("./index.js").Calculator} Complete */
/** @typedef {Pick<Complete, "version" | "measures" | "grid" | "batch" | "paste">} Calculator */
/** @typedef {NonNullable<Parameters<Complete["batch"]>[1]>} Wanted */

/** What the first part has a use for. A column of anything else is the other's, and a row left without a result may be. */
const FIELDS = /^(study|outcome|measure|note|source|(mean|sd|n|events|nonevents|time)[12])$/;
const CODES = new Set([
  "unknown-measure", "row-without-numbers", "estimate-only", "unreadable-number", "other-decimal-mark", "bracket-no-sd", "missing-column",
  "not-reported",
]);
/** Headers that may speak another language or name another thing, and a choice to be offered. */
const TOLD = /^(column-ignored|decimal-undecided|arms-by-order names)$/;
/** A mean with another spread than an SD in one cell. */
const SPREAD = / \((?:SE|CI) /;

/**
 * A table of which no row is estimated may lie in another way than a study a row.
 * @param {BatchResult} batch @param {(code: string) => boolean} says
 */
const asksForMore = ({ columns, rows, problems: [first], notices: told }, says) => (!["empty-text", "no-rows"].includes(first?.code) && rows.every(({ estimate }) => !estimate))
  || told.some(({ code, params: { rule } }) => TOLD.test(rule ? `${code} ${rule}` : code))
  || columns.some(({ field }) => field !== null && !FIELDS.test(field))
  || rows.some(({ study, outcome, problems, asGiven, arms, notices }) => outcome && !study || problems.some(({ code }) => CODES.has(code)) || notices.some(({ code }) => !says(code))
    || (asGiven !== null && (CODES.has(asGiven.reason) || SPREAD.test(arms.join(" ")))));

/** What the first part can be asked for, and whether it was asked for more. @param {Wanted} wanted @returns {[Wanted, boolean]} */
function parted({ medians, sharedControl, comparatorRisk, comparatorRate, event, options = {}, ...plain }) {
  const { level, ...others } = options;
  const more = [medians, sharedControl, comparatorRisk, comparatorRate, event, ...Object.values(others)].some((value) => value !== undefined && value !== null);
  return [{ ...plain, options: level === undefined ? {} : { level } }, more];
}

/** After a failure a table alone asks again only after this time: not with every keystroke. */
const PATIENCE_MS = 10_000;

// One of each for all that is shown.
/** @type {Promise<unknown> | undefined} */
let starting;
/** @type {{ source: string | null, calculator: Promise<Complete> } | undefined} */
let completing;

/** @param {string | null} source the address of the file @returns {Promise<Complete>} */
function complete(source) {
  // Another file than the one that is on its way is needed only where that cannot be had.
  if (completing && completing.source !== source) return completing.calculator.catch(() => complete(source));
  completing ??= {
    source,
    calculator: Promise.all([import("./index.js"), source ?? siteFile("pkg/effect_size_bg.wasm")]).then(([{ load }, wasm]) => load(wasm)).catch((error) => {
      completing = undefined;
      throw error;
    }),
  };
  return completing.calculator;
}

export class Parts {
  /** @param {string | null} [source] the address of the complete part, which is then all there is */
  constructor(source = null) {
    this.source = source;
    /** @type {Promise<Calculator> | undefined} */ this.begun = undefined;
    /** The complete part is there, or could not be had. */
    this.changed = () => {};
    /** Fetches what is shown of the complete part only; what it gives is called when all is there. @type {() => Promise<() => void>} */
    this.beside = async () => () => {};
    /** Whether the first text has a sentence for a notice. @type {(code: string) => boolean} */
    this.says = () => true;
    /** @type {Calculator | null} */ this.current = null;
    /** @type {Complete | null} */ this.whole = null;
    /** @type {Promise<Complete> | null} */ this.loading = null;
    /** The fields of each measure that can be had. @type {Map<string, string[]>} */ this.fields = new Map();
    this.failedAt = -Infinity;
  }

  /** @returns {Promise<Calculator>} */
  start() {
    return (this.begun ??= this.source === null ? this.first() : this.complete());
  }

  /** The first part. */
  async first() {
    await (starting ??= init({ module_or_path: siteFile("pkg/first/effect_size_bg.wasm") }));
    const first = {
      version: wasm.version(),
      measures: () => wasm.measures(),
      grid: (/** @type {string} */ text) => wasm.grid(text),
      batch: (/** @type {string} */ text, /** @type {Wanted} */ wanted) => unpacked(wasm.batch(text, wanted)),
      paste: (/** @type {Document | null} */ page, /** @type {string} */ text) => (page && wasm.tableText(page)) ?? text,
    };
    this.learn(first);
    return (this.current ??= first);
  }

  /** @param {Pick<Complete, "measures">} calculator */
  learn(calculator) {
    this.fields = new Map(calculator.measures().map(({ id, fields }) => [id, fields]));
  }

  /** A person's choice, or a new connection, is worth another try. @returns {boolean} whether one had failed */
  tryAgain() {
    const failed = this.failedAt > -Infinity;
    this.failedAt = -Infinity;
    return failed;
  }

  /** The complete part; rejects where it cannot be fetched. @returns {Promise<Complete>} */
  complete() {
    this.loading ??= Promise.all([complete(this.source), this.beside()]).then(
      ([whole, show]) => {
        show();
        this.failedAt = -Infinity;
        this.current = this.whole = whole;
        this.learn(whole);
        this.changed();
        return whole;
      },
      (error) => {
        this.loading = null;
        this.failedAt = performance.now();
        // What could not be fetched without a network is asked for again as soon as there is one.
        addEventListener("online", () => this.tryAgain() && this.changed(), { once: true });
        this.changed();
        throw error;
      },
    );
    return this.loading;
  }

  /**
   * A table computed, with what is missing for it: nothing; "table" or "measure" where the complete part could not be had;
   * while it is on its way no batch, but what the first part makes of it meanwhile.
   * @param {string} text @param {Wanted} wanted
   * @returns {{ batch: BatchResult | null, missing: "" | "table" | "measure", meanwhile?: BatchResult }}
   */
  batch(text, wanted) {
    const calc = /** @type {Calculator} */ (this.current);
    const foreign = wanted.measure && !this.whole && !this.fields.has(wanted.measure);
    const [plain, more] = this.whole ? [wanted, false] : parted(wanted);
    const batch = calc.batch(text, foreign ? { ...plain, measure: null } : plain);
    if (this.whole || !(foreign || more || asksForMore(batch, this.says))) return { batch, missing: "" };
    if (performance.now() - this.failedAt > PATIENCE_MS) this.complete().catch((error) => console.warn(error));
    return this.loading ? { batch: null, missing: "", meanwhile: batch } : { batch, missing: foreign ? "measure" : "table" };
  }
}
