// Copying the results: tab-separated text for a spreadsheet, a plain ruled table for Word.
import { absoluteParts } from "./absolute.js";
import { questionsOf } from "./question.js";
import { markOf, recoveredSentences } from "./recovered.js";
import { selectionIn } from "./selection.js";
import { rowSentences, sayings } from "./sentences.js";

/** @typedef {import("./index.js").BatchResult} BatchResult */
/** @typedef {import("./index.js").Row} Row */
/** @typedef {import("./messages.js").Messages} Messages */

/** @param {BatchResult} batch @param {Messages} messages @param {string} assumed of the absolute effects @returns {string[][]} */
function cells(batch, messages, assumed) {
  const outcomes = batch.rows.some((row) => row.outcome);
  const head = ["study", ...(outcomes ? ["outcome"] : []), "arm1", "arm2", "measure", "effect"].map((key) => messages.say(`results.${key}`));
  head.push(messages.say("results.interval", { level: messages.level(batch.level) }), messages.say("results.p"));
  const absolute = batch.rows.some((row) => row.absolute);
  const recovered = batch.rows.some((row) => row.recovered?.length);
  const noted = recovered || batch.rows.some((row) => notes(row, messages) !== "");
  if (absolute) head.push(assumed);
  if (noted) head.push(messages.say(recovered ? "recovered.column" : "results.notes"));
  const beside = (/** @type {Row} */ row) => [...(absolute ? [absoluteParts(row, messages).join("; ")] : []), ...(noted ? [notes(row, messages)] : [])];
  const rows = batch.rows.map((row) => {
    const start = [harmless(row.study) || messages.say("results.unnamed", { row: row.row }), ...(outcomes ? [harmless(row.outcome ?? "")] : []), ...arms(row, messages)];
    const measure = row.measure ? messages.measure(row.measure) : "";
    return row.display ? [...start, measure, ...[row.display.effect, row.display.interval, row.display.p].map((text) => messages.figures(text)), ...beside(row)]
      : [...start, measure, rowSentences(row, batch, messages).join(" "), "", "", ...beside(row)];
  });
  return [head, ...rows];
}

/** What was printed of each arm, and in brackets what was not. @param {Row} row @param {Messages} messages */
function arms(row, messages) {
  return row.arms.map((arm, index) => {
    // "7/50" is a date to a spreadsheet: July 1950.
    const printed = messages.figures(arm).replace(/^(\S+)\/(\S+)$/, (_, events, n) => messages.say("results.of", { events, n }));
    return [printed, markOf(row, index, messages)].filter(Boolean).join(" ");
  });
}

/** Each route, and what else the reader should know; what is a question says so. @param {Row} row @param {Messages} messages */
function notes(row, messages) {
  const questions = questionsOf(row, messages);
  const said = [...sayings(row, messages)].map((sentence) => (questions.has(sentence) ? `${messages.say("question")} ${sentence}` : sentence));
  return [...(row.recovered?.length ? recoveredSentences(row, messages) : []), ...said].join(" ");
}

/** Spreadsheets take a leading =, +, - or @ for a formula, in HTML as in text. @param {string} text */
function harmless(text) {
  return text.trim().replace(/^(?=[=+@＝＋＠-])/, "'");
}

/** @param {string[][]} rows */
function asText(rows) {
  const safe = (/** @type {string} */ cell) => cell.replace(/[\t\r\n]+/g, " ");
  return rows.map((row) => row.map(safe).join("\t")).join("\n");
}

/** @param {string[][]} rows */
function asMarkup(rows) {
  const page = document.implementation.createHTMLDocument("");
  const table = page.createElement("table");
  // Rules by attribute: browsers check what is copied against the page's policy, which has no inline styles.
  for (const [name, value] of Object.entries({ frame: "hsides", rules: "groups", cellspacing: "0", cellpadding: "4" })) table.setAttribute(name, value);
  const head = table.createTHead();
  const body = table.createTBody();
  rows.forEach((row, index) => {
    const line = (index === 0 ? head : body).insertRow();
    for (const text of row) {
      const cell = line.appendChild(page.createElement(index === 0 ? "th" : "td"));
      cell.setAttribute("align", "left");
      cell.textContent = text;
    }
  });
  return table.outerHTML;
}

/**
 * @param {Node} place what was pressed, or holds it
 * @param {BatchResult} batch @param {Messages} messages @param {string} [assumed] what its absolute effects assume
 * @returns {Promise<string>} what the clipboard refused; "" where it took it
 */
