// What comes back into a review from a link, a file or the device: only what is understood, piece by piece.

/** @typedef {(value: any) => boolean} Check */

const LONGEST_NAME = 200;
const LONGEST_TEXT = 10_000_000;

/** @param {...unknown} values @returns {Check} */
const oneOf = (...values) => (value) => values.includes(value);
/** @param {number} least @param {number} most @returns {Check} */
const between = (least, most) => (value) => typeof value === "number" && value >= least && value <= most;
/** @type {Check} */
const place = (value) => Number.isInteger(value) && value >= 0 && value < 10_000;
/** @param {string} names @returns {Check} */
const among = (names) => oneOf(...names.split(" "));
export const isMeasure = among("MD SMD ROM OR RR RD PETO IRR IRD HR NNT AS SMD1 SMDH VR CVR MC SMCC SMCR ROMC GIV GIVR");
export const isInterval = among("z t welch pooled noncentral-t wald exact midp score baptista-pike koopman newcombe agresti-caffo");
export const isLevel = between(0.5, 0.9999);
const field = among("study outcome measure note source mean1 sd1 n1 mean2 sd2 n2 se1 se2 lower1 upper1 lower2 upper2 median1 lq1 uq1 min1 max1 median2 lq2 uq2 min2 max2 "
  + "events1 events2 nonevents1 nonevents2 percent1 percent2 time1 time2 estimate lower upper se p t n r oe v f chi2 phi total_events pre_mean1 pre_sd1 pre_mean2 pre_sd2 "
  + "icc cluster_size");
/** @type {Check} */
const name = (value) => typeof value === "string" && value.length <= LONGEST_NAME;
/** @type {Check} */
const roles = (value) => Array.isArray(value) && value.length < 1000
  && value.every((one) => one !== null && typeof one === "object" && place(one.index) && (one.field === null || field(one.field)));

/** @type {Record<string, Check>} */
const OPTIONS = {
  level: isLevel,
  interval: isInterval,
  intervals: (value) => isRecord(value) && Object.entries(value).every(([id, method]) => isMeasure(id) && isInterval(method)),
  zeroCells: oneOf("only-if-zero", "all", "none", "treatment-arm"),
  correction: between(0.001, 10),
  convention: oneOf("revman", "metafor"),
  medians: oneOf("convert", "as-given"),
};
/** @type {Record<string, Check>} */
const SETTINGS = {
  measure: isMeasure,
  columns: roles,
  decimal: oneOf(".", ","),
  layout: oneOf("study-per-row", "arm-per-row", "studies-as-columns"),
  headerLines: place,
  medians: OPTIONS.medians,
  sharedControl: oneOf("whole", "split"),
  comparatorRisk: between(0, 1),
  comparatorRate: (value) => typeof value === "number" && value > 0 && value < Infinity,
  event: oneOf("harm", "benefit"),
};
/** @type {Record<string, Check>} */
const NAMES = { arm1: name, arm2: name, lower: name, higher: name };

/** @param {unknown} value @returns {value is Record<string, any>} */
const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * @param {unknown} snapshot
 * @returns {{ state: { text: string, settings: any, names: any } | null, leftOut: string[] }}
 */
export function checked(snapshot) {
  if (!isRecord(snapshot) || snapshot.v !== 1 || typeof snapshot.text !== "string" || snapshot.text.length > LONGEST_TEXT) return { state: null, leftOut: [""] };
  /** @type {string[]} */
  const leftOut = [];
  /** @param {unknown} given @param {Record<string, Check>} checks @param {string} where */
  const understood = (given, checks, where) => {
    if (given === undefined) return {};
    if (!isRecord(given)) return leftOut.push(where), {};
    return Object.fromEntries(Object.entries(given).filter(([key, value]) => {
      const good = Object.hasOwn(checks, key) && checks[key](value);
      if (!good) leftOut.push(`${where}.${key}`);
      return good;
    }));
  };
  const { v, text, settings, names, ...others } = snapshot;
  leftOut.push(...Object.keys(others));
  const { options, ...rest } = isRecord(settings) ? settings : { options: undefined };
  const state = {
    text,
    settings: isRecord(settings) || settings === undefined
      ? { ...understood(rest, SETTINGS, "settings"), options: understood(options, OPTIONS, "settings.options") }
      : understood(settings, SETTINGS, "settings"),
    names: understood(names, NAMES, "names"),
  };
  return { state, leftOut };
}
