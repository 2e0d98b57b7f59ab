// Numbers, and the calculator's few words beside them, as a language other than English writes them. Nothing is rounded here.

/** @typedef {import("./messages.js").Messages} Messages */

/** Of `0.35` and `.008`, not of `6.5.2.2`. */
const POINT = /(?<![\p{L}\d.]|\d\.\d*)(\d*)\.(?=\d+(?![\d.]*\.\d))/gu;
const SENTENCE = /^(\S+) (\S+), ([\d.]+)% CI (.+)$/;

export class Figures {
  /** @param {Messages} messages with all its words */
  constructor(messages) {
    this.messages = messages;
    this.mark = new Intl.NumberFormat(messages.language).format(0.5).charAt(1);
    /** @type {Record<string, string>} */
    this.words = messages.find("figures", "words") ?? {};
    const longestFirst = Object.keys(this.words).sort((a, b) => b.length - a.length);
    this.known = new RegExp(`(?<![\\p{L}\\d-])(?:${longestFirst.join("|")})(?![\\p{L}\\d])`, "gu");
  }

  /** The decimal mark alone. @param {string} text */
  marks(text) {
    return this.mark === "." ? text : text.replace(POINT, `$1${this.mark}`);
  }

  /** "1.41 to 10.05", "median 30 (IQR 20 to 40), n 77": what the calculator writes, whose words are few. @param {string} text */
  of(text) {
    return this.marks(text).replace(this.known, (word) => this.words[word]);
  }

  /** "OR 3.76, 95% CI 1.41 to 10.05". @param {string} text */
  sentence(text) {
    const [, measure, effect, level, interval] = SENTENCE.exec(text) ?? [];
    if (!measure) return this.of(text);
    return this.messages.say("figures.sentence", { measure, effect: this.of(effect), level: this.marks(level), interval: this.of(interval) });
  }

  /** The numbers of a formula, where they stand. @param {Node} node */
  inside(node) {
    if (node.nodeType === Node.TEXT_NODE) {
      const text = this.marks(node.nodeValue ?? "");
      if (text !== node.nodeValue) node.nodeValue = text;
    } else node.childNodes.forEach((child) => this.inside(child));
  }

  /** The text of an SVG file: its headings, and the word in its intervals. @param {string} svg @param {import("./index.js").MeasureInfo[]} measures */
  drawing(svg, measures) {
    const { messages, words } = this;
    const headings = new Map([["Study", messages.say("results.study")], ["No effect computed", messages.say("results.none-group")]]);
    for (const { id, name } of measures) headings.set(name.replaceAll("'", "&#39;"), messages.measure(id));
    return svg
      .replace(/(?<=<title id="title">)[^<]*/, messages.say("results.plot"))
      .replace(/(?<=>|\. )Row (\d+)(?=[,:<])/g, (_, row) => messages.say("results.unnamed", { row }))
      .replace(/(?<= font-weight="bold">)([^<]+?)(?: \(([\d.]+)% CI\))?(?=<)/g, (heading, name, level) => (level
        ? `${name} (${messages.say("results.interval", { level: this.marks(level) })})` : headings.get(name) ?? heading))
      .replace(/(?<=\d \((?:[-−]?[\d.,e]+|[-−]?infinity)) to (?=(?:[-−]?[\d.,e]+|infinity)\))/g, ` ${words.to} `);
  }
}
