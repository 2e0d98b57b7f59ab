// The page for frames by itself: what it asks of its site, its language, its looks. What holds between it and a page around it is in
// embedding/.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import test from "node:test";
import { assertQuiet, openPage } from "./browser.mjs";

const AXE = createRequire(import.meta.url).resolve("axe-core");
const TABLE = "study\tevents1\tn1\tevents2\tn2\nStalberg 2008\t19\t50\t7\t50\n";

/** @param {Record<string, string>} wanted @param {import("playwright-core").BrowserContextOptions} [options] */
async function open(t, wanted, options) {
  const page = await openPage(t, options);
  await page.goto(`/frame.html#${new URLSearchParams(wanted)}`);
  return page;
}

const cell = (page, name) => page.getByRole("cell", { name, exact: true });

test("the frame asks for files of its site and for nothing else, and nothing of its address is sent", async (t) => {
  const page = await open(t, { data: TABLE, origin: "https://www.example.org" });
  await cell(page, "1.41 to 10.05").waitFor();
  await page.getByRole("button", { name: /^Working: Stalberg/ }).click();
  await page.locator("math").first().waitFor();
  await assertQuiet(page);
});

test("the frame speaks the reader's language where none is asked for", async (t) => {
  const page = await open(t, { data: TABLE }, { locale: "de-DE" });
  await cell(page, "1,41 bis 10,05").waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.lang), "de");
});

test("another address is another table", async (t) => {
  const page = await open(t, { data: TABLE });
  await cell(page, "1.41 to 10.05").waitFor();
  await page.evaluate((fragment) => (location.hash = fragment), String(new URLSearchParams({ data: TABLE, measure: "RR", lang: "fr" })));
  await cell(page, "1,25 à 5,88").waitFor();
});

test("nothing of the frame is kept on the device", async (t) => {
  const page = await open(t, { data: TABLE });
  await cell(page, "1.41 to 10.05").waitFor();
  assert.deepEqual(await page.evaluate(async () => [localStorage.length, sessionStorage.length, document.cookie, (await indexedDB.databases()).length, (await caches.keys()).length]), [0, 0, "", 0, 0]);
});

test("no rule of accessibility is broken in the frame, light or dark, wide or narrow", async (t) => {
  for (const [colorScheme, width] of [["light", 800], ["dark", 320]]) {
    for (const wanted of [{}, { nonsense: "" }, { data: TABLE, compact: "" }, { data: TABLE, readonly: "", theme: "dark" }]) {
      const page = await open(t, wanted, { colorScheme, viewport: { width, height: 700 }, bypassCSP: true });
      if ("data" in wanted) await page.locator("#results-table").getByText("1.41 to 10.05").first().waitFor();
      else await page.getByLabel("Paste your table").waitFor();
      if ("nonsense" in wanted) await page.getByText("asks for something that the calculator does not understand").waitFor();
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
      await page.addScriptTag({ path: AXE });
      // The page around it has the heading of the first rank.
      const { violations } = await page.evaluate(() => globalThis.axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"], rules: { "page-has-heading-one": { enabled: false } } }));
      assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]), []);
    }
  }
});
