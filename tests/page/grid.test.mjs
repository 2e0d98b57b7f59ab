// Typing into the results, as in a spreadsheet.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import test from "node:test";
import { assertQuiet, openPage, ORIGIN } from "./browser.mjs";
import { box, open, paste, results, rows } from "./page.mjs";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const TWO = "study\tevents1\tn1\tevents2\tn2\nStalberg 2008\t19\t50\t7\t50\nLin 2005\t77\t174\t18\t146\n";
const MIXED = "study\tevents1\tn1\tevents2\tn2\tmean1\tsd1\tmean2\tsd2\nA 2001\t19\t50\t7\t50\t\t\t\t\nB 2002\t\t74\t\t76\t5.9\t3.88\t7.7\t4.16\n";

/** The page with a table in it. */
async function filled(t, text = TWO, options = {}) {
  const page = await open(t, options);
  await box(page).fill(text);
  await results(page).waitFor();
  await page.getByText("Keys", { exact: true }).waitFor(); // the editor is there
  return page;
}

/** A cell by its full name; the first of several. */
const cell = (page, name) => results(page).getByRole("textbox", { name, exact: true }).first();
const named = (page, study) => results(page).locator(".study", { hasText: study });
/** The effects, once the page has painted what was typed. */
async function effects(page) {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  return (await rows(page)).map((row) => row.Effect ?? "");
}
/** What has the focus: its name, its text. */
const focused = (page) => page.evaluate(() => [document.activeElement.getAttribute("aria-label"), document.activeElement.textContent]);
const text = (page) => box(page).inputValue();
/** Types words and presses what is the name of a key. */
async function keys(page, ...all) {
  for (const key of all) await (/^[A-Z][a-z]+$/.test(key) ? page.keyboard.press(key) : page.keyboard.type(key));
}
/** A cell, entered with the mouse. */
async function click(page, name) {
  await cell(page, name).click();
  await page.waitForFunction(() => document.activeElement.isContentEditable);
}

test("each cell is a textbox named by study, arm and quantity, in a table with headers", async (t) => {
  const page = await filled(t);
  assert.equal(await cell(page, "Lin 2005, Intervention, events").textContent(), "77");
  assert.equal(await cell(page, "Lin 2005, Comparator, n").textContent(), "146");
  assert.deepEqual(await results(page).getByRole("columnheader").allTextContents(), ["Study", "Intervention", "Comparator", "Forest plot", "Effect", "95% CI", "P"]);
  assert.deepEqual(await results(page).locator(".heads").allTextContents(), ["events n ", "events n "]);
  assert.equal(await results(page).getByRole("rowheader").count(), 2);
});

test("typing into a cell replaces it and repaints its row, and the table as pasted follows", async (t) => {
  const page = await filled(t);
  await click(page, "Stalberg 2008, Intervention, events");
  await page.keyboard.type("2");
  assert.deepEqual(await effects(page), ["0.26", "5.64"]);
  await page.keyboard.type("5");
  assert.deepEqual(await effects(page), ["6.14", "5.64"]);
  assert.deepEqual(await focused(page), ["Stalberg 2008, Intervention, events", "25"]);
  assert.equal(await text(page), TWO.replace("19", "25"));
  await page.keyboard.press("Escape");
  assert.deepEqual(await effects(page), ["3.76", "5.64"]);
  assert.equal(await text(page), TWO);
  assert.deepEqual(await focused(page), ["Stalberg 2008, Intervention, events", "19"]);
  await assertQuiet(page);
});

test("a keyboard on the screen has digits for counts, and all keys where a number can be more", async (t) => {
  const page = await open(t);
  const keyboard = async (table, name) => {
    await box(page).fill(table);
    await click(page, name);
    return page.evaluate(() => document.activeElement.inputMode);
  };
  const means = "study\tmean1\tsd1\tn1\tmean2\tsd2\tn2\nDigenio 2009\t-5.9\t3.88\t74\t7.7\t4.16\t76\n";
  assert.equal(await keyboard(means, "Digenio 2009, Intervention, n"), "numeric");
  assert.equal(await keyboard(means, "Digenio 2009, Comparator, SD"), "decimal");
  assert.equal(await keyboard(means, "Digenio 2009, Comparator, mean"), "");
  assert.equal(await keyboard("study\tevents1\tn1\tevents2\tn2\nLin 2005\t77\t174\tNR\t146\n", "Lin 2005, Comparator, events"), "");
  assert.equal(await keyboard("study\tevents1\tevents2\nLin 2005\t77/174\t18/146\n", "Lin 2005, Intervention, events/n"), "");
});

