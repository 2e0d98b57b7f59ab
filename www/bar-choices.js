// The choices behind "Change": how effects are computed, what counts as better, and what absolute effects assume. Loaded
// when they are asked for. Each change is one step of the review; the page redraws from there.
import { html, setText } from "./dom.js";
import { stylesheet } from "./stylesheet.js";
import { shareOf } from "./per-thousand.js";
import { named } from "./working.js";

/** @typedef {import("./index.js").BatchResult} BatchResult */
/** @typedef {import("./index.js").MeasureInfo} MeasureInfo */
/** @typedef {import("./messages.js").Messages} Messages */
/** @typedef {import("./review.js").Review} Review */
/** @typedef {import("./review.js").Settings} Settings */

/** What an absolute effect is computed from, by what the comparator's group is known by. */
const RISKS = new Set(["OR", "PETO", "RR", "RD", "HR"]);
const RATES = new Set(["IRR", "IRD"]);
const RULES = ["only-if-zero", "all", "none", "treatment-arm"];
const CORRECTION = 0.5;
/** Every choice here as it is when nothing was chosen. */
const USUAL = {
  settings: {
    medians: null, sharedControl: null, comparatorRisk: null, comparatorRate: null, event: null,
    options: { interval: null, intervals: null, zeroCells: null, correction: null, convention: null, medians: null },
  },
};

let fields = 0;

/** A named control with a line about it beneath. */
class Field {
  /** @param {string} label @param {HTMLElement} control @param {HTMLElement} [around] */
  constructor(label, control, around = control) {
    const id = `choice-${(fields += 1)}`;
    control.id = id;
    control.setAttribute("aria-describedby", `${id}-note`);
    this.note = html("span", { id: `${id}-note`, class: "choice-note" });
    this.element = html("div", { class: "setting" }, html("label", { for: id }, label), around, this.note);
  }

  /** @param {boolean} shown */
  set shown(shown) {
    this.element.hidden = !shown;
  }
}

/** One of a few. */
class Menu extends Field {
  /** @param {string} label @param {[value: string, text: string][]} values @param {(value: string) => void} chosen */
  constructor(label, values, chosen) {
    const select = /** @type {HTMLSelectElement} */ (html("select"));
    select.append(...values.map(([value, text]) => html("option", { value }, text)));
    super(label, select, html("span", { class: "choice" }, select));
    this.select = select;
    select.addEventListener("change", () => chosen(select.value));
  }

  /** @param {string} value @param {string} [note] */
  show(value, note = "") {
    this.select.value = value;
    setText(this.note, note);
  }
}

/** What is typed; the last good value stays in force while another is being typed. */
class Typed extends Field {
  /**
   * @param {string} label
   * @param {{ read: (text: string) => unknown, write: (value: any) => string, wrong: (text: string) => string, told?: (text: string, value: any) => string }} how
   *   `read` gives undefined for what cannot be used, `told` says how it was read where that is not plain
   * @param {(value: any) => void} typed
   */
  constructor(label, { read, write, wrong, told }, typed) {
    const input = /** @type {HTMLInputElement} */ (html("input", { type: "text", autocomplete: "off", inputmode: "decimal" }));
    super(label, input);
    this.note.setAttribute("role", "status");
    this.input = input;
    this.write = write;
    /** @type {unknown} */ this.value = null;
    this.said = "";
    input.addEventListener("input", () => {
      const text = input.value.trim();
      const value = read(text);
      input.setAttribute("aria-invalid", String(value === undefined));
      setText(this.note, value === undefined ? wrong(text) : told?.(text, value) || this.said);
      this.note.classList.toggle("setting-problem", value === undefined);
      if (value === undefined) return;
      this.value = value;
      typed(value);
    });
  }

  /** @param {unknown} value @param {string} [note] */
  show(value, note = "") {
    this.said = note;
    const here = this.input === /** @type {Document | ShadowRoot} */ (this.input.getRootNode()).activeElement;
    if (here && (this.value === value || this.input.getAttribute("aria-invalid") === "true")) return;
    this.value = value;
    this.input.value = this.write(value);
    this.input.setAttribute("aria-invalid", "false");
    this.note.classList.remove("setting-problem");
    setText(this.note, note);
  }
}

