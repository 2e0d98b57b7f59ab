// How the table was read: every cell as pasted with what was understood, the role of each column, what was set aside, and
// the questions that only the reviewer can answer. Everything here changes the one review; nothing is kept beside it.
import { html, setText } from "./dom.js";
import { Sheet } from "./sheet.js";
import { stylesheet } from "./stylesheet.js";

/** @typedef {import("./index.js").BatchResult} BatchResult */
/** @typedef {import("./index.js").Row} Row */
/** @typedef {Row["cells"][number]} Cell */
/** @typedef {import("./messages.js").Messages} Messages */
/** @typedef {import("./review.js").Review} Review */

/** Lines shown before the reviewer asks for all. */
const FIRST_LINES = 60;
/** Lines made at a time, so that the page answers in between. */
const AT_A_TIME = 200;
const MOST_HEADER_LINES = 4;
const LAYOUTS = ["study-per-row", "arm-per-row", "studies-as-columns"];
const LABELS = ["study", "outcome", "arm", "measure", "note", "source"];
const OF_AN_ARM = [
  "events", "nonevents", "percent", "n", "time", "mean", "sd", "se", "lower", "upper", "median", "lq", "uq", "min", "max", "pre_mean", "pre_sd",
];
const OF_THE_COMPARISON = ["estimate", "lower", "upper", "se", "p", "t", "f", "chi2", "phi", "total_events", "n", "r", "oe", "v", "icc", "cluster_size"];

export class Reading {
  /**
   * @param {HTMLElement} root @param {Messages} messages @param {Review} review
   * @param {(text: string) => import("./sheet.js").Grid} grid the calculator's cells of a text
   * @param {() => [string, string]} arms what the arms are called
   */
  constructor(root, messages, review, grid, arms) {
    this.root = root;
    this.messages = messages;
    this.review = review;
    this.grid = grid;
    this.arms = arms;
    root.tabIndex = -1;
    void stylesheet(root, "reading.css");
    /** @type {BatchResult | null} */ this.batch = null;
    /** @type {string[][]} */ this.lines = [];
    this.all = false;
    this.shown = "";

    const say = (/** @type {string} */ key) => messages.say(`reading.${key}`);
    this.questions = html("div", { class: "reading-questions" });
    this.facts = html("p", { class: "reading-facts" });
    this.layout = this.choice("layout", ["", ...LAYOUTS], (value) => ({ layout: value || null }));
    this.headers = this.choice("header-lines", ["", ...Array.from({ length: MOST_HEADER_LINES + 1 }, (_, count) => String(count))],
      (value) => ({ headerLines: value === "" ? null : Number(value) }));
    this.decimal = this.choice("decimal", ["", "point", "comma"], (value) => ({ decimal: value === "" ? null : value === "point" ? "." : "," }));
    this.caption = html("caption", { class: "unseen" }, say("table"));
    this.head = html("thead");
    this.body = html("tbody");
    this.table = html("table", { class: "reading-table" }, this.caption, this.head, this.body);
    this.more = html("button", { type: "button", class: "quiet" }, say("all"));
    this.back = html("button", { type: "button", class: "quiet" }, say("back"));
    this.roles = html("button", { type: "button", class: "quiet" }, say("forget-roles"));
    this.said = html("p", { class: "unseen", role: "status" });
    root.append(
      this.facts,
      html("div", { class: "reading-choices" }, this.layout.part, this.headers.part, this.decimal.part),
      this.questions,
      html("div", { class: "reading-scroll", tabindex: "0", role: "region", "aria-label": say("table") }, this.table),
      html("div", { class: "actions" }, this.more, this.roles, this.back),
      this.said,
    );
    // What was said of one change says nothing of the next.
    review.addEventListener("change", () => setText(this.said, ""));
    this.more.addEventListener("click", () => {
      this.all = true;
      this.draw();
    });
    this.roles.addEventListener("click", () => review.change({ settings: { columns: null } }));
    this.back.addEventListener("click", () => review.change({ text: review.original }));
    this.table.addEventListener("focusout", (event) => this.take(event.target));
    this.table.addEventListener("keydown", (event) => this.key(event));
    this.table.addEventListener("paste", (event) => this.paste(event));
    this.table.addEventListener("change", (event) => this.role(event.target));
  }