test("arrows, Enter and Tab go from cell to cell; F2 and a second click put the caret into one", async (t) => {
  const page = await filled(t);
  await click(page, "Stalberg 2008, Intervention, events");
  const after = async (...keys) => {
    for (const key of keys) await page.keyboard.press(key);
    return (await focused(page))[0];
  };
  assert.equal(await after("ArrowRight"), "Stalberg 2008, Intervention, n");
  assert.equal(await after("ArrowDown"), "Lin 2005, Intervention, n");
  assert.equal(await after("Enter"), "New study, Intervention, n");
  assert.equal(await after("Shift+Enter"), "Lin 2005, Intervention, n");
  assert.equal(await after("Tab"), "Lin 2005, Comparator, events");
  assert.equal(await after("Tab"), "Lin 2005, Comparator, n");
  assert.equal(await after("Tab"), "Study");
  assert.equal(await after("Shift+Tab"), "Lin 2005, Comparator, n");
  assert.equal(await after("Home"), "Study");
  assert.equal(await after("End", "ArrowUp", "ArrowLeft"), "Stalberg 2008, Comparator, events");
  // inside of the cell the arrows move the caret, and typing adds
  await page.keyboard.press("F2");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.type("1");
  assert.deepEqual(await focused(page), ["Stalberg 2008, Comparator, events", "17"]);
  await page.keyboard.press("Enter");
  assert.equal((await focused(page))[0], "Lin 2005, Comparator, events");
  await cell(page, "Lin 2005, Comparator, n").dblclick();
  await page.keyboard.press("End");
  await page.keyboard.type("0");
  assert.deepEqual(await focused(page), ["Lin 2005, Comparator, n", "1460"]);
  assert.match(await text(page), /Stalberg 2008\t19\t50\t17\t50\nLin 2005\t77\t174\t18\t1460\n/);
});

test("after a row typed with Tab, Enter goes to where it began, in the next row", async (t) => {
  const page = await filled(t);
  await click(page, "Stalberg 2008, Intervention, events");
  await keys(page, "20", "Tab", "51", "Tab", "8", "Enter");
  assert.deepEqual(await focused(page), ["Lin 2005, Intervention, events", "77"]);
  assert.match(await text(page), /Stalberg 2008\t20\t51\t8\t50\n/);
});

test("Delete clears a cell, and the row says what is missing and where", async (t) => {
  const page = await filled(t);
  await click(page, "Lin 2005, Comparator, n");
  await page.keyboard.press("Delete");
  assert.deepEqual(await effects(page), ["3.76", ""]);
  const wrong = cell(page, "Lin 2005, Comparator, n");
  assert.equal(await wrong.getAttribute("aria-invalid"), "true");
  assert.match(await page.evaluate((id) => document.getElementById(id).textContent, await wrong.getAttribute("aria-describedby")), /column “n2”: the cell is empty\. Fill it in\./);
  await page.keyboard.type("146");
  assert.deepEqual(await effects(page), ["3.76", "5.64"]);
  assert.equal(await wrong.getAttribute("aria-invalid"), null);
});

test("a wrong cell is marked and mended in place", async (t) => {
  const page = await filled(t, TWO.replace("77", "7O"));
  const wrong = cell(page, "Lin 2005, Intervention, events");
  assert.equal(await wrong.getAttribute("aria-invalid"), "true");
  await wrong.click();
  await page.keyboard.type("77");
  assert.deepEqual(await effects(page), ["3.76", "5.64"]);
  assert.equal(await page.locator("#count").textContent(), "2 studies: 2 estimated.");
});

test("undo and redo go cell by cell, and back to where it was", async (t) => {
  const page = await filled(t);
  await click(page, "Stalberg 2008, Intervention, events");
  await page.keyboard.type("21");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.type("78");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Control+Z");
  assert.deepEqual(await focused(page), ["Lin 2005, Intervention, events", "77"]);
  await page.keyboard.press("Control+Z");
  assert.deepEqual(await focused(page), ["Stalberg 2008, Intervention, events", "19"]);
  assert.equal(await text(page), TWO);
  await page.keyboard.press("Control+Y");
  await page.keyboard.press("Control+Shift+Z");
  assert.match(await text(page), /2008\t21\t.*2005\t78\t/s);
  assert.deepEqual(await focused(page), ["Lin 2005, Intervention, events", "78"]);
});

test("typing into the empty last line adds a study", async (t) => {
  const page = await filled(t);
  await click(page, "New study, Intervention, events");
  await page.keyboard.press("Home");
  await keys(page, "Ek 2001", "Tab", "0", "Tab", "40", "Tab", "3", "Tab", "41", "Enter");
  await page.getByRole("rowheader", { name: "Ek 2001" }).waitFor();
  assert.equal((await effects(page)).length, 3);
  assert.equal(await text(page), `${TWO}Ek 2001\t0\t40\t3\t41\n`);
  // Enter has gone to the start of the next empty line
  assert.deepEqual(await focused(page), ["Study", ""]);
  await page.keyboard.type("F");
  await page.getByRole("rowheader", { name: "F" }).waitFor();
  await page.keyboard.press("Backspace");
  assert.equal(await text(page), `${TWO}Ek 2001\t0\t40\t3\t41\n`);
  assert.deepEqual(await focused(page), ["Study", ""]);
});

