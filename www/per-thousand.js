// A risk or a rate as people type it: 140, 14%, 140 per 1000, 7/50; all of them as a share of one.

const DIGITS = String.raw`\d+(?: \d{3})*(?:[.,]\d+)?|[.,]\d+`;
const PART = new RegExp(`^(${DIGITS}) ?(?:(%|‰)|(?:/|per|pro|por|pour|of|in|out of|von|auf|de|en|em|sur) ?(${DIGITS}))?$`, "iu");

/**
 * Digits with a point or a comma. Where three digits follow the mark that the language does not write before decimals, it stands
 * between thousands.
 * @param {string} digits @param {string} mark the decimal mark of the language
 */
function numberOf(digits, mark) {
  const thousands = mark === "," ? /^[1-9]\d{0,2}\.\d{3}$/ : /^[1-9]\d{0,2},\d{3}$/;
  return Number(digits.replace(/\s/g, "").replace(/[.,]/, thousands.test(digits) ? "" : "."));
}

/** @param {string} typed @param {string} mark @returns {number} NaN where it is no such number */
export function shareOf(typed, mark) {
  const [, digits, sign, whole] = PART.exec(typed.trim().replace(/\s+/g, " ")) ?? [];
  if (digits === undefined) return NaN;
  const of = sign === "%" ? 100 : whole === undefined ? 1000 : numberOf(whole, mark);
  return of > 0 ? Number((numberOf(digits, mark) / of).toPrecision(12)) : NaN;
}
