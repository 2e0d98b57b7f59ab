// Which notices ask: what was seen may be a slip in the table or in the paper, and only a person can tell.

/** @typedef {import("./index.js").Notice} Notice */
/** @typedef {import("./index.js").Row} Row */
/** @typedef {import("./messages.js").Messages} Messages */

const QUESTIONS = new Set([
  "se-typed-as-sd", "interval-off-centre", "p-disagrees", "interval-disagrees", "percentage-disagrees", "shares-of-one-total",
  "n-differs", "n-in-cell-differs", "direction-reversed", "time-equals-n", "events-per-person", "shared-control", "several-counts-fit",
  "no-count-fits", "mean-outside-quartiles",
]);

/** @param {Pick<Notice, "code">} notice */
export const isQuestion = ({ code }) => QUESTIONS.has(code);

/** The questions of a row in sentences, each once. @param {Row} row @param {Messages} messages */
export function questionsOf(row, messages) {
  return new Set(row.notices.filter(isQuestion).map((notice) => messages.notice(notice)));
}