test("rows are inserted, moved and deleted by keyboard, and undone", async (t) => {
  const page = await filled(t);
  const studies = async () => (await rows(page)).map((row) => row.study);
  await click(page, "Stalberg 2008, Comparator, events");
  await page.keyboard.press("Alt+ArrowDown");
  assert.deepEqual(await studies(), ["Lin 2005", "Stalberg 2008"]);
  assert.deepEqual(await focused(page), ["Stalberg 2008, Comparator, events", "7"]);
  await page.keyboard.press("Alt+ArrowUp");
  assert.deepEqual(await studies(), ["Stalberg 2008", "Lin 2005"]);
  await page.keyboard.press("Alt+Enter");
  assert.deepEqual(await focused(page), ["Study", ""]);
  await page.keyboard.type("Between 2006");
  assert.deepEqual(await effects(page), ["3.76", "", "5.64"]);
  assert.deepEqual(await studies(), ["Stalberg 2008", "Between 2006", "Lin 2005"]);
  await page.keyboard.press("Alt+Shift+Delete");
  assert.deepEqual(await studies(), ["Stalberg 2008", "Lin 2005"]);
  assert.deepEqual(await focused(page), ["Study", "Lin 2005"]);
  await page.getByText("Row deleted. Ctrl Z brings it back.").waitFor();
  await page.keyboard.press("Control+Z");
  assert.equal(await page.getByText("Row deleted.").count(), 0);
  assert.deepEqual(await studies(), ["Stalberg 2008", "Between 2006", "Lin 2005"]);
  // an inserted line is what undo takes back first
  await page.keyboard.press("Alt+Enter");
  assert.deepEqual(await focused(page), ["Study", ""]);
  await page.keyboard.press("Control+Z");
  assert.deepEqual(await studies(), ["Stalberg 2008", "Between 2006", "Lin 2005"]);
  assert.equal(await page.locator("#results-table tr.blank").count(), 1);
  assert.notEqual((await focused(page))[1], "");
  // an inserted line that stays empty goes when it is left
  await page.keyboard.press("Alt+Enter");
  const lines = () => page.locator("#results-table tbody tr:not(.group)").count();
  assert.equal(await lines(), 5);
  await page.keyboard.press("ArrowUp");
  await page.waitForFunction(() => document.querySelectorAll("#results-table tbody tr:not(.group)").length === 4);
});

test("a block pasted at a cell fills from there, with new studies as needed", async (t) => {
  const page = await filled(t);
  await click(page, "Lin 2005, Intervention, events");
  await paste(page, { "text/plain": "78\t175\r\n10\t20\t3\t21\r\n" }, "[contenteditable]");
  assert.equal(await text(page), "study\tevents1\tn1\tevents2\tn2\nStalberg 2008\t19\t50\t7\t50\nLin 2005\t78\t175\t18\t146\n\t10\t20\t3\t21\n");
  assert.equal((await effects(page)).length, 3);
  assert.deepEqual(await focused(page), ["Lin 2005, Intervention, events", "78"]);
  await page.keyboard.press("Control+Z");
  assert.equal(await text(page), TWO);
  // what has no column is not lost without a word; an empty cell is nothing that is lost
  const told = page.getByText("2 columns of what was pasted lie beyond the table and were left out.");
  await paste(page, { "text/plain": "78\t175\t18\t146\t5\t6\n" }, "[contenteditable]");
  await told.waitFor();
  await page.keyboard.press("Control+Z");
  await told.waitFor({ state: "detached" });
  await paste(page, { "text/plain": "78\t175\t18\t146\t\t\n" }, "[contenteditable]");
  assert.equal(await text(page), TWO.replace("77\t174", "78\t175"));
  assert.equal(await told.count(), 0);
  await page.keyboard.press("Control+Z");
  // a column is one
  await paste(page, { "text/plain": "78\n79\n" }, "[contenteditable]");
  assert.equal(await text(page), TWO.replace("77", "78") + "\t79\n");
  await page.keyboard.press("Control+Z");
  // with the caret in a cell too, cells go into cells
  await cell(page, "Lin 2005, Intervention, events").click();
  await page.waitForFunction(() => document.activeElement.dataset.mode === "inside");
  await paste(page, { "text/plain": "78\t175" }, "[contenteditable]");
  assert.equal(await text(page), TWO.replace("77\t174", "78\t175"));
  await page.keyboard.press("Control+Z");
  // one cell is one cell
  await paste(page, { "text/plain": "80\n" }, "[contenteditable]");
  assert.equal(await text(page), TWO.replace("77", "80"));
});

