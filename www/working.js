// The working of a row: every step with its numbers put in, and the same row as other rules, methods and programs have it.
import { copyText } from "./clipboard.js";
import { html, setText } from "./dom.js";
import { formula } from "./mathml.js";
import { routesOf } from "./recovered.js";
import { selectionIn } from "./selection.js";

/** @typedef {import("./index.js").BatchResult} BatchResult */
/** @typedef {import("./index.js").Calculator} Calculator */
/** @typedef {import("./index.js").Estimate} Estimate */
/** @typedef {import("./index.js").Row} Row */
/** @typedef {import("./messages.js").Messages} Messages */
/** @typedef {NonNullable<ReturnType<Calculator["request"]>>} Request */
/** @typedef {{ label: string, note?: string, used: boolean, estimate: Estimate | null, why: string }} Alternative */

/** Intervals that are a point and so many standard errors. */
const AROUND = new Set(["z", "t", "wald", "welch", "pooled"]);
/** The counts that a zero in makes trouble. */
const COUNTS = /** @type {const} */ ([["events1", "n1"], ["events2", "n2"]]);
const DIGITS = 6;

/** As in the formulas: six significant digits. @param {number} value */
const brief = (value) => String(Number(value.toPrecision(DIGITS))).replace("-Infinity", "−∞").replace("Infinity", "∞").replace(/^-/, "−");

/** The same in a formula, where a negative number stands in brackets. @param {number} value */
const put = (value) => (value < 0 ? `(${brief(value)})` : brief(value));

export class Working {
  /** @param {Element} element what the working is put into @param {Messages} messages */
  constructor(element, messages) {
    this.element = element;
    this.messages = messages;
    element.classList.add("working");
    /** Formulas that are wider than their box can be scrolled by keyboard. */
    this.sizes = new ResizeObserver((entries) => entries.forEach(({ target }) => reachable(/** @type {HTMLElement} */ (target), this.say("scroll"))));
  }

  /** @param {string} key @param {Record<string, string | number>} [params] */
  say(key, params) {
    return this.messages.say(`working.${key}`, params);
  }

  /**
   * Shows a row of a batch that the complete calculator made.
   * @param {Calculator} calc @param {BatchResult} batch @param {Row} row
   */
  show(calc, batch, row) {
    const request = calc.request(batch, row.row);
    const steps = html("div", { class: "working-steps" }, ...this.recovered(row), ...this.steps(calc, row), ...this.sentence(row));
    const others = html("div", { class: "working-others" }, ...this.conventions(calc, request), ...this.zeroCells(calc, request), ...this.intervals(calc, request));
    const ends = html("div", { class: "working-ends" }, ...this.notices(row), ...this.references(row));
    this.sizes.disconnect();
    const found = [steps, others, ends].filter((part) => part.hasChildNodes());
    this.element.replaceChildren(html("div", { class: "working-body" }, ...(found.length > 0 ? found : [html("p", {}, this.say("none"))])));
    this.element.querySelectorAll(".equation, .alternatives").forEach((box) => this.sizes.observe(box));
  }

  /** @param {string} key @param {...(Node | string)} children */
  section(key, ...children) {
    return html("section", {}, html("h3", {}, this.say(key)), ...children);
  }

  /** From what each number was recovered, by whose rule, and what that takes for granted. @param {Row} row */
  recovered(row) {
    const { messages } = this;
    const routes = [...new Set(row.recovered.map(({ route }) => route))];
    if (routes.length === 0) return [];
    const lines = routesOf(row, messages).map(({ from }, at) => html("p", {}, from.replace(/\s?:$/, "."), " ",
      this.say("assumes", { assumption: messages.find("working", "assumptions", routes[at]) ?? messages.say("working.assumptions.unknown") })));
    return [this.section("recovered", ...lines)];
  }

  /** @param {Calculator} calc @param {Row} row */
  steps(calc, row) {
    const { estimate } = row;
    if (!estimate) return [];
    const lines = [...estimate.working, ...this.last(estimate)].map((step) => this.step(step));
    const letters = this.letters(calc, estimate);
    return [this.section("steps", ...(letters ? [html("p", { class: "letters" }, letters)] : []), html("ol", { class: "steps" }, ...lines))];
  }

  /** What the letters of the formulas stand for. @param {Calculator} calc @param {Estimate} estimate */
  letters(calc, { measure, working }) {
    const fields = calc.measures().find(({ id }) => id === measure)?.fields ?? [];
    const known = fields.includes("time1") ? "rates" : fields.includes("events1") ? "events" : "";
    // a comparison that the paper made itself has no table
    const used = working.some(({ formula }) => (known === "rates" ? /\bx1\b/ : /\ba\b/).test(formula));
    return known && used ? this.say(`letters.${known}`) : "";
  }