export class BarChoices {
  /** @param {Element} element @param {Messages} messages @param {Review} review @param {MeasureInfo[]} measures what each offers */
  constructor(element, messages, review, measures) {
    this.messages = messages;
    this.review = review;
    this.measures = new Map(measures.map((info) => [info.id, info]));
    /** @type {Map<string, Menu>} */ this.intervals = new Map();
    const say = (/** @type {string} */ key) => messages.say(`choices.${key}`);
    /** @param {string} name @param {string[]} values @param {(value: string) => Parameters<Review["change"]>[0]["settings"]} settings */
    const menu = (name, values, settings) => new Menu(say(`${name}.label`), values.map((value) => [value, say(`${name}.${value || "unset"}`)]),
      (value) => review.change({ settings: settings(value === values[0] ? "" : value) }));

    this.intervalsPart = html("div", { class: "choices-part" });
    this.convention = menu("convention", ["revman", "metafor"], (convention) => ({ options: { convention } }));
    this.rule = menu("zero-cells", RULES, (zeroCells) => ({ options: { zeroCells } }));
    this.correction = new Typed(say("correction.label"), {
      read: (text) => (text === "" ? CORRECTION : within(readNumber(text), 0.001, 10)), write: (value) => messages.marks(String(value)),
      wrong: () => messages.say("choices.correction.range", { stays: this.correction.value === null ? "" : this.stays(String(this.correction.value)) }),
    }, (correction) => this.type({ settings: { options: { correction: correction === CORRECTION ? null : correction } } }, "correction"));
    this.medians = menu("medians", ["convert", "as-given"], (medians) => ({ medians, options: { medians: null } }));
    this.sharedControl = menu("shared-control", ["whole", "split"], (sharedControl) => ({ sharedControl }));
    this.event = menu("event", ["", "harm", "benefit"], (event) => ({ event }));
    this.risk = this.comparator("comparator-risk", 1, (comparatorRisk) => ({ comparatorRisk }));
    this.rate = this.comparator("comparator-rate", 1e6, (comparatorRate) => ({ comparatorRate }));

    this.usual = html("button", { type: "button", class: "quiet" }, say("usual"));
    this.usual.addEventListener("click", () => {
      review.change(USUAL);
      /** @type {HTMLElement | null} */ (element.querySelector("select, input"))?.focus(); // the button goes
    });
    const group = (/** @type {string} */ key, /** @type {Node[]} */ ...parts) => html("fieldset", {}, html("legend", {}, say(key)), ...parts);
    this.absolute = group("absolute", this.risk.element, this.rate.element);
    element.classList.add("choices");
    element.append(
      group("computing", this.intervalsPart, this.convention.element, this.rule.element, this.correction.element, this.medians.element, this.sharedControl.element),
      group("direction", this.event.element),
      this.absolute, this.usual);
    element.addEventListener("focusout", () => review.endStep());
  }

  /** Typing in one field is one step. @param {Parameters<Review["change"]>[0]} change @param {string} field */
  type(change, field) {
    this.review.change(change, `typing ${field}`);
  }

  /** @param {string} value */
  stays(value) {
    return this.messages.say("choices.stays", { value });
  }

  /** A number per 1000. @param {string} name @param {number} most a share not reached by a good value @param {(value: number | null) => object} settings */
  comparator(name, most, settings) {
    const { messages } = this;
    const perThousand = (/** @type {any} */ value) => (value === null ? "" : messages.marks(String(Number((value * 1000).toPrecision(12)))));
    const mark = messages.foreign?.mark ?? ".";
    /** @type {Typed} */
    const field = new Typed(messages.say(`choices.${name}.label`), {
      read: (text) => {
        const share = shareOf(text, mark);
        return text === "" ? null : share > 0 && share < most ? share : undefined;
      },
      write: perThousand,
      wrong: (text) => messages.say(Number.isNaN(shareOf(text, mark)) ? "choices.number" : `choices.${name}.range`, { stays: field.value === null ? "" : this.stays(perThousand(field.value)) }),
      told: (text, value) => {
        if (value === null || /^\d+$/.test(text)) return "";
        // "0.14" may be meant as what it would be elsewhere
        const small = name === "comparator-risk" && value < 0.001 && /^[\d.,]+$/.test(text);
        return messages.say(small ? "choices.read-small" : "choices.read", { value: perThousand(value), percent: messages.level(value * 1000) });
      },
    }, (value) => this.type({ settings: settings(value) }, name));
    return field;
  }

