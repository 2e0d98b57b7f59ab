// What was computed, in words.

/** @typedef {import("./index.js").BatchResult} BatchResult */
/** @typedef {import("./messages.js").Messages} Messages */

/**
 * "8 studies: 6 estimated, 2 to check. 1 question." in pieces; those that lead somewhere have a selector of it, and what ends them.
 * @param {BatchResult} batch @param {Messages} messages @param {string} questions @returns {{ text: string, to?: string, end?: string }[]}
 */
export function countParts(batch, messages, questions) {
  const count = batch.rows.length;
  if (count === 0) return []; // what is wrong with the table says it
  const parts = [];
  let problem = "";
  for (const status of ["estimated", "as-given", "problem"]) {
    const count = batch.rows.filter((row) => row.status === status).length;
    const part = messages.say(`count.${status}`, { count });
    if (count > 0) parts.push(part);
    if (count > 0 && status === "problem") problem = part;
  }
  // A study with several outcomes has several rows.
  const names = batch.rows.map((row) => row.study).filter((name) => name !== "");
  const studies = messages.say(new Set(names).size < names.length ? "count.rows" : "count.studies", { count });
  const all = messages.say("count.all", { studies, parts: parts.join(", ") });
  const at = problem ? all.lastIndexOf(problem) : all.length;
  /** @type {ReturnType<typeof countParts>} */
  const pieces = [{ text: all.slice(0, at) }];
  if (problem) pieces.push({ text: problem, to: "tr.problem th", end: all.slice(at + problem.length) });
  if (questions) pieces.push({ text: " " }, { text: questions, to: ".question", end: "." });
  return pieces;
}

/**
 * "Odds ratio, 95% Wald interval; 0.5 added where a cell is zero, as RevMan does.", and what else was chosen.
 * @param {BatchResult} batch @param {Messages} messages @param {import("./review.js").Settings} settings
 */
export function methodSentence(batch, messages, { options: { correction = 0.5, ...options } = {}, ...settings }) {
  /** @type {Map<string, Set<string>>} */
  const byInterval = new Map();
  for (const { estimate } of batch.rows) {
    if (!estimate) continue;
    const measures = byInterval.get(estimate.interval) ?? new Set();
    byInterval.set(estimate.interval, measures.add(estimate.measure));
  }
  const parts = [...byInterval].map(([interval, measures]) => messages.say("method.part", {
    count: measures.size,
    measures: messages.list([...measures].map((id) => messages.measure(id, "inText"))),
    level: messages.level(batch.level),
    interval: messages.find("intervals", interval) ?? interval,
  }));
  if (parts.length === 0) return "";
  const corrected = batch.rows.some(({ status, notices }) => status === "estimated"
    && notices.some(({ code, params }) => code === "correction-added" && params.rule === "only-if-zero"));
  if (corrected) parts.push(messages.say(options.convention || correction !== 0.5 ? "chosen.correction" : "method.zero", { correction }));
  for (const [choice, value] of Object.entries({ ...options, ...settings })) {
    const words = messages.find("chosen", choice, String(value));
    if (words) parts.push(messages.fill(words, { correction }));
  }
  return messages.capital(messages.say("method.end", { parts: parts.join("; ") }));
}