test("a cell is copied by Ctrl+C as its text", async (t) => {
  const page = await filled(t);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: ORIGIN });
  await click(page, "Lin 2005, Intervention, n");
  await page.keyboard.press("Control+C");
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "174");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Control+V");
  await page.getByRole("rowheader", { name: "Row 3" }).waitFor();
  assert.match(await text(page), /\n\t\t174\n$/);
});

const selectedCells = (page) => results(page).locator("[data-selected]").allTextContents();

test("a block of cells is selected with Shift and the arrows, copied, cut, emptied and filled", async (t) => {
  const page = await filled(t, undefined, { permissions: ["clipboard-read", "clipboard-write"] });
  await click(page, "Stalberg 2008, Intervention, n");
  for (const key of ["Shift+ArrowRight", "Shift+ArrowDown"]) await page.keyboard.press(key);
  assert.deepEqual(await selectedCells(page), ["50", "7", "174", "18"]);
  await page.getByText("Cells selected: 2 × 2.").waitFor();
  await page.keyboard.press("Control+c");
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "50\t7\n174\t18");
  const markup = await page.evaluate(async () => (await (await navigator.clipboard.read())[0].getType("text/html")).text());
  assert.match(markup, /<tr><td>50<\/td><td>7<\/td><\/tr><tr><td>174<\/td><td>18<\/td><\/tr>/);
  // the end can come back, and Escape leaves one cell
  await page.keyboard.press("Shift+ArrowUp");
  assert.deepEqual(await selectedCells(page), ["50", "7"]);
  await page.keyboard.press("Escape");
  assert.deepEqual(await selectedCells(page), []);
  assert.deepEqual(await focused(page), ["Stalberg 2008, Intervention, n", "50"]);
  for (const key of ["Shift+ArrowDown", "Shift+ArrowLeft", "Delete"]) await page.keyboard.press(key);
  assert.equal(await text(page), TWO.replace("19\t50", "\t").replace("77\t174", "\t"));
  await page.keyboard.press("Control+z");
  assert.equal(await text(page), TWO);
  // one value into each
  await page.evaluate(() => navigator.clipboard.writeText("60"));
  for (const key of ["Shift+ArrowDown", "Control+v"]) await page.keyboard.press(key);
  await page.waitForFunction((wanted) => document.querySelector("textarea").value === wanted, TWO.replace("19\t50", "19\t60").replace("77\t174", "77\t60"));
  await page.keyboard.press("Control+z");
  for (const key of ["Shift+ArrowDown", "Control+x"]) await page.keyboard.press(key);
  assert.equal(await text(page), TWO.replace("19\t50", "19\t").replace("77\t174", "77\t"));
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "50\n174");
});

test("a block is drawn with the mouse or ends at Shift and a press; typing leaves one cell of it", async (t) => {
  const page = await filled(t);
  const middle = async (name) => {
    const { x, y, width, height } = await cell(page, name).boundingBox();
    return [x + width / 2, y + height / 2];
  };
  await page.mouse.move(...await middle("Lin 2005, Comparator, events"));
  await page.mouse.down();
  await page.mouse.move(...await middle("Stalberg 2008, Intervention, n"), { steps: 6 });
  await page.mouse.up();
  assert.deepEqual(await selectedCells(page), ["50", "7", "174", "18"]);
  assert.deepEqual(await focused(page), ["Lin 2005, Comparator, events", "18"]);
  // from the cell that has the focus as well, whose text is no table to be dropped
  await page.keyboard.press("Escape");
  await page.mouse.move(...await middle("Lin 2005, Comparator, events"));
  await page.mouse.down();
  await page.mouse.move(...await middle("Stalberg 2008, Comparator, events"), { steps: 6 });
  await page.mouse.up();
  assert.equal(await text(page), TWO);
  assert.deepEqual(await selectedCells(page), ["7", "18"]);
  await cell(page, "Stalberg 2008, Comparator, n").click({ modifiers: ["Shift"] });
  assert.deepEqual(await selectedCells(page), ["7", "50", "18", "146"]);
  await page.keyboard.type("9");
  assert.deepEqual(await selectedCells(page), []);
  assert.equal(await text(page), TWO.replace("\t18\t", "\t9\t"));
});

test("a block that is pasted stays within the rows of its measure, and says so", async (t) => {
  const page = await filled(t, MIXED);
  await click(page, "A 2001, Intervention, events");
  await paste(page, { "text/plain": "18\t49\n5\t6\n" }, "[contenteditable]");
  assert.equal(await text(page), MIXED.replace("19\t50", "18\t49"));
  await page.getByText("1 line of what was pasted lies beyond the rows of this measure").waitFor();
});

test("what is dragged from the page is no table", async (t) => {
  const page = await filled(t);
  const heading = page.getByRole("heading", { name: "Results" });
  await heading.selectText();
  await heading.dragTo(page.getByText("2 studies: 2 estimated."));
  assert.equal(await text(page), TWO);
});

