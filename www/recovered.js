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
  const word = (/** @type {string} */ name) => messages.find("recovered", "quantities", name);
  return messages.fill(word(`${recovered.route}-${quantity}`) ?? word(quantity) ?? word("unknown"), { quantity, text: messages.marks(recovered.text) });
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
 * How each number was recovered, route by route: from what and by whose rule, then each number with its formula.
 * @param {Row} row @param {Messages} messages @returns {{ from: string, numbers: string[] }[]}
 */
export function routesOf(row, messages) {
  /** @type {Map<string, Recovered[]>} */
  const routes = new Map();
  for (const recovered of row.recovered ?? []) routes.set(recovered.route, [...(routes.get(recovered.route) ?? []), recovered]);
  return [...routes].map(([route, several]) => {
    const known = messages.find("recovered", "routes", route) ?? messages.find("recovered", "routes", "unknown");
    const sources = [...new Set(several.map(({ source }) => source).filter(Boolean))].join("; ");
    const from = messages.say(`recovered.${sources ? "from-source" : "from"}`, { from: messages.fill(known, { route }), sources });
    /** The arms of each number, which both groups may share. @type {Map<string, number[]>} */
    const numbers = new Map();
    for (const recovered of several) {
      const number = numberOf(recovered, messages);
      numbers.set(number, [...(numbers.get(number) ?? []), place(recovered).arm]);
    }
    return { from, numbers: [...numbers].map(([what, arms]) => ofArms(what, arms, messages)) };
  });
}

/** `[SD 3.885] = √74 × (6.8 − 5) / (2 × 1.993)`. @param {Recovered} recovered @param {Messages} messages */
function numberOf(recovered, messages) {
  const what = bracketed([recovered], messages);
  return recovered.substituted ? messages.say("recovered.number", { what, working: messages.figures(recovered.substituted) }) : what;
}

/** `Intervention: ...`. @param {string} what @param {number[]} arms @param {Messages} messages */
function ofArms(what, arms, messages) {
  if (arms[0] < 0) return what;
  return messages.say("recovered.of-arm", { arm: messages.say(arms.length > 1 ? "recovered.both" : `results.arm${arms[0] + 1}`), what });
}

/** The same in sentences. @param {Row} row @param {Messages} messages */
export function recoveredSentences(row, messages) {
  return routesOf(row, messages).map(({ from, numbers }) => `${from} ${numbers.join("; ")}.`);
}