  /** @param {string} name @param {string[]} values @param {(value: string) => Record<string, unknown>} settings */
  choice(name, values, settings) {
    const { messages, review } = this;
    const id = `reading-${name}`;
    const select = /** @type {HTMLSelectElement} */ (html("select", { id }, ...values.map((value) => html("option", { value }, messages.say(`reading.${name}.${value || "auto"}`, { count: value })))));
    select.addEventListener("change", () => review.change({ settings: settings(select.value) }));
    return { select, part: html("p", { class: "setting" }, html("label", { for: id }, messages.say(`reading.${name}.label`)), html("span", { class: "choice" }, select)) };
  }

  /** @param {BatchResult} batch */
  show(batch) {
    const { messages, review } = this;
    const { settings } = review;
    this.batch = batch;
    this.lines = this.grid(review.text).lines;
    this.layout.select.value = settings.layout ?? "";
    this.headers.select.value = settings.headerLines === undefined || settings.headerLines === null ? "" : String(settings.headerLines);
    this.decimal.select.value = settings.decimal ? (settings.decimal === "," ? "comma" : "point") : "";
    const facts = [
      messages.say("reading.separator", { separator: messages.find("reading", "separators", batch.separator) ?? batch.separator }),
      messages.say(`reading.found.${batch.layout}`),
      messages.say("reading.header-found", { count: batch.headerLines }),
      messages.say(`reading.decimal-found.${batch.decimal === "," ? "comma" : "point"}`),
      ...(batch.setAside.length > 0 ? [messages.say("reading.set-aside-count", { count: batch.setAside.length })] : []),
    ];
    setText(this.facts, facts.join(" "));
    this.ask(batch);
    this.roles.hidden = !settings.columns;
    this.back.hidden = review.original === "" || review.original === review.text;
    this.draw();
  }

  /** What only the reviewer knows. @param {BatchResult} batch */
  ask(batch) {
    const { messages, review } = this;
    const questions = [];
    if (batch.proposed) {
      const columns = batch.columns.map(({ index, field }) => ({ index, field }));
      questions.push(this.question(messages.say("reading.proposed"), [[messages.say("reading.confirm"), () => review.change({ settings: { columns } })]]));
    }
    if (batch.decimalChoice && !review.settings.decimal) {
      const { text, point, comma } = batch.decimalChoice;
      questions.push(this.question(messages.say("reading.which", { text }), [
        [this.meaning(point), () => review.change({ settings: { decimal: "." } })],
        [this.meaning(comma), () => review.change({ settings: { decimal: "," } })],
      ]));
    }
    this.questions.replaceChildren(...questions);
  }

  /** A number said so that its mark cannot be taken for the other. @param {string} text */
  meaning(text) {
    const number = text.replace(",", ".");
    const [, decimals] = number.split(".");
    return decimals === undefined ? this.messages.say("reading.whole", { number }) : this.messages.say("reading.fraction", { number, count: decimals.length });
  }

  /** @param {string} sentence @param {[string, () => void][]} answers */
  question(sentence, answers) {
    return html("div", { class: "reading-question" }, html("p", {}, sentence), html("div", { class: "actions" }, ...answers.map(([name, act]) => {
      const button = html("button", { type: "button" }, name);
      button.addEventListener("click", () => {
        this.root.focus({ preventScroll: true }); // the question goes
        act();
        setText(this.said, this.messages.say("reading.answered"));
      });
      return button;
    })));
  }