export async function copyResults(place, batch, messages, assumed = "") {
  const rows = cells(batch, messages, assumed);
  return put(place, asText(rows), asMarkup(rows));
}

/** A text within a cell of Markdown. @param {string} text */
const inCell = (text) => text.replace(/[\\|<]/g, "\\$&").replace(/\s+/g, " ");

/** @param {string[][]} rows */
function asMarkdown([head, ...rows]) {
  const line = (/** @type {string[]} */ texts) => `| ${texts.map(inCell).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/**
 * The same in the reader's language: the calculator's own Markdown has the names of fields and codes.
 * @param {Node} place @param {BatchResult} batch @param {Messages} messages @param {string} [assumed] what its absolute effects assume
 */
export async function copyMarkdown(place, batch, messages, assumed = "") {
  return copyText(place, asMarkdown(cells(batch, messages, assumed)));
}

/** A cell of Markdown with the pipe that ends it. */
const CELL = /(?:\\.|[^\\|])*\|/g;

/**
 * The calculator's own Markdown, which pastes back, with the page's sentences where it has codes.
 * @param {string} markdown @param {BatchResult} batch @param {Messages} messages
 */
export function worded(markdown, batch, messages) {
  const [head, rule, ...lines] = markdown.split("\n");
  const [names = [], ...rows] = [head, ...lines].map((line) => line.match(CELL) ?? []);
  /** @type {Record<string, (row: Row) => string>} */
  const said = {
    " as_given |": (row) => rowSentences({ ...row, problems: [] }, batch, messages).join(" "),
    " problems |": (row) => rowSentences({ ...row, asGiven: null }, batch, messages).join(" "),
  };
  const written = batch.rows.map((row, at) => rows[at].map((cell, column) => (names[column] in said ? ` ${inCell(said[names[column]](row))} |` : cell)).join(""));
  return [head, rule, ...written, ""].join("\n");
}

/**
 * Each study's sentence for the paper: "Stalberg 2008: OR 3.76, 95% CI 1.41 to 10.05".
 * @param {Node} place @param {BatchResult} batch @param {Messages} messages
 */
export async function copySentences(place, batch, messages) {
  const sentences = batch.rows.map((row) => {
    const study = [row.study.trim() || messages.say("results.unnamed", { row: row.row }), row.outcome].filter(Boolean).join(", ");
    return messages.say("results.source", { study: harmless(study), source: row.display ? messages.sentence(row.display.sentence) : rowSentences(row, batch, messages).join(" ") });
  });
  const page = document.implementation.createHTMLDocument("");
  const paragraphs = sentences.map((sentence) => Object.assign(page.createElement("p"), { textContent: sentence }));
  return put(place, sentences.join("\n"), paragraphs.map((paragraph) => paragraph.outerHTML).join(""));
}

/** Text alone, which may still be on its way. @param {Node} place @param {string | Promise<string>} text @returns {Promise<string>} what the clipboard refused; "" where it took it */
export async function copyText(place, text) {
  try {
    const blob = Promise.resolve(text).then((known) => new Blob([known], { type: "text/plain" }));
    await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
    return "";
  } catch {
    return copyByCommand(place, await text);
  }
}

/** @param {Node} place @param {string} text @param {string} markup @returns {Promise<string>} what the clipboard refused; "" where it took it */
async function put(place, text, markup) {
  try {
    await navigator.clipboard.write([new ClipboardItem({
      "text/plain": new Blob([text], { type: "text/plain" }),
      "text/html": new Blob([markup], { type: "text/html" }),
    })]);
    return "";
  } catch {
    return copyByCommand(place, text, markup);
  }
}

/** Where the newer way is missing or refused, as in a frame of another site. @param {Node} place @param {string} text @param {string} [markup] */
function copyByCommand(place, text, markup) {
  let taken = false;
  const give = (/** @type {ClipboardEvent} */ event) => {
    event.clipboardData?.setData("text/plain", text);
    if (markup !== undefined) event.clipboardData?.setData("text/html", markup);
    event.preventDefault();
    taken = true;
  };
  // Some browsers copy only when something is selected.
  const selection = selectionIn(place);
  selection?.selectAllChildren(place);
  document.addEventListener("copy", give, { once: true, capture: true });
  const done = document.execCommand("copy");
  document.removeEventListener("copy", give, true);
  selection?.removeAllRanges();
  return done && taken ? "" : text;
}
