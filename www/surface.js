// The calculator on a surface: text in the box, a batch from the calculator, a table of results. Each part knows only its own
// piece. It stands in a page or in a shadow root that holds its markup, and several may stand in one document.
import { Asking } from "./asking.js";
import { Bar } from "./bar.js";
import { Box } from "./box.js";
import { html, setText } from "./dom.js";
import { watchExits } from "./exits.js";
import { countParts } from "./method.js";
import { News, whyNotLoaded } from "./news.js";
import { watchPaste } from "./paste.js";
import { Results } from "./results.js";
import { Review } from "./review.js";
import { watchSamples } from "./samples.js";
import { Typing } from "./typing.js";
import { watchOpening } from "./workings.js";

/** @typedef {import("./index.js").BatchResult} BatchResult */
/** @typedef {import("./calculator.js").Calculator} Calculator */
/** @typedef {import("./calculator.js").Parts} Parts */
/** @typedef {import("./messages.js").Messages} Messages */
/**
 * What the surface stands in.
 * @typedef {object} Host
 * @property {(fragment: string) => string} address of the page that opens what a link holds
 * @property {EventTarget} [ground] where what is pasted, dropped and pressed is meant for it, if not all of the root
 * @property {Review} [review] what was put in already
 * @property {string[]} [measures] those that its menu offers
 * @property {() => string | null} [measure] the one that stands until somebody chooses another, if not the table's own
 * @property {boolean} [readonly] whether it only shows results
 * @property {(href: string) => void} [linked] a link was made of what is shown
 * @property {() => void} [print] where that prints the results
 * @property {(shown: boolean) => void} [updated] everything shows what has changed
 * @property {(why: string) => void} [failed] there is no calculator, or it stopped
 */

export class Surface {
  /** @param {Document | ShadowRoot} root @param {Messages} messages @param {Parts} parts @param {Host} host */
  constructor(root, messages, parts, host) {
    const find = (/** @type {string} */ id) => /** @type {HTMLElement} */ (root.getElementById(id));
    const review = host.review ?? new Review();
    const schedule = () => this.schedule();
    this.root = root;
    this.find = find;
    this.messages = messages;
    this.parts = parts;
    this.host = host;
    this.ground = host.ground ?? root;
    this.review = review;
    this.element = /** @type {HTMLElement} */ (root.querySelector(".surface"));
    /** @type {BatchResult | null} */ this.batch = null;
    /** What is shown of the complete calculator only. @type {import("./reported.js").Reported | null} */
    this.reported = null;
    this.scheduled = false;
    /** It is taken out of the document. @type {() => void} */
    this.leave = () => {};
    this.text = review.text;

    this.news = new News(find, messages, schedule);
    this.box = new Box(/** @type {HTMLTextAreaElement} */ (find("table-text")), review);
    this.results = new Results(find("results-part"), messages, review, host.readonly);
    this.bar = new Bar(find("results-part"), messages, review, host.measures ?? messages.measures, () => parts.complete(), (code) => this.tell(code));
    this.typing = host.readonly ? null : new Typing(this);
    this.asking = new Asking(this);
    parts.changed = schedule;
    parts.says = (code) => messages.first.has(code);
    parts.beside = () => this.report();
    this.ready = parts.start().then(
      (loaded) => {
        this.news.engine.hidden = true;
        schedule();
        return loaded;
      },
      (error) => this.stop(whyNotLoaded(), error),
    );

    review.addEventListener("change", () => {
      if (this.text !== review.text) this.news.told = null;
      else parts.tryAgain(); // a person's choice
      this.text = review.text;
      schedule();
    });
    find("count").addEventListener("click", ({ target }) => {
      if (target instanceof HTMLButtonElement) this.results.goTo(target.value);
    });
    watchOpening(this);
    watchExits(this);
    this.element.toggleAttribute("data-readonly", Boolean(host.readonly));
    if (!host.readonly) this.takeIn();
  }

  /** Takes in what is pasted, dropped, chosen and pressed. */
  takeIn() {
    const { ground, find, box, review, news } = this;
    const onClick = (/** @type {string} */ id, /** @type {(event: Event) => void} */ action) => find(id).addEventListener("click", action);
    const { takeFiles } = watchPaste(ground, find("drop-hint"), box, this.ready, (told) => news.tell(told));
    watchSamples(this);
    ground.addEventListener("keydown", (/** @type {any} */ event) => {
      const elsewhere = event.target !== box.area && event.target instanceof Element && event.target.closest("input, textarea, [role=textbox]");
      if (elsewhere || event.altKey || !(event.ctrlKey || event.metaKey)) return;
      const key = event.key.toLowerCase();
      if (key !== "z" && !(key === "y" && event.ctrlKey)) return;
      event.preventDefault();
      if (key === "y" || event.shiftKey) review.redo();
      else review.undo();
      if (!review.text) box.focus();
    });
    onClick("clear", () => box.replace("", { measure: this.host.measure?.() }));
    onClick("undo", () => {
      review.undo();
      if (!review.canUndo) box.focus(); // the button goes
    });
    onClick("choose-file", () => find("file").click());
    find("file").addEventListener("change", (event) => {
      const input = /** @type {HTMLInputElement} */ (event.target);
      if (input.files?.length) void takeFiles(input.files);
      input.value = ""; // so that the same file can be chosen again
    });
  }

