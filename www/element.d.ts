import type { BatchResult, Calculator, IntervalMethod, MeasureId, Options, Problem } from "./index.js";

/** A study by the names of the fields, `{ study: "Stalberg 2008", events1: 19, n1: 50, events2: 7, n2: 50 }`. */
export type DataRow = Record<string, string | number | null | undefined>;

/** New results, after whatever changed them. */
export type ResultEvent = CustomEvent<BatchResult>;
/** What is wrong in the table, each with its row and field. */
export type ProblemEvent = CustomEvent<Problem[]>;
/** The calculator is there. */
export type ReadyEvent = CustomEvent<{ version: string }>;
/**
 * There is no calculator: it could not be fetched (`failed`), the page's policy lacks `'wasm-unsafe-eval'` (`blocked`), the browser
 * has no WebAssembly (`too-old`), or it stopped at a table (`stopped`). The element says so in a sentence.
 */
export type FailedEvent = CustomEvent<{ reason: "failed" | "blocked" | "too-old" | "stopped" }>;

/**
 * `<effect-size>`: the calculator as an element. It loads when it is first seen, focused or asked for something; what stands in it
 * shows until then. A `<table>` in it is its table. Its events bubble, and leave shadow roots.
 */
export class EffectSizeElement extends HTMLElement {
  static readonly observedAttributes: string[];
  /** The page of its own that links open and failures point to; null where there is none. */
  static page: string | null;

  /** The effect measure; empty leaves it to the table. */
  get measure(): MeasureId | "";
  set measure(measure: MeasureId | "" | null);
  /** The measures that can be chosen, with spaces or commas between them; empty for all. */
  get measures(): string;
  set measures(measures: string | null);
  /** Confidence level, 0.5 to 0.9999 or in per cent. */
  get level(): string;
  set level(level: string | number | null);
  get interval(): IntervalMethod | "";
  set interval(interval: IntervalMethod | "" | null);
  /** Which published variant where RevMan and metafor differ. */
  get convention(): "revman" | "metafor" | "";
  set convention(convention: "revman" | "metafor" | "" | null);
  /** `light`, `dark`, or empty for the reader's own wish. */
  get theme(): "light" | "dark" | "";
  set theme(theme: "light" | "dark" | "" | null);
  /** Where the complete calculator's WebAssembly is, if not beside the modules. */
  get wasm(): string;
  set wasm(address: string | URL | null);
  /** Box and results, without words around them. */
  compact: boolean;
  /** Results only: nothing can be typed or chosen. */
  readonly: boolean;

  /** The table: as text, or a study an object. What was set, until somebody changes it. */
  get data(): string | DataRow[];
  set data(data: string | DataRow[] | null);
  /** How effects are computed, as it is chosen now. */
  get options(): Options;
  set options(options: Options | null);
  /** What was computed last; null before. */
  get result(): BatchResult | null;
  /** The complete calculator. */
  get ready(): Promise<Calculator>;
  /** Opens what a link to a table holds: what stands in its address from the # on. */
  openLink(fragment: string): void;
}

declare global {
  interface GlobalEventHandlersEventMap {
    "effect-size-result": ResultEvent;
    "effect-size-problem": ProblemEvent;
    "effect-size-ready": ReadyEvent;
    "effect-size-failed": FailedEvent;
  }
}