  /** From the analysis scale to what is reported, and to the P value. @param {Estimate} estimate */
  last(estimate) {
    const { analysis, statistic, interval, measure, p } = estimate;
    if (!AROUND.has(interval) || analysis.se === null) return [];
    const steps = [];
    if (analysis.scale === "log") {
      for (const [quantity, name, from, value] of /** @type {const} */ ([
        [measure, "point", analysis.point, estimate.point],
        [`${measure}, lower`, "lower", analysis.lower, estimate.lower],
        [`${measure}, upper`, "upper", analysis.upper, estimate.upper],
      ])) steps.push({ quantity, formula: `exp(${name})`, substituted: `exp(${brief(from)})`, value, source: null });
    }
    const ratio = analysis.point / analysis.se;
    if (statistic && Math.abs(statistic.value - ratio) <= 1e-9 * Math.abs(ratio)) {
      steps.push({ quantity: statistic.kind, formula: "point / se", substituted: `${put(analysis.point)} / ${brief(analysis.se)}`, value: statistic.value, source: null });
      const letter = statistic.kind === "t" ? "T" : "Z";
      if (p !== null) steps.push({ quantity: "P", formula: `P(|${letter}| ≥ |${statistic.kind}|)`, substituted: `P(|${letter}| ≥ ${brief(Math.abs(statistic.value))})`, value: p, source: null });
    }
    return steps;
  }

  /** @param {Estimate["working"][number]} step */
  step({ quantity, formula: plain, substituted, value, source }) {
    const shown = brief(value);
    const lines = [plain, substituted, shown].filter((text, at, all) => text !== "" && text !== all[at - 1]);
    const equals = () => html("span", { class: "equals" }, " = ");
    const equation = html("div", { class: "equation" },
      html("span", { class: "quantity" }, ...formula(quantity)),
      html("span", { class: "terms" }, ...lines.flatMap((text) => [html("span", { class: "term" }, equals(), ...formula(text)), " "])));
    this.messages.foreign?.inside(equation);
    return html("li", {}, equation,
      ...(source ? [" ", html("span", { class: "by" }, source)] : []));
  }

  /** The sentence for the paper, to be copied. @param {Row} row */
  sentence({ display }) {
    if (!display) return [];
    const words = this.messages.sentence(display.sentence);
    const quote = html("q", {}, words);
    const told = html("span", { class: "told-copied", role: "status" });
    const button = html("button", { type: "button" }, this.say("copy"));
    button.addEventListener("click", async () => {
      const taken = (await copyText(quote, words)) === "";
      if (!taken) selectionIn(quote)?.selectAllChildren(quote); // to be copied by hand
      setText(told, "");
      requestAnimationFrame(() => setText(told, this.messages.say(taken ? "results.copied" : "results.copy-failed")));
    });
    return [this.section("sentence", html("p", { class: "for-paper" }, quote, " ", button, " ", told))];
  }

  /** @param {Calculator} calc @param {Request} request @param {Partial<Request["options"]>} options */
  compute(calc, request, options) {
    const answer = calc.compute({ ...request, options: { ...request.options, ...options } });
    return answer.ok ? { estimate: answer.estimate, why: "" } : { estimate: null, why: this.why(answer.problems) };
  }

  /** @param {import("./index.js").Problem[]} problems */
  why(problems) {
    return problems.map((problem) => this.messages.problem(problem, [])).join(" ");
  }

  /** The same row as RevMan and as metafor have it. @param {Calculator} calc @param {Request | null} request */
  conventions(calc, request) {
    if (!request) return [];
    const { messages } = this;
    const used = request.options.convention;
    const both = /** @type {const} */ (["revman", "metafor"]).map((convention) => ({
      label: this.say(`programs.${convention}`), used: convention === used, ...this.compute(calc, request, { convention }),
    }));
    if (both.every(({ estimate }) => estimate === null)) return [];
    const how = messages.find("working", "how", request.measure);
    const numbers = both.map(({ estimate, why }) => (estimate ? [estimate.point, estimate.lower, estimate.upper, estimate.analysis.se] : why));
    const measure = messages.measure(request.measure, "inText");
    const program = this.say(`programs.${used}`);
    if (JSON.stringify(numbers[0]) === JSON.stringify(numbers[1])) {
      const same = this.say(how ? "same-here" : "same", { program, measure });
      return [this.section("variant", html("p", {}, same, ...(how ? [" ", how] : [])))];
    }
    return [this.section("variant", html("p", {}, this.say("differ", { program }), " ", how ?? ""), this.table(calc, "convention", both, true))];
  }

