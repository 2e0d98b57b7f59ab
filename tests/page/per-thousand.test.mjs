// A comparator's risk or rate as people type it.
import assert from "node:assert/strict";
import test from "node:test";
import { shareOf } from "../../www/per-thousand.js";

test("numbers per 1000, percentages and counts of a whole are read, with either decimal mark", () => {
  for (const [typed, share] of [
    ["140", 0.14], ["62,5", 0.0625], ["62.5", 0.0625], [".5", 0.0005], ["0,14", 0.00014], ["0.140", 0.00014],
    ["14%", 0.14], ["14 %", 0.14], ["14\u00a0%", 0.14], ["1,4%", 0.014], ["100%", 1], ["140‰", 0.14],
    ["140 per 1000", 0.14], ["140 per 1,000", 0.14], ["140 pro 1000", 0.14], ["140 pour 1\u202f000", 0.14], ["140 por 1000", 0.14], ["140/1000", 0.14], ["7 / 50", 0.14], ["7 of 50", 0.14], ["1 in 4", 0.25],
    ["1,000", 1], ["12 345", 12.345], ["1.125", 0.001125], ["0", 0],
  ]) assert.equal(shareOf(typed, "."), share, typed);
  for (const [typed, share] of [["1.000", 1], ["140 pro 1.000", 0.14], ["1,125", 0.001125], ["62,5", 0.0625], ["62.5", 0.0625]]) assert.equal(shareOf(typed, ","), share, typed);
});

test("what is no number is none", () => {
  for (const typed of ["", "infinity", "Infinity", "-Infinity", "1e999", "1e2", "0x10", "NaN", "-5", "a lot", "140 per", "per 1000", "7/0", "1/2/3", "14%%", "1.2.3", "140 apples", "٣"]) {
    assert.ok(Number.isNaN(shareOf(typed, ".")), typed);
  }
});
