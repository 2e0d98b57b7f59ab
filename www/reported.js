// What the page shows of the complete calculator only: recovered numbers, questions, absolute effects.
import { absoluteParts } from "./absolute.js";
import { html, setText } from "./dom.js";
import { questionsOf } from "./question.js";
import { markOf, routesOf } from "./recovered.js";
import { stylesheet } from "./stylesheet.js";

/** @typedef {import("./index.js").BatchResult} BatchResult */
/** @typedef {import("./index.js").Row} Row */
/** @typedef {import("./messages.js").Messages} Messages */
/** @typedef {import("./results.js").Results} Results */

/** The style of all this, where it is shown. @param {Node} place */
export const style = (place) => stylesheet(place, "reported.css");

export class Reported {
  /** @param {Messages} messages @param {Results} results @param {import("./review.js").Review} review */
  constructor(messages, results, review) {
    this.messages = messages;
    this.results = results;
    this.review = review;
    this.summary = html("span", { id: "reported" });
    results.common.after(" ", this.summary);
  }

  /** The row with what was recovered, asked and computed at the comparator's risk. @param {HTMLElement} line @param {Row} row */
  dress(line, row) {
    const { messages } = this;
    const head = /** @type {HTMLElement} */ (line.querySelector("th"));
    const questions = questionsOf(row, messages);
    for (const notice of head.querySelectorAll(".notice")) {
      if (questions.has(notice.textContent ?? "")) this.ask(notice);
    }
    for (const { from, numbers } of routesOf(row, messages)) {
      head.querySelector(".notes")?.append(html("span", { class: "note" }, " ", from, " ", ...numbers.flatMap((number) => [html("span", { class: "number" }, number), " "])));
    }
    line.querySelectorAll(".c-arm").forEach((cell, arm) => {
      const mark = markOf(row, arm, messages);
      if (!mark) return;
      const unseen = html("span", { class: "unseen" }, `${messages.say("recovered.unseen")} `);
      // in pieces, so that a narrow cell breaks between them
      cell.append(html("span", { class: "recovered" }, " ", unseen, html("bdi", { dir: "ltr" }, ...mark.split(/(?<=, )/).map((piece) => html("span", {}, piece)))));
    });
    const effect = line.querySelector(".c-effect");
    if (row.absolute && effect) {
      effect.classList.add("with-absolute");
      // a line breaks before a bracket first
      const lines = absoluteParts(row, messages, this.named).map((part) => html("p", {}, ...part.split(/ (?=\()/).flatMap((piece) => [html("span", {}, piece), " "])));
      effect.replaceChildren(html("span", {}, ...effect.childNodes), " ", html("div", { class: "absolute" }, ...lines));
    }
  }

  /** The intervention's name, where it has one. */
  get named() {
    const [name] = this.results.arms;
    return name === this.messages.say("results.arm1") ? undefined : name;
  }

  /** Marks a sentence as a question. @param {Element} notice */
  ask(notice) {
    notice.classList.add("question");
    notice.prepend(html("span", { class: "unseen" }, `${this.messages.say("question")} `));
  }

  /** What belongs to the table as a whole. @param {BatchResult} batch */
  show(batch) {
    const { messages } = this;
    const legend = batch.rows.some(({ recovered }) => recovered?.length) ? [messages.say("recovered.legend")] : [];
    const assumed = this.assumed(batch);
    setText(this.summary, [...legend, ...(assumed ? [`${assumed}.`] : [])].join(" "));
    this.askOfAll(batch);
  }

  /** A question that every row raises stands once above them, with its sign. @param {BatchResult} batch */
  askOfAll({ rows }) {
    const { messages, results } = this;
    const questions = new Set(rows.flatMap((row) => [...questionsOf(row, messages)]).filter((sentence) => results.everywhere.has(sentence)));
    if (questions.size === 0) return;
    const others = [...results.everywhere].filter((sentence) => !questions.has(sentence));
    results.common.replaceChildren(others.length > 0 ? messages.say("results.every-row", { notice: others.join(" ") }) : "");
    for (const sentence of questions) {
      const asked = html("span", {}, messages.say("results.every-row", { notice: sentence }));
      this.ask(asked);
      results.common.append(" ", asked);
    }
  }

  /** "2 questions", or nothing. @param {BatchResult} batch */
  asked({ rows }) {
    const common = this.results.everywhere;
    const seen = new Set();
    let count = 0;
    for (const row of rows) {
      for (const sentence of questionsOf(row, this.messages)) {
        if (!(common.has(sentence) && seen.has(sentence))) count += 1;
        seen.add(sentence);
      }
    }
    return count > 0 ? this.messages.say("count.questions", { count }) : "";
  }

  /** What absolute effects assume: "Absolute effects at a comparator risk of 140 per 1000; the event is a harm". @param {BatchResult} batch */
  assumed({ rows }) {
    const { messages } = this;
    if (!rows.some(({ absolute }) => absolute)) return "";
    const { comparatorRisk, comparatorRate, event = "harm" } = this.review.settings;
    const used = (/** @type {"risk" | "rate"} */ kind) => rows.some(({ absolute }) => absolute && kind in absolute.comparator);
    const at = /** @type {const} */ ([["risk", comparatorRisk], ["rate", comparatorRate]]).flatMap(([kind, value]) => (value && used(kind)
      ? [messages.say(`absolute.comparator-${kind}`, { value: Number((value * 1000).toPrecision(12)) })] : []));
    const effects = messages.say("absolute.effects", { at: messages.list(at) });
    if (!rows.some(({ absolute }) => absolute?.display.nnt)) return effects;
    return messages.say("absolute.of-event", { effects, event: messages.say(`choices.event.${event}`) });
  }
}