test("a block stays within the rows of one measure, and a block of whole studies takes them away", async (t) => {
  const page = await filled(t, MIXED);
  await click(page, "A 2001, Intervention, n");
  await page.keyboard.press("Shift+ArrowDown");
  assert.deepEqual(await selectedCells(page), []);
  await box(page).fill(TWO);
  await page.waitForFunction(() => document.querySelectorAll("#results-table th[scope=row]").length === 2);
  await click(page, "Lin 2005, Comparator, n");
  for (let step = 0; step < 4; step += 1) await page.keyboard.press("Shift+ArrowLeft");
  assert.deepEqual(await selectedCells(page), ["Lin 2005", "77", "174", "18", "146"]);
  await page.keyboard.press("Delete");
  assert.equal(await text(page), TWO.replace(/Lin.*\n/, ""));
  await page.keyboard.press("Control+z");
  assert.equal(await text(page), TWO);
});

test("rows that are selected are copied as a table, however they are laid out", async (t) => {
  for (const width of [1280, 360]) {
    const page = await filled(t);
    await page.setViewportSize({ width, height: 800 });
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: ORIGIN });
    await click(page, "Lin 2005, Intervention, n"); // so that the editor is there
    await page.keyboard.press("Escape");
    await page.evaluate(() => {
      document.activeElement.blur();
      const [first, second] = document.querySelectorAll("#results-table tr.estimated");
      getSelection().setBaseAndExtent(first, 0, second, second.childNodes.length);
    });
    await page.keyboard.press("Control+C");
    const copied = await page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      const html = await (await item.getType("text/html")).text();
      return { text: await navigator.clipboard.readText(), rows: html.split("<tr>").length - 1 };
    });
    assert.deepEqual(copied.text.split("\n").map((line) => line.split("\t")), [
      ["Stalberg 2008", "19", "50", "7", "50", "", "3.76", "1.41 to 10.05", "0.008"],
      ["Lin 2005", "77", "174", "18", "146", "", "5.64", "3.17 to 10.05", "<0.001"],
    ]);
    assert.equal(copied.rows, 2);
  }
});

test("the arms have names that are typed over, and the words beside the null line follow them", async (t) => {
  const page = await filled(t);
  const arm = results(page).getByRole("textbox", { name: "Name of the first group" });
  await arm.click();
  await page.keyboard.type("E-mail");
  assert.equal(await cell(page, "Lin 2005, E-mail, events").textContent(), "77");
  assert.match(await results(page).locator(".sides").textContent(), /lower with E-mail/);
  assert.equal((await rows(page))[0]["E-mail"], "19 50");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+Z");
  assert.deepEqual(await focused(page), ["Name of the first group", "Intervention"]);
  await page.keyboard.press("Control+Y");
  assert.deepEqual(await focused(page), ["Name of the first group", "E-mail"]);
  const higher = results(page).getByRole("textbox", { name: "Words right of the line of no effect" });
  await higher.click();
  await page.keyboard.type("favours e-mail");
  assert.equal(await higher.textContent(), "favours e-mail");
  await cell(page, "Lin 2005, E-mail, events").click();
  assert.equal(await results(page).locator(".sides").textContent(), "lower with E-mail favours e-mail");
  await page.keyboard.press("Control+Z");
  assert.match(await results(page).locator(".sides").textContent(), /higher with E-mail/);
  // by keyboard they are above the first row, one after the other
  await click(page, "Stalberg 2008, Comparator, n");
  await page.keyboard.press("ArrowUp");
  assert.deepEqual(await focused(page), ["Name of the second group", "Comparator"]);
  await page.keyboard.press("ArrowRight");
  assert.deepEqual((await focused(page))[0], "Words left of the line of no effect");
  await page.keyboard.press("ArrowDown");
  assert.deepEqual(await focused(page), ["Study", "Stalberg 2008"]);
  // emptied, they have their own words again
  await arm.click();
  await page.keyboard.press("Delete");
  await page.keyboard.press("ArrowDown");
  assert.equal(await arm.textContent(), "Intervention");
});

test("words beside the null line are typed as soon as they stand there, and stay under the caret when the axis moves", async (t) => {
  const page = await filled(t);
  const higher = results(page).getByRole("textbox", { name: "Words right of the line of no effect" });
  await higher.click();
  await page.keyboard.type("benefit");
  await effects(page);
  assert.deepEqual(await focused(page), ["Words right of the line of no effect", "benefit"]);
  const axis = () => results(page).locator(".axis .plot").innerHTML();
  const before = await axis();
  await click(page, "Lin 2005, Intervention, events");
  await page.keyboard.type("170");
  await effects(page);
  assert.notEqual(await axis(), before);
  assert.equal(await higher.textContent(), "benefit");
});

