// What is said about a row, in sentences.

/** @typedef {import("./index.js").BatchResult} BatchResult */
/** @typedef {import("./index.js").Row} Row */
/** @typedef {import("./messages.js").Messages} Messages */

/** A row's notices in sentences, each once. What was recovered is told apart. @param {Row} row @param {Messages} messages */
export const sayings = (row, messages) => new Set(row.notices.filter(({ code }) => code !== "recovered").map((notice) => messages.notice(notice)));

/**
 * Notices that every row has which could be read.
 * @param {BatchResult} batch @param {Messages} messages
 */
export function commonNotices(batch, messages) {
  const read = batch.rows.filter((row) => row.status !== "problem");
  /** @type {Set<string> | undefined} */
  let common;
  for (const row of read.length > 1 ? read : []) {
    const said = sayings(row, messages);
    common = common ? new Set([...common].filter((sentence) => said.has(sentence))) : said;
    if (common.size === 0) break;
  }
  return common ?? new Set();
}

/**
 * A row without numbers, in sentences.
 * @param {Row} row @param {BatchResult} batch @param {Messages} messages
 */
export function rowSentences(row, batch, messages) {
  const sentences = row.problems.map((problem) => messages.problem(problem, batch.columns));
  if (row.asGiven) {
    const text = row.asGiven.text ? messages.say("results.as-given", { text: messages.figures(row.asGiven.text) }) : messages.say("results.no-text");
    sentences.push(`${text} ${messages.reason(row.asGiven.reason)}`);
  }
  return sentences;
}
