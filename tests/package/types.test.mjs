// The types against reality: what the calculator answers is written down as literals, which the type checker takes only where
// every key and every value is one that the types name; and what it says it takes must be all that they offer.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { load } from "../../www/index.js";
import { complaints, configure } from "../page/compiler.mjs";
import { SITE, temporary } from "./packed.mjs";

const calc = await load();
const TYPES = JSON.stringify(join(SITE, "index.js"));
const PASTES = new URL("../fixtures/pastes/", import.meta.url);

/** A value as TypeScript writes it. */
function literal(value) {
  if (Array.isArray(value)) return `[${value.map(literal).join(",")}]`;
  if (ArrayBuffer.isView(value)) return `new ${value.constructor.name}(${value.length})`;
  if (value === null || typeof value !== "object") return typeof value === "string" ? JSON.stringify(value) : String(value);
  return `{${Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}:${literal(member)}`).join(",")}}`;
}

/** What the checker says of declarations, each `[type, value]`. */
function check(declarations) {
  const folder = temporary("types");
  const lines = declarations.map(([type, value], index) => `export const v${index}: ${type} = ${literal(value)};`);
  const helpers = `import type * as T from ${TYPES};\ntype Calc = T.Calculator;\ntype Keys<Union> = Union extends unknown ? keyof Union : never;\ntype All<Name extends PropertyKey> = Record<Name, 0>;
