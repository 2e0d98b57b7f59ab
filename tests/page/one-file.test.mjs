// The page as one file, opened from disk: everything works, and nothing is asked of anybody.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { pathToFileURL } from "node:url";
import { openPage, recordOf } from "./browser.mjs";
import { made } from "./one-file.mjs";
import { box, paste, results, rows, saved } from "./page.mjs";

const html = await made("effect-size.html");

async function openFile(t) {
  const folder = mkdtempSync(join(tmpdir(), "one-file-"));
  t.after(() => rmSync(folder, { recursive: true }));
  // A name as people have: with a space, and letters of their own.
  const file = join(folder, "Effect Size, für später.html");
  writeFileSync(file, html);
  const page = await openPage(t);
  await page.goto(pathToFileURL(file).href);
  await page.getByText(/^Effect Size \d/).waitFor();
  return page;
}

/** Nothing but the file itself was asked for, and its policy held. */
function assertAlone(page) {
  const { requests, violations, pageErrors } = recordOf(page);
  const others = requests.map(({ url }) => url).filter((url) => !/^(file|data|blob):/.test(url));
  assert.deepEqual([others, violations, pageErrors], [[], [], []]);
  assert.equal(new Set(requests.filter(({ url }) => url.startsWith("file:")).map(({ url }) => url.split("#")[0])).size, 1);
}

test("a pasted table is computed, kept and brought back, from a file on disk", async (t) => {
  const page = await openFile(t);
  const table = "<table><tr><td>study<td>events1<td>n1<td>events2<td>n2<tr><td>Stalberg 2008<td>19<td>50<td>7<td>50<tr><td>Lin 2005<td>77<td>174<td>18<td>146</table>";
  await paste(page, { "text/html": table, "text/plain": "x" });
  assert.deepEqual((await rows(page)).map((row) => [row.study, row.Effect]), [["Stalberg 2008", "3.76"], ["Lin 2005", "5.64"]]);
  await page.getByLabel("Keep on this device").check();
  await page.waitForFunction(() => localStorage.length === 1);
  await page.reload();
  assert.deepEqual((await rows(page)).map((row) => row.Effect), ["3.76", "5.64"]);
  await page.getByRole("button", { name: "Forget" }).click();
  assert.equal(await page.evaluate(() => localStorage.length), 0);
  assertAlone(page);
});

test("examples, measures, recovered numbers and questions are all inside", async (t) => {
  const page = await openFile(t);
  await page.getByRole("button", { name: "Try an example" }).click();
  assert.equal((await rows(page)).length, 8);
  await page.getByRole("button", { name: "Try what papers print" }).click();
  await page.getByText("[SD 3.885]").first().waitFor();
  await page.getByText(/Question: P <\.001 is printed/).waitFor();
  await box(page).fill("study,oe,v\nReid 2010,-4.2,12.5\n");
  await page.locator(".group-name", { hasText: "Hazard ratio" }).waitFor();
  await box(page).fill("study\tevents1\tn1\tevents2\tn2\nStalberg 2008\t19\t50\t7\t50\n");
  await results(page).waitFor();
  await page.getByLabel("Effect measure").selectOption("NNT");
  await page.locator(".group-name", { hasText: "Number needed to treat" }).waitFor();
  assert.deepEqual((await rows(page)).map((row) => row.Effect), ["5"]);
  assertAlone(page);
});

test("a row opens, with its formula and the style of it, from a file on disk", async (t) => {
  const page = await openFile(t);
  await box(page).fill("study\tevents1\tn1\tevents2\tn2\nStalberg 2008\t19\t50\t7\t50\n");
  await page.getByRole("button", { name: "Working: Stalberg 2008", exact: true }).click();
  const working = page.locator("tr.working-row");
  await working.locator("math").first().waitFor();
  assert.match(await working.textContent(), /19/);
  assert.equal(await page.evaluate(() => document.adoptedStyleSheets.length > 0), true);
  assertAlone(page);
});

test("the results are downloaded from a file on disk", async (t) => {
  const page = await openFile(t);
  await box(page).fill("study\tevents1\tn1\tevents2\tn2\nStalberg 2008\t19\t50\t7\t50\n");
  await results(page).waitFor();
  const file = await saved(page, "CSV");
  assert.match(await readFile(await file.path(), "utf8"), /Stalberg 2008.*3\.7649769/);
  assertAlone(page);
});

test("nothing in the file names another", () => {
  assert.doesNotMatch(html, /<(?:link|script|img|iframe)\b[^>]*(?:href|src)=(?!"data:)/);
  assert.ok(!html.includes("gallery.html"));
  assert.match(html, /content="default-src 'none'; script-src 'sha256-[\w+/]{43}=' 'wasm-unsafe-eval'; style-src 'sha256-/);
});