  /** What each rule makes of a zero. @param {Calculator} calc @param {Request | null} request */
  zeroCells(calc, request) {
    if (!request) return [];
    const { data, options } = request;
    const zero = COUNTS.some(([events, n]) => data[events] === 0 || (data[events] !== undefined && data[events] === data[n]));
    const rules = zero ? calc.zeroRules(request).filter(({ zeroCells }) => zeroCells !== null) : [];
    if (!rules.some(({ estimate }) => estimate)) return [];
    const rows = rules.map(({ zeroCells, estimate, problems }) => ({
      label: this.say(`rules.${zeroCells}`, { correction: options.correction }),
      used: zeroCells === options.zeroCells && options.interval === "wald", estimate, why: this.why(problems),
    }));
    return [this.section("zero", html("p", {}, this.say("zero-why")), this.table(calc, "rule", rows))];
  }

  /** Every interval that the measure has. @param {Calculator} calc @param {Request | null} request */
  intervals(calc, request) {
    const methods = request ? (calc.measures().find(({ id }) => id === request.measure)?.intervals ?? []) : [];
    if (!request || methods.length < 2) return [];
    const rows = methods.map((interval) => ({
      label: named(interval, this.messages), note: this.messages.find("working", "methods", interval),
      used: interval === request.options.interval, ...this.compute(calc, request, { interval }),
    }));
    if (rows.every(({ estimate }) => estimate === null)) return [];
    return [this.section("intervals", this.table(calc, "method", rows))];
  }

  /** @param {Calculator} calc @param {string} what @param {Alternative[]} rows @param {boolean} [precise] with the standard error */
  table(calc, what, rows, precise = false) {
    const { messages } = this;
    const level = rows.find(({ estimate }) => estimate)?.estimate?.level ?? 0.95;
    const heads = [this.say(`heads.${what}`), messages.say("results.effect"), messages.say("results.interval", { level: messages.level(level) }), messages.say("results.p"),
      ...(precise ? [this.say("heads.se")] : [])];
    const lines = rows.map(({ label, note, used, estimate, why }) => {
      const head = html("th", { scope: "row" }, label, ...(used ? [" ", html("span", { class: "in-use" }, this.say("in-use"))] : []), ...(note ? [" ", html("span", { class: "note" }, note)] : []));
      if (!estimate) return html("tr", { class: used ? "used" : null }, head, html("td", { colspan: heads.length - 1, class: "why" }, why));
      const { effect, interval, p } = calc.display(estimate);
      const { se } = estimate.analysis;
      return html("tr", { class: used ? "used" : null }, head, ...[effect, interval, p, ...(precise ? [se === null ? "" : String(Number(se.toPrecision(5)))] : [])].map((text) => html("td", {}, messages.figures(text))));
    });
    return html("div", { class: "alternatives" }, html("table", {},
      html("thead", {}, html("tr", {}, ...heads.map((head) => html("th", { scope: "col" }, head)))), html("tbody", {}, ...lines)));
  }

  /** @param {Row} row */
  notices(row) {
    const said = new Set(row.notices.filter(({ code }) => code !== "recovered").map((notice) => this.messages.notice(notice)));
    return said.size === 0 ? [] : [this.section("notices", html("ul", {}, ...[...said].map((sentence) => html("li", {}, sentence))))];
  }

  /** @param {Row} row */
  references({ estimate, recovered }) {
    const all = new Set([...(estimate?.references ?? []), ...recovered.flatMap(({ source }) => (source ? [source] : []))]);
    return all.size === 0 ? [] : [this.section("references", html("ul", {}, ...[...all].map((reference) => html("li", {}, reference))))];
  }
}

/** `Mid-P`; a letter stays as it is. @param {string} interval @param {Messages} messages */
export function named(interval, messages) {
  const name = messages.find("intervals", interval) ?? interval;
  return name.length > 1 ? messages.capital(name) : name;
}

/** A box that scrolls is reached by keyboard, and says what it is. @param {HTMLElement} box @param {string} name */
function reachable(box, name) {
  if (box.scrollWidth > box.clientWidth + 1) {
    box.tabIndex = 0;
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", name);
  } else {
    for (const attribute of ["tabindex", "role", "aria-label"]) box.removeAttribute(attribute);
  }
}
