// The package as a Node program meets it: through www/index.js only.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { load } from "../../www/index.js";
import { isQuestion } from "../../www/question.js";
import { unpacked } from "../../www/rows.js";

const calc = await load();
const stalberg = { events1: 19, n1: 50, events2: 7, n2: 50 };

test("every caller gets the one calculator", async () => {
  assert.equal(await load(), calc);
  const { version } = JSON.parse(readFileSync(new URL("../../www/package.json", import.meta.url), "utf8"));
  assert.equal(calc.version, version);
});

test("compute answers with an estimate", () => {
  const { ok, estimate } = calc.compute({ measure: "OR", data: stalberg });
  assert.ok(ok);
  assert.equal(calc.sentence(estimate), "OR 3.76, 95% CI 1.41 to 10.05");
  assert.equal(estimate.point, (19 * 43) / (31 * 7));
  assert.equal(estimate.analysis.scale, "log");
  assert.equal(estimate.working[0].substituted, "ln(19 × 43 / (31 × 7))");
  assert.equal(estimate.n, 100);
});

test("a level may be a proportion or a percentage", () => {
  const at = (level) => calc.compute({ measure: "OR", data: stalberg, options: { level } }).estimate;
  assert.deepEqual(at(0.99), at(99));
});

test("what a person gets wrong comes back as data, all of it at once", () => {
  const { ok, problems } = calc.compute({ measure: "OR", data: { events1: 60, n1: 50, events2: -1, n2: 50 } });
  assert.equal(ok, false);
  assert.deepEqual(problems.map(({ code, field }) => [code, field]), [["events-above-n", "events1"], ["below-zero", "events2"]]);
  const level = calc.compute({ measure: "OR", data: stalberg, options: { level: 0.2 } });
  assert.deepEqual(level.problems, [{ code: "level-out-of-range", field: null, row: null, params: { value: 0.2 } }]);
  const nan = calc.compute({ measure: "OR", data: { ...stalberg, n1: Number.NaN } });
  assert.equal(nan.problems[0].code, "not-finite");
});

