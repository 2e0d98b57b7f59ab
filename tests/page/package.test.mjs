// The package as a Node program meets it: through www/index.js only.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { load } from "../../www/index.js";

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
  }
});

test("the page's first build gives the same table to the last bit", async () => {
  const first = await import("../../www/pkg/first/effect_size.js");
  await first.default({ module_or_path: readFileSync(new URL("../../www/pkg/first/effect_size_bg.wasm", import.meta.url)) });
  const trials = readFileSync(new URL("../fixtures/email-trials.csv", import.meta.url), "utf8");
  // it leaves out what the page shows only on request: the formulas and their papers
  const bare = (batch) => ({ ...batch, rows: batch.rows.map((row) => ({ ...row, estimate: row.estimate && { ...row.estimate, working: [], references: [] } })) });
  for (const measure of first.measures().map(({ id }) => id)) {
    assert.deepEqual(first.batch(trials, { measure }), bare(calc.batch(trials, { measure })));
  }
  assert.deepEqual(first.batch(trials), bare(calc.batch(trials)));
});

test("a level out of range in a batch is told, and no row is lost over it", () => {
  const batch = calc.batch("study,events1,n1,events2,n2\nA,19,50,7,50", { options: { level: 2 } });
  assert.equal(batch.problems[0].code, "level-out-of-range");
  assert.equal(batch.level, 0.95);
  assert.equal(batch.rows[0].display.effect, "3.76");
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

test("hostile names stay text, and a formula is disarmed in the CSV", () => {
  const name = `=HYPERLINK("http://x","<img src=x onerror=alert(1)>")`;
  const batch = calc.batch(`study\tevents1\tn1\tevents2\tn2\n"${name.replaceAll('"', '""')}"\t19\t50\t7\t50`);
  assert.equal(batch.rows[0].study, name);
  assert.ok(calc.export(batch, "csv").includes(`"'=HYPERLINK`));
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
