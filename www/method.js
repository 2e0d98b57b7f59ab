// What was computed, in words.

/** @typedef {import("./index.js").BatchResult} BatchResult */
/** @typedef {import("./messages.js").Messages} Messages */

const CORRECTED = new Set(["OR", "RR", "IRR"]);

/** "8 studies: 6 estimated, 2 reported as given." @param {BatchResult} batch @param {Messages} messages */
export function countSentence(batch, messages) {
  const parts = [];
  for (const status of ["estimated", "as-given", "problem"]) {
    const count = batch.rows.filter((row) => row.status === status).length;
    if (count > 0) parts.push(messages.say(`count.${status}`, { count }));
  }
  const studies = messages.say("count.studies", { count: batch.rows.length });
  return batch.rows.length === 0 ? "" : messages.say("count.all", { studies, parts: parts.join(", ") });
}

/** "Odds ratio, 95% Wald interval; 0.5 added where a cell is zero, as RevMan does." @param {BatchResult} batch @param {Messages} messages */
export function methodSentence(batch, messages) {
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
  if ([...byInterval.values()].some((measures) => [...measures].some((id) => CORRECTED.has(id)))) parts.push(messages.say("method.zero"));
  return messages.capital(messages.say("method.end", { parts: parts.join("; ") }));
}
