// <effect-size>: the calculator as an element of another page. This module is all that a page loads at first, and registers
// nothing; the calculator comes when the element is first seen, focused, or asked for something.
import { OWN_PAGE } from "./own-page.js";

/** @typedef {import("./index.js").BatchResult} BatchResult */
/** @typedef {import("./index.js").Calculator} Calculator */
/** @typedef {import("./index.js").Options} Options */
/** @typedef {import("./embedded.js").Embedded} Embedded */
/** @typedef {Record<string, string | number | null | undefined>} DataRow a study by the names of the fields */

const TEXTS = ["measure", "measures", "level", "interval", "convention", "theme", "wasm"];
const SWITCHES = ["compact", "readonly"];
const PROPERTIES = [...TEXTS, ...SWITCHES, "data", "options"];
/** It begins to load a little before it is seen. */
const NEAR = "300px";

/** About how high what is to come will be, in px: empty, small and empty, the box, small, above and below the rows, each row. */
const HEIGHTS = { empty: 720, small: 260, box: 300, results: 200, row: 40 };

/** In Node, where there are no elements, the module can be imported all the same. */
const Base = /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? Object);

/** @type {WeakMap<Element, () => void>} */
const waiting = new WeakMap();
/** @type {IntersectionObserver | undefined} */
let observer;

/** A study by the names of its fields, none of which holds more than a number or a text. @param {unknown} row */
const isRow = (row) => typeof row === "object" && row !== null && Object.values(row).every((value) => Object(value) !== value && typeof value !== "symbol");

/** Calls once an element is near what is seen. @param {Element} element @param {() => void} seen */
function whenSeen(element, seen) {
  observer ??= new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) waiting.get(target)?.();
  }, { rootMargin: NEAR });
  waiting.set(element, seen);
  observer.observe(element);
}

export class EffectSizeElement extends Base {
  static observedAttributes = [...TEXTS, ...SWITCHES, "lang", "dir"];

  /** The page of its own that links open and failures point to. @type {string | null} */
  static page = OWN_PAGE;

