/** Effect sizes with confidence intervals from group summaries, computed by Rust in WebAssembly. */

export type MeasureId =
  | "MD" | "SMD" | "ROM" | "OR" | "RR" | "RD" | "PETO" | "IRR" | "IRD" | "HR" | "NNT" | "AS" | "SMD1" | "SMDH" | "VR" | "CVR"
  | "MC" | "SMCC" | "SMCR" | "ROMC" | "GIV" | "GIVR";
export type IntervalMethod =
  | "z" | "t" | "welch" | "pooled" | "noncentral-t" | "wald" | "exact" | "midp" | "score" | "baptista-pike" | "koopman"
  | "newcombe" | "agresti-caffo";

/** A quantity or label; arm 1 is the intervention, arm 2 the comparator. */
export type Field =
  | "study" | "outcome" | "measure" | "note" | "source" | "arm"
  | "mean1" | "sd1" | "n1" | "mean2" | "sd2" | "n2" | "se1" | "se2" | "lower1" | "upper1" | "lower2" | "upper2"
  | "median1" | "lq1" | "uq1" | "min1" | "max1" | "median2" | "lq2" | "uq2" | "min2" | "max2"
  | "events1" | "events2" | "nonevents1" | "nonevents2" | "percent1" | "percent2" | "time1" | "time2"
  | "estimate" | "lower" | "upper" | "se" | "p" | "t" | "n" | "r" | "oe" | "v"
  | "f" | "chi2" | "phi" | "total_events" | "pre_mean1" | "pre_sd1" | "pre_mean2" | "pre_sd2" | "icc" | "cluster_size";

export interface Options {
  /** Confidence level, 0.5 to 0.9999, or 50 to 99.99 in per cent. Default 0.95. */
  level?: number;
  /** Interval method; the default is the measure's first. In a table, a measure that does not offer it has its own default. */
  interval?: IntervalMethod;
  /** Interval methods of single measures, `{ OR: "exact", MD: "welch" }`; they go before `interval`. */
  intervals?: Partial<Record<MeasureId, IntervalMethod>>;
  /** When a correction is added to counts. Default `only-if-zero`. */
  zeroCells?: "only-if-zero" | "all" | "none" | "treatment-arm";
  /** What is added to a cell, 0.001 to 10. Default 0.5. */
  correction?: number;
  /** Which published variant where RevMan and metafor differ. Default `revman`. */
  convention?: "revman" | "metafor";
  /** Whether medians become means where they are not too skewed, or stay as given. Default `convert`. */
  medians?: "convert" | "as-given";
}

/** A code with the place it is about. Sentences for the codes stand in `text/en.json` and `text/en-more.json`. */
export interface Message {
  code: string;
  field: Field | null;
  /** 1 for the first row under the header. */
  row: number | null;
  params: Record<string, string | number>;
}
export type Problem = Message;
export type Notice = Message;

/** What was found, or all that a person can get wrong in what was given. What the one has, the other has not. */
export type Answer<Found> =
  | ({ ok: true; problems?: undefined } & Found)
  | ({ ok: false; problems: Problem[] } & { [Key in keyof Found]?: undefined });

export interface Step {
  quantity: string;
  formula: string;
  /** The formula with the numbers put in. */
  substituted: string;
  /** Unrounded. */
  value: number;
  /** Which published variant it is, where there are several. */
  source: string | null;
}

/** `reciprocal`: a number needed to treat, analysed as a risk difference. */
export type Scale = "log" | "identity" | "reciprocal";

export interface Estimate {
  measure: MeasureId;
  interval: IntervalMethod;
  /** As a proportion. */
  level: number;
  convention: "revman" | "metafor";
  /**
   * On the displayed scale: a ratio for an odds ratio. 0 or Infinity where a cell is zero and the interval needs no
   * correction; a limit is infinite only where it is truly unbounded.
   */
  point: number;
  lower: number;
  upper: number;
  /** `se` and `variance` are null where a zero cell without a correction leaves none. */
  analysis: { scale: Scale; point: number; se: number | null; variance: number | null; lower: number; upper: number };
  statistic: { kind: "z" | "t"; value: number; df: number | null } | null;
  /** Two-sided, never rounded. */
  p: number | null;
  /** People in the study, where the design counts them. */
  n: number | null;
  notices: Notice[];
  working: Step[];
  references: string[];
}