test("what a programmer gets wrong throws a TypeError that names the argument", () => {
  const throws = (call, message) => assert.throws(call, (error) => error instanceof TypeError && message.test(error.message));
  throws(() => calc.compute(), /^request must be an object/);
  throws(() => calc.compute({ measure: "XX", data: {} }), /^request\.measure must be one of MD, SMD/);
  throws(() => calc.compute({ measure: "OR", data: { event1: 1 } }), /^request\.data\.event1 is not a field/);
  throws(() => calc.compute({ measure: "OR", data: { events1: "19" } }), /^request\.data\.events1 must be a number/);
  throws(() => calc.compute({ measure: "OR", data: stalberg, options: { lvl: 0.9 } }), /^request\.options\.lvl is not known/);
  throws(() => calc.compute({ measure: "OR", data: stalberg, options: { interval: "z" } }), /^request\.options\.interval: z is not one of OR's/);
  throws(() => calc.batch(5), /^text must be a string/);
  throws(() => calc.batch("", { measure: 5 }), /^wanted\.measure must be one of/);
  throws(() => calc.export({}, "csv"), /batch must be/);
  throws(() => calc.export(calc.batch(""), "pdf"), /^format must be one of csv, json, metafor, revman, html, markdown/);
  throws(() => calc.forest({}), /batch must be/);
  throws(() => calc.forest(calc.batch(""), { colour: "red" }), /^options\.colour is not known; known are names, width, decimal/);
  throws(() => calc.forest(calc.batch(""), { names: { arm1: 5 } }), /^options\.names\.arm1 must be a string/);
});

test("no NaN and no undefined ever crosses", () => {
  const seen = (value, path) => {
    assert.notEqual(value, undefined, path);
    assert.ok(!Number.isNaN(value), path);
    if (value && typeof value === "object") for (const [key, member] of Object.entries(value)) seen(member, `${path}.${key}`);
  };
  const trials = readFileSync(new URL("../fixtures/email-trials.csv", import.meta.url), "utf8");
  seen(calc.batch(trials), "batch");
  seen(calc.batch("study,events1,n1,events2,n2\nA,0,10,0,9\nB,x,,,\nC,,,,"), "batch");
  seen(calc.measures(), "measures");
  for (const value of [0, -1, 1e308, 1e15, Infinity, NaN, 5e-324]) {
    for (const { id, fields } of calc.measures()) {
      seen(calc.compute({ measure: id, data: Object.fromEntries(fields.map((field) => [field, value])) }), `${id} ${value}`);
    }
    for (const { id, inputs } of calc.conversions()) {
      seen(calc.convert(id, Object.fromEntries(inputs.map(({ name }) => [name, value]))), `${id} ${value}`);
    }
  }
});

test("a pasted text is a grid, and every cell of a row has its place in it", () => {
  const text = "Reminders\n\nstudy;events1;n1;events2;n2\nA;19;50;7;50\n";
  const { separator, lines } = calc.grid(text);
  assert.equal(separator, ";");
  assert.deepEqual(lines, [["Reminders"], ["study", "events1", "n1", "events2", "n2"], ["A", "19", "50", "7", "50"]]);
  const batch = calc.batch(text);
  assert.deepEqual(batch.rows[0].cells[3], {
    line: 2, column: 3, field: "events2", text: "7", state: "read", quantities: [{ field: "events2", text: "7" }],
  });
  assert.deepEqual(batch.setAside, [{ line: 0, text: "Reminders", reason: "title" }]);
  assert.deepEqual([batch.layout, batch.headerLines, batch.proposed, batch.decimalChoice], ["study-per-row", 2, false, null]);
  assert.throws(() => calc.batch(text, { decimal: "x" }), /^TypeError: wanted\.decimal must be one of \., ,/);
});

test("how a table lies can be told, and what lies otherwise is found", () => {
  const text = "Study\tArm\tEvents\tN\nStalberg 2008\tE-mail\t19\t50\n\tUsual care\t7\t50\n";
  const found = calc.batch(text);
  assert.deepEqual([found.layout, found.arms], ["arm-per-row", ["E-mail", "Usual care"]]);
  assert.equal(found.rows[0].display.sentence, "OR 3.76, 95% CI 1.41 to 10.05");
  assert.deepEqual(found.rows[0].cells.filter(({ field }) => field === "events2").map(({ line, column }) => [line, column]), [[2, 2]]);
  assert.equal(calc.batch(text, { layout: "study-per-row" }).rows.length, 2);
  const bare = calc.batch("A,19,50,7,50\nB,9,50,7,50");
  assert.deepEqual([bare.headerLines, bare.proposed, bare.rows.length], [0, true, 2]);
  const columns = bare.columns.map(({ index, field }) => ({ index, field }));
  assert.equal(calc.batch("A,19,50,7,50\nB,9,50,7,50", { columns, headerLines: 0 }).proposed, false);
  assert.throws(() => calc.batch(text, { layout: "x" }), /^TypeError: wanted\.layout must be one of study-per-row/);
  assert.throws(() => calc.batch(text, { headerLines: -1 }), /^TypeError: wanted\.headerLines must be a whole number from 0/);
});

test("the page's first build gives the same table to the last bit", async () => {
  const first = await import("../../www/pkg/first/effect_size.js");
  await first.default({ module_or_path: readFileSync(new URL("../../www/pkg/first/effect_size_bg.wasm", import.meta.url)) });
  const trials = readFileSync(new URL("../fixtures/email-trials.csv", import.meta.url), "utf8");
  // it leaves out what the page shows only on request: how each cell was read, the formulas and their papers, absolute effects, what a question
  // would say, and questions about columns that ask for the complete build by themselves
  const ofColumns = ({ code }) => ["p-disagrees", "interval-disagrees", "interval-off-centre"].includes(code);
  const wordless = (notice) => (isQuestion(notice) ? { ...notice, params: {} } : notice);
  const bare = (batch) => ({ ...batch, rows: batch.rows.map((row) => ({
    ...row,
    cells: row.cells.map(({ state, quantities, ...cell }) => cell),
    notices: row.notices.filter((notice) => !ofColumns(notice)).map(wordless),
    estimate: row.estimate && { ...row.estimate, working: [], references: [] },
  })) });
  // columns for which the page asks the complete build
  const others = calc.batch(trials).columns.filter(({ field }) => /^(p|lower.|upper.)$/.test(field));
  const columns = others.map(({ index }) => ({ index, field: null }));
  assert.equal(columns.length, 5);
  for (const measure of [null, ...first.measures().map(({ id }) => id)]) {
    assert.deepEqual(unpacked(first.batch(trials, { measure, columns })), bare(calc.batch(trials, { measure, columns })));
  }
  assert.deepEqual(first.grid(trials), calc.grid(trials));
});

test("a level out of range in a batch is told, and no row is lost over it", () => {
  const batch = calc.batch("study,events1,n1,events2,n2\nA,19,50,7,50", { options: { level: 2 } });
  assert.equal(batch.problems[0].code, "level-out-of-range");
  assert.equal(batch.level, 0.95);
  assert.equal(batch.rows[0].display.effect, "3.76");
});

test("each measure of a table can have its own interval", () => {
  const text = "study,events1,n1,events2,n2,mean1,sd1,mean2,sd2\nA,19,50,7,50,,,,\nB,,40,,38,5.2,1.1,4.8,1.3";
  const intervals = (options) => calc.batch(text, { options }).rows.map(({ estimate }) => estimate.interval);
  assert.deepEqual(intervals({ intervals: { OR: "exact", MD: "welch" } }), ["exact", "welch"]);
  assert.deepEqual(intervals({ intervals: { OR: "exact" } }), ["exact", "z"]);
  assert.deepEqual(intervals({ interval: "score", intervals: { MD: "pooled" } }), ["score", "pooled"]);
  assert.deepEqual(calc.compute({ measure: "OR", data: stalberg, options: { interval: "score", intervals: { OR: "midp" } } }).estimate.interval, "midp");
  // no row is lost over an interval that its measure does not offer
  const [row] = calc.batch(text, { options: { intervals: { OR: "welch" } } }).rows;
  assert.deepEqual([row.estimate.interval, row.notices.map(({ code }) => code)], ["wald", ["interval-not-for-measure"]]);
  assert.throws(() => calc.compute({ measure: "OR", data: stalberg, options: { intervals: { OR: "welch" } } }), /^TypeError: request\.options\.interval: welch is not one of OR's/);
  assert.throws(() => intervals({ intervals: { OR: "wavy" } }), /^TypeError: wanted\.options\.intervals\.OR must be one of z, t/);
  assert.throws(() => intervals({ intervals: { XX: "z" } }), /^TypeError: wanted\.options\.intervals\.XX must be one of MD, SMD/);
});

test("a row can be computed again, by other methods, from what it was computed from", () => {
  const text = "study,percent1,n1,percent2,n2,mean1,lower1,upper1,mean2,lower2,upper2,measure\n"
    + "A,38,50,14,50,,,,,,,\nDigenio 2009,,74,,76,5.9,5.0,6.8,7.7,6.8,8.7,SMD\nNobody,0,50,0,50,,,,,,,\nSlip,138,50,14,50,,,,,,,";
  const batch = calc.batch(text, { options: { level: 0.9, intervals: { OR: "midp" } } });
  for (const { row, estimate } of batch.rows.slice(0, 2)) {
    const again = calc.compute(calc.request(batch, row)).estimate;
    assert.deepEqual([again.point, again.lower, again.upper, again.interval, again.level], [estimate.point, estimate.lower, estimate.upper, estimate.interval, 0.9]);
  }
  assert.deepEqual(calc.request(batch, 1), {
    measure: "OR", data: { events1: 19, n1: 50, events2: 7, n2: 50, percent1: 38, percent2: 14 },
    options: { level: 0.9, interval: "midp", zeroCells: "only-if-zero", correction: 0.5, convention: "revman" },
  });
  assert.ok(calc.zeroRules(calc.request(batch, 3)).some(({ estimate }) => estimate));
  assert.deepEqual([calc.request(batch, 4), calc.request(batch, 9)], [null, null]);
  assert.throws(() => calc.request({}, 1), /batch must be/);
});

test("an estimate is rounded for reading as its row in a table is", () => {
  const batch = calc.batch("study,events1,n1,events2,n2,measure\nA,19,50,7,50,OR\nB,19,50,7,50,NNT\nC,19,50,7,50,RD");
  for (const { estimate, display } of batch.rows) assert.deepEqual(calc.display(estimate), display);
});

test("every measure is described", () => {
  for (const { id, name, fields, intervals, scale, references, choices } of calc.measures()) {
    assert.ok(choices.every(({ option, value, source }) => option && value && source), id);
    assert.ok(id && name && fields.length && intervals.length && references.length && ["log", "identity", "reciprocal"].includes(scale), id);
  }
});

test("columns give what compute gives, for every measure", () => {
  const values = { mean1: 12, sd1: 4, n1: 40, mean2: 10, sd2: 5, n2: 38, events1: 9, events2: 4, time1: 54, time2: 53, n: 30, r: 0.5, oe: -1.8, v: 14.5, estimate: 0.8, lower: 0.6, upper: 1.1, se: 0.2, p: 0.04, t: 2 };
  for (const { id, fields } of calc.measures()) {
    const data = Object.fromEntries(fields.map((field) => [field, values[field]]));
    const { estimate, problems } = calc.compute({ measure: id, data });
    assert.ok(estimate, `${id} ${JSON.stringify(problems)}`);
    const columns = Object.fromEntries(fields.map((field) => [field, new Float64Array(5000).fill(values[field])]));
    const found = calc.columns({ measure: id, columns });
    for (const at of [0, 4999]) {
      assert.deepEqual([found.point[at], found.lower[at], found.upper[at], found.se[at], found.p[at]], [estimate.point, estimate.lower, estimate.upper, estimate.analysis.se, estimate.p], id);
    }
  }
  const short = { events1: new Float64Array(2), n1: new Float64Array(3), events2: new Float64Array(2), n2: new Float64Array(2) };
  assert.throws(() => calc.columns({ measure: "OR", columns: short }), /arrays of one length/);
});

test("zero-cell rules stand side by side", () => {
  const rules = calc.zeroRules({ measure: "OR", data: { events1: 0, n1: 50, events2: 7, n2: 48 } });
  const points = rules.map(({ zeroCells, interval, estimate }) => [zeroCells, interval, estimate?.point ?? null]);
  assert.deepEqual(points.map(([rule, interval]) => `${rule} ${interval}`), ["only-if-zero wald", "all wald", "none wald", "treatment-arm wald", "null exact", "null midp", "null score", "null baptista-pike"]);
  assert.equal(points[2][2], null);
  assert.equal(points[4][2], 0);
  assert.ok(points[0][2] > 0 && points[0][2] !== points[3][2]);
});

test("means and SDs are recovered, groups combined", () => {
  const digenio = calc.recover({ mean: 5.9, lower: 5.0, upper: 6.8, n: 74 });
  assert.deepEqual([digenio.ok, digenio.route, digenio.sd.toFixed(3)], [true, "confidence-interval", "3.885"]);
  assert.equal(calc.recover({ median: 10, min: 0, max: 200, n: 50 }).problems[0].code, "skewed");
  assert.equal(calc.recover({ median: 10, lq: 12, uq: 14, n: 50 }).problems[0].code, "not-sorted");
  const quartiles = calc.recover({ mean: 10.4, lq: 5.05, uq: 16.18, n: 40 });
  assert.deepEqual([quartiles.route, quartiles.mean, quartiles.sd, quartiles.notices], ["interquartile-range", 10.4, (16.18 - 5.05) / 1.35, []]);
  assert.equal(calc.recover({ mean: 20, lq: 5.05, uq: 16.18, n: 40 }).notices[0].code, "mean-outside-quartiles");
  assert.throws(() => calc.recover({ lq: 1, uq: 2, n: 5 }), /arm\.mean must be a number/);
  assert.throws(() => calc.recover({ mean: 1, n: 5 }), /arm must have se, lower and upper, lq and uq, or median/);
  assert.deepEqual(calc.combine([{ mean: 10, sd: 2, n: 30 }, { mean: 12, sd: 3, n: 20 }]).mean, 10.8);
});

test("groups of a kind are combined, and a control is split", () => {
  assert.deepEqual(calc.combine([{ events: 7, n: 50 }, { events: 9, n: 48 }, { events: 1, n: 20 }]), { ok: true, events: 17, n: 118 });
  assert.deepEqual(calc.combine([{ events: 20, time: 54.5 }, { events: 8, time: 53 }]), { ok: true, events: 28, time: 107.5 });
  assert.equal(calc.combine([{ events: 51, n: 50 }]).problems[0].code, "events-above-n");
  assert.equal(calc.combine([]).problems[0].code, "missing-value");
  const { notices, ...control } = calc.split({ mean: 7.7, sd: 4.2, n: 75 }, 2);
  assert.deepEqual(control, { ok: true, mean: 7.7, sd: 4.2, n: 37.5 });
  assert.deepEqual(notices, [{ code: "control-split", field: "n2", row: null, params: { parts: 2, before: 75, after: 37.5 } }]);
  assert.equal(calc.split({ events: 7, n: 50 }, 2).events, 3.5);
  assert.equal(calc.split({ events: 7, time: 0 }, 2).problems[0].code, "time-not-positive");
  const throws = (call, message) => assert.throws(call, (error) => error instanceof TypeError && message.test(error.message));
  throws(() => calc.combine([{ events: 7, n: 50 }, { mean: 5, sd: 1, n: 50 }]), /^arms\[1\]\.mean is not known; known are events, n/);
  throws(() => calc.combine([{ n: 50 }]), /^arms\[0\] must be \{ mean, sd, n \}/);
  throws(() => calc.combine({ events: 7, n: 50 }), /^arms must be an array/);
  throws(() => calc.split({ events: 7, n: 50 }, 1.5), /^parts must be a whole number from 1/);
  throws(() => calc.split({ events: 7, n: "50" }, 2), /^arm\.n must be a number/);
});

test("rows that share a comparator split it where that is asked for", () => {
  const text = "study,events1,n1,events2,n2\nA,19,50,7,50\nA,12,48,7,50\nB,9,40,7,50";
  const people = (wanted) => calc.batch(text, wanted).rows.map(({ estimate }) => estimate.n);
  assert.deepEqual(people({ sharedControl: "split" }), [75, 73, 90]);
  assert.deepEqual(people({ sharedControl: "whole" }), [100, 98, 90]);
  assert.deepEqual(people(), [100, 98, 90]);
  assert.deepEqual(calc.batch(text, { sharedControl: "split" }).rows[0].notices.find(({ code }) => code === "control-split").params, { parts: 2, before: 50, after: 25 });
  assert.throws(() => calc.batch(text, { sharedControl: true }), /^TypeError: wanted\.sharedControl must be one of whole, split/);
});

test("clusters have a design effect", () => {
  const classes = calc.designEffect({ size: 29.8, icc: 0.02 });
  assert.deepEqual([classes.ok, classes.designEffect.toFixed(3), classes.notices], [true, "1.576", []]);
  assert.equal(classes.working[0].substituted, "1 + (29.8 − 1) × 0.02");
  assert.ok(calc.designEffect({ size: 29.8, icc: 0.02, cv: 0.6 }).designEffect > classes.designEffect);
  assert.equal(calc.designEffect({ size: 29.8, icc: -0.02 }).notices[0].code, "icc-below-zero");
  const { ok, problems } = calc.designEffect({ size: 0, icc: 2 });
  assert.deepEqual([ok, problems.map(({ code, field }) => [code, field])], [false, [["cluster-below-one", "cluster_size"], ["correlation-out-of-range", "icc"]]]);
  assert.throws(() => calc.designEffect({ icc: 0.02 }), /^TypeError: clusters\.size must be a number/);
  assert.throws(() => calc.designEffect({ size: 20, ICC: 0.02 }), /^TypeError: clusters\.ICC is not known/);
});

test("an estimate has an absolute effect at an assumed risk or rate", () => {
  const { estimate } = calc.compute({ measure: "RR", data: stalberg });
  const wanted = calc.absolute(estimate, { risk: 0.1 }, "benefit");
  assert.deepEqual(wanted.display, { corresponding: "271 per 1000", difference: "171 more per 1000 (25 more to 488 more)", nnt: "NNTB 6 (NNTB 3 to 40)" });
  assert.deepEqual([wanted.ok, wanted.measure, wanted.comparator, wanted.event], [true, "RR", { risk: 0.1 }, "benefit"]);
  assert.equal(wanted.corresponding.point, estimate.point * 0.1);
  assert.ok(Math.abs(wanted.differencePer1000.upper - 1000 * (estimate.upper - 1) * 0.1) < 1e-9);
  assert.equal(calc.absolute(estimate, { risk: 0.1 }).display.nnt, "NNTH 6 (NNTH 3 to 40)");
  const capped = calc.absolute(estimate, { risk: 0.5 });
  assert.deepEqual([capped.corresponding.point, capped.notices.map(({ code }) => code)], [1, ["absolute-capped"]]);
  // Altman 1998
  const altman = calc.absolute({ measure: "RD", point: -0.1, lower: -0.25, upper: 0.05 }, { risk: 0.3 });
  assert.equal(altman.display.nnt, "NNTB 10 (NNTH 20 to infinity to NNTB 4)");
  assert.deepEqual(altman.notices.map(({ code }) => code), ["through-infinity"]);
  const rate = calc.absolute({ measure: "IRR", point: 2, lower: 1.5, upper: Infinity }, { rate: 0.012 });
  assert.deepEqual([rate.nnt, rate.display.difference], [null, "12 more per 1000 person-time units (6 more to infinity more)"]);
});

test("what cannot be assumed comes back as data, what cannot be meant throws", () => {
  const or = { measure: "OR", point: 2, lower: 1, upper: 4 };
  const problem = (...given) => calc.absolute(...given).problems.map(({ code, params }) => [code, params]);
  assert.deepEqual(problem(or, { risk: 20 }), [["risk-out-of-range", { value: 20 }]]);
  assert.deepEqual(problem(or, { risk: NaN }), [["risk-out-of-range", { value: "NaN" }]]);
  assert.deepEqual(problem({ ...or, measure: "IRR" }, { rate: 0 }), [["rate-not-positive", { value: 0 }]]);
  assert.deepEqual(problem(or, { rate: 0.2 }), [["no-absolute-effect", { measure: "OR", given: "rate" }]]);
  assert.deepEqual(problem({ ...or, measure: "MD" }, { risk: 0.2 }), [["no-absolute-effect", { measure: "MD", given: "risk" }]]);
  const throws = (call, message) => assert.throws(call, (error) => error instanceof TypeError && message.test(error.message));
  throws(() => calc.absolute({ ...or, point: NaN }, { risk: 0.2 }), /^estimate\.point must be a number that is not NaN/);
  throws(() => calc.absolute(or, {}), /^assumed must be \{ risk \} or \{ rate \}/);
  throws(() => calc.absolute(or, { risk: 0.2, rate: 0.2 }), /^assumed must be \{ risk \} or \{ rate \}/);
  throws(() => calc.absolute(or, { risc: 0.2 }), /^assumed\.risc is not known/);
  throws(() => calc.absolute(or, { risk: 0.2 }, "good"), /^event must be one of harm, benefit/);
});

test("a batch has absolute effects where a comparator is assumed", () => {
  const text = "study,events1,n1,time1,events2,n2,time2,mean1,sd1,mean2,sd2\nA,19,50,,7,50,,,,,\nB,20,,54,8,,53,,,,\nC,,50,,,50,,4,1,5,1\nD,0,9,,0,8,,,,,";
  const absolute = (wanted) => calc.batch(text, wanted).rows.map((row) => row.absolute && row.absolute.display.difference);
  assert.deepEqual(absolute(), [null, null, null, null]);
  assert.deepEqual(absolute({ comparatorRisk: 0.2 }), ["285 more per 1000 (61 more to 515 more)", null, null, null]);
  const both = calc.batch(text, { comparatorRisk: 0.2, comparatorRate: 0.15, event: "benefit" });
  assert.deepEqual(both.rows.map(({ absolute }) => absolute && [absolute.measure, absolute.comparator, absolute.event]), [["OR", { risk: 0.2 }, "benefit"], ["IRR", { rate: 0.15 }, "benefit"], null, null]);
  assert.deepEqual(both.problems, []);
  const out = calc.batch(text, { comparatorRisk: 20, comparatorRate: 0.15 });
  assert.deepEqual(out.problems.map(({ code, row }) => [code, row]), [["risk-out-of-range", null]]);
  assert.deepEqual(out.rows.map(({ status, absolute }) => [status, absolute !== null]), [["estimated", false], ["estimated", true], ["estimated", false], ["as-given", false]]);
  assert.ok(calc.export(both, "csv").split("\n")[0].endsWith(",comparator_per_1000,absolute_per_1000,absolute_lower,absolute_upper,nnt"));
  assert.ok(!calc.export(calc.batch(text), "csv").includes("per_1000"));
  assert.throws(() => calc.batch(text, { comparatorRisk: "0.2" }), /^TypeError: wanted\.comparatorRisk must be a number/);
  assert.throws(() => calc.batch(text, { event: "good" }), /^TypeError: wanted\.event must be one of harm, benefit/);
});

test("conversions are listed, and computed by name", () => {
  const listed = calc.conversions();
  const types = readFileSync(new URL("../../www/index.d.ts", import.meta.url), "utf8");
  const union = types.slice(types.indexOf("type ConversionId")).split(";")[0];
  assert.deepEqual(listed.map(({ id }) => id), [...union.matchAll(/"([^"]+)"/g)].map(([, id]) => id));
  for (const { id, name, inputs, outputs, assumption, references } of listed) {
    assert.ok(name && inputs.length && outputs.length && assumption && references.length, id);
    assert.ok(inputs.every((input) => input.name && input.meaning && input.least < input.most), id);
  }
  // Cochrane Handbook 6.5.2.3
  const found = calc.convert("p-to-se", { estimate: 3.8, p: 0.008, n1: 25, n2: 22 });
  assert.deepEqual([found.ok, found.values.se.toFixed(2), found.notices], [true, "1.37", []]);
  assert.deepEqual([found.working[0].quantity, found.working[1].substituted], ["t", "|3.8| / 2.77555"]);
  const { assumption, references } = listed.find(({ id }) => id === "p-to-se");
  assert.deepEqual([found.assumption, found.references], [assumption, references]);
  assert.equal(calc.convert("p-to-se", { estimate: 3.8, p: 0.05, n1: 25, n2: 22, p_is_bound: 1 }).notices[0].code, "p-is-bound");
  assert.deepEqual(calc.convert("percentage-to-events", { percent: 24, n: 174 }).values, { events: 42, exact: 41.76, compatible: 2, least: 41, most: 42 });
  assert.deepEqual(calc.convert("percentage-to-events", { percent: 24, decimals: 1, n: 174 }).values, { events: 42, exact: 41.76, compatible: 0 });
  const table = calc.convert("or-to-table", { or: 3.76, n1: 50, n2: 50, total_events: 26 });
  assert.deepEqual([table.values.events1, table.values.events2, table.values.compatible], [19, 7, 1]);
});

test("what is wrong with the inputs of a conversion is told, all of it at once", () => {
  const { ok, problems } = calc.convert("p-to-se", { estimate: Number.NaN, p: 5, n1: 0.5 });
  assert.equal(ok, false);
  assert.deepEqual(problems.map(({ code, field, params }) => [code, field, params.input]), [
    ["not-finite", "estimate", "estimate"], ["p-out-of-range", "p", "p"], ["n-too-small", "n1", "n1"], ["missing-value", "n2", "n2"],
  ]);
  assert.equal(calc.convert("p-to-se", { estimate: 3.8, p: 0, n1: 25, n2: 22 }).problems[0].code, "se-not-recoverable");
  const throws = (call, message) => assert.throws(call, (error) => error instanceof TypeError && message.test(error.message));
  throws(() => calc.convert(), /^id must be a string/);
  throws(() => calc.convert("sd-to-luck", {}), /^id: sd-to-luck is no conversion; there are se-to-sd, /);
  throws(() => calc.convert("se-to-sd"), /^inputs must be an object/);
  throws(() => calc.convert("se-to-sd", { se: 1, N: 5 }), /^inputs\.N is not known; known are se, n/);
  throws(() => calc.convert("se-to-sd", { se: "1", n: 5 }), /^inputs\.se must be a number/);
});

test("hostile names stay text, and a formula is disarmed in the CSV", () => {
  const name = `=HYPERLINK("http://x","<img src=x onerror=alert(1)>")`;
  const batch = calc.batch(`study\tevents1\tn1\tevents2\tn2\n"${name.replaceAll('"', '""')}"\t19\t50\t7\t50`);
  assert.equal(batch.rows[0].study, name);
  assert.ok(calc.export(batch, "csv").includes(`"'=HYPERLINK`));
  assert.ok(calc.export(batch, "html").includes(`&#39;=HYPERLINK(&quot;http://x&quot;,&quot;&lt;img`));
  assert.ok(calc.forest(batch, { names: { arm1: "<b>" } }).includes("&lt;b&gt;"));
});

test("the built package gives the same bits as the native tests", () => {
  // the fingerprint of tests/conformance/check.rs, over the Peto odds ratios
  const mask = (1n << 64n) - 1n;
  let bits = 0xcbf29ce484222325n;
  const word = (w) => { bits = ((bits ^ w) * 0x100000001b3n) & mask; };
  const double = new DataView(new ArrayBuffer(8));
  const [head, ...lines] = readFileSync(new URL("../fixtures/peto.csv", import.meta.url), "utf8").trimEnd().split("\n");
  const names = head.split(",");
  for (const line of lines) {
    const row = Object.fromEntries(line.split(",").map((text, i) => [names[i], Number(text)]));
    for (const level of [90, 95, 99]) {
      const data = { events1: row.in_a, n1: row.in_a + row.in_b, events2: row.in_c, n2: row.in_c + row.in_d };
      const { ok, estimate: e } = calc.compute({ measure: "PETO", data, options: { level: level / 100 } });
      if (!ok) word(0n);
      else for (const number of [e.point, e.lower, e.upper, e.analysis.point, e.analysis.variance, e.analysis.se, e.p, e.statistic.value]) {
        double.setFloat64(0, number);
        word(double.getBigUint64(0));
      }
    }
  }
  const recorded = readFileSync(new URL("../fixtures/bits.txt", import.meta.url), "utf8");
  assert.match(recorded, new RegExp(`^peto ${bits.toString(16).padStart(16, "0")}$`, "m"));
});

test("whatever the page's first build says of a table has its sentence in the first text, or asks for the rest", async () => {
  const first = await import("../../www/pkg/first/effect_size.js");
  await first.default({ module_or_path: readFileSync(new URL("../../www/pkg/first/effect_size_bg.wasm", import.meta.url)) });
  const text = JSON.parse(readFileSync(new URL("../../www/text/en.json", import.meta.url), "utf8"));
  const cells = ["", "0", "1", "7", "19", "50", "-3", "2.5", "5,2", "1.234,5", "1,234", "12/50", "60/50", "5.2 (1.1)", "12 (24%)", "1O", "<5", "1e200", "1e16", "1e-9", "nr"];
  const headers = [
    ["events1", "n1", "events2", "n2"], ["events1", "nonevents1", "events2", "nonevents2"], ["events1", "time1", "events2", "time2"],
    ["mean1", "sd1", "n1", "mean2", "sd2", "n2"], ["Mean A", "n1", "Mean B", "n2"], ["mean1", "n1", "mean2", "n2", "measure"], ["events1", "events1", "n1", "mine"],
    ["median1", "n1", "median2", "n2"], ["estimate", "lower", "upper", "p"], ["one", "two"],
  ];
  // a small generator, so that every run reads the same tables
  let state = 1;
  const pick = (list) => list[(state = (state * 48271) % 2147483647) % list.length];
  const said = new Set();
  const known = (section, { code, params }) => {
    said.add(code);
    if (isQuestion({ code })) return; // the page fetches the complete text for it
    const sentence = text[section][code] ?? (section === "problems" ? text.reasons[code] : undefined);
    assert.ok(typeof sentence === "string" || sentence?.[params?.rule] || sentence?.other, `${section}: ${code} ${params?.rule ?? ""}`);
  };
  const measures = [null, ...first.measures().map(({ id }) => id)];
  for (let i = 0; i < 4000; i += 1) {
    const header = pick(headers);
    const lines = Array.from({ length: 3 }, () => ["A", ...header.map(() => pick(cells))].join("\t"));
    const end = pick(["", "Total\t1\t2\t3\t4", '"A\t1', "A\t1\t2\t3\t4\t5\t6\t7\t8\t9"]);
    const { rows, problems, notices } = unpacked(first.batch([["study", ...header].join("\t"), ...lines, end].join("\n"), { measure: pick(measures) }));
    for (const problem of [...problems, ...rows.flatMap((row) => row.problems)]) known("problems", problem);
    for (const notice of [...notices, ...rows.flatMap((row) => row.notices)]) known("notices", notice);
    for (const { asGiven, estimate } of rows) {
      if (asGiven) known("reasons", { code: asGiven.reason });
      if (estimate) assert.ok(text.intervals[estimate.interval], estimate.interval);
    }
  }
  for (const text of ["", "study\tevents1\tn1\tevents2\tn2", "study events1 n1\n1 2 3", `study\t${"x\t".repeat(1001)}\n1`]) {
    for (const problem of unpacked(first.batch(text)).problems) known("problems", problem);
  }
  assert.ok(said.size > 30, [...said].join(" "));
});
