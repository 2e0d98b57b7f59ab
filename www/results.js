// The Results table: one body per measure with its axis, one row per study in the order pasted.
import { html, setText } from "./element.js";
import { axisDrawing, rowDrawing } from "./forest.js";
import { clipped } from "./messages.js";

/** @typedef {import("./index.js").BatchResult} BatchResult */
/** @typedef {import("./index.js").Row} Row */
/** @typedef {BatchResult["groups"][number]} Group */
/** @typedef {import("./messages.js").Messages} Messages */

/**
 * A table of thousands must not hold up the first screen, or the next keystroke. Each frame then makes more than the one
 * before, because it lays out all rows again.
 */
const FIRST_FRAME = 300;
const GROWTH = 1.7;
/** Share of the axis that a sentence beside the null line needs on a narrow screen. */
const NEAR = 0.42;
const COLUMNS = { beforePlot: 3, fromPlot: 4, afterPlot: 3 };

export class Results {
  /** @param {HTMLTableElement} table @param {Element} intervalHeader @param {Element} common @param {Element} sources @param {Messages} messages */
  constructor(table, intervalHeader, common, sources, messages) {
    this.table = table;
    this.intervalHeader = intervalHeader;
    this.common = common;
    /** What holds for every row is said once, above the table. @type {Set<string>} */
    this.everywhere = new Set();
    this.sources = sources;
    this.messages = messages;
    /** What each row on the page was made from: a row that did not change is not touched. @type {WeakMap<Element, string>} */
    this.made = new WeakMap();
    this.sourcesMade = "";
    /** Rows of a very long table, still to be made in the frames to come. @type {Set<() => void>} */
    this.later = new Set();
    this.madeNow = 0;
    this.perFrame = FIRST_FRAME;
    /** Adds to a row what the complete calculator found. @type {((line: HTMLElement, row: Row) => void) | null} */
    this.dress = null;
  }

  /** @param {BatchResult} batch */
  show(batch) {
    this.later.clear();
    this.madeNow = 0;
    this.perFrame = FIRST_FRAME;
    setText(this.intervalHeader, this.messages.say("results.interval", { level: this.messages.level(batch.level) }));
    this.everywhere = commonNotices(batch, this.messages);
    setText(this.common, this.everywhere.size > 0 ? this.messages.say("results.every-row", { notice: [...this.everywhere].join(" ") }) : "");
    batch.groups.forEach((group, index) => {
      const body = this.table.tBodies[index] ?? this.table.appendChild(html("tbody", { role: "rowgroup" }));
      this.showGroup(/** @type {HTMLTableSectionElement} */ (body), group, index, batch);
    });
    while (this.table.tBodies.length > batch.groups.length) this.table.tBodies[batch.groups.length].remove();
    this.showSources(batch);
  }

  /** @param {HTMLTableSectionElement} body @param {Group} group @param {number} index @param {BatchResult} batch */
  showGroup(body, group, index, batch) {
    const rows = group.rows.map((number) => batch.rows[number]);
    const name = `group-${index}`;
    body.setAttribute("aria-labelledby", name);
    this.keep(body, 0, JSON.stringify([group.measure, group.axis, group.measure ? "" : rows.map((row) => row.status)]), () => this.groupRow(name, group, rows));
    const nullAt = group.axis ? group.axis.nullAt : null;
    while (body.rows.length > rows.length + 1) body.deleteRow(-1);
    this.showRows(body, rows, 0, JSON.stringify([nullAt, ...this.everywhere]), (row) => this.studyRow(row, group, batch));
  }

  /**
   * @param {HTMLTableSectionElement} body @param {Row[]} rows @param {number} start
   * @param {string} from @param {(row: Row) => HTMLElement} make
   */
  showRows(body, rows, start, from, make) {
    for (let place = start; place < rows.length; place += 1) {
      if (this.madeNow >= this.perFrame) {
        this.later.add(() => this.showRows(body, rows, place, from, make));
        if (this.later.size === 1) requestAnimationFrame(() => this.showLater());
        return;
      }
      this.keep(body, place + 1, from + JSON.stringify(rows[place]), () => make(rows[place]));
    }
  }

  showLater() {
    this.madeNow = 0;
    this.perFrame *= GROWTH;
    // What does not fit this frame either is put back by showRows.
    const waiting = [...this.later];
    this.later.clear();
    for (const go of waiting) go();
  }

  /** @param {HTMLTableSectionElement} body @param {number} place @param {string} from @param {() => HTMLElement} make */
  keep(body, place, from, make) {
    const old = body.rows[place];
    if (old && this.made.get(old) === from) return;
    const row = make();
    this.madeNow += 1;
    this.made.set(row, from);
    if (old) old.replaceWith(row);
    else body.append(row);
  }

  /** @param {string} id @param {Group} group @param {Row[]} rows */
  groupRow(id, group, rows) {
    const { messages } = this;
    const given = rows.every((row) => row.status === "as-given") ? "results.given-group" : "results.none-group";
    const name = group.measure === null ? messages.say(given) : messages.measure(group.measure);
    const axis = group.axis;
    if (!axis) {
      return html("tr", { role: "row", class: "group" },
        html("td", { role: "cell", class: "group-name", colspan: COLUMNS.beforePlot + COLUMNS.fromPlot, id }, name));
    }
    return html("tr", { role: "row", class: "group with-axis" },
      html("td", { role: "cell", class: "group-name", colspan: COLUMNS.beforePlot, id }, name),
      html("td", { role: "cell", class: "c-plot axis" }, this.sides(axis.nullAt), axisDrawing(axis)),
      html("td", { role: "cell", class: "group-rest", colspan: COLUMNS.afterPlot }));
  }

