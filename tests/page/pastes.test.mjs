// What programs put on the clipboard, through a real paste event: each folder of tests/fixtures/pastes with all its flavours.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import test from "node:test";
import { assertQuiet } from "./browser.mjs";
import { box, open, paste, results, rows } from "./page.mjs";

const PASTES = new URL("../fixtures/pastes/", import.meta.url);
const FLAVOURS = { "text/html": "clipboard.html", "text/plain": "clipboard.txt" };

const pastes = readdirSync(PASTES, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => {
  const folder = new URL(`${name}/`, PASTES);
  const flavours = {};
  for (const [type, file] of Object.entries(FLAVOURS)) {
    if (existsSync(new URL(file, folder))) flavours[type] = readFileSync(new URL(file, folder), "utf8");
  }
  return { name, flavours, expected: JSON.parse(readFileSync(new URL("expected.json", folder), "utf8")) };
});

/** What a row of the page, or of the calculator, says of what is expected of it. */
const shown = ({ study, Effect, "95% CI": interval }) => [study, Effect ?? "", interval ?? ""];
const wanted = ({ study, status, effect, interval }, index) => [study || `Row ${index + 1}`, ...(status === "estimated" ? [effect, interval] : ["", ""])];

test("there are pastes of every kind of program", () => {
  assert.ok(pastes.length >= 60, `${pastes.length} pastes`);
  for (const kind of ["excel", "word", "sheets", "libreoffice-calc", "libreoffice-writer", "web", "pdf", "revman", "meta", "csv", "markdown", "language", "cells", "arms", "transposed", "no-header"]) {
    assert.ok(pastes.some(({ name }) => name.startsWith(kind)), kind);
  }
});

test("every paste gives its rows on the page", async (t) => {
  const page = await open(t);
  page.on("dialog", () => assert.fail("a script ran"));
  const wrong = [];
  for (const { name, flavours, expected } of pastes) {
    await box(page).fill("");
    await page.waitForFunction(() => document.querySelector(".surface").dataset.state === "empty");
    await paste(page, flavours);
    const goal = expected.rows.map(wanted);
    let found = [];
    for (let tries = 0; tries < 30; tries += 1) {
      found = (await results(page).isVisible()) ? (await rows(page)).map(shown) : [];
      if (JSON.stringify(found.map(([study, ...rest]) => [study, ...rest.map((text) => text ?? "")])) === JSON.stringify(goal)) break;
      await page.waitForTimeout(50);
    }
    // What the calculator makes of the text that the page took from the clipboard, in all that is expected of it.
    const text = await box(page).inputValue();
    const batch = await page.evaluate(async (table) => {
      const { load } = await import("/index.js");
      const { layout = "study-per-row", setAside = [], rows, decimal } = (await load()).batch(table);
      return {
        layout, decimal,
        setAside: setAside.map(({ text, reason }) => ({ text: text.split(" | ")[0], reason })),
        rows: rows.map(({ study, outcome, status, measure, display, asGiven, problems: [problem] }) => ({
          study, outcome, status, measure, effect: display?.effect, interval: display?.interval, reason: asGiven?.reason,
          asGiven: asGiven?.text, problem: problem?.code, field: problem?.field,
        })),
      };
    }, text);
    const only = (keys, all) => Object.fromEntries(keys.map((key) => [key, all[key]]));
    const computed = batch.rows.map((row, index) => only(Object.keys(expected.rows[index] ?? row), row));
    const said = await page.locator("#box-problems").innerText();
    const told = { "hidden-rows": "hidden row", "hidden-columns": "hidden column", "other-tables": "copied tables" };
    for (const [what, one, other] of [
      ["rows shown", found, goal],
      ["rows computed", computed, expected.rows],
      ["layout", batch.layout, expected.layout ?? "study-per-row"],
      ["set aside", batch.setAside, expected.setAside ?? []],
      ["decimal", batch.decimal, expected.decimal ?? batch.decimal],
      ["told", Object.keys(told).filter((code) => said.includes(told[code])), expected.told ?? []],
    ]) {
      if (JSON.stringify(one) !== JSON.stringify(other)) wrong.push(`${name}: ${what}: ${JSON.stringify(one)}\n  expected ${JSON.stringify(other)}${what.startsWith("rows") ? `\n  of ${JSON.stringify(text)}` : ""}`);
    }
  }
  assert.equal(wrong.join("\n"), "");
  await assertQuiet(page);
});

test("a table too large to be read whole says where it was cut", async (t) => {
  const page = await open(t);
  const row = (first, cell) => `<tr><td>${first}${`<td>${cell}`.repeat(998)}`;
  await paste(page, { "text/html": `<table>${row("study", "x")}${Array.from({ length: 204 }, (_, index) => row(`A${index}`, "1")).join("")}</table>`, "text/plain": "x" });
  await page.getByText("The table was cut after 200 of its 205 rows. Paste the part with the group summaries.").waitFor();
  await assertQuiet(page);
});

test("markup without a table and without a text beside it is read by its paragraphs and tabs", async (t) => {
  const page = await open(t);
  const { flavours, expected } = pastes.find(({ name }) => name === "word-tabbed-paragraphs");
  await paste(page, { "text/html": flavours["text/html"] });
  await results(page).waitFor();
  assert.deepEqual((await rows(page)).map(shown), expected.rows.map(wanted));
  await assertQuiet(page);
});

test("what the page exports as HTML pastes back to the same rows", async (t) => {
  const page = await open(t);
  const names = ["Adams 1999", "O'Neill & Park 2011", "<b>bold</b> 2003", "=SUM(1)", "a | b; c, \"d\"", "Müller  2004", "\u97D3 2010", "10%"];
  const number = (index) => String((index * 7919) % 97);
  const designs = [
    ["events1", "n1", "events2", "n2"], ["mean1", "sd1", "n1", "mean2", "sd2", "n2"], ["events1", "time1", "events2", "time2"],
    ["mean1", "se1", "n1", "mean2", "se2", "n2"], ["estimate", "lower", "upper"], ["median1", "lq1", "uq1", "n1", "median2", "lq2", "uq2", "n2"],
  ];
  for (const [turn, fields] of designs.entries()) {
    const line = (study, row) => [study, ...fields.map((field, column) => (row === 3 && column === 1 ? "NR" : /^n[12]$/.test(field) ? String(40 + column) : number(1 + turn + row * 31 + column * 17)))].join("\t");
    const text = [["study", ...fields].join("\t"), ...names.map((name, row) => line(name.includes("\"") ? `"${name.replaceAll("\"", "\"\"")}"` : name, row))].join("\n");
    const [html, before] = await page.evaluate(async (table) => {
      const calc = await (await import("/index.js")).load();
      const batch = calc.batch(table, {});
      return [calc.export(batch, "html"), batch.rows];
    }, text);
    await box(page).fill("");
    await paste(page, { "text/html": html, "text/plain": "x" });
    await page.waitForFunction(() => document.getElementById("table-text").value !== "");
    const after = await page.evaluate(async (table) => (await (await import("/index.js")).load()).batch(table, {}).rows, await box(page).inputValue());
    const what = ({ study, status, measure, display, asGiven, problems }) => ({ study: study.replace(/\s+/g, " "), status, measure, display, asGiven, problems: problems.map(({ code, field }) => [code, field]) });
    assert.deepEqual(after.map(what), before.map(what), html);
  }
  await assertQuiet(page);
});
