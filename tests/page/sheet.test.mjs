// The table as lines of cells: what is written is read back as it was.
import assert from "node:assert/strict";
import test from "node:test";
import { load } from "../../www/index.js";
import { Sheet } from "../../www/sheet.js";

const calc = await load();
const again = (sheet) => calc.grid(sheet.text()).lines;

test("what a sheet writes is read as the same cells, whatever they hold", () => {
  for (const separator of ["\t", ";", ","]) {
    const lines = [["study", "events1", "n1"], ["a,b;c", "1,5", "say \"so\""], ["two\nlines", "\"", "x"], ["", "", "7"]];
    assert.deepEqual(again(new Sheet({ separator, lines })), lines, JSON.stringify(separator));
  }
});

test("a title above the header does not hide the separator", () => {
  const sheet = new Sheet({ separator: "\t", lines: [["Trials, all, of e-mail"], ["study", "n1"], ["A", "1"]] });
  assert.deepEqual(again(sheet)[2], ["A", "1"]);
  assert.equal(calc.grid(sheet.text()).separator, "\t");
});

test("cells are set beyond the end of a line, and lines inserted, moved and taken out", () => {
  const sheet = new Sheet({ separator: "\t", lines: [["study", "n1", "n2"], ["A"], ["B"], ["C"]] });
  sheet.set({ line: 1, column: 2 }, " 5 ");
  assert.deepEqual(sheet.lines[1], ["A", "", "5"]);
  assert.equal(sheet.move([1], 4), 3);
  assert.deepEqual(sheet.lines.map(([name]) => name), ["study", "B", "C", "A"]);
  assert.equal(sheet.move([2, 3], 1), 1);
  assert.deepEqual(sheet.lines.map(([name]) => name), ["study", "C", "A", "B"]);
  sheet.insert(1, [["D"]]);
  sheet.remove([2, 4]);
  assert.deepEqual(sheet.lines.map(([name]) => name), ["study", "D", "A"]);
});

test("where studies are columns, a study is moved and taken out as a column", () => {
  const grid = { separator: "\t", lines: [["", "A", "B"], ["n1", "1", "2"], ["n2", "3"]] };
  const sheet = new Sheet(grid, true);
  sheet.set(sheet.address(2, 2), "4");
  assert.equal(sheet.move([2], 1), 1);
  assert.deepEqual(again(sheet), [["", "B", "A"], ["n1", "2", "1"], ["n2", "4", "3"]]);
  sheet.remove([1]);
  assert.equal(sheet.text(), "\tA\nn1\t1\nn2\t3\n");
});

test("a separator that only programs that print use becomes a tab", () => {
  assert.equal(new Sheet({ separator: "|", lines: [["a", "b"]] }).text(), "a\tb\n");
});