export interface MeasureInfo {
  id: MeasureId;
  name: string;
  fields: Field[];
  /** The first is the default. */
  intervals: IntervalMethod[];
  scale: Scale;
  references: string[];
  /** Every choice the measure offers, with its source. */
  choices: { option: "interval" | "convention" | "zeroCells"; value: string; source: string }[];
}

/** The same comparison under one zero-cell rule, or by an interval that needs none (`zeroCells` null). */
export interface Alternative {
  zeroCells: "only-if-zero" | "all" | "none" | "treatment-arm" | null;
  interval: IntervalMethod;
  estimate: Estimate | null;
  problems: Problem[];
}

export interface Recovered {
  mean: number;
  sd: number;
  route: "standard-error" | "confidence-interval" | "interquartile-range" | "range" | "quartiles" | "range-and-quartiles";
  working: Step[];
  notices: Notice[];
}

/** A number that the paper does not print. */
export interface RecoveredNumber {
  field: Field;
  /** Unrounded. */
  value: number;
  /** With four significant digits. */
  text: string;
  route: string;
  formula: string;
  /** The formula with the numbers put in. */
  substituted: string;
  source: string | null;
}
/** A value with its confidence limits. */
export interface Span { point: number; lower: number; upper: number }

/** An effect in absolute terms, unrounded but for `display`. */
export interface Absolute {
  measure: MeasureId;
  comparator: { risk: number } | { rate: number };
  event: "harm" | "benefit";
  /** The risk (0 to 1), or the rate per unit of person-time, with the intervention. */
  corresponding: Span;
  /** How many more per 1000 people, or units of person-time, have the event; fewer are below 0. */
  differencePer1000: Span;
  /**
   * Number needed to treat: above 0 for a benefit, below 0 for a harm. Where `lower` is below 0 and `upper` above, the
   * interval runs through infinity: everything up to `lower` and everything from `upper`. Null for rates.
   */
  nnt: Span | null;
  /** `234 per 1000`, `94 more per 1000 (12 more to 210 more)`, `NNTH 11 (NNTH 5 to 84)`. */
  display: { corresponding: string; difference: string; nnt: string | null };
  working: Step[];
  notices: Notice[];
}

/** A group with a mean. */
export interface MeanArm { mean: number; sd: number; n: number }
/** A group with events among people. */
export interface EventArm { events: number; n: number }
/** A group with events in person-time. */
export interface RateArm { events: number; time: number }

export interface Tick { value: number; label: string; /** 0 (left) to 1 (right) */ at: number }
export interface Axis { scale: "log" | "identity"; lower: number; upper: number; null: number; nullAt: number; ticks: Tick[] }

/** The mark of a row in the forest plot; positions from 0 (left) to 1 (right), cut to the axis. */
export interface Mark {
  point: number;
  lower: number;
  upper: number;
  clippedLower: boolean;
  clippedUpper: boolean;
  pointOutside: boolean;
  /** Side of the square relative to the most precise row of the measure. */
  size: number;
}

export interface Row {
  /** 1 for the first row under the header. */
  row: number;
  study: string;
  outcome: string | null;
  note: string | null;
  source: string | null;
  measure: MeasureId | null;
  status: "estimated" | "as-given" | "problem";
  /** Both groups in a few words; empty where nothing was read. */
  arms: [string, string];
  estimate: Estimate | null;
  /** What the paper does not print and was recovered for the estimate. */
  recovered: RecoveredNumber[];
  /** The estimate rounded for reading. */
  display: { effect: string; interval: string; p: string; sentence: string } | null;
  graphic: Mark | null;
  /** The estimate in absolute terms, where a comparator is assumed that suits the measure. */
  absolute: Absolute | null;
  /** `reason` is a code. */
  asGiven: { text: string; reason: string } | null;
  problems: Problem[];
  notices: Notice[];
  /** Where each of its cells stands in the text as pasted: a place in `grid(text).lines`, and a place in that line. */
  cells: Cell[];
}