test("a table that mixes measures has the columns of each over its rows", async (t) => {
  const page = await filled(t, MIXED);
  await page.locator(".group-name", { hasText: "Mean difference" }).waitFor();
  assert.deepEqual(await results(page).locator(".heads").allTextContents(), ["events n ", "events n ", "n mean SD ", "n mean SD "]);
  await click(page, "A 2001, Intervention, n");
  await page.keyboard.press("ArrowDown");
  assert.deepEqual(await focused(page), ["B 2002, Intervention, n", "74"]);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.type("5.0");
  assert.deepEqual(await effects(page), ["3.76", "-2.70"]);
});

test("a decimal comma stays one, in a text with semicolons", async (t) => {
  const page = await filled(t, "study;mean1;sd1;n1;mean2;sd2;n2\nA;5,2;1,1;50;4,1;1,3;50\nB;5,9;1,0;50;4,4;1,2;50\n");
  assert.deepEqual(await effects(page), ["1.10", "1.50"]);
  await click(page, "A, Intervention, mean");
  await page.keyboard.type("5,4");
  assert.deepEqual(await effects(page), ["1.30", "1.50"]);
  assert.match(await text(page), /^A;5,4;1,1;50;/m);
});

test("a cell with several numbers stays one cell", async (t) => {
  const page = await filled(t, "study,E-mail,Usual care\nA,19/50,7/50\n");
  assert.equal(await results(page).locator(".heads").first().textContent(), "events/n ");
  await results(page).getByRole("textbox", { name: "A, E-mail, events/n" }).click();
  await page.keyboard.type("20/50");
  assert.deepEqual(await effects(page), ["4.10"]);
});

test("a study with a line for each arm is typed, added, moved and deleted as one", async (t) => {
  const table = "study\tarm\tevents\tn\nA\tE-mail\t19\t50\nA\tUsual care\t7\t50\nB\tE-mail\t77\t174\nB\tUsual care\t18\t146\n";
  const page = await filled(t, table);
  await cell(page, "B, Usual care, events").waitFor();
  await click(page, "B, Usual care, events");
  await page.keyboard.type("19");
  assert.match(await text(page), /\nB\tUsual care\t19\t146\n$/);
  await page.keyboard.press("Alt+ArrowUp");
  assert.match(await text(page), /^study.*\nB\tE-mail\t77\t174\nB\tUsual care\t19\t146\nA\tE-mail\t19\t50\nA\tUsual care\t7\t50\n$/);
  assert.deepEqual(await focused(page), ["B, Usual care, events", "19"]);
  await page.keyboard.press("Alt+Shift+Delete");
  assert.equal(await text(page), table.split("\n").slice(0, 3).join("\n") + "\n");
});

test("where studies are columns, a study is typed, added and moved as a column", async (t) => {
  const page = await filled(t, "\tA\tB\nevents1\t19\t77\nn1\t50\t174\nevents2\t7\t18\nn2\t50\t146\n");
  await cell(page, "B, Intervention, events").waitFor();
  await click(page, "B, Intervention, events");
  await page.keyboard.type("78");
  await page.keyboard.press("Alt+ArrowUp");
  assert.equal(await text(page), "\tB\tA\nevents1\t78\t19\nn1\t174\t50\nevents2\t18\t7\nn2\t146\t50\n");
  await click(page, "New study, Intervention, events");
  await keys(page, "20", "Tab", "51", "Tab", "8", "Tab", "52");
  assert.equal((await effects(page)).length, 3);
  assert.equal(await text(page), "\tB\tA\t\nevents1\t78\t19\t20\nn1\t174\t50\t51\nevents2\t18\t7\t8\nn2\t146\t50\t52\n");
});

test("a cell with a comma, a quotation mark or a title above stays what it is", async (t) => {
  const page = await filled(t, "\"Table 2, trials of e-mail\"\n\nstudy,events1,n1,events2,n2\n\"Lin, 2005\",77,174,18,146\n");
  await named(page, "Lin, 2005").click();
  await page.keyboard.type("Lin, \"second\" report");
  assert.deepEqual(await effects(page), ["5.64"]);
  assert.match(await text(page), /^"Table 2, trials of e-mail",,,,\nstudy,events1,n1,events2,n2\n"Lin, ""second"" report",77,174,18,146\n$/);
});

test("with Tab alone one passes through the table; Escape and Tab leave it", async (t) => {
  const page = await filled(t);
  const inTable = () => page.evaluate(() => document.activeElement.closest("#results-table") !== null);
  await page.getByRole("button", { name: "Download", exact: true }).focus();
  for (let i = 0; i < 8 && !(await inTable()); i += 1) await page.keyboard.press("Tab");
  assert.equal(await inTable(), true);
  const cells = () => page.evaluate(() => document.activeElement.matches(".cell"));
  assert.equal(await cells(), true);
  // past the buttons of the rows, and no other cell
  for (let i = 0; i < 2; i += 1) {
    await page.keyboard.press("Tab");
    assert.equal(await cells(), false);
  }
  await page.keyboard.press("Tab");
  assert.equal(await inTable(), false);
  await click(page, "Lin 2005, Intervention, n");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  assert.equal(await inTable(), false);
});

