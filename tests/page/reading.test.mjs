// How the table was read: shown cell by cell, corrected in place, and asked about where only the reviewer can tell.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import test from "node:test";
import { assertQuiet, openPage } from "./browser.mjs";
import { box, open, paste, rows } from "./page.mjs";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const TRIALS = [
  "Table 1. Trials of e-mail", "Study\tE-mail events\tE-mail n\tUsual care events\tUsual care n\tPlace",
  "Stalberg 2008\t19/50\t\t7\t50\tSydney", "Lin 2005\t77\t174\tabout 18\t146\tDenver", "Total\t96\t224\t25\t196\t",
].join("\n");

const reading = (page) => page.getByRole("region", { name: "How it was read" });
const cell = (page, line, column) => reading(page).getByRole("textbox", { name: `Line ${line}, ${column}` });
const openReading = async (page) => {
  await page.getByRole("button", { name: "How it was read" }).click();
  await reading(page).getByRole("table").waitFor();
};

test("every cell is shown with what was understood, and what was set aside with its reason", async (t) => {
  const page = await open(t);
  await paste(page, { "text/plain": TRIALS });
  await openReading(page);
  await reading(page).getByText(/Cells separated by tabs\. A study a row\. 2 lines of headers\. Decimal point\. 2 lines set aside\./).waitFor();
  await reading(page).getByText("Set aside: a title").waitFor();
  await reading(page).getByText("Set aside: a total").waitFor();
  await reading(page).getByText("events 19, n 50").waitFor();
  assert.equal(await cell(page, 4, "Usual care events").getAttribute("aria-invalid"), "true");
  await reading(page).getByText(/^“about 18” is not a number/).waitFor();
  assert.equal(await reading(page).getByRole("combobox", { name: "Role of Place" }).inputValue(), "");
  await assertQuiet(page);
});

test("a cell is mended in place, by keyboard, and undo brings it back", async (t) => {
  const page = await open(t);
  await paste(page, { "text/plain": TRIALS });
  await openReading(page);
  const wrong = cell(page, 4, "Usual care events");
  await wrong.focus();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("18");
  await page.keyboard.press("Enter");
  await page.getByText("2 studies: 2 estimated.").waitFor();
  assert.deepEqual((await rows(page)).map((row) => row.Effect), ["3.76", "5.64"]);
  assert.ok((await box(page).inputValue()).includes("Lin 2005\t77\t174\t18\t146\tDenver"), "the text is the one table");
  await page.getByRole("button", { name: "Back to the table as pasted" }).click();
  assert.equal(await box(page).inputValue(), TRIALS);
  await page.getByText("1 to check").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("2 studies: 2 estimated.").waitFor();
  await cell(page, 3, "Place").fill("Oslo");
  await page.keyboard.press("Escape");
  assert.equal(await cell(page, 3, "Place").textContent(), "Sydney");
});

test("a column takes the role that the reviewer gives it", async (t) => {
  const page = await open(t);
  await paste(page, { "text/plain": "trial\tyes with it\tall with it\tevents2\tn2\nStalberg 2008\t19\t50\t7\t50\n" });
  await openReading(page);
  await reading(page).getByRole("combobox", { name: "Role of yes with it" }).selectOption("events1");
  await reading(page).getByRole("combobox", { name: "Role of all with it" }).selectOption("n1");
  await page.waitForFunction(() => document.querySelector("#results-table .c-effect + .c-interval ~ *") && /1\.41 to 10\.05/.test(document.querySelector("#results-table").textContent));
  // a role that another column has is taken from it
  await reading(page).getByRole("combobox", { name: "Role of n2" }).selectOption("n1");
  await page.waitForFunction(() => document.querySelector('[aria-label="Role of all with it"]').value === "");
  assert.equal(await reading(page).getByRole("combobox", { name: "Role of n2" }).inputValue(), "n1");
  await reading(page).getByRole("button", { name: "Roles as found" }).click();
  await page.waitForFunction(() => !/1\.41 to 10\.05/.test(document.querySelector("#results-table").textContent));
});

test("a decimal mark that no cell tells is asked for, with both readings", async (t) => {
  const page = await open(t);
  await paste(page, { "text/plain": "study\tevents1\ttime1\tevents2\ttime2\nRoss 2004\t20\t5,250\t8\t5,300\n" });
  const question = reading(page).getByText("No cell tells the decimal mark of this table.", { exact: false });
  await question.waitFor();
  await reading(page).getByRole("button", { name: "5250, a whole number", exact: true }).waitFor();
  await reading(page).getByRole("button", { name: "5.25, with 2 decimals", exact: true }).click();
  await question.waitFor({ state: "detached" });
  assert.equal(await page.evaluate(() => document.activeElement.id), "reading");
  await reading(page).getByText("Taken over.").waitFor();
  const mark = reading(page).getByLabel("Decimal mark");
  assert.deepEqual(await mark.evaluate((select) => [...select.options].map(({ text }) => text)), ["As found", "Point: 5.25", "Comma: 5,25"]);
  assert.equal(await mark.inputValue(), "comma");
  await mark.selectOption("");
  await question.waitFor();
  assert.equal(await reading(page).getByText("Taken over.").count(), 0);
});

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing in the reading, ${colorScheme}`, async (t) => {
    const page = await openPage(t, { colorScheme, viewport: { width: 360, height: 800 } });
    await page.addInitScript({ path: AXE });
    await page.goto("/");
    await page.getByText(/^Effect Size \d/).waitFor();
    await paste(page, { "text/plain": TRIALS });
    await openReading(page);
    const { violations } = await page.evaluate(() => globalThis.axe.run(document));
    assert.deepEqual(violations.map(({ id, nodes }) => `${id} at ${nodes[0].target}`), []);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(overflow <= 0, `${overflow}px wider than the screen`);
  });
}
