// The calculator's formulas, plain text such as `ln(a × d / (b × c))`, as MathML. Total: what is no formula is a word, and
// what cannot be read stays as it was written.

const NAMESPACE = "http://www.w3.org/1998/Math/MathML";

/** What is no word, though it has several letters. */
const FUNCTIONS = new Set(["ln", "exp", "arcsin", "score"]);
const NAMES = new Set([
  "mean", "sd", "se", "SD", "SE", "df", "cv", "oe", "lower", "upper", "point", "tail", "alpha", "estimate", "percent", "events",
  "median", "min", "max", "lq", "uq", "change", "difference", "baseline", "final", "ratio", "variance", "ICC", "lnOR", "phi", "chi",
]);
/** Names as a paper prints them. @type {Record<string, string>} */
const PRINTED = { sd: "SD", se: "SE", oe: "(O − E)", phi: "φ", chi2: "χ²", alpha: "α" };
/** @type {Record<string, string>} */
const RAISED = { "²": "2", "³": "3", "⁴": "4" };

/** Brackets in brackets. */
const DEEPEST = 60;

/** @typedef {{ kind: "number" | "name" | "word" | "sign" | "space", text: string }} Token */

/** @param {string} text @returns {Token[]} */
function tokens(text) {
  const found = [];
  const pattern = /(\d+(?:\.\d+)?(?:e[+-]?\d+)?(?![A-Za-z_]))|([A-Za-zΑ-Ωα-ω][A-Za-z0-9_]*'?)|(\s+)|(.)/gsu;
  for (const [whole, number, name, space] of text.matchAll(pattern)) {
    const kind = number ? "number" : space ? "space" : name ? (isWord(name) ? "word" : "name") : "sign";
    found.push({ kind: /** @type {Token["kind"]} */ (kind), text: whole });
  }
  return found;
}

/** @param {string} name */
function isWord(name) {
  const [, stem = name] = /^([A-Za-zΑ-Ωα-ω]+?)(?:_.*|\d*)$/u.exec(name) ?? [];
  return stem.length > 1 && !FUNCTIONS.has(name) && !NAMES.has(stem) && !/^[A-Z]+$/.test(stem);
}

class Unread extends Error {}

/** A reader of one formula: sums of products of powers, as they are written. */
class Reader {
  /** @param {Token[]} tokens */
  constructor(tokens) {
    this.tokens = tokens.filter(({ kind }) => kind !== "space");
    this.at = 0;
    this.depth = 0;
  }

  get next() {
    return this.tokens[this.at];
  }

  /** @param {...string} signs @returns {string} the sign that was there, or nothing */
  take(...signs) {
    const { next } = this;
    if (next?.kind !== "sign" || !signs.includes(next.text)) return "";
    this.at += 1;
    return next.text;
  }

  /** A formula up to its end or a closing bracket, in pieces between which a line may break. @returns {Element[][]} */
  relation() {
    const pieces = this.sum();
    for (let sign; (sign = this.take("=", "≥", "≤", "<", ">", "|", ",")); ) {
      const [first, ...others] = this.sum();
      const next = [operator(sign, "infix"), ...first];
      // no line breaks before a comma
      if (sign === ",") pieces[pieces.length - 1].push(...next);
      else pieces.push(next);
      pieces.push(...others);
    }
    return pieces;
  }

  /** @returns {Element[][]} */
  sum() {
    const lead = this.take("−", "-", "+");
    const pieces = [[...(lead ? [operator(minus(lead), "prefix")] : []), ...this.product()]];
    for (let sign; (sign = this.take("+", "−", "-")); ) pieces.push([operator(minus(sign), "infix"), ...this.product()]);
    return pieces;
  }

  /** @returns {Element[]} */
  product() {
    let all = this.power();
    for (;;) {
      if (this.take("×")) all = [...all, operator("×"), ...this.power()];
      else if (this.take("/")) all = [math("mfrac", row(bare(all)), row(bare(this.power())))];
      else if (this.next?.kind === "name" && this.tokens[this.at - 1].kind === "number") all = [...all, math("mo", "\u2062"), ...this.power()];
      else return all;
    }
  }

  /** @returns {Element[]} */
  power() {
    const base = this.atom();
    const sign = this.take(...Object.keys(RAISED));
    if (this.take("^")) return [math("msup", row(base), row(bare(this.atom())))];
    return sign ? [math("msup", row(base), number(RAISED[sign]))] : base;
  }

  /** @returns {Element[]} */
  atom() {
    this.depth += 1;
    if (this.depth > DEEPEST) throw new Unread();
    const all = this.innermost();
    this.depth -= 1;
    return all;
  }

  /** @returns {Element[]} */
  innermost() {
    const { next } = this;
    if (!next) throw new Unread();
    this.at += 1;
    if (next.kind === "number") return [number(next.text)];
    if (next.kind === "name") return this.named(next.text);
    if (next.text === "√") return [math("msqrt", row(bare(this.power())))];
    if (next.text === "∞") return [number("∞")];
    if (next.text === "(") return [bracketed("(", this.inside(")"), ")")];
    if (next.text === "|") return [bracketed("|", this.sized(), "|")];
    if (next.text === "−" || next.text === "-") return [operator("−", "prefix"), ...this.power()];
    throw new Unread();
  }

  /** @param {string} text @returns {Element[]} */
  named(text) {
    if (FUNCTIONS.has(text) || text === "Γ" || text === "P") {
      const name = text === "Γ" || text === "P" ? identifier(text) : math("mi", text);
      if (this.take("(")) return [name, apply(), bracketed("(", this.inside(")"), ")")];
      if (text === "ln" || text === "exp" || text === "arcsin") return [name, apply("0.1667em"), ...this.power()];
      return [name];
    }
    return [identifier(text)];
  }

  /** @param {string} end @returns {Element[]} */
  inside(end) {
    const all = this.relation().flat();
    if (!this.take(end)) throw new Unread();
    return all;
  }

  /** Between the bars of an absolute value. @returns {Element[]} */
  sized() {
    const all = this.sum().flat();
    if (!this.take("|")) throw new Unread();
    return all;
  }
}

/** @param {string} name @param {...(Node | string)} children */
function math(name, ...children) {
  const element = document.createElementNS(NAMESPACE, name);
  element.append(...children);
  return element;
}

/** @param {Element[]} all */
const row = (all) => (all.length === 1 ? all[0] : math("mrow", ...all));

/** Without the brackets that a fraction's bar or a root's makes needless. @param {Element[]} all */
function bare(all) {
  const [only] = all;
  return all.length === 1 && only.getAttribute("class") === "round" ? [...only.children].slice(1, -1) : all;
}

/** @param {string} open @param {Element[]} all @param {string} close */
function bracketed(open, all, close) {
  // as tall as what they hold, where that is taller than a line
  const tall = String(all.some((part) => part.matches("mfrac, msqrt") || part.querySelector("mfrac, msqrt") !== null));
  const [first, last] = [operator(open, "prefix"), operator(close, "postfix")];
  for (const bracket of [first, last]) bracket.setAttribute("stretchy", tall);
  const element = math("mrow", first, ...all, last);
  if (open === "(") element.setAttribute("class", "round");
  return element;
}

/** @param {string} sign @param {string} [form] */
function operator(sign, form) {
  const element = math("mo", sign);
  if (form) element.setAttribute("form", form);
  return element;
}

/** @param {string} sign */
const minus = (sign) => (sign === "-" ? "−" : sign);

/** A function before its argument. @param {string} [space] where no bracket stands between them */
function apply(space = "0") {
  const element = math("mo", "\u2061");
  element.setAttribute("lspace", "0");
  element.setAttribute("rspace", space);
  return element;
}

/** `1.5e-12` is 1.5 × 10⁻¹². @param {string} text */
function number(text) {
  const [, digits = text, exponent] = /^(.*)e([+-]?\d+)$/.exec(text) ?? [];
  if (exponent === undefined) return math("mn", text);
  return math("mrow", math("mn", digits), operator("×"), math("msup", math("mn", "10"), math("mn", exponent.replace("-", "−").replace("+", ""))));
}

/** `n1` is n with an index, `sd_diff` too. @param {string} text */
function identifier(text) {
  const [, stem = text, word, digits] = Object.hasOwn(PRINTED, text) ? [] : (/^(.+?)(?:_(\w+)|(\d+))?$/u.exec(text) ?? []);
  const name = math("mi", Object.hasOwn(PRINTED, stem) ? PRINTED[stem] : stem);
  if (word) return math("msub", name, math("mi", word));
  return digits ? math("msub", name, math("mn", digits)) : name;
}

/**
 * A formula in pieces between which a line may break: MathML, and words as they are.
 * @param {string} text @returns {Node[]}
 */
export function formula(text) {
  const all = tokens(text);
  /** @type {Node[]} */
  const pieces = [];
  for (let at = 0; at < all.length; ) {
    const worded = all[at].kind === "word" || all[at].kind === "space";
    let end = at;
    // words up to the next formula; a space belongs to the words before it
    while (end < all.length && (worded ? all[end].kind === "word" || all[end].kind === "space" : all[end].kind !== "word")) end += 1;
    const part = all.slice(at, end);
    pieces.push(...(worded ? [document.createTextNode(written(part))] : read(part)));
    at = end;
  }
  return pieces;
}

/** @param {Token[]} part */
const written = (part) => part.map(({ text }) => text).join("");

/** In a line, but as large as on one of its own. @param {Element[]} piece */
function displayed(piece) {
  const element = math("math", ...piece);
  element.setAttribute("displaystyle", "true");
  return element;
}

/** @param {Token[]} part @returns {Node[]} */
function read(part) {
  const before = part[0].kind === "space" ? " " : "";
  const after = part.length > 1 && part[part.length - 1].kind === "space" ? " " : "";
  try {
    const reader = new Reader(part);
    const pieces = reader.relation();
    if (reader.next) throw new Unread();
    const nodes = pieces.flatMap((piece) => [document.createTextNode(" "), displayed(piece)]).slice(1);
    return [...(before ? [document.createTextNode(before)] : []), ...nodes, ...(after ? [document.createTextNode(after)] : [])];
  } catch (error) {
    if (!(error instanceof Unread)) throw error;
    return [document.createTextNode(written(part))];
  }
}
