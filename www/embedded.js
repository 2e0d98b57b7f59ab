// The calculator in the shadow root of an element: markup, style, words and what the element's attributes say. Elements on one
// page share the WebAssembly, the words and the style sheets; nothing is stored, and the page's address is left alone.
import { Parts } from "./calculator.js";
import { html, setText } from "./dom.js";
import { chosenLanguage } from "./language.js";
import { loadMessages, writeTexts } from "./messages.js";
import elementStyle from "./pkg/style/element.js";
import surfaceStyle from "./pkg/style/surface.js";
import { NODES } from "./pkg/surface-nodes.js";
import { Review, WHOLE } from "./review.js";
import { inShadow, wearAgain } from "./stylesheet.js";
import { Surface } from "./surface.js";

/** @typedef {import("./index.js").BatchResult} BatchResult */
/** @typedef {import("./index.js").Options} Options */
/** @typedef {import("./messages.js").Messages} Messages */
/** @typedef {import("./element.js").DataRow} DataRow */
/** @typedef {[name: string, attributes: Record<string, string>, ...children: (Tree | string)[]]} Tree */
/** @typedef {{ data: () => string | DataRow[] | null, options: () => Options | null, page: string | null }} Given what a script gave the element */

/** What each part of the surface is called from outside. */
const PARTS = { "table-text": "box", "results-table": "results", "handing-over": "actions" };
/** Where the words of the page speak of all of it. */
const WORDS = { "box-hint": "element.hint", "drop-hint": "element.drop" };
const CHOICES = ["measure", "level", "interval", "convention"];
/** Text within these is no cell's text. */
const SILENT = "del, s, script, style, template";
/** What ends a line within a cell. */
const LINE_END = "\u2028";

/** @type {Map<string, Promise<Messages>>} */
const spoken = new Map();
/** Of each document: one wears no sheet of another. @type {WeakMap<Window, Map<string, CSSStyleSheet[]>>} */
const sheets = new WeakMap();

/** @param {string} language */
function speak(language) {
  const words = spoken.get(language) ?? loadMessages(language);
  spoken.set(language, words);
  words.catch(() => spoken.delete(language));
  return words;
}

/** The sheets for a theme: light or dark by the reader's own wish, or always. @param {string} theme @param {Window & typeof globalThis} view */
function sheetsFor(theme, view) {
  const here = sheets.get(view) ?? new Map();
  sheets.set(view, here);
  const known = here.get(theme);
  if (known) return known;
  const always = { light: "(max-width: 0)", dark: "(min-width: 0)" }[theme];
  const made = [surfaceStyle, elementStyle].map((css) => {
    const sheet = new view.CSSStyleSheet();
    sheet.replaceSync(inShadow(always ? css.replaceAll(/\(prefers-color-scheme: ?dark\)/g, always) : css));
    return sheet;
  });
  here.set(theme, made);
  return made;
}

/** @param {Tree} tree @returns {HTMLElement} */
function grown([name, attributes, ...children]) {
  return html(/** @type {keyof HTMLElementTagNameMap} */ (name), attributes, ...children.map((child) => (typeof child === "string" ? child : grown(child))));
}

/** A language as it is said around a node, across shadow roots. @param {Element} element @returns {string} */
function languageAround(element) {
  const found = element.closest("[lang]");
  if (found) return found.getAttribute("lang") ?? "";
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? languageAround(root.host) : "";
}

/** A study a line under the names of the fields. @param {DataRow[]} rows */
async function tableOf(rows) {
  const { Sheet } = await import("./sheet.js");
  const fields = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return new Sheet({ separator: "\t", lines: [fields, ...rows.map((row) => fields.map((field) => String((Object.hasOwn(row, field) ? row[field] : null) ?? "")))] }).text();
}

/** What is known of how such a table is to be read. */
const AS_OBJECTS = { decimal: ".", layout: "study-per-row", headerLines: 1 };

/** A table of the page, as it would be pasted. @param {HTMLTableElement} table @param {import("./calculator.js").Calculator} calc */
function textOf(table, calc) {
  const page = document.implementation.createHTMLDocument("");
  const copy = page.importNode(table, true);
  for (const node of copy.querySelectorAll(SILENT)) node.remove();
  for (const node of copy.querySelectorAll("br")) node.replaceWith(LINE_END);
  page.body.append(copy);
  return calc.paste(page, "");
}

/** 0.95, where it is said in per cent too. @param {number} level */
const proportion = (level) => (level > 1 ? Number((level / 100).toPrecision(12)) : level);