test("after Escape twice Tab leaves the table from any row", async (t) => {
  const page = await filled(t);
  await click(page, "Stalberg 2008, Intervention, n");
  for (const key of ["Escape", "Tab"]) await page.keyboard.press(key);
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Keys");
  // and whoever goes through by Tab comes to the workings
  await page.keyboard.press("Shift+Tab");
  assert.match(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), /^Working: Lin 2005/);
});

test("a table can be typed from nothing", async (t) => {
  const page = await open(t);
  await page.getByRole("button", { name: "Type means" }).click();
  await page.waitForFunction(() => document.activeElement.ariaLabel === "Study");
  assert.deepEqual(await results(page).locator(".heads").allTextContents(), ["mean SD n ", "mean SD n "]);
  await keys(page, "Digenio 2009", "Tab", "5.9", "Tab", "3.88", "Tab", "74", "Tab", "7.7", "Tab", "4.16", "Tab", "76");
  assert.deepEqual(await effects(page), ["-1.80"]);
  assert.equal(await text(page), "study\tmean1\tsd1\tn1\tmean2\tsd2\tn2\nDigenio 2009\t5.9\t3.88\t74\t7.7\t4.16\t76\n");
  await page.evaluate(() => document.activeElement.blur());
  for (let i = 0; i < 8; i += 1) await page.keyboard.press("Control+Z");
  assert.equal(await text(page), "");
  await page.getByRole("button", { name: "Type events" }).waitFor();
});

test("a row has a menu with what can be done to it", async (t) => {
  const page = await filled(t);
  const studies = async () => (await rows(page)).map((row) => row.study);
  await named(page, "Lin 2005").hover();
  await page.getByRole("button", { name: "Row Lin 2005" }).click();
  await page.getByRole("button", { name: "Move up" }).click();
  assert.deepEqual(await studies(), ["Lin 2005", "Stalberg 2008"]);
  await page.keyboard.press("Shift+F10");
  await page.keyboard.press("ArrowUp");
  assert.match(await page.evaluate(() => document.activeElement.textContent), /^Delete row/);
  await page.keyboard.press("Escape");
  assert.deepEqual(await focused(page), ["Study", "Lin 2005"]);
  await click(page, "Lin 2005, Comparator, events");
  await page.keyboard.press("Shift+F10");
  await page.keyboard.press("Escape");
  assert.deepEqual(await focused(page), ["Lin 2005, Comparator, events", "18"]);
  await page.keyboard.press("Shift+F10");
  await page.getByRole("button", { name: "Delete row" }).click();
  assert.deepEqual(await studies(), ["Stalberg 2008"]);
  await page.getByText("Keys", { exact: true }).click();
  await page.getByText("insert a row below, above").waitFor();
});

test("undone to the empty page, the focus is in the box", async (t) => {
  const page = await filled(t);
  const isEmpty = async () => {
    await page.waitForFunction(() => document.activeElement.id === "table-text");
    assert.equal(await text(page), "");
  };
  await click(page, "Lin 2005, Intervention, events");
  await page.keyboard.press("Control+Z");
  await isEmpty();
  await page.keyboard.press("Control+Y");
  await results(page).waitFor();
  await page.getByRole("button", { name: "Copy", exact: true }).focus();
  await page.keyboard.press("Control+Z");
  await isEmpty();
});

test("what is typed before the editor has come is not lost", async (t) => {
  const page = await open(t);
  let go;
  const wait = new Promise((done) => (go = done));
  await page.route(/\/grid-[\w-]+\.js$/, async (route) => {
    await wait;
    await route.continue();
  });
  await box(page).fill(TWO);
  await cell(page, "Lin 2005, Intervention, events").click();
  await page.keyboard.type("78");
  go();
  await page.waitForFunction(() => document.getElementById("table-text").value.includes("\t78\t"));
  assert.deepEqual(await focused(page), ["Lin 2005, Intervention, events", "78"]);
});