/** A cell of a row. The complete build says how it was read; the page's first one does not. */
export interface Cell {
  line: number;
  column: number;
  field: Field | null;
  text: string;
  /** Numbers were read; a text was kept; it says nothing; it could not be read; its column is not used. */
  state: "read" | "label" | "missing" | "unread" | "unused";
  /** What was read, each with the digits it was read from. */
  quantities: { field: Field; text: string }[];
}

/** A pasted text as cells, without the lines that have nothing in them. */
export interface Grid {
  /** Two spaces stand for columns that gaps part. */
  separator: "\t" | ";" | "," | "|" | "  ";
  lines: string[][];
}

/** How the studies of a table lie: a line each, a line for each of their arms, a column each. */
export type Layout = "study-per-row" | "arm-per-row" | "studies-as-columns";

/** A line of the text as pasted that is neither a header nor a study. */
export interface SetAside {
  line: number;
  text: string;
  reason: "title" | "subtitle" | "total" | "statistics" | "repeated-header" | "footnote";
}

export interface BatchResult {
  /** The one measure of all rows; null where the table mixes them. */
  measure: MeasureId | null;
  separator: Grid["separator"];
  decimal: "." | ",";
  /** A number as typed, and what it is with either decimal mark, where no cell of the table tells its mark. */
  decimalChoice: { text: string; point: string; comma: string } | null;
  layout: Layout;
  /**
   * How many lines the headers take, with a title above them (columns, where studies are columns); 0 for a table without
   * headers.
   */
  headerLines: number;
  /** What the table calls the arms, where it gives all rows the same two names. */
  arms: [string | null, string | null];
  /** The columns are a guess from their cells, which the reader has to confirm. */
  proposed: boolean;
  setAside: SetAside[];
  level: number;
  columns: { index: number; header: string; field: Field | null }[];
  rows: Row[];
  /** Runs of neighbouring rows with one measure; `rows` are places in `BatchResult.rows`. */
  groups: { measure: MeasureId | null; rows: number[]; axis: Axis | null }[];
  problems: Problem[];
  notices: Notice[];
}

/** How a table is to be read. */
export interface Wanted {
  measure?: MeasureId | null;
  options?: Options;
  /**
   * Columns whose role the reader has set; `field: null` sets one aside. `index` is the column of the text as pasted, or the
   * line where studies are columns. Where an arm has a line, a field of either arm stands for both.
   */
  columns?: { index: number; field: Field | null }[];
  /** The decimal mark; null leaves it to the cells. */
  decimal?: "." | "," | null;
  /** How the studies lie; null leaves it to the table. The page's first build knows a study a row only. */
  layout?: Layout | null;
  /** How many lines are headers, with a title above them, 0 for none; null leaves it to the table. */
  headerLines?: number | null;
  /** The same as in `options`. */
  medians?: Options["medians"];
  /**
   * Rows of one study, outcome and measure with the same comparator: each uses all of it (`whole`, the default), or its
   * share (`split`).
   */
  sharedControl?: "whole" | "split";
  /** Risk without the intervention, 0 to 1, for the absolute effects of OR, PETO, RR, RD and HR. */
  comparatorRisk?: number | null;
  /** Rate without the intervention, above 0 per unit of person-time, for the absolute effects of IRR and IRD. */
  comparatorRate?: number | null;
  /** Whether the event is unwanted (the default) or wanted: it tells benefit from harm. */
  event?: "harm" | "benefit";
}