export class Embedded {
  /** @param {HTMLElement} element @param {HTMLElement} frame what holds its contents: at first a slot @param {Given} given */
  constructor(element, frame, given) {
    this.element = element;
    this.frame = frame;
    this.given = given;
    this.root = /** @type {ShadowRoot} */ (frame.getRootNode());
    this.fallback = /** @type {HTMLSlotElement} */ (frame.querySelector("slot"));
    this.parts = new Parts(element.getAttribute("wasm") || null);
    this.review = new Review();
    /** @type {Promise<void>} */ this.building = Promise.resolve();
    this.turn = 0;
    /** @type {Surface | null} */ this.surface = null;
    /** @type {HTMLElement | null} */ this.ground = null;
    /** @type {CSSStyleSheet[]} */ this.worn = [];
    /** The measure that its attribute says, where it is known. @type {string | null} */ this.measure = null;
    /** The text that was made of what a script gave. @type {string | null} */ this.made = null;
    /** Of what results were told last: the state of the review, and the part of the calculator. @type {unknown[]} */ this.told = [];
    this.wear();
    // On its way while the words are; what goes wrong the surface tells.
    if (this.parts.source === null) void this.parts.start().catch(() => {});
  }

  /** What attributes and scripts have said so far. */
  async prepare() {
    const { element, given } = this;
    const options = given.options();
    if (options || CHOICES.some((name) => element.hasAttribute(name))) await this.choose(CHOICES, options ?? {});
    if (given.data() !== null) await this.setData();
  }

  /** The surface; anew in another language, with other measures, or to be read only. One after the other, and of those that wait the last. */
  build() {
    const turn = (this.turn += 1);
    return (this.building = this.building.catch(() => {}).then(() => (this.surface && turn < this.turn ? undefined : this.make())));
  }

  async make() {
    const { element, frame, root, given } = this;
    const first = this.surface === null;
    const [messages] = await Promise.all([speak(chosenLanguage("", [languageAround(element), ...navigator.languages])), first && this.prepare()]);
    const ground = html("div", { class: "element", part: "calculator", lang: messages.language }, .../** @type {Tree[]} */ (NODES).map(grown));
    if (this.ground) {
      ground.hidden = this.ground.hidden;
      this.removed();
      this.ground.remove();
      // What it shows beside the results speaks its language; the WebAssembly is the same.
      this.parts = new Parts(element.getAttribute("wasm") || null);
    }
    this.ground = ground;
    frame.append(ground);
    const find = (/** @type {string} */ id) => /** @type {HTMLElement} */ (root.getElementById(id));
    for (const [id, part] of Object.entries(PARTS)) find(id).setAttribute("part", part);
    for (const [id, key] of Object.entries(WORDS)) find(id).dataset.text = key;
    find("table-text").dataset.textPlaceholder = "element.placeholder";
    const intro = /** @type {HTMLElement} */ (ground.querySelector(".intro"));
    intro.append(html("slot", { name: "intro" }, ...intro.childNodes));
    find("link").hidden = given.page === null;
    writeTexts(ground, messages);
    this.placed();

    // What was put in stays, with its history; what listened to it goes with the surface that was here.
    this.review = Object.assign(new Review(), { state: this.review.state, past: [...this.review.past], future: [...this.review.future] });
    const surface = new Surface(root, messages, this.parts, {
      ground,
      review: this.review,
      readonly: element.hasAttribute("readonly"),
      measures: element.getAttribute("measures")?.split(/[\s,]+/).filter((id) => messages.measures.includes(id)),
      measure: () => this.measure,
      address: (fragment) => new URL(fragment, given.page ?? location.href).href,
      updated: () => this.surface === surface && this.tell(),
      failed: (reason) => this.surface === surface && this.fail(reason),
    });
    this.surface = surface;
    this.compact();
    surface.schedule();
    if (!first) return surface.flush();
    // Where nothing stands in its place meanwhile, the box is there at once.
    this.show(!this.fallback.assignedNodes().some(({ textContent }) => textContent?.trim()));
    void surface.ready.then((calc) => calc && this.begin(calc));
  }

  /** The calculator is there. @param {import("./calculator.js").Calculator} calc */
  begin(calc) {
    const { element, given, review, surface, frame } = this;
    const table = given.data() === null && review.text === "" ? element.querySelector("table") : null;
    if (table) this.change({ text: textOf(table, calc) }, WHOLE);
    this.show(true);
    this.dispatch("effect-size-ready", { version: calc.version });
    surface?.flush();
    frame.style.minBlockSize = "";
  }

  /** The calculator, or what the page has for want of it. @param {boolean} shown */
  show(shown) {
    this.fallback.hidden = shown;
    if (this.ground) this.ground.hidden = !shown;
  }

  /** It may stand elsewhere now. */
  placed() {
    const { ground, element } = this;
    if (!ground || !element.isConnected) return;
    ground.dir = getComputedStyle(element).direction;
    ground.style.setProperty("--rem", getComputedStyle(ground).fontSize);
    this.surface?.schedule();
  }

  /** It stands nowhere now. */
  removed() {
    this.surface?.leave();
  }