test("of ten thousand rows those in view are there, and any can be gone to and typed into", async (t) => {
  const lines = Array.from({ length: 10_000 }, (_, i) => `Study ${i}\t${10 + (i % 30)}\t${100 + i}\t8\t90`);
  lines[7000] = "Study 7000\t1O\t100\t8\t90";
  const page = await open(t);
  await paste(page, { "text/plain": `study\tevents1\tn1\tevents2\tn2\n${lines.join("\n")}\n` });
  await page.getByText(/10,?000 studies/).waitFor();
  await page.waitForFunction(() => document.querySelectorAll("#results-table th[scope=row]").length === 300);
  await page.getByRole("button", { name: "1 to check" }).click();
  await named(page, "Study 7000").waitFor();
  await click(page, "Study 7000, Intervention, events");
  const start = Date.now();
  await page.keyboard.type("10");
  await page.getByText("10000 studies: 10000 estimated.").waitFor();
  t.diagnostic(`typed into one of 10,000 rows: ${Date.now() - start} ms`);
  assert.deepEqual(await focused(page), ["Study 7000, Intervention, events", "10"]);
  for (let i = 0; i < 250; i += 1) await page.keyboard.press("ArrowDown");
  assert.equal((await focused(page))[0], "Study 7250, Intervention, events");
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await named(page, "Study 9999").waitFor();
  assert.ok(await page.locator("#results-table th[scope=row]").count() <= 300);
});

test("of thousands of rows the page stays where one scrolled to", async (t) => {
  const page = await filled(t, `study\tevents1\tn1\tevents2\tn2\n${Array.from({ length: 3000 }, (_, i) => `S${i}\t${5 + (i % 40)}\t100\t${3 + (i % 30)}\t95`).join("\n")}`);
  for (const to of [9000, 12000, 42000]) {
    await page.evaluate((top) => scrollTo(0, top), to);
    // the rows of that place come in the frames after
    for (let frame = 0; frame < 20; frame += 1) await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
    assert.equal(await page.evaluate(() => Math.round(scrollY)), to);
  }
});

test("while one types the columns stand still, and drawings out of sight follow when that pauses", async (t) => {
  const page = await open(t);
  const lines = Array.from({ length: 100 }, (_, i) => `Study ${i}\t${10 + (i % 30)}\t${100 + i}\t${8 + (i % 17)}\t${90 + i}`);
  await box(page).fill(`study\tevents1\tn1\tevents2\tn2\n${lines.join("\n")}`);
  await page.waitForFunction(() => document.querySelector("#results-table[data-many]"));
  const ofRow = (name) => page.evaluate((name) => document.querySelector(`#results-table tr:has([aria-label^="${name},"]) .null`).getAttribute("x1"), name);
  const width = () => page.evaluate(() => document.querySelector("#results-table td.arm1").getBoundingClientRect().width);
  const [before, narrow] = [await ofRow("Study 99"), await width()];
  await click(page, "Study 3, Intervention, n");
  await page.keyboard.type("90000000000");
  await page.waitForFunction((x) => document.querySelector("#results-table .null").getAttribute("x1") !== x, before);
  const wide = await width();
  assert.ok(wide > narrow, `${wide} ${narrow}`);
  await page.waitForFunction(() => new Set([...document.querySelectorAll("#results-table .null")].map((line) => line.getAttribute("x1"))).size === 1);
  assert.notEqual(await ofRow("Study 99"), before);
  await keys(page, "Backspace", "Backspace", "Backspace", "Backspace", "Backspace", "Backspace", "Backspace", "Backspace");
  await effects(page);
  assert.equal(await width(), wide);
  await box(page).focus();
  await page.waitForFunction((wide) => document.querySelector("#results-table td.arm1").getBoundingClientRect().width < wide, wide);
  assert.equal(await width(), narrow);
  assert.match(await text(page), /\nStudy 3\t13\t900\t/);
});

test("focus and caret stay, whatever the table becomes", async (t) => {
  const page = await filled(t, MIXED);
  await page.locator(".group-name", { hasText: "Mean difference" }).waitFor();
  await click(page, "A 2001, Intervention, events");
  for (const [key, expected] of [["x", "x"], ["1", "x1"], ["Backspace", "x"], ["Backspace", ""], ["9", "9"]]) {
    await page.keyboard.press(key);
    await effects(page);
    assert.deepEqual(await focused(page), ["A 2001, Intervention, events", expected]);
  }
});

test("no rule of accessibility is broken while one types", async (t) => {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [1280, 360]) {
      const page = await openPage(t, { colorScheme, viewport: { width, height: 800 } });
      await page.addInitScript({ path: AXE });
      await page.goto("/");
      await box(page).fill(`${TWO}Ek 2001\t1O\t40\t3\t41\n`);
      const check = async (state) => {
        await page.waitForTimeout(100);
        const { violations } = await page.evaluate(() => globalThis.axe.run(document));
        assert.deepEqual(violations.map(({ id, nodes }) => `${state}, ${colorScheme}, ${width}: ${id} at ${nodes[0].target} ${nodes[0].failureSummary}`), []);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, `${state}, ${width}`);
      };
      await results(page).waitFor();
      await click(page, "Ek 2001, Intervention, events");
      await check("a wrong cell");
      await page.keyboard.type("10");
      await check("typing");
      await page.keyboard.press("Alt+Enter");
      await check("an empty line");
      await results(page).getByRole("textbox", { name: "Words left of the line of no effect" }).first().click();
      await check("the words beside the null line");
    }
  }
});