  /** The table, where it or what was read of it changed; the cell in use stays in use. */
  draw() {
    const { batch, lines } = this;
    if (!batch) return;
    const made = JSON.stringify([lines, this.arms(), batch.columns, batch.setAside, batch.layout, batch.headerLines, this.all, batch.rows.map(({ cells, problems }) => [cells, problems])]);
    if (made === this.shown) return;
    this.shown = made;
    const { activeElement } = /** @type {Document | ShadowRoot} */ (this.table.getRootNode());
    const active = this.table.contains(activeElement) ? /** @type {HTMLElement} */ (activeElement).dataset.at : undefined;
    const width = Math.max(0, ...lines.map((line) => line.length));
    /** @type {Map<string, { cell: Cell, row: Row }>} */
    const read = new Map();
    for (const row of batch.rows) for (const cell of row.cells) read.set(`${cell.line} ${cell.column}`, { cell, row });
    const aside = new Map(batch.setAside.map((one) => [one.line, one.reason]));
    const transposed = batch.layout === "studies-as-columns";
    const fields = new Map(batch.columns.map(({ index, field }) => [index, field]));
    this.head.replaceChildren(...(transposed ? [] : [this.roleLine(width, fields)]));
    const count = this.all ? lines.length : Math.min(lines.length, FIRST_LINES);
    this.more.hidden = count === lines.length;
    const line = (/** @type {number} */ at) => this.line(at, width, read, aside.get(at), transposed ? fields : null);
    this.body.replaceChildren(...Array.from({ length: Math.min(count, AT_A_TIME) }, (_, at) => line(at)));
    this.focus(active);
    const go = (/** @type {number} */ from) => {
      if (from >= count || this.shown !== made) return;
      for (let at = from; at < Math.min(count, from + AT_A_TIME); at += 1) this.body.append(line(at));
      requestAnimationFrame(() => go(from + AT_A_TIME));
    };
    requestAnimationFrame(() => go(AT_A_TIME));
  }

  /** @param {string | undefined} at */
  focus(at) {
    if (at === undefined) return;
    for (const node of this.table.querySelectorAll("[data-at]")) if (/** @type {HTMLElement} */ (node).dataset.at === at) return /** @type {HTMLElement} */ (node).focus({ preventScroll: true });
  }

  /** The roles above the columns. @param {number} width @param {Map<number, any>} fields */
  roleLine(width, fields) {
    return html("tr", {}, html("td", { class: "reading-number" }),
      ...Array.from({ length: width }, (_, column) => html("th", { scope: "col" }, this.roleChoice(column, fields.get(column) ?? null, this.headerOf(column)))));
  }

  /** @param {number} index */
  headerOf(index) {
    return this.batch?.columns.find((column) => column.index === index)?.header || this.messages.say("reading.column", { column: index + 1 });
  }

  /** @param {number} index @param {string | null} field @param {string} name */
  roleChoice(index, field, name) {
    const { messages } = this;
    const option = (/** @type {string} */ value) => {
      const node = html("option", { value }, this.fieldName(value));
      if (value === field) node.setAttribute("selected", "");
      return node;
    };
    const group = (/** @type {string} */ label, /** @type {string[]} */ values) => html("optgroup", { label }, ...values.map(option));
    const [first, second] = this.arms();
    return html("span", { class: "choice" }, html("select", { "aria-label": messages.say("reading.role", { column: name }), "data-at": `role ${index}`, "data-index": index },
      html("option", { value: "" }, messages.say("reading.unused")),
      group(messages.say("reading.groups.labels"), LABELS),
      group(first, OF_AN_ARM.map((name) => `${name}1`)),
      group(second, OF_AN_ARM.map((name) => `${name}2`)),
      group(messages.say("reading.groups.comparison"), OF_THE_COMPARISON)));
  }

  /** `events, intervention`. @param {string} field */
  fieldName(field) {
    const { messages } = this;
    const [, quantity = field, arm = ""] = /^(.*?)([12]?)$/.exec(field === "chi2" ? "" : field) ?? [];
    const name = messages.find("fields", quantity || field) ?? field;
    return arm ? messages.say("reading.of-arm", { name, arm: this.arms()[Number(arm) - 1] }) : name;
  }

  /**
   * @param {number} at @param {number} width @param {Map<string, { cell: Cell, row: Row }>} read @param {string | undefined} reason
   * @param {Map<number, any> | null} roles of the lines, where studies are columns
   */
  line(at, width, read, reason, roles) {
    const { messages } = this;
    const header = at < (this.batch?.headerLines ?? 0);
    const line = /** @type {HTMLTableRowElement} */ (html("tr", { class: [header ? "reading-header" : "", reason ? "reading-aside" : ""].filter(Boolean).join(" ") || null },
      html("th", { scope: "row", class: "reading-number" }, ...(roles ? [this.roleChoice(at, roles.get(at) ?? null, this.lines[at][0] ?? "")] : [String(at + 1)]))));
    for (let column = 0; column < width; column += 1) line.append(this.cell(at, column, read.get(`${at} ${column}`)));
    if (reason) line.cells[1]?.append(html("p", { class: "reading-meaning" }, messages.say("reading.set-aside", { reason: messages.find("reading", "reasons", reason) ?? reason })));
    return line;
  }