/** A way from numbers that papers print to others that an analysis needs. */
export type ConversionId =
  | "se-to-sd" | "ci-to-sd" | "ci-to-sd-z" | "iqr-to-sd" | "iqr-to-sd-exact" | "difference-ci-to-se-z"
  | "difference-ci-to-se-t" | "t-to-se" | "f-to-se" | "p-to-t" | "p-to-se" | "p-to-se-z" | "p-to-sd"
  | "difference-se-to-sd" | "percentage-to-events" | "change-sd" | "paired-p-to-sd" | "change-correlation"
  | "crossover-se" | "crossover-smd-se" | "matched-smd-borenstein" | "or-to-table" | "chi2-to-table"
  | "phi-to-table" | "t-to-d" | "d-to-t" | "d-to-g" | "r-to-d" | "d-to-r" | "r-to-d-equal-groups"
  | "d-to-r-equal-groups" | "r-to-t" | "t-to-r" | "d-to-lnor" | "lnor-to-d" | "d-to-lnor-cox" | "lnor-to-d-cox"
  | "r-to-lnor" | "lnor-to-r" | "t-to-lnor" | "lnor-to-t" | "ratio-ci-to-se" | "ratio-p-to-se" | "hr-ci-to-lnhr"
  | "or-to-rr" | "rr-to-or" | "or-to-rd" | "rr-to-rd" | "design-effect" | "design-effect-cv";

export interface ConversionInfo {
  id: ConversionId;
  name: string;
  /** What it is made from; one with a default may be left out. */
  inputs: { name: string; meaning: string; least: number; most: number; default: number | null }[];
  outputs: { name: string; meaning: string }[];
  /** What it takes for granted. */
  assumption: string;
  references: string[];
}

export interface Converted {
  /** The outputs by name, unrounded. One that does not apply is left out. */
  values: Record<string, number>;
  working: Step[];
  notices: Notice[];
  assumption: string;
  references: string[];
}

