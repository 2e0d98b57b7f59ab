// The choices that only some tables have: medians, a shared control group, absolute effects.
import { html, setText } from "./element.js";

/** @typedef {import("./index.js").BatchResult} BatchResult */
/** @typedef {import("./calculator.js").Wanted} Wanted */
/** @typedef {import("./messages.js").Messages} Messages */

/** What an absolute effect is computed from, by what the comparator's group is known by. */
const RISKS = new Set(["OR", "PETO", "RR", "RD", "HR"]);
const RATES = new Set(["IRR", "IRD"]);

/** A choice among a few, its first being the default. */
class Menu {
  /** @param {string} id @param {string[]} values @param {Messages} messages @param {() => void} changed */
  constructor(id, values, messages, changed) {
    this.select = /** @type {HTMLSelectElement} */ (html("select", { id }));
    this.select.append(...values.map((value) => html("option", { value }, messages.say(`choices.${id}.${value}`))));
    this.select.addEventListener("change", changed);
    this.part = html("p", { class: "setting", hidden: true }, html("label", { for: id }, messages.say(`choices.${id}.label`)), " ",
      html("span", { class: "choice" }, this.select));
  }

  /** @returns {any} nothing while the default is chosen */
  get value() {
    return this.select.selectedIndex === 0 ? undefined : this.select.value;
  }
}

/** A number per 1000; the last good one stays in force while another is being typed. */
class PerThousand {
  /** @param {string} id @param {number} most not reached by a good value @param {Messages} messages @param {() => void} changed */
  constructor(id, most, messages, changed) {
    /** Per one. @type {number | undefined} */
    this.value = undefined;
    this.input = /** @type {HTMLInputElement} */ (html("input", { id, type: "text", inputmode: "decimal", size: 6, autocomplete: "off", "aria-describedby": `${id}-problem` }));
    const problem = html("span", { id: `${id}-problem`, class: "setting-problem", role: "status" });
    this.part = html("p", { class: "setting", hidden: true }, html("label", { for: id }, messages.say(`choices.${id}.label`)), " ", this.input, " ", problem);
    this.input.addEventListener("input", () => {
      const typed = this.input.value.trim();
      const number = Number(typed.replace(",", ".") || NaN);
      const good = typed === "" || (number > 0 && number < most);
      this.input.setAttribute("aria-invalid", String(!good));
      const stays = this.value === undefined ? "" : messages.say("choices.stays", { value: this.perThousand });
      setText(problem, good ? "" : messages.say(`choices.${id}.range`, { stays }));
      if (!good) return;
      this.value = typed === "" ? undefined : number / 1000;
      changed();
    });
  }

  get perThousand() {
    return Number(((this.value ?? 0) * 1000).toPrecision(12));
  }
}

export class Choices {
  /** @param {Element} settings where the choices stand, before the last of what is there @param {Messages} messages @param {() => void} changed */
  constructor(settings, messages, changed) {
    this.medians = new Menu("medians", ["convert", "as-given"], messages, changed);
    this.sharedControl = new Menu("shared-control", ["whole", "split"], messages, changed);
    this.risk = new PerThousand("comparator-risk", 1000, messages, changed);
    this.rate = new PerThousand("comparator-rate", 1e9, messages, changed);
    this.event = new Menu("event", ["harm", "benefit"], messages, changed);
    /** Whether absolute effects have been asked for. */
    this.absolute = false;
    settings.lastElementChild?.before(this.medians.part, this.sharedControl.part, this.risk.part, this.rate.part, this.event.part);
  }

  /** What the calculator is asked for. @returns {Wanted} */
  get wanted() {
    const wanted = { medians: this.medians.value, sharedControl: this.sharedControl.value };
    return definite({ ...wanted, comparatorRisk: this.risk.value, comparatorRate: this.rate.value, event: this.event.value });
  }

  /** Shows what this table has to choose. @param {BatchResult} batch */
  found({ columns, rows, groups }) {
    const risks = this.absolute && groups.some(({ measure }) => measure !== null && RISKS.has(measure));
    const rates = this.absolute && groups.some(({ measure }) => measure !== null && RATES.has(measure));
    this.medians.part.hidden = !columns.some(({ field }) => field === "median1" || field === "median2");
    this.sharedControl.part.hidden = !rows.some(({ notices }) => notices.some(({ code }) => code === "shared-control" || code === "control-split"));
    this.risk.part.hidden = !risks;
    this.rate.part.hidden = !rates;
    this.event.part.hidden = !((risks && this.risk.value !== undefined) || (rates && this.rate.value !== undefined));
  }

  /** To the first field for a comparator. */
  focus() {
    for (const { part, input } of [this.rate, this.risk]) if (!part.hidden) input.focus();
  }
}

/** Without what is undefined. @template {object} T @param {T} object @returns {any} */
const definite = (object) => Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
