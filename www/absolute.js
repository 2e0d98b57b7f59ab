// What an effect means at the comparator's risk or rate.

/** @typedef {import("./index.js").Row} Row */
/** @typedef {import("./messages.js").Messages} Messages */

/**
 * "234 per 1000 with intervention", "94 more per 1000 (12 more to 210 more)", "NNTH 11 (NNTH 5 to 84)", and what is to be
 * known about them.
 * @param {Row} row @param {Messages} messages @param {string} [arm] the intervention's name, where it has one @returns {string[]}
 */
export function absoluteParts({ absolute }, messages, arm) {
  if (!absolute) return [];
  const { corresponding, difference, nnt } = absolute.display;
  const notices = absolute.notices.map((notice) => messages.notice(notice));
  const text = messages.figures(corresponding);
  return [arm ? messages.say("absolute.corresponding-named", { text, arm }) : messages.say("absolute.corresponding", { text }), messages.figures(difference), ...(nnt ? [messages.figures(nnt)] : []), ...notices];
}
