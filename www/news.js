// What is said beside the box: of the last paste, file or example, of the table as a whole, and of the calculator itself.
import { html, setText } from "./dom.js";
import { clipped } from "./messages.js";

/** @typedef {import("./index.js").BatchResult} BatchResult */
/** @typedef {import("./messages.js").Messages} Messages */
/** @typedef {import("./paste.js").Told} Told */

export class News {
  /** @param {(id: string) => HTMLElement} find @param {Messages} messages @param {() => void} changed there is something else to say */
  constructor(find, messages, changed) {
    this.messages = messages;
    this.changed = changed;
    this.area = find("table-text");
    this.region = find("box-problems");
    this.engine = find("engine");
    /** Beside what the table itself says. @type {Told | null} */ this.told = null;
    setText(this.engine, messages.say("engine.loading"));
  }

  /** @param {Told | null} told */
  tell(told) {
    const { messages, changed } = this;
    this.told = told;
    changed();
    // What is seldom said is fetched.
    if (told && !messages.first.has(told.code)) void messages.more().then(changed, changed);
  }

  /** @param {BatchResult | null} batch of what stands in the box, if anything does */
  show(batch) {
    const { messages, told, region } = this;
    const news = told ? [told, ...(told.also ?? [])] : [];
    const say = (/** @type {boolean} */ quiet) => news.filter((one) => Boolean(one.quiet) === quiet).map(({ code, params }) => messages.told(code, params)).filter(Boolean);
    const [problems, notices] = [say(false), say(true)];
    if (batch) {
      const { columns } = batch;
      // Columns alone are a table to type into.
      for (const problem of batch.problems) (problem.code === "no-rows" ? notices : problems).push(messages.problem(problem, columns));
      const unused = batch.notices.filter((notice) => notice.code === "column-ignored").map((notice) => `“${clipped(notice.params.header)}”`);
      if (unused.length > 0) notices.push(messages.say("notices.column-ignored", { count: unused.length, headers: messages.list(unused) }));
      notices.push(...batch.notices.filter((notice) => notice.code !== "column-ignored").map((notice) => messages.notice(notice)));
    }
    this.area.setAttribute("aria-invalid", String(problems.length > 0 && !told));
    const lines = [...problems, ...notices];
    if (JSON.stringify(lines) === region.dataset.said) return;
    region.dataset.said = JSON.stringify(lines);
    region.replaceChildren(...lines.map((line, index) => html("p", { class: index < problems.length ? "problem-line" : "notice-line" }, line)));
  }

  /** The calculator is there. Said only where the wait is long enough to be noticed. @param {boolean} waiting for the rest of it */
  wait(waiting) {
    const { engine } = this;
    engine.hidden = !waiting;
    if (!waiting) return;
    engine.className = "told late";
    engine.removeAttribute("role");
    setText(engine, this.messages.say("engine.loading-more"));
  }

  /** The calculator is not there, or stopped. @param {string} why */
  stop(why) {
    const { engine } = this;
    engine.hidden = false;
    engine.classList.remove("late");
    engine.classList.add("problem-line");
    engine.setAttribute("role", "alert");
    setText(engine, this.messages.say(`engine.${why}`) + (why === "blocked" || why === "failed" ? ` ${this.messages.say("engine.stays")}` : ""));
  }
}

/** Why the calculator could not be loaded. */
export function whyNotLoaded() {
  if (typeof WebAssembly === "undefined") return "too-old";
  try {
    // The smallest module there is. Some browsers refuse to compile it, others to make an instance.
    new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)));
  } catch {
    return "blocked";
  }
  return "failed";
}
