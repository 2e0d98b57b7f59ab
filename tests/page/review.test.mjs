// What a person has put in: one state, one history, and what of a foreign snapshot is believed.
import assert from "node:assert/strict";
import test from "node:test";
import { Review, WHOLE } from "../../www/review.js";

const kinds = (review) => {
  const heard = [];
  review.addEventListener("change", ({ detail }) => heard.push(detail.kind));
  return heard;
};

test("text, settings and names share one history", () => {
  const review = new Review();
  const heard = kinds(review);
  review.change({ text: "a" }, WHOLE);
  review.change({ settings: { measure: "RR" } });
  review.change({ names: { arm1: "E-mail" } });
  assert.deepEqual([review.text, review.settings, review.names.arm1], ["a", { measure: "RR" }, "E-mail"]);
  review.undo();
  assert.equal(review.names.arm1, "");
  review.undo();
  assert.deepEqual(review.settings, {});
  review.undo();
  assert.deepEqual([review.text, review.canUndo, review.canRedo], ["", false, true]);
  review.undo();
  for (let i = 0; i < 4; i += 1) review.redo();
  assert.deepEqual([review.text, review.settings, review.names.arm1, review.canRedo], ["a", { measure: "RR" }, "E-mail", false]);
  assert.deepEqual(heard, [WHOLE, "", "", "undo", "undo", "undo", "redo", "redo", "redo"]);
});

test("typing in one place is one step, until it is left; what changes nothing is none", () => {
  const review = new Review();
  for (const text of ["1", "12", "123"]) review.change({ text }, "cell 0 0");
  review.change({ text: "123" });
  review.endStep();
  review.change({ text: "1234" }, "cell 0 0");
  review.change({ text: "12345" }, "cell 0 1");
  for (const text of ["1234", "123", ""]) {
    review.undo();
    assert.equal(review.text, text);
  }
  assert.equal(review.canUndo, false);
});

test("typing back to what it was leaves no step", () => {
  const review = new Review();
  review.change({ text: "12" }, WHOLE);
  review.change({ text: "123" }, "cell 0 0");
  review.change({ text: "12" }, "cell 0 0");
  review.undo();
  assert.equal(review.text, "");
});

test("a change after undo takes the redone away", () => {
  const review = new Review();
  review.change({ text: "a" });
  review.change({ text: "b" });
  review.undo();
  review.change({ text: "c" });
  assert.equal(review.canRedo, false);
  review.undo();
  assert.equal(review.text, "a");
});

test("defaults are left out, and options are changed one by one", () => {
  const review = new Review();
  review.change({ settings: { measure: "OR", options: { level: 0.9, interval: "exact" } } });
  review.change({ settings: { options: { level: null } } });
  assert.deepEqual(review.settings, { measure: "OR", options: { interval: "exact" } });
  review.change({ settings: { options: { interval: undefined }, measure: "", columns: [] } });
  assert.deepEqual(review.snapshot(), { v: 1, text: "", settings: {}, names: {} });
});

test("another table forgets how the last one was read and its names, and undo brings them back", () => {
  const review = new Review();
  review.change({ text: "a" }, WHOLE);
  review.change({ settings: { measure: "RR", decimal: ",", columns: [{ index: 1, field: "n1" }] }, names: { arm1: "E-mail" } });
  review.change({ text: "a\nb" });
  assert.equal(review.original, "a");
  review.change({ text: "c\r\nd" }, WHOLE);
  assert.deepEqual([review.text, review.original, review.settings, review.names.arm1], ["c\nd", "c\nd", { measure: "RR" }, ""]);
  review.undo();
  assert.deepEqual([review.text, review.original, review.settings.decimal, review.names.arm1], ["a\nb", "a", ",", "E-mail"]);
});

test("a snapshot brings everything back, in one step", async () => {
  const review = new Review();
  review.change({ text: "a\tb" }, WHOLE);
  review.change({ settings: { measure: "RD", options: { level: 0.99, zeroCells: "all" }, headerLines: 1 }, names: { lower: "favours usual care" } });
  const snapshot = JSON.parse(JSON.stringify(review.snapshot()));
  const other = new Review();
  other.change({ text: "x", settings: { measure: "OR", event: "benefit", options: { interval: "exact" } } });
  assert.deepEqual(await other.restore(snapshot), []);
  assert.deepEqual(other.snapshot(), snapshot);
  other.undo();
  assert.deepEqual(other.snapshot(), { v: 1, text: "x", settings: { measure: "OR", event: "benefit", options: { interval: "exact" } }, names: {} });
});

test("of a snapshot what is not understood is left out and said", async () => {
  const review = new Review();
  review.change({ text: "kept" });
  for (const nothing of [null, 7, "text", [], {}, { v: 2, text: "a" }, { v: 1 }, { v: 1, text: 5 }]) {
    assert.deepEqual(await review.restore(nothing), [""]);
    assert.equal(review.text, "kept");
  }
  const leftOut = await review.restore({
    v: 1,
    text: "a",
    settings: { measure: "RR", constructor: "x", comparatorRisk: 7, columns: [{ index: -1, field: "n1" }], options: { level: 2, correction: 0.25, toString: 1 } },
    names: { arm1: "x".repeat(300), arm2: "Usual care" },
    unknown: 1,
  });
  assert.deepEqual(leftOut.sort(), ["names.arm1", "settings.columns", "settings.comparatorRisk", "settings.constructor", "settings.options.level", "settings.options.toString", "unknown"]);
  assert.deepEqual(review.snapshot(), { v: 1, text: "a", settings: { measure: "RR", options: { correction: 0.25 } }, names: { arm2: "Usual care" } });
  assert.deepEqual(await review.restore({ v: 1, text: "b", settings: 3, names: [] }), ["settings", "names"]);
  assert.deepEqual(review.snapshot(), { v: 1, text: "b", settings: {}, names: {} });
});

test("the history is bounded", () => {
  const review = new Review();
  const long = "x".repeat(9_000_000);
  for (let i = 0; i < 6; i += 1) review.change({ text: long + i });
  assert.ok(review.past.length <= 3, `${review.past.length}`);
  for (let i = 0; i < 600; i += 1) review.change({ text: String(i) });
  assert.ok(review.past.length <= 500);
});