  /** @type {Promise<Embedded> | null} */ #loading = null;
  /** @type {Embedded | null} */ #embedded = null;
  /** @type {string | DataRow[] | null} */ #data = null;
  /** @type {Options | null} */ #options = null;
  /** @type {HTMLElement} */ #frame;

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    this.#frame = document.createElement("div");
    this.#frame.append(document.createElement("slot"));
    root.append(this.#frame);
    this.#dress();
    this.addEventListener("focusin", () => this.#begin());
  }

  connectedCallback() {
    // What was set before the element was known hides what the class does with it.
    for (const name of PROPERTIES) {
      if (!Object.hasOwn(this, name)) continue;
      const value = /** @type {any} */ (this)[name];
      delete (/** @type {any} */ (this)[name]);
      /** @type {any} */ (this)[name] = value;
    }
    if (this.#embedded) return this.#embedded.placed();
    this.#reserve();
    if (!this.#loading) whenSeen(this, () => this.#begin());
  }

  disconnectedCallback() {
    observer?.unobserve(this);
    this.#embedded?.removed();
  }

  adoptedCallback() {
    this.#dress();
    this.#embedded?.adopted();
  }

  /** @param {string} name @param {string | null} old @param {string | null} value */
  attributeChangedCallback(name, old, value) {
    if (old !== value) this.#embedded?.changed(name);
  }

  /** The table: as text, or a study an object. What was set, until somebody changes it. @returns {string | DataRow[]} */
  get data() {
    return this.#embedded?.data ?? this.#data ?? "";
  }

  set data(data) {
    if (data !== null && typeof data !== "string" && !(Array.isArray(data) && [...data].every(isRow))) {
      throw new TypeError("data must be the text of a table, or an array of objects that hold numbers and texts");
    }
    this.#data = data;
    this.#reserve();
    void this.#load().then((embedded) => embedded.setData(), () => {});
  }

  /** How effects are computed, as it is chosen now. @returns {Options} */
  get options() {
    return this.#embedded?.options ?? structuredClone(this.#options ?? {});
  }

  set options(options) {
    if (options !== null && typeof options !== "object") throw new TypeError("options must be an object");
    this.#options = options;
    void this.#embedded?.setOptions();
  }

  /** What was computed last; null before. @returns {BatchResult | null} */
  get result() {
    this.#begin();
    return this.#embedded?.result ?? null;
  }

  /** The complete calculator. @returns {Promise<Calculator>} */
  get ready() {
    return this.#load().then((embedded) => embedded.calculator());
  }

  /** Opens what a link to a table holds. @param {string} fragment of its address, from the # on */
  openLink(fragment) {
    void this.#load().then((embedded) => embedded.openLink(fragment), () => {});
  }

  /** @param {FocusOptions} [options] */
  focus(options) {
    void this.#load().then((embedded) => embedded.focus(options), () => {});
  }

  /** A sheet belongs to one document. */
  #dress() {
    const { defaultView } = this.ownerDocument;
    if (!defaultView || !this.shadowRoot) return;
    const sheet = new defaultView.CSSStyleSheet();
    sheet.replaceSync(":host { display: block; } :host([hidden]) { display: none; }");
    this.shadowRoot.adoptedStyleSheets = [sheet];
  }

  /** Keeps the place of what is to come, so that nothing moves when it does. */
  #reserve() {
    if (this.#loading) return;
    const { empty, small, box, results, row } = HEIGHTS;
    const data = this.#data ?? this.querySelector("table");
    const rows = data === null ? 0 : typeof data === "string" ? data.trim().split("\n").length : "rows" in data ? data.rows.length : data.length;
    const above = this.hasAttribute("readonly") ? 0 : this.hasAttribute("compact") ? small : box;
    this.#frame.style.minBlockSize = `${rows > 0 ? above + results + rows * row : this.hasAttribute("compact") ? small : empty}px`;
  }

  /** What goes wrong is told where it does. */
  #begin() {
    void this.#load().catch(() => {});
  }

  /** @returns {Promise<Embedded>} */
  #load() {
    observer?.unobserve(this);
    this.#loading ??= import("./embedded.js").then(async ({ Embedded }) => {
      const given = { data: () => this.#data, options: () => this.#options, page: /** @type {typeof EffectSizeElement} */ (this.constructor).page };
      const embedded = (this.#embedded = new Embedded(this, this.#frame, given));
      await embedded.build();
      return embedded;
    }).catch((error) => {
      this.#fail();
      throw error;
    });
    return this.#loading;
  }

  /** Not even the words could be had. */
  #fail() {
    const { page } = /** @type {typeof EffectSizeElement} */ (this.constructor);
    const sentence = document.createElement("p");
    sentence.setAttribute("role", "alert");
    sentence.append("The calculator could not be loaded here. ");
    if (page) sentence.append(Object.assign(document.createElement("a"), { href: page, textContent: "Open it on its own page." }));
    this.#frame.prepend(sentence);
    this.#frame.style.minBlockSize = "";
    this.dispatchEvent(new CustomEvent("effect-size-failed", { detail: { reason: "failed" }, bubbles: true, composed: true }));
  }
}

for (const name of TEXTS) {
  Object.defineProperty(EffectSizeElement.prototype, name, {
    configurable: true,
    enumerable: true,
    /** @this {Element} */
    get() {
      return this.getAttribute(name) ?? "";
    },
    /** @this {Element} @param {unknown} value */
    set(value) {
      if (value === null || value === undefined) this.removeAttribute(name);
      else this.setAttribute(name, String(value));
    },
  });
}
for (const name of SWITCHES) {
  Object.defineProperty(EffectSizeElement.prototype, name, {
    configurable: true,
    enumerable: true,
    /** @this {Element} */
    get() {
      return this.hasAttribute(name);
    },
    /** @this {Element} @param {unknown} value */
    set(value) {
      this.toggleAttribute(name, Boolean(value));
    },
  });
}
