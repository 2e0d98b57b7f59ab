// Numbers that the paper did not print: in brackets beside those it did, and in words how each was recovered.

/** @typedef {import("./index.js").Row} Row */
/** @typedef {Row["recovered"][number]} Recovered */
/** @typedef {import("./messages.js").Messages} Messages */

/** A field without its arm, and its arm: 0 or 1, or -1 for what belongs to the comparison. @param {Recovered} recovered */
function place({ field }) {
  const [, quantity = field, arm = "0"] = /^(.*?)([12]?)$/.exec(field) ?? [];
  return { quantity, arm: Number(arm) - 1 };
}

/** `SD 3.885`. @param {Recovered} recovered @param {Messages} messages */
function quantity(recovered, messages) {
  const { quantity } = place(recovered);
  const known = messages.find("recovered", "quantities", quantity) ?? messages.find("recovered", "quantities", "unknown");
  return messages.fill(known, { quantity, text: recovered.text });
}

/** @param {Recovered[]} several @param {Messages} messages */
const bracketed = (several, messages) => messages.say("recovered.mark", { what: several.map((one) => quantity(one, messages)).join(", ") });

/**
 * `[SD 3.885]`: what was recovered of an arm; empty where all was printed.
 * @param {Row} row @param {number} arm 0 is the intervention's @param {Messages} messages
 */
export function markOf(row, arm, messages) {
  const own = (row.recovered ?? []).filter((recovered) => place(recovered).arm === arm);
  return own.length > 0 ? bracketed(own, messages) : "";
}

/**
 * How each number was recovered, a sentence a route: what, from what, the formula with its numbers, the source.
 * @param {Row} row @param {Messages} messages @returns {string[]}
 */
export function recoveredSentences(row, messages) {
  /** @type {Map<string, Recovered[]>} */
  const routes = new Map();
  for (const recovered of row.recovered ?? []) routes.set(recovered.route, [...(routes.get(recovered.route) ?? []), recovered]);
  return [...routes].map(([route, several]) => {
    const arms = [0, 1, -1].map((arm) => several.filter((recovered) => place(recovered).arm === arm));
    const what = arms.flatMap((own, index) => (own.length > 0 ? [messages.say(`recovered.arms.${index}`, { what: bracketed(own, messages) })] : []));
    const known = messages.find("recovered", "routes", route) ?? messages.find("recovered", "routes", "unknown");
    const workings = arms.flat().map(({ substituted }) => substituted).filter(Boolean);
    const sources = [...new Set(several.map(({ source }) => source).filter(Boolean))];
    const sentence = messages.say("recovered.sentence", { what: messages.list(what), from: messages.fill(known, { route }) });
    return [
      messages.capital(sentence) + (workings.length > 0 ? `: ${workings.join("; ")}.` : "."),
      ...(sources.length > 0 ? [`${sources.join("; ")}.`] : []),
    ].join(" ");
  });
}