  /** @param {number} line @param {number} column @param {{ cell: Cell, row: Row } | undefined} found */
  cell(line, column, found) {
    const { messages } = this;
    const text = this.lines[line][column] ?? "";
    const typed = html("div", {
      class: "typed", contenteditable: "plaintext-only", role: "textbox", spellcheck: "false", "data-at": `${line} ${column}`,
      "aria-label": messages.say("reading.cell", { line: line + 1, column: this.headerOf(column) }),
    }, text);
    const cell = html("td", { class: found?.cell.state ?? null }, typed);
    const problem = found?.row.problems.find((one) => one.field !== null && one.field === found.cell.field);
    if (found?.cell.state === "unread" || problem) {
      const id = `reading-${line}-${column}`;
      typed.setAttribute("aria-invalid", "true");
      typed.setAttribute("aria-describedby", id);
      cell.append(html("p", { class: "reading-problem", id }, problem ? messages.problem({ ...problem, row: null }, []) : messages.say("reading.unread")));
    } else {
      const understood = this.understood(found?.cell, text);
      if (understood) cell.append(html("p", { class: "reading-meaning" }, understood));
    }
    return cell;
  }

  /** What was read of a cell, where it is more than the cell says under its column's role. @param {Cell | undefined} cell @param {string} text */
  understood(cell, text) {
    const { messages } = this;
    if (!cell) return "";
    if (cell.state === "missing" && text !== "") return messages.say("reading.missing");
    const quantities = cell.quantities ?? [];
    if (quantities.length === 1 && quantities[0].field === cell.field && quantities[0].text === text) return "";
    return quantities.map((one) => messages.say("reading.quantity", { name: messages.find("fields", one.field.replace(/(?<!chi)[12]$/, "")) ?? one.field, text: one.text })).join(", ");
  }

  /** A cell that was changed. @param {EventTarget | null} target */
  take(target) {
    if (!(target instanceof HTMLElement) || !target.matches(".typed")) return;
    const [line, column] = (target.dataset.at ?? "").split(" ").map(Number);
    const text = (target.textContent ?? "").replace(/\s+/g, " ").trim();
    if (!this.lines[line] || text === (this.lines[line][column] ?? "")) return;
    const sheet = new Sheet(this.grid(this.review.text));
    sheet.set({ line, column }, text);
    this.review.change({ text: sheet.text() });
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const { target } = event;
    if (!(target instanceof HTMLElement) || !target.matches(".typed")) return;
    const [line, column] = (target.dataset.at ?? "").split(" ").map(Number);
    if (event.key === "Escape") {
      target.textContent = this.lines[line][column] ?? "";
    } else if (event.key === "Enter") {
      event.preventDefault();
      this.take(target);
      this.focus(`${line + (event.shiftKey ? -1 : 1)} ${column}`);
    } else {
      return;
    }
    event.stopPropagation();
  }

  /** Text alone, in one line. @param {ClipboardEvent} event */
  paste(event) {
    if (!(event.target instanceof HTMLElement) || !event.target.matches(".typed")) return;
    event.preventDefault();
    event.stopPropagation();
    document.execCommand("insertText", false, (event.clipboardData?.getData("text/plain") ?? "").replace(/\s+/g, " ").trim());
  }

  /** @param {EventTarget | null} target */
  role(target) {
    if (!(target instanceof HTMLSelectElement) || target.dataset.index === undefined) return;
    const index = Number(target.dataset.index);
    const field = /** @type {any} */ (target.value || null);
    // The last choice holds: another column that had this role is not used any more.
    const free = new Set((this.batch?.columns ?? []).filter((one) => field !== null && one.index !== index && one.field === field).map((one) => one.index));
    const others = [...(this.review.settings.columns ?? []).filter((one) => one.index !== index && !free.has(one.index)), ...[...free].map((other) => ({ index: other, field: null }))];
    // Where the whole table is a proposal, the roles beside the changed one are confirmed with it.
    const proposed = this.batch?.proposed ? this.batch.columns.filter((one) => one.index !== index).map((one) => ({ index: one.index, field: free.has(one.index) ? null : one.field })) : others;
    this.review.change({ settings: { columns: [...proposed, { index, field }].sort((a, b) => a.index - b.index) } });
  }
}