export interface Calculator {
  readonly version: string;
  measures(): MeasureInfo[];
  /** Computes one comparison. What a person can get wrong comes back as problems, all at once. */
  compute(request: { measure: MeasureId; data: Partial<Record<Field, number | null>>; options?: Options }):
    Answer<{ estimate: Estimate }>;
  /**
   * Computes many comparisons at once, by the default interval or the one asked for. The arrays hold a value a row, `NaN`
   * where a quantity is not reported (in) or a row has no estimate (out); `se` is on the analysis scale.
   */
  columns(request: { measure: MeasureId; columns: Partial<Record<Field, Float64Array>>; options?: Options }):
    { point: Float64Array; lower: Float64Array; upper: Float64Array; se: Float64Array; p: Float64Array };
  /** The same comparison under every zero-cell rule, and by the intervals that need no correction. */
  zeroRules(request: { measure: MeasureId; data: Partial<Record<Field, number | null>>; options?: Options }): Alternative[];
  /** Mean and SD of a group from what a paper prints of it. `level` is that of the printed interval, 0.95 by default. */
  recover(arm:
    | { mean: number; se: number; n: number }
    | { mean?: number; lower: number; upper: number; n: number; level?: number }
    | { mean: number; lq: number; uq: number; n: number }
    | { median: number; lq?: number; uq?: number; min?: number; max?: number; n: number }):
    Answer<Recovered>;
  /** Every conversion with its inputs, outputs, assumption and references. */
  conversions(): ConversionInfo[];
  /**
   * Computes a conversion from its inputs by name. What a person can get wrong comes back as problems, all at once, each
   * with the name of its input in `params.input`.
   */
  convert(id: ConversionId, inputs: Record<string, number | null | undefined>): Answer<Converted>;
  /** Several groups of one kind into one (Cochrane Handbook 6.5.2.10). */
  combine<Arm extends MeanArm | EventArm | RateArm>(arms: Arm[]): Answer<Arm>;
  /** One of so many equal parts of a comparator that several interventions share (Cochrane Handbook 23.3.4), unrounded. */
  split<Arm extends MeanArm | EventArm | RateArm>(arm: Arm, parts: number): Answer<{ notices: Notice[] } & Arm>;
  /**
   * An estimate in absolute terms, at an assumed risk (OR, PETO, RR, RD, HR) or rate per unit of person-time (IRR, IRD)
   * without the intervention. `event` tells whether it is unwanted (`harm`, the default) or wanted.
   */
  absolute(
    estimate: Pick<Estimate, "measure" | "point" | "lower" | "upper">,
    assumed: { risk: number } | { rate: number },
    event?: "harm" | "benefit",
  ): Answer<Absolute>;
  /**
   * By how much clusters widen the variance: mean size of a cluster in people, intracluster correlation, and the
   * coefficient of variation of the sizes where they are not equal. An ICC below 0 is told and taken as 0.
   */
  designEffect(clusters: { size: number; icc: number; cv?: number }):
    Answer<{ designEffect: number; working: Step[]; notices: Notice[] }>;
  /** A pasted text as cells. */
  grid(text: string): Grid;
  /** Reads a pasted table and computes every row. */
  batch(text: string, wanted?: Wanted): BatchResult;
  /**
   * What the row of that number (`Row.row`) was computed from, printed or recovered, to be computed otherwise by `compute`
   * and `zeroRules`; null where it has no measure, a cell to check, or a note that keeps it as given. A comparison that the
   * paper made itself is one of the measure `GIV` or `GIVR`.
   */
  request(batch: BatchResult, row: number):
    { measure: MeasureId; data: Partial<Record<Field, number>>; options: Required<Omit<Options, "intervals" | "medians">> } | null;
  /** `OR 3.76, 95% CI 1.41 to 10.05` */
  sentence(estimate: Pick<Estimate, "measure" | "level" | "point" | "lower" | "upper">): string;
  /** The same rounded for reading, as `batch` gives it with its rows; `p` is empty where the method has none. */
  display(estimate: Pick<Estimate, "measure" | "level" | "point" | "lower" | "upper"> & { p?: number | null }):
    { effect: string; interval: string; p: string; sentence: string };
  /**
   * The results of a batch as text. `csv`: unrounded, safe to open in a spreadsheet; `json`: the input as pasted, the choices
   * and every row (an infinite number is null); `metafor`: an R script that computes every number again and stops where one
   * differs; `revman`: RevMan's column names; `html` and `markdown`: a table with the numbers as shown. All but `json` and
   * `metafor` can be pasted back.
   */
  export(batch: BatchResult, format: "csv" | "json" | "metafor" | "revman" | "html" | "markdown"): string;
  /** The forest plot of a batch as the text of an SVG file that stands alone. */
  forest(batch: BatchResult, options?: {
    /**
     * Names of the arms, the words on either side of no effect, and what is said of each row, a line a row: in the description of
     * the drawing, and in its place where there is no estimate. By default short words with the code of the reason.
     */
    names?: { arm1?: string; arm2?: string; lower?: string; higher?: string; rows?: string };
    /** In CSS pixels, 96 to the inch; 480 to 2400, 760 by default. */
    width?: number;
    /** Of effects and ticks. Default `.`. */
    decimal?: "." | ",";
  }): string;
  /** The largest table of a parsed clipboard document as tab separated text, or else `text`. Browsers only. */
  paste(document: PageDocument | null, text: string): string;
}

// Where a program is for Node only, its compiler may not know what browsers have.
type PageDocument = typeof globalThis extends { Document: { prototype: infer Known } } ? Known : never;
type CompiledModule = typeof globalThis extends { WebAssembly: { Module: { prototype: infer Known } } } ? Known : never;

/**
 * Loads the calculator; all callers share one WebAssembly instance. Without a source it is the file of the package.
 * @param source address, answer to a request, bytes or compiled module of the WebAssembly; the first caller's counts
 */
export function load(source?: URL | string | Response | ArrayBuffer | ArrayBufferView | CompiledModule): Promise<Calculator>;
