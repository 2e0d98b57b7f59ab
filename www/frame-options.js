// What a page may ask of the calculator that it shows in a frame: after the # of the frame's address, or in a message. All of it is
// checked before any of it is used, and what is not understood is not used at all.
import { LANGUAGES } from "./language.js";
import { isInterval, isLevel, isMeasure } from "./snapshot.js";

/** Some thousand studies. */
const LONGEST_DATA = 500_000;
const LONGEST = 200;

/** @typedef {Record<string, string>} Options by the names of the element's attributes; "" of one that is only there or not */

/** @param {...string} values */
const oneOf = (...values) => (/** @type {string} */ value) => values.includes(value);
const there = oneOf("");
/** @type {Record<string, (value: string) => boolean>} */
const ATTRIBUTES = {
  measure: isMeasure,
  measures: (value) => value.split(/[\s,]+/).every(isMeasure),
  level: (value) => /^\d{1,3}(\.\d{1,6})?$/.test(value) && isLevel(Number(value) > 1 ? Number(value) / 100 : Number(value)),
  interval: isInterval,
  convention: oneOf("revman", "metafor"),
  lang: (value) => LANGUAGES.includes(value),
  theme: oneOf("light", "dark", "auto"),
  compact: there,
  readonly: there,
};

/** @param {unknown} value @returns {value is string} */
export const isData = (value) => typeof value === "string" && value.length <= LONGEST_DATA;

/** An address's beginning as browsers write it, and nothing behind it. @param {string} value */
function isOrigin(value) {
  try {
    return /^https?:/.test(value) && new URL(value).origin === value;
  } catch {
    return false;
  }
}

/** @param {unknown} given @returns {Options | null} null where any of it is not understood */
export function attributesOf(given) {
  if (typeof given !== "object" || given === null) return null;
  // A script says 0.9 and true where an address says "0.9" and "".
  const pairs = Object.entries(given).map(([name, value]) => [name, typeof value === "number" ? String(value) : value === true ? "" : value]);
  const good = pairs.every(([name, value]) => typeof value === "string" && value.length <= LONGEST && Object.hasOwn(ATTRIBUTES, name) && ATTRIBUTES[name](value));
  return good ? Object.fromEntries(pairs) : null;
}

/**
 * What stands after the #, as in `measure=OR&level=0.95&lang=de&theme=dark&compact&data=…&origin=https://www.example.org`: pairs as
 * `URLSearchParams` writes them. `data` is a table as it would be pasted; `origin` is the page that gets the results and may send
 * other tables.
 * @param {string} fragment
 * @returns {{ attributes: Options, data: string, origin: string } | null} null where anything is not understood
 */
export function optionsOf(fragment) {
  // Each letter of the table may be written with nine.
  if (fragment.length > 9 * LONGEST_DATA) return null;
  const given = [...new URLSearchParams(fragment.replace(/^#/, ""))];
  const { data = "", origin = "", ...others } = Object.fromEntries(given);
  const twice = new Set(given.map(([name]) => name)).size < given.length;
  const attributes = attributesOf(others);
  if (twice || !attributes || !isData(data) || !(origin === "" || isOrigin(origin))) return null;
  return { attributes, data, origin };
}