  /** Shows what this table has to choose, and what is chosen. @param {BatchResult} batch */
  show({ columns, rows, groups }) {
    const { messages, review: { settings } } = this;
    const options = settings.options ?? {};
    const ids = [...new Set(groups.flatMap(({ measure }) => (measure === null ? [] : [measure])))];
    const has = (/** @type {Set<string>} */ set) => ids.some((id) => set.has(id));
    const offers = (/** @type {string} */ option) => ids.filter((id) => this.measures.get(id)?.choices.some((choice) => choice.option === option));
    this.showIntervals(ids, options);

    const differing = offers("convention");
    const [how = messages.say("choices.convention.alike"), ...others] = new Set(differing.map((id) => messages.find("working", "how", id) ?? ""));
    const several = () => messages.say("choices.convention.several", { measures: messages.list(differing.map((id) => messages.measure(id, "inText"))) });
    this.convention.show(options.convention ?? "revman", others.length > 0 ? several() : how);
    const corrects = offers("zeroCells").length > 0;
    const rule = options.zeroCells ?? RULES[0];
    this.rule.shown = corrects;
    this.rule.show(rule, messages.say(`choices.zero-cells-notes.${rule}`));
    this.correction.shown = corrects && rule !== "none";
    this.correction.show(options.correction ?? CORRECTION);
    this.medians.shown = settings.medians !== undefined || columns.some(({ field }) => field === "median1" || field === "median2");
    this.medians.show(settings.medians ?? options.medians ?? "convert");
    this.sharedControl.shown = settings.sharedControl !== undefined || rows.some(({ notices }) => notices.some(({ code }) => code === "shared-control" || code === "control-split"));
    this.sharedControl.show(settings.sharedControl ?? "whole");

    this.event.show(settings.event ?? "", messages.say("choices.event.note"));
    const risks = has(RISKS);
    const rates = has(RATES);
    this.absolute.hidden = !(risks || rates);
    this.risk.shown = risks;
    this.risk.show(settings.comparatorRisk ?? null, messages.say("choices.comparator-risk.note"));
    this.rate.shown = rates;
    this.rate.show(settings.comparatorRate ?? null, messages.say("choices.comparator-rate.note"));
    this.usual.hidden = !(Object.keys(USUAL.settings).some((key) => key !== "options" && key in settings)
      || Object.keys(USUAL.settings.options).some((key) => key in options));
  }

  /** A menu for each measure on the page that has several. @param {string[]} ids @param {NonNullable<Settings["options"]>} options */
  showIntervals(ids, options) {
    const { messages, measures } = this;
    const several = ids.filter((id) => (measures.get(/** @type {any} */ (id))?.intervals.length ?? 0) > 1);
    for (const id of several) {
      const methods = /** @type {MeasureInfo} */ (measures.get(/** @type {any} */ (id))).intervals;
      let menu = this.intervals.get(id);
      if (!menu) {
        menu = new Menu("", methods.map((method) => [method, named(method, messages)]), (method) => this.chooseInterval(id, method));
        this.intervals.set(id, menu);
        this.intervalsPart.append(menu.element);
      }
      const label = /** @type {Element} */ (menu.element.querySelector("label"));
      setText(label, ids.length > 1 ? messages.say("choices.interval-of", { measure: messages.measure(id, "inText") }) : messages.say("choices.interval"));
      const all = /** @type {Record<string, string>} */ (options.intervals ?? {});
      const common = methods.find((method) => method === options.interval);
      const used = all[id] ?? common ?? methods[0];
      // the usual ones are alike, and not told for each measure again
      const told = ids.length === 1 || used !== methods[0];
      menu.show(used, told ? messages.find("working", "methods", used) ?? "" : "");
    }
    for (const [id, menu] of this.intervals) menu.shown = several.includes(id);
  }

  /** @param {string} id @param {string} method */
  chooseInterval(id, method) {
    const { intervals = {}, interval } = /** @type {any} */ (this.review.settings.options ?? {});
    const { [id]: _, ...others } = intervals;
    const usual = method === this.measures.get(/** @type {any} */ (id))?.intervals[0] && !interval;
    this.review.change({ settings: { options: { intervals: usual ? others : { ...others, [id]: method } } } });
  }
}

/** The choices with their style. @param {HTMLElement} element @param {Messages} messages @param {Review} review @param {MeasureInfo[]} measures */
export async function openChoices(element, messages, review, measures) {
  await stylesheet(element, "bar.css");
  return new BarChoices(element, messages, review, measures);
}

/** With a point or a comma. @param {string} text */
const readNumber = (text) => (/^[\d.,]+$/.test(text) ? Number(text.replace(",", ".")) : NaN);

/** @param {number} number @param {number} least @param {number} most */
const within = (number, least, most) => (number >= least && number <= most ? number : undefined);
