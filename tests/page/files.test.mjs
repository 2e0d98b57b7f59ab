// Files as spreadsheets and word processors write them, dropped on the page.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { open, results, rows } from "./page.mjs";
import { assertQuiet } from "./browser.mjs";

const FILES = new URL("../fixtures/files/", import.meta.url);
const fixture = (name) => readFileSync(new URL(name, FILES));

const drop = (page, name, bytes = fixture(name)) => page.evaluate(([content, called]) => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([new Uint8Array(content)], called));
  for (const type of ["dragenter", "dragover", "drop"]) document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
}, [[...bytes], name]);

test("an .xlsx workbook is read as its spreadsheet shows it", async (t) => {
  const page = await open(t);
  // What the page itself asks for; a service worker keeps everything.
  const asksForReader = () => page.evaluate(() => performance.getEntriesByType("resource").some(({ name }) => name.includes("workbook")));
  assert.equal(await asksForReader(), false);
  await drop(page, "trials.xlsx");
  await results(page).waitFor();
  const found = (await rows(page)).map(({ study, Effect, "95% CI": interval }) => [study, Effect, interval]);
  assert.deepEqual(found, [["Adams 1999", "-2.10", "-2.42 to -1.78"], ["Brown 2003", "-1.40", "-2.53 to -0.27"]]);
  assert.equal(await asksForReader(), true);
  // Numbers as shown, not as stored; hidden rows and columns, other sheets are said.
  const text = await page.getByLabel("Paste your table").inputValue();
  assert.ok(text.includes("12.0\t3.4\t1,030\t14.1\t3.9\t1,031\t24%"), text);
  for (const said of ["Read from the sheet “Trials”; the workbook has one more.", "A hidden row was left out: “Excluded 2000”.", "A hidden column was left out."]) {
    await page.getByText(said).waitFor();
  }
  await assertQuiet(page);
});

test("what cannot be read says what to do instead", async (t) => {
  const page = await open(t);
  const zip = (name) => Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 0]), Buffer.from(name)]);
  const container = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(600)]);
  for (const [name, bytes, says] of [
    ["trials.xls", undefined, "“trials.xls” is in Excel’s old format. Save it as .xlsx or CSV, or copy its cells and paste them here."],
    ["trials.ods", undefined, "“trials.ods” is an OpenDocument spreadsheet. Save it as .xlsx or CSV, or copy its cells and paste them here."],
    ["report.docx", undefined, "“report.docx” is a text document. Open it, select the table, copy it and paste it here."],
    ["old.doc", container, "“old.doc” is a text document. Open it, select the table, copy it and paste it here."],
    ["paper.pdf", Buffer.from("%PDF-1.7\n%âãÏÓ\n"), "“paper.pdf” is a PDF. Open it, select the table, copy it and paste it here."],
    ["secret.xlsx", container, "“secret.xlsx” is protected by a password. Open it, copy the cells and paste them here."],
    ["broken.xlsx", zip("xl/workbook.xml"), "“broken.xlsx” could not be read. Open it, copy the cells and paste them here."],
    ["pictures.zip", zip("a.png"), "“pictures.zip” is not a text file. Open it, copy the cells and paste them here, or save it as CSV."],
  ]) {
    await drop(page, name, bytes);
    await page.getByText(says, { exact: true }).waitFor();
  }
  await assertQuiet(page);
});

test("text files are read in the encodings that spreadsheets write, with and without their mark", async (t) => {
  const page = await open(t);
  const swapped = (bytes) => Buffer.from(bytes).swap16();
  let number = 0;
  for (const encode of [
    (text) => Buffer.from(text), (text) => Buffer.from(`\ufeff${text}`),
    (text) => Buffer.from(text, "utf16le"), (text) => Buffer.from(`\ufeff${text}`, "utf16le"),
    (text) => swapped(Buffer.from(text, "utf16le")), (text) => swapped(Buffer.from(`\ufeff${text}`, "utf16le")),
    (text) => Buffer.from(text, "latin1"),
  ]) {
    number += 1;
    const study = `Müller & Çelik ${number}`;
    await drop(page, `${number}.csv`, encode(`study;mean1;sd1;n1;mean2;sd2;n2\r\n${study};5,2;1,1;40;4,8;1,3;38\r\n`));
    await page.locator("tbody .study", { hasText: study }).or(page.getByText(study)).first().waitFor();
    assert.equal((await rows(page))[0].Effect, "0.40", study);
  }
  await assertQuiet(page);
});
