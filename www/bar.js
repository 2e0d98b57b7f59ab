// The choices: in words, the two of every table as controls, and the others behind "Change".
import { html, setText } from "./dom.js";
import { methodSentence } from "./method.js";

/** @typedef {import("./index.js").BatchResult} BatchResult */
/** @typedef {import("./messages.js").Messages} Messages */
/** @typedef {import("./review.js").Review} Review */

const DEFAULT_LEVEL = 0.95;
const LEVELS = [0.9, 0.95, 0.99];
const OTHER = "other";

export class Bar {
  /**
   * @param {ParentNode} part holds the controls, the words and the place for the other choices
   * @param {Messages} messages @param {Review} review @param {string[]} measures to choose from
   * @param {() => Promise<import("./index.js").Calculator>} complete @param {(code: string) => void} failed says what could not be had
   */
  constructor(part, messages, review, measures, complete, failed) {
    const find = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (part.querySelector(selector));
    this.messages = messages;
    this.review = review;
    this.measure = /** @type {HTMLSelectElement} */ (find("#measure"));
    this.level = /** @type {HTMLSelectElement} */ (find("#level"));
    this.own = /** @type {HTMLInputElement} */ (find("#own-level"));
    this.ownPart = find("#own-level-part");
    this.ownProblem = find("#own-level-problem");
    this.words = find("#method");
    this.panel = find("#choices");
    /** The other choices, once they were opened. @type {import("./bar-choices.js").BarChoices | null} */
    this.choices = null;
    /** @type {BatchResult | null} */
    this.batch = null;

    this.automatic = html("option", { value: "" }, messages.say("settings.automatic"));
    // Whether or not their part of the calculator is there yet.
    this.measure.append(this.automatic, ...measures.map((id) => html("option", { value: id }, messages.measure(id))));
    for (const level of LEVELS) {
      this.level.append(html("option", { value: level }, messages.say("settings.percent", { level: messages.level(level) })));
    }
    this.level.append(html("option", { value: OTHER }, messages.say("settings.other")));
    this.show();

    this.measure.addEventListener("change", () => review.change({ settings: { measure: this.measure.value } }));
    this.level.addEventListener("change", () => {
      const own = this.level.value === OTHER;
      this.ownPart.hidden = !own;
      this.sayOwn(true);
      if (!own) return this.choose(Number(this.level.value));
      this.own.value = messages.level(this.value);
      this.own.focus();
      this.own.select();
    });
    this.own.addEventListener("input", () => {
      // The last level that could be used stays in force while another is being typed.
      const level = readLevel(this.own.value);
      this.sayOwn(level !== null);
      if (level !== null) this.choose(level, "typing level");
    });
    review.addEventListener("change", () => this.show());

    const change = find("#change");
    change.addEventListener("click", async () => {
      try {
        // what is said of the choices comes with the complete calculator
        const [{ openChoices }, calc] = await Promise.all([import("./bar-choices.js"), complete()]);
        this.choices ??= await openChoices(this.panel, messages, review, calc.measures());
      } catch (error) {
        console.warn(error);
        return failed("choices-not-loaded");
      }
      this.panel.hidden = !this.panel.hidden;
      change.setAttribute("aria-expanded", String(!this.panel.hidden));
      if (this.batch) this.choices.show(this.batch);
    });
  }

  /** The level in force. */
  get value() {
    return this.review.settings.options?.level ?? DEFAULT_LEVEL;
  }

  /** @param {number} level @param {string} [kind] */
  choose(level, kind) {
    this.review.change({ settings: { options: { level: level === DEFAULT_LEVEL ? null : level } } }, kind);
  }

  /** What the review holds, where it did not come from here. */
  show() {
    const { value, own } = this;
    this.measure.value = this.review.settings.measure ?? "";
    if (own === /** @type {Document | ShadowRoot} */ (own.getRootNode()).activeElement) return;
    if (!this.ownPart.hidden && readLevel(own.value) === value) return;
    this.level.value = String(LEVELS.includes(value) ? value : OTHER);
    this.ownPart.hidden = LEVELS.includes(value);
    own.value = this.messages.level(value);
    this.sayOwn(true);
  }

  /** @param {boolean} good */
  sayOwn(good) {
    this.own.setAttribute("aria-invalid", String(!good));
    setText(this.ownProblem, good ? "" : this.messages.say("settings.own-range", { level: this.messages.level(this.value) }));
  }

  /** Says what was chosen, and what was found in the table. @param {BatchResult} batch */
  found(batch) {
    const { messages } = this;
    this.batch = batch;
    setText(this.words, methodSentence(batch, messages, this.review.settings));
    this.choices?.show(batch);
    const ids = [...new Set(batch.groups.map((group) => group.measure).filter((id) => id !== null))];
    // While a measure is chosen, the rows tell the choice, not what the table would have said.
    const text = ids.length === 0 || this.measure.value !== "" ? messages.say("settings.automatic")
      : ids.length === 1 ? messages.say("settings.automatic-one", { measure: messages.measure(ids[0], "inText") })
      : messages.say("settings.automatic-several", { count: ids.length });
    setText(this.automatic, text);
  }
}

/** 97.5 or 0.975, with a point or a comma. @param {string} typed @returns {number | null} */
function readLevel(typed) {
  const [, digits] = /^([\d.,]+) ?%?$/.exec(typed.trim()) ?? [];
  const number = Number(digits?.replace(",", ".") ?? NaN);
  const level = number > 1 ? Number((number / 100).toPrecision(12)) : number;
  return level >= 0.5 && level <= 0.9999 ? level : null;
}
