// The choices that only some tables have: medians, a shared control group, absolute effects.
import { html, setText } from "./element.js";

/** @typedef {import("./index.js").BatchResult} BatchResult */
/** @typedef {import("./messages.js").Messages} Messages */
/** @typedef {import("./review.js").Review} Review */

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

  /** Nothing while the default is chosen. */
  get value() {
    return this.select.selectedIndex === 0 ? null : this.select.value;
  }

  /** @param {string | undefined} value */
  show(value) {
    this.select.selectedIndex = Math.max(0, [...this.select.options].findIndex((option) => option.value === value));
  }
}

/** A number per 1000; the last good one stays in force while another is being typed. */
class PerThousand {
  /** @param {string} id @param {number} most not reached by a good value @param {Messages} messages @param {() => void} changed */
  constructor(id, most, messages, changed) {
    /** Per one. @type {number | null} */
    this.value = null;
    this.input = /** @type {HTMLInputElement} */ (html("input", { id, type: "text", inputmode: "decimal", size: 6, autocomplete: "off", "aria-describedby": `${id}-problem` }));
    const problem = html("span", { id: `${id}-problem`, class: "setting-problem", role: "status" });
    this.part = html("p", { class: "setting", hidden: true }, html("label", { for: id }, messages.say(`choices.${id}.label`)), " ", this.input, " ", problem);
    this.input.addEventListener("input", () => {
      const typed = this.input.value.trim();
      const number = Number(typed.replace(",", ".") || NaN);
      const good = typed === "" || (number > 0 && number < most);
      this.input.setAttribute("aria-invalid", String(!good));
      const stays = this.value === null ? "" : messages.say("choices.stays", { value: this.perThousand });
      setText(problem, good ? "" : messages.say(`choices.${id}.range`, { stays }));
      if (!good) return;
      this.value = typed === "" ? null : number / 1000;
      changed();
    });
  }

  /** @param {number | undefined} value */
  show(value = undefined) {
    if (this.input === document.activeElement || this.value === (value ?? null)) return;
    this.value = value ?? null;
    this.input.value = value === undefined ? "" : String(this.perThousand);
    this.input.dispatchEvent(new Event("input"));
  }

  get perThousand() {
    return Number(((this.value ?? 0) * 1000).toPrecision(12));
  }
}

export class Choices {
  /** @param {Element} settings where the choices stand, before the last of what is there @param {Messages} messages @param {Review} review */
  constructor(settings, messages, review) {
    const changed = () => review.change({ settings: this.wanted }, this.typing);
    this.medians = new Menu("medians", ["convert", "as-given"], messages, changed);
    this.sharedControl = new Menu("shared-control", ["whole", "split"], messages, changed);
    this.risk = new PerThousand("comparator-risk", 1000, messages, changed);
    this.rate = new PerThousand("comparator-rate", 1e9, messages, changed);
    this.event = new Menu("event", ["harm", "benefit"], messages, changed);
    const shown = () => this.show(review.settings);
    shown();
    review.addEventListener("change", shown);
    /** Whether absolute effects have been asked for. */
    this.absolute = this.risk.value !== null || this.rate.value !== null;
    settings.lastElementChild?.before(this.medians.part, this.sharedControl.part, this.risk.part, this.rate.part, this.event.part);
  }

  /** What the calculator is asked for. */
  get wanted() {
    return {
      medians: this.medians.value, sharedControl: this.sharedControl.value, comparatorRisk: this.risk.value,
      comparatorRate: this.rate.value, event: this.event.value,
    };
  }

  /** Typing in one field is one step. */
  get typing() {
    const { activeElement } = document;
    return activeElement instanceof HTMLInputElement ? `typing ${activeElement.id}` : "";
  }

  /** @param {import("./review.js").Settings} settings */
  show({ medians, sharedControl, comparatorRisk, comparatorRate, event }) {
    this.medians.show(medians);
    this.sharedControl.show(sharedControl);
    this.risk.show(comparatorRisk ?? undefined);
    this.rate.show(comparatorRate ?? undefined);
    this.event.show(event);
  }

  /** Shows what this table has to choose. @param {BatchResult} batch */
  found({ columns, rows, groups }) {
    const risks = this.absolute && groups.some(({ measure }) => measure !== null && RISKS.has(measure));
    const rates = this.absolute && groups.some(({ measure }) => measure !== null && RATES.has(measure));
    this.medians.part.hidden = !columns.some(({ field }) => field === "median1" || field === "median2");
    this.sharedControl.part.hidden = !rows.some(({ notices }) => notices.some(({ code }) => code === "shared-control" || code === "control-split"));
    this.risk.part.hidden = !risks;
    this.rate.part.hidden = !rates;
    this.event.part.hidden = !((risks && this.risk.value !== null) || (rates && this.rate.value !== null));
  }

  /** To the first field for a comparator. */
  focus() {
    for (const { part, input } of [this.rate, this.risk]) if (!part.hidden) input.focus();
  }
}