  /** What lies on either side of the null line. @param {number} nullAt */
  sides(nullAt) {
    const { messages } = this;
    // A narrow screen has no room for a sentence between the null line and the edge beside it.
    const side = (/** @type {string} */ name, /** @type {boolean} */ near) => html("span", {}, ...(near
      ? [html("span", { class: "long" }, messages.say(`results.${name}`)), html("span", { class: "short" }, messages.say(`results.${name}-short`))]
      : [messages.say(`results.${name}`)]));
    const sides = html("div", { class: "sides" }, side("lower", nullAt < NEAR), " ", side("higher", nullAt > 1 - NEAR));
    // By script, because the page's policy has no style attributes.
    sides.style.setProperty("--null", `${Math.min(1, Math.max(0, nullAt)) * 100}%`);
    return sides;
  }

  /** To the first row that needs attention, or a sentence that does. @param {string} selector */
  goTo(selector) {
    const found = document.querySelector(selector);
    const head = found?.closest("th") ?? found;
    if (!(head instanceof HTMLElement)) return;
    head.tabIndex = -1;
    head.focus({ preventScroll: true });
    head.scrollIntoView({ block: "center" });
  }

  /** @param {Row} row @param {Group} group @param {BatchResult} batch */
  studyRow(row, group, batch) {
    const { messages } = this;
    const [first, second] = row.arms;
    const head = html("th", { role: "rowheader", scope: "row", class: "c-study" },
      html("span", { class: "study" }, row.study || messages.say("results.unnamed", { row: row.row })));
    if (row.outcome) head.append(" ", html("span", { class: "outcome" }, row.outcome));
    // The estimate's own notices are the row's too; each sentence once.
    for (const sentence of sayings(row, messages)) if (!this.everywhere.has(sentence)) head.append(" ", html("span", { class: "notice" }, sentence));
    const p = row.status === "estimated" ? row.cells.find(({ field, text }) => field === "p" && text.trim() !== "") : undefined;
    if (p) head.append(" ", html("span", { class: "note" }, messages.say("results.p-reported", { p: clipped(p.text.trim().replace(/^p\b\s*(?=[<>=≤≥])/i, "")) })));
    if (row.note) head.append(" ", html("span", { class: "note" }, row.note));
    const line = html("tr", { role: "row", class: row.status }, head,
      html("td", { role: "cell", class: "c-arm" }, ...summary(first)),
      html("td", { role: "cell", class: "c-arm second" }, ...summary(second)));
    if (!first && !second) line.classList.add("no-arms");
    if (row.status === "estimated" && row.display) {
      line.append(
        html("td", { role: "cell", class: "c-plot" }, ...(group.axis ? [rowDrawing(row.graphic, group.axis)] : [])),
        html("td", { role: "cell", class: "c-effect" }, row.display.effect),
        html("td", { role: "cell", class: "c-interval" }, row.display.interval),
        html("td", { role: "cell", class: "c-p" }, row.display.p));
    } else {
      line.append(html("td", { role: "cell", class: "in-words", colspan: COLUMNS.fromPlot }, ...this.words(row, batch)));
    }
    this.dress?.(line, row);
    return line;
  }

  /** @param {Row} row @param {BatchResult} batch @returns {HTMLElement[]} */
  words(row, batch) {
    return rowSentences(row, batch, this.messages).map((sentence) => html("p", {}, sentence));
  }

  /** Each source once, under the name of its study. @param {BatchResult} batch */
  showSources(batch) {
    const { messages } = this;
    const lines = new Set();
    for (const { study, source } of batch.rows) {
      if (source) lines.add(!study || source.startsWith(study) ? source : messages.say("results.source", { study, source }));
    }
    const from = JSON.stringify([...lines]);
    if (from === this.sourcesMade) return;
    this.sourcesMade = from;
    this.sources.replaceChildren();
    if (lines.size === 0) return;
    this.sources.append(html("h3", {}, messages.say("results.sources")), html("ul", {}, ...[...lines].map((line) => html("li", {}, line))));
  }
}

/** A row's notices in sentences, each once. What was recovered is told apart. @param {Row} row @param {Messages} messages */
export const sayings = (row, messages) => new Set(row.notices.filter(({ code }) => code !== "recovered").map((notice) => messages.notice(notice)));

/**
 * Notices that every row has which could be read.
 * @param {BatchResult} batch @param {Messages} messages
 */
function commonNotices(batch, messages) {
  const read = batch.rows.filter((row) => row.status !== "problem");
  /** @type {Set<string> | undefined} */
  let common;
  for (const row of read.length > 1 ? read : []) {
    const said = sayings(row, messages);
    common = common ? new Set([...common].filter((sentence) => said.has(sentence))) : said;
    if (common.size === 0) break;
  }
  return common ?? new Set();
}

/** "mean 5.9 (SD 3.88), n 74" in pieces, so that a narrow cell breaks between them. @param {string} arm */
function summary(arm) {
  return arm.split(/(?<= )(?=\(|n \d)/).map((piece) => html("span", {}, piece));
}

/**
 * A row without numbers, in sentences.
 * @param {Row} row @param {BatchResult} batch @param {Messages} messages
 */
export function rowSentences(row, batch, messages) {
  const sentences = row.problems.map((problem) => messages.problem(problem, batch.columns));
  if (row.asGiven) {
    const text = row.asGiven.text ? messages.say("results.as-given", { text: row.asGiven.text }) : messages.say("results.no-text");
    sentences.push(`${text} ${messages.reason(row.asGiven.reason)}`);
  }
  return sentences;
}