  /** The sheets of the theme. */
  wear() {
    const { root, worn, element } = this;
    const { defaultView } = element.ownerDocument;
    if (!defaultView) return; // nobody sees it there
    this.worn = sheetsFor(element.getAttribute("theme") ?? "", defaultView);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets.filter((sheet) => !worn.includes(sheet)), ...this.worn];
  }

  /** It stands in another document now, which took all its sheets. */
  adopted() {
    this.wear();
    wearAgain(this.root);
  }

  compact() {
    this.surface?.element.toggleAttribute("data-compact", this.element.hasAttribute("compact"));
  }

  /** @param {string} attribute */
  changed(attribute) {
    if (attribute === "theme") this.wear();
    else if (attribute === "compact") this.compact();
    else if (attribute === "dir") this.placed();
    else if (attribute !== "wasm") void (CHOICES.includes(attribute) ? this.choose([attribute]) : this.build()).catch((error) => console.warn(error));
  }

  /**
   * How effects are computed: what attributes say, over what a script gave.
   * @param {string[]} attributes @param {object} [given]
   */
  async choose(attributes, given = {}) {
    const { checked } = await import("./snapshot.js");
    const names = attributes.filter((name) => name !== "measure");
    const said = (/** @type {string} */ name) => {
      const text = this.element.getAttribute(name) || null;
      return text && name === "level" ? Number(text) : text;
    };
    /** @type {Record<string, unknown>} */
    const all = { ...given, ...Object.fromEntries(names.flatMap((name) => (said(name) === null ? [] : [[name, said(name)]]))) };
    const options = "level" in all ? { ...all, level: proportion(Number(all.level)) } : all;
    const measure = attributes.includes("measure") && said("measure");
    const { state, leftOut } = checked({ v: 1, text: "", settings: { ...(measure ? { measure } : {}), options } });
    for (const name of leftOut) console.warn(`effect-size: ${name.replace(/^settings\.(options\.)?/, "")} is not known, or out of range`);
    if (attributes.includes("measure")) this.measure = state?.settings.measure ?? null;
    const none = Object.fromEntries([...names, ...Object.keys(given)].map((name) => [name, null]));
    this.change({ settings: { ...(attributes.includes("measure") ? { measure: null } : {}), ...state?.settings, options: { ...none, ...state?.settings.options } } });
  }

  /** What a page or a script puts in is no step that a reader takes back. @param {import("./review.js").Patch} patch @param {string} [kind] */
  change(patch, kind) {
    this.review.change(patch, kind);
    this.review.past = [];
  }

  /** @param {string} fragment */
  openLink(fragment) {
    const { surface } = this;
    return surface?.attempt("link-not-loaded", async () => (await import("./link.js")).openLink(fragment, surface));
  }

  get options() {
    return structuredClone(this.review.settings.options ?? {});
  }

  setOptions() {
    const none = Object.fromEntries(Object.keys(this.options).map((name) => [name, undefined]));
    return this.choose([], { ...none, ...this.given.options() });
  }

  get data() {
    const { review, given, made, surface } = this;
    return surface && review.text !== made ? review.text : given.data() ?? "";
  }

  async setData() {
    const data = this.given.data();
    const rows = Array.isArray(data);
    const text = rows ? await tableOf(data).catch((error) => console.warn(error)) : data ?? "";
    if (text === undefined) return this.surface?.tell("part-not-loaded");
    if (data !== this.given.data()) return; // set again meanwhile
    this.change({ text, settings: rows ? AS_OBJECTS : {} }, WHOLE);
    this.made = this.review.text;
  }

  get result() {
    return this.surface?.batch ?? null;
  }

  calculator() {
    return this.parts.complete();
  }

  /** @param {FocusOptions} [options] */
  focus(options) {
    const box = this.surface?.box.area;
    const first = box?.checkVisibility?.() === false ? this.ground?.querySelector("button:not([hidden]), select") : box;
    /** @type {HTMLElement | null | undefined} */ (first)?.focus(options);
  }

  /** @param {string} name @param {unknown} detail */
  dispatch(name, detail) {
    this.element.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  /** New results, and what is wrong in them. */
  tell() {
    const { batch } = /** @type {Surface} */ (this.surface);
    const of = [this.review.state, this.parts.current];
    if (!batch || of.every((one, at) => one === this.told[at])) return;
    this.told = of;
    this.dispatch("effect-size-result", batch);
    const problems = [...batch.problems, ...batch.rows.flatMap((row) => row.problems)];
    if (problems.length > 0) this.dispatch("effect-size-problem", problems);
  }

  /** One sentence, with the way to where it works, above what the page has for want of the calculator. @param {string} reason */
  fail(reason) {
    const { surface, ground, given } = this;
    if (!surface || !ground) return;
    const stopped = reason === "stopped";
    surface.element.toggleAttribute("data-failed", !stopped);
    ground.hidden = false;
    this.fallback.hidden = stopped;
    this.frame.style.minBlockSize = "";
    const { engine } = surface.news;
    if (!stopped) setText(engine, surface.messages.say(`engine.${reason}`)); // there is no box to speak of
    if (given.page) engine.append(" ", html("a", { href: given.page, target: "_blank", rel: "noopener" }, surface.messages.say("element.open")));
    this.dispatch("effect-size-failed", { reason });
  }
}
