// Codes and keys to sentences. All wording lives in text/<language>.json; this file only fills the {places}.
import { siteFile } from "./site.js";

/** @typedef {import("./index.js").Problem} Problem */
/** @typedef {import("./index.js").BatchResult} BatchResult */
/** @typedef {Record<string, string | number>} Params */

/** What is quoted of a table is enough to be known again, however much a cell holds. */
const LONGEST = 120;

/** @param {unknown} value @returns {any} */
export function clipped(value) {
  return typeof value === "string" && value.length > LONGEST ? `${value.slice(0, LONGEST - 1).trimEnd()}…` : value;
}

/** @param {Params} params @returns {Params} */
const brief = (params) => Object.fromEntries(Object.entries(params).map(([name, value]) => [name, clipped(value)]));

/** What a message quotes as it was typed, or says how to type. */
const NUMBER = /^[<>≈]?[-−]?\d*\.\d+%?$/;
const QUOTED = new Set(["text", "reading", "other", "header", "headers", "mark", "point", "comma"]);

/** @param {string} name */
const fetchText = async (name) => (await siteFile(`text/${name}.json`)).json();

/** English where the language cannot be had. @param {string} language */
export async function loadMessages(language) {
  try {
    const messages = new Messages(await fetchText(language), language);
    if (language !== "en") {
      const [{ Figures }] = await Promise.all([import("./figures.js"), messages.more()]);
      messages.foreign = new Figures(messages);
    }
    return messages;
  } catch (error) {
    if (language === "en") throw error;
    console.warn(error);
    return loadMessages("en");
  }
}

/** @param {any} text @param {any} more */
function merge(text, more) {
  for (const [key, entry] of Object.entries(more)) {
    if (typeof entry === "object" && Object.hasOwn(text, key)) merge(text[key], entry);
    else text[key] = entry;
  }
}

export class Messages {
  /** @param {object} text @param {string} language */
  constructor(text, language) {
    this.text = text;
    this.language = language;
    /** The codes that the first text has a sentence for, whatever is fetched since. */
    this.first = new Set(["problems", "notices"].flatMap((kind) => Object.keys(this.find(kind))));
    /** @type {Promise<void> | undefined} */ this.rest = undefined;
    this.plural = new Intl.PluralRules(language);
    this.lists = new Intl.ListFormat(language, { type: "conjunction" });
    /** Of a language other than English. @type {import("./figures.js").Figures | undefined} */ this.foreign = undefined;
  }

  /** What the calculator has written, "1.41 to 10.05", in the reader's language. @param {string} text */
  figures(text) {
    return this.foreign?.of(text) ?? text;
  }

  /** A number alone, or a part of what was printed. @param {string} text */
  marks(text) {
    return this.foreign?.marks(text) ?? text;
  }

  /** The sentence for the paper. @param {string} text */
  sentence(text) {
    return this.foreign?.sentence(text) ?? text;
  }

  /** Adds what is seldom said, and what only the complete calculator has to say. */
  more() {
    this.rest ??= fetchText(`${this.language}-more`).then((rest) => merge(this.text, rest), (error) => {
      this.rest = undefined;
      throw error;
    });
    return this.rest;
  }

  /** @param {string[]} keys */
  find(...keys) {
    let found = /** @type {any} */ (this.text);
    for (const key of keys) {
      // Codes come from data: only own keys count, so that "constructor" finds nothing.
      if (typeof found !== "object" || found === null || !Object.hasOwn(found, key)) return undefined;
      found = found[key];
    }
    return found;
  }

  /** @param {unknown} entry @param {Params} params @returns {string} */
  fill(entry, params) {
    if (typeof entry === "object" && entry !== null) {
      const forms = /** @type {Record<string, string>} */ (entry);
      return this.fill(forms[this.plural.select(Number(params.count))] ?? forms.other ?? "", params);
    }
    return String(entry ?? "").replace(/\{([\w-]+)\}/g, (place, name) => (!Object.hasOwn(params, name) ? place
      : typeof params[name] === "number" || (this.foreign && NUMBER.test(params[name]) && !QUOTED.has(name)) ? this.marks(String(params[name])) : params[name]));
  }

  /** @param {string} path keys joined with dots, as in "box.label" @param {Params} [params] */
  say(path, params = {}) {
    return this.fill(this.find(...path.split(".")) ?? path, params);
  }

  /** @param {string[]} items */
  list(items) {
    return this.lists.format(items);
  }

  /** @param {string} sentence */
  capital(sentence) {
    const [first = "", ...rest] = sentence;
    return first.toLocaleUpperCase(this.language) + rest.join("");
  }

  /** The ids of all measures that have a name in this language, in the order of a menu. @returns {string[]} */
  get measures() {
    return Object.keys(this.find("measures"));
  }

  /** @param {string} id @param {"name" | "inText"} [form] */
  measure(id, form = "name") {
    return this.find("measures", id, form) ?? id;
  }

  /** @param {number} level 0.95 @returns {string} 95 */
  level(level) {
    return this.marks(String(Number((level * 100).toPrecision(10))));
  }

  /**
   * What is wrong, where, and what to do.
   * @param {Problem} problem @param {BatchResult["columns"]} columns
   */
  problem(problem, columns) {
    /** @type {Params} */
    const params = { ...brief(problem.params), code: problem.code };
    const known = this.find("problems", problem.code) ?? this.find("reasons", problem.code) ?? this.find("problems", "unknown");
    const what = this.fill(known, params);
    const header = params.header || clipped( columns.find((column) => column.field !== null && column.field === problem.field)?.header);
    const row = problem.row;
    if (row !== null && header) return this.say("where.cell", { row, header, what });
    if (row !== null) return this.say("where.row", { row, what });
    return this.capital(what);
  }

  /** @param {string} code */
  reason(code) {
    return this.fill(this.find("reasons", code) ?? this.find("reasons", "unknown"), { code });
  }

  /** What the page itself has to say; nothing while its words are on their way. @param {string} code @param {Params} params */
  told(code, params) {
    const known = this.find("problems", code) ?? this.find("notices", code);
    return this.capital(this.fill(known ?? (this.rest ? "" : this.find("notices", "unknown")), { ...brief(params), code }));
  }

  /** @param {Problem} notice */
  notice(notice) {
    /** @type {Params} */
    const params = { ...brief(notice.params), code: notice.code };
    const { chosen } = params;
    if (typeof chosen === "string") params.chosen = this.find("intervals", chosen) ?? this.measure(chosen);
    const known = this.find("notices", notice.code, String(params.rule ?? "")) ?? this.find("notices", notice.code);
    return this.capital(this.fill(known ?? this.find("notices", "unknown"), params));
  }
}

/**
 * Puts the language's text where the page says data-text="key" (and data-text-<attribute>="key"). It has the English of
 * text/en.json itself, so that it reads before any script runs.
 * @param {ParentNode} root @param {Messages} messages
 */
export function writeTexts(root, messages) {
  for (const node of root.querySelectorAll("[data-text]")) {
    const text = messages.say(/** @type {HTMLElement} */ (node).dataset.text ?? "");
    // The page's own English may hold no-break spaces; it is left alone where the words are the same.
    if ((node.textContent ?? "").replace(/\u00a0/g, " ") !== text) node.textContent = text;
  }
  for (const node of root.querySelectorAll("[data-text-placeholder]")) {
    node.setAttribute("placeholder", messages.say(node.getAttribute("data-text-placeholder") ?? ""));
  }
}
