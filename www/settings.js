// The two choices of every table: effect measure and confidence level.
import { html, setText } from "./element.js";

/** @typedef {import("./index.js").BatchResult} BatchResult */
/** @typedef {import("./calculator.js").Wanted} Wanted */
/** @typedef {import("./messages.js").Messages} Messages */

const LEVELS = [0.9, 0.95, 0.99];
const OTHER = "other";

export class Settings {
  /** @param {Document} page @param {Messages} messages @param {() => void} changed */
  constructor(page, messages, changed) {
    this.messages = messages;
    this.measure = /** @type {HTMLSelectElement} */ (page.getElementById("measure"));
    this.level = /** @type {HTMLSelectElement} */ (page.getElementById("level"));
    this.own = /** @type {HTMLInputElement} */ (page.getElementById("own-level"));
    this.ownPart = /** @type {HTMLElement} */ (page.getElementById("own-level-part"));
    this.ownProblem = /** @type {HTMLElement} */ (page.getElementById("own-level-problem"));
    /** The last level that could be used stays in force while another is being typed. */
    this.value = 0.95;
    /** What the choices of some tables ask for. @type {{ wanted: Wanted }} */
    this.others = { wanted: {} };

    this.automatic = html("option", { value: "" }, messages.say("settings.automatic"));
    // Every measure that has a name in this language, whether or not its part of the calculator is there yet.
    this.measure.append(this.automatic, ...messages.measures.map((id) => html("option", { value: id }, messages.measure(id))));
    for (const level of LEVELS) {
      this.level.append(html("option", { value: level }, messages.say("settings.percent", { level: messages.level(level) })));
    }
    this.level.append(html("option", { value: OTHER }, messages.say("settings.other")));
    this.level.value = String(this.value);

    this.measure.addEventListener("change", changed);
    this.level.addEventListener("change", () => {
      const own = this.level.value === OTHER;
      this.ownPart.hidden = !own;
      if (own) {
        this.own.value = messages.level(this.value);
        this.own.focus();
        this.own.select();
      } else {
        this.value = Number(this.level.value);
      }
      this.sayOwn(true);
      changed();
    });
    this.own.addEventListener("input", () => {
      const level = readLevel(this.own.value);
      this.sayOwn(level !== null);
      if (level === null) return;
      this.value = level;
      changed();
    });
  }

  /** @param {boolean} good */
  sayOwn(good) {
    this.own.setAttribute("aria-invalid", String(!good));
    setText(this.ownProblem, good ? "" : this.messages.say("settings.own-range", { level: this.messages.level(this.value) }));
  }

  /** Back to the table's own measure, where the chosen one cannot be had. */
  takeBack() {
    this.measure.value = "";
  }

  /** @returns {Wanted} */
  get choice() {
    const chosen = { ...this.others.wanted, options: { level: this.value } };
    return this.measure.value === "" ? chosen : { ...chosen, measure: /** @type {any} */ (this.measure.value) };
  }

  /** Says beside "From the table" what was found there. @param {BatchResult | null} batch */
  found(batch) {
    // While a measure is chosen, the rows tell the choice, not what the table would have said.
    if (this.measure.value !== "") return setText(this.automatic, this.messages.say("settings.automatic"));
    const ids = [...new Set((batch?.groups ?? []).map((group) => group.measure).filter((id) => id !== null))];
    const text = ids.length === 0 ? this.messages.say("settings.automatic")
      : ids.length === 1 ? this.messages.say("settings.automatic-one", { measure: this.messages.measure(ids[0], "inText") })
      : this.messages.say("settings.automatic-several", { count: ids.length });
    setText(this.automatic, text);
  }
}

/** 97.5 or 0.975, with a point or a comma. @param {string} typed @returns {number | null} */
function readLevel(typed) {
  const number = Number(typed.trim().replace(",", ".").replace(/%$/, "") || NaN);
  const level = number > 1 ? Number((number / 100).toPrecision(12)) : number;
  return level >= 0.5 && level <= 0.9999 ? level : null;
}