const combined = (calc: Calc) => calc.combine([{ mean: 1, sd: 1, n: 1 }]);\nconst parted = (calc: Calc) => calc.split({ events: 1, n: 1 }, 2);\n`;
  writeFileSync(join(folder, "reality.ts"), helpers + lines.join("\n"));
  configure(folder, { exactOptionalPropertyTypes: true });
  return complaints(folder);
}

/** What a TypeError lists after "one of" or "known are". */
function listed(call) {
  try {
    call();
  } catch (error) {
    const list = /(?:must be one of|known are|there are) (.+)$/.exec(error.message)?.[1];
    assert.ok(error instanceof TypeError && list, error.message);
    return Object.fromEntries(list.split(", ").map((name) => [name, 0]));
  }
  throw new Error("nothing was thrown");
}

const stalberg = { events1: 19, n1: 50, events2: 7, n2: 50 };

test("the types offer every name that the calculator takes, and no other", () => {
  const odd = { x: 1 };
  const or = { measure: "OR", data: {} };
  const options = (given) => listed(() => calc.compute({ ...or, options: given }));
  const wanted = (given) => listed(() => calc.batch("", given));
  assert.deepEqual(check([
    ["All<T.MeasureId>", listed(() => calc.compute({ measure: "XX", data: {} }))],
    ["All<T.Field>", wanted({ columns: [{ index: 0, field: "x" }] })],
    ["All<T.IntervalMethod>", wanted({ options: { interval: "x" } })],
    ["All<NonNullable<T.Options['zeroCells']>>", options({ zeroCells: "x" })],
    ["All<NonNullable<T.Options['convention']>>", options({ convention: "x" })],
    ["All<NonNullable<T.Options['medians']>>", wanted({ medians: "x" })],
    ["All<keyof T.Options>", options(odd)],
    ["All<Keys<Parameters<Calc['compute']>[0]>>", listed(() => calc.compute({ ...or, ...odd }))],
    ["All<Keys<Parameters<Calc['columns']>[0]>>", listed(() => calc.columns({ measure: "OR", columns: {}, ...odd }))],
    ["All<Keys<Parameters<Calc['zeroRules']>[0]>>", listed(() => calc.zeroRules({ ...or, ...odd }))],
    ["All<keyof T.Wanted>", wanted(odd)],
    ["All<T.Layout>", wanted({ layout: "x" })],
    ["All<NonNullable<T.Wanted['sharedControl']>>", wanted({ sharedControl: "x" })],
    ["All<NonNullable<T.Wanted['event']>>", wanted({ event: "x" })],
    ["All<Keys<Parameters<Calc['recover']>[0]>>", listed(() => calc.recover(odd))],
    ["All<Keys<Parameters<Calc['absolute']>[1]>>", listed(() => calc.absolute({ measure: "OR", point: 1, lower: 1, upper: 1 }, odd))],
    ["All<Keys<Parameters<Calc['designEffect']>[0]>>", listed(() => calc.designEffect(odd))],
    ["All<T.ConversionId>", listed(() => calc.convert("x", {}))],
    ["All<Parameters<Calc['export']>[1]>", listed(() => calc.export(calc.batch(""), "x"))],
    ["All<Keys<NonNullable<Parameters<Calc['forest']>[1]>>>", listed(() => calc.forest(calc.batch(""), odd))],
    ["All<Keys<NonNullable<NonNullable<Parameters<Calc['forest']>[1]>['names']>>>", listed(() => calc.forest(calc.batch(""), { names: odd }))],
    ["All<keyof Calc>", Object.fromEntries(Object.keys(calc).map((name) => [name, 0]))],
  ]), []);
});

test("what the calculator answers has the keys and values that the types name", () => {
  const values = { mean1: 12, sd1: 4, n1: 40, mean2: 10, sd2: 5, n2: 38, events1: 9, events2: 4, time1: 54, time2: 53, n: 30, r: 0.5, oe: -1.8, v: 14.5, estimate: 0.8, lower: 0.6, upper: 1.1, se: 0.2, p: 0.04, t: 2 };
  const estimates = calc.measures().flatMap(({ id, fields, intervals }) => intervals.map((interval) => calc.compute({ measure: id, data: Object.fromEntries(fields.map((field) => [field, values[field]])), options: { interval } })));
  assert.ok(estimates.every(({ ok }) => ok));
  const { estimate } = calc.compute({ measure: "OR", data: stalberg });
  const texts = readdirSync(PASTES).map((name) => new URL(`${name}/clipboard.txt`, PASTES)).filter((file) => existsSync(file)).map((file) => readFileSync(file, "utf8"));
  assert.ok(texts.length > 30);
  const wanted = { comparatorRisk: 0.2, comparatorRate: 0.1, sharedControl: "split" };
  const trials = readFileSync(new URL("../../www/example/as-printed.csv", import.meta.url), "utf8");
  const batches = [...texts, trials, "study\tmean1\tsd1\tn1\tmean2\tsd2\tn2\nA\t1,234\t2\t30\t1,250\t3\t30", "study,events1,n1,events2,n2\nA,60,50,x,50"].map((text) => calc.batch(text, wanted));
  // There is one of each kind to look at.
  const rows = batches.flatMap(({ rows }) => rows);
  for (const status of ["estimated", "as-given", "problem"]) assert.ok(rows.some((row) => row.status === status), status);
  for (const key of ["absolute", "graphic", "display", "asGiven", "outcome"]) assert.ok(rows.some((row) => row[key] !== null), key);
  assert.ok(rows.some(({ recovered }) => recovered.length) && batches.some(({ setAside }) => setAside.length) && batches.some(({ decimalChoice }) => decimalChoice) && batches.some(({ groups }) => groups.some(({ axis }) => axis)));
  const conversions = calc.conversions();
  const converted = conversions.map(({ id, inputs }) => calc.convert(id, Object.fromEntries(inputs.map(({ name, least, most }) => [name, Math.min(most, Math.max(least, values[name] ?? 1))]))));
  assert.ok(converted.filter(({ ok }) => ok).length > 20);
  const recover = [{ mean: 5.9, lower: 5, upper: 6.8, n: 74 }, { mean: 5, se: 1, n: 9 }, { median: 10, lq: 8, uq: 13, n: 40 }, { median: 10, min: 2, max: 19, n: 40 }, { median: 10, lq: 8, uq: 13, min: 2, max: 19, n: 40 }, { mean: 10, lq: 5, uq: 16, n: 40 }, { median: 10, min: 0, max: 200, n: 50 }].map(calc.recover);
  assert.deepEqual([...new Set(recover.map(({ route }) => route))], ["confidence-interval", "standard-error", "quartiles", "range", "range-and-quartiles", "interquartile-range", undefined]);
  const answer = (name) => `ReturnType<Calc['${name}']>`;
  assert.deepEqual(check([
    [`${answer("compute")}[]`, [...estimates, calc.compute({ measure: "OR", data: { events1: 60, n1: 50 } })]],
    [answer("measures"), calc.measures()],
    [`T.BatchResult[]`, batches],
    [answer("request"), calc.request(batches[0], batches[0].rows.find(({ estimate }) => estimate).row)],
    [answer("zeroRules"), calc.zeroRules({ measure: "OR", data: { ...stalberg, events1: 0 } })],
    [answer("columns"), calc.columns({ measure: "OR", columns: Object.fromEntries(Object.entries(stalberg).map(([name, value]) => [name, Float64Array.of(value)])) })],
    [`${answer("recover")}[]`, recover],
    [answer("conversions"), conversions],
    [`${answer("convert")}[]`, converted],
    ["ReturnType<typeof combined>", calc.combine([{ mean: 10, sd: 2, n: 30 }, { mean: 12, sd: 3, n: 20 }])],
    ["ReturnType<typeof parted>", calc.split({ events: 7, n: 50 }, 2)],
    [`${answer("absolute")}[]`, [calc.absolute(estimate, { risk: 0.1 }), calc.absolute(estimate, { rate: 1 }), calc.absolute({ measure: "IRR", point: 2, lower: 1.5, upper: Infinity }, { rate: 0.012 })]],
    [`${answer("designEffect")}[]`, [calc.designEffect({ size: 29.8, icc: 0.02 }), calc.designEffect({ size: 0, icc: 2 })]],
    [answer("grid"), calc.grid("a;b\n1;2")],
    [answer("display"), calc.display(estimate)],
    [answer("sentence"), calc.sentence(estimate)],
  ]), []);
});

test("the check notices a key that the types do not name, and one that is not there", () => {
  const [step] = calc.compute({ measure: "OR", data: stalberg }).estimate.working;
  assert.match(check([["T.Step", { ...step, unit: "" }]]).join(), /'"unit"' does not exist in type 'Step'/);
  const { value, ...less } = step;
  assert.match(check([["T.Step", less]]).join(), /Property 'value' is missing/);
  assert.match(check([["All<T.Layout>", { "study-per-row": 0 }]]).join(), /is missing the following properties/);
});