  /** What the complete calculator has to say beyond the first part, ready to be shown. */
  async report() {
    const { messages, results, review } = this;
    const [{ Reported, style }] = await Promise.all([import("./reported.js"), messages.more()]);
    await style(results.table);
    return () => {
      const reported = (this.reported = new Reported(messages, results, review));
      results.dress = (line, row) => reported.dress(line, row);
    };
  }

  /** @param {string} code */
  tell(code) {
    this.news.tell({ code, params: {} });
  }

  /** There is no calculator, or it stopped. @param {string} why @param {unknown} error */
  stop(why, error) {
    console.error(error);
    this.batch = null;
    this.news.stop(why);
    this.host.failed?.(why);
    return null;
  }

  /** What has to be fetched first, and may not be had. @param {string} code says so @param {() => Promise<void>} work */
  async attempt(code, work) {
    try {
      await work();
    } catch (error) {
      console.warn(error);
      this.tell(code);
    }
  }

  /** At most one computation per frame, however fast the typing. */
  schedule() {
    if (this.scheduled) return;
    this.scheduled = true;
    requestAnimationFrame(() => this.flush());
  }

  /** Shows at once what has changed. */
  flush() {
    if (!this.scheduled) return;
    this.scheduled = false;
    this.update();
  }

  update() {
    const { find, text, parts, review, news, results, asking, messages } = this;
    const filled = text.trim() !== "";
    setText(find("copied"), "");
    /** @type {ReturnType<Parts["batch"]>} */
    let answer = { batch: null, missing: "" };
    try {
      if (parts.current && filled) answer = parts.batch(text, review.settings);
    } catch (error) {
      return this.stop("stopped", error);
    }
    // Whoever types in the results sees the first part's numbers at once.
    if (!answer.batch && answer.meanwhile && results.table.contains(this.root.activeElement)) answer.batch = answer.meanwhile;
    if (answer.batch && this.typing?.editor?.keepReading(answer.batch)) return this.flush();
    // What stands there stays until the complete calculator has come: its numbers are not to be replaced twice.
    const waiting = parts.current !== null && filled && answer.batch === null;
    if (!waiting) this.batch = answer.batch;
    if (parts.current) news.wait(waiting);
    if (answer.missing === "measure") {
      news.told = { code: "measure-not-loaded", params: { measure: messages.measure(review.settings.measure ?? "", "inText") } };
      review.change({ settings: { measure: null } }); // back to the table's own
    } else if (answer.missing === "table") {
      news.told = { code: "part-not-loaded", params: {} };
    } else if (!waiting && news.told?.code.endsWith("-not-loaded") && parts.whole) {
      news.told = null;
    }
    const { batch } = this;
    // Columns without rows are there to be typed under.
    const shown = batch !== null && (batch.rows.length > 0 || batch.columns.some(({ field }) => field !== null));
    this.element.dataset.state = filled ? "filled" : "empty";
    find("results-part").hidden = !shown;
    find("undo").hidden = !review.canUndo;
    // A table that could not be read is helped most by the examples.
    find("shapes").hidden = shown || (filled && !batch);
    news.show(filled ? batch : null);
    if (!batch) asking.close();
    if (batch && !waiting) {
      if (shown) this.showResults(batch);
      if (!this.host.readonly) asking.show(batch);
    }
    if (!waiting) this.host.updated?.(shown);
  }

  /** @param {BatchResult} batch */
  showResults(batch) {
    const { results, parts } = this;
    this.bar.found(batch);
    this.showCount(batch);
    results.fieldsOf = (measure) => parts.fields.get(measure) ?? [];
    results.show(batch);
    this.typing?.soon();
    this.reported?.show(batch);
  }

  /** @param {BatchResult} batch */
  showCount(batch) {
    const pieces = countParts(batch, this.messages, this.reported?.asked(batch) ?? "");
    const region = this.find("count");
    if (region.textContent === pieces.map(({ text, end = "" }) => text + end).join("")) return;
    region.replaceChildren(...pieces.map(({ text, to, end = "" }) => (to ? html("span", {}, html("button", { type: "button", class: "in-line", value: to }, text), end) : text)));
  }
}
