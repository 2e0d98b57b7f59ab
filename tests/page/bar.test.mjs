// The choices, as a person makes them: in words, in place, each one step that can be undone.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import test from "node:test";
import { load } from "../../www/index.js";
import { assertQuiet, openPage } from "./browser.mjs";
import { askedLater, box, open, results, rows } from "./page.mjs";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const calc = await load();

const EVENTS = "study\tevents1\tn1\tevents2\tn2\nStalberg 2008\t19\t50\t7\t50\nZero 2010\t0\t50\t7\t48\n";
const MIXED = "study\tevents1\tn1\tevents2\tn2\tmean1\tsd1\tmean2\tsd2\nStalberg 2008\t19\t50\t7\t50\t\t\t\t\nDigenio 2009\t\t74\t\t76\t5.9\t3.88\t7.7\t4.16\n";
const MEDIANS = "study,median1,lq1,uq1,n1,median2,lq2,uq2,n2\nGraff 2019,33.3,23.3,41.7,77,30,20,40,80\n";

const words = (page) => page.locator("#method").textContent();
const change = async (page) => {
  await page.getByRole("button", { name: "Change", exact: true }).click();
  await page.getByText("How effects are computed").waitFor();
};
/** What the rows show, once it is what the calculator gives for these choices. */
const expectRows = async (page, text, wanted) => {
  const expected = calc.batch(text, wanted).rows.map(({ display }) => (display ? [display.effect, display.interval, display.p] : null));
  const shown = async () => (await rows(page)).map((row) => (row.P === undefined ? null : [row.Effect, row[Object.keys(row).find((key) => key.endsWith("% CI"))], row.P]));
  for (let tries = 0; tries < 100 && JSON.stringify(await shown()) !== JSON.stringify(expected); tries += 1) await page.waitForTimeout(50);
  assert.deepEqual(await shown(), expected);
};

test("the choice stands in words, and nothing but them is in the first visit", async (t) => {
  const page = await open(t);
  await box(page).fill(EVENTS);
  await results(page).waitFor();
  assert.equal(await words(page), "Odds ratio, 95% Wald interval; 0.5 added where a cell is zero, as RevMan does.");
  assert.deepEqual(askedLater(page), []);
  const button = page.getByRole("button", { name: "Change", exact: true });
  assert.equal(await button.getAttribute("aria-expanded"), "false");
  await button.focus();
  await page.keyboard.press("Enter");
  await page.getByLabel("Interval", { exact: true }).waitFor();
  assert.equal(await button.getAttribute("aria-expanded"), "true");
  // the next stop of the keyboard is the first choice
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.labels[0].textContent), "Interval");
  await button.click();
  await page.getByLabel("Interval", { exact: true }).waitFor({ state: "hidden" });
  assert.equal(await button.getAttribute("aria-expanded"), "false");
  await assertQuiet(page);
});

test("interval, convention, zero cells and correction change the numbers as the calculator does, and each is undone alone", async (t) => {
  const page = await open(t);
  await box(page).fill(EVENTS);
  await change(page);
  await page.getByLabel("Interval", { exact: true }).selectOption("Exact");
  await expectRows(page, EVENTS, { options: { intervals: { OR: "exact" } } });
  assert.match(await words(page), /^Odds ratio, 95% exact interval/);
  await page.getByLabel("Interval", { exact: true }).selectOption("Wald");
  await page.getByLabel("Zero cells").selectOption("Every study corrected");
  await expectRows(page, EVENTS, { options: { zeroCells: "all" } });
  assert.match(await words(page), /0\.5 added to every count/);
  await page.getByLabel("Added to each count").fill("0,25");
  await expectRows(page, EVENTS, { options: { zeroCells: "all", correction: 0.25 } });
  await page.getByLabel("Added to each count").fill("12");
  await page.getByText("From 0.001 to 10. 0.25 stays.").waitFor();
  await expectRows(page, EVENTS, { options: { zeroCells: "all", correction: 0.25 } });
  await page.getByLabel("Zero cells").selectOption("Not corrected");
  await expectRows(page, EVENTS, { options: { zeroCells: "none" } });
  assert.equal(await page.getByLabel("Added to each count").isVisible(), false);
  await page.getByRole("button", { name: "Undo" }).click();
  await expectRows(page, EVENTS, { options: { zeroCells: "all", correction: 0.25 } });
  assert.equal(await page.getByLabel("Zero cells").inputValue(), "all");
  await page.getByRole("button", { name: "Undo" }).click();
  await expectRows(page, EVENTS, { options: { zeroCells: "all" } });
  assert.equal(await page.getByLabel("Added to each count").inputValue(), "0.5");

  await page.getByLabel("Effect measure").selectOption("Risk difference");
  await page.getByLabel("Formulas as in").selectOption("metafor");
  await expectRows(page, EVENTS, { measure: "RD", options: { zeroCells: "all", convention: "metafor" } });
  assert.match(await words(page), /formulas as in metafor/);
  await page.getByText("RevMan takes the difference from the counts as they are").waitFor();
  await page.getByRole("button", { name: "Back to the usual choices" }).click();
  await expectRows(page, EVENTS, { measure: "RD" });
  assert.equal(await page.getByRole("button", { name: "Back to the usual choices" }).isVisible(), false);
  await page.getByRole("button", { name: "Undo" }).click();
  await expectRows(page, EVENTS, { measure: "RD", options: { zeroCells: "all", convention: "metafor" } });
  await assertQuiet(page);
});

test("each measure on the page has its own interval", async (t) => {
  const page = await open(t);
  await box(page).fill(MIXED);
  await change(page);
  await page.getByLabel("Interval, odds ratio").selectOption("Mid-P");
  await page.getByLabel("Interval, mean difference").selectOption("Welch");
  await expectRows(page, MIXED, { options: { intervals: { OR: "midp", MD: "welch" } } });
  assert.equal(await words(page), "Odds ratio, 95% mid-P interval; mean difference, 95% Welch interval.");
  await page.getByText("by Student’s t, each group with its own SD").waitFor();
  await page.getByLabel("Effect measure").selectOption("Risk ratio");
  await page.getByLabel("Interval, risk ratio").waitFor();
  assert.equal(await page.getByLabel("Interval, odds ratio").isVisible(), false);
  await expectRows(page, MIXED, { measure: "RR", options: { intervals: { OR: "midp", MD: "welch" } } });
  assert.ok((await rows(page)).every(({ text }) => !text.includes("has no")));
});

test("what holds of several measures is said once", async (t) => {
  const page = await open(t);
  const note = async (label) => page.locator(`#${await page.getByLabel(label, { exact: true }).getAttribute("aria-describedby")}`).textContent();
  await box(page).fill("study\tmeasure\tevents1\tn1\tevents2\tn2\nA\tOR\t9\t50\t10\t50\nB\tRR\t9\t50\t8\t50\n");
  await change(page);
  const alike = await note("Formulas as in");
  assert.match(alike, /^They differ only where nobody, or everybody, /);
  assert.equal(alike.match(/They differ/g).length, 1);
  assert.deepEqual([await note("Interval, odds ratio"), await note("Interval, risk ratio")], ["", ""]);
  await box(page).fill("study\tmeasure\tevents1\tn1\tevents2\tn2\nA\tOR\t9\t50\t10\t50\nB\tRD\t9\t50\t8\t50\n");
  await page.getByText("They differ for these measures: odds ratio and risk difference. The working of each row says how.", { exact: true }).waitFor();
  await page.getByLabel("Interval, odds ratio").selectOption("Exact");
  await page.getByText("holds its level with any counts, and is wide").waitFor();
  await box(page).fill("study\tevents1\tn1\tevents2\tn2\nA\t9\t50\t10\t50\n");
  await page.getByLabel("Interval", { exact: true }).selectOption("Wald");
  await page.getByText("point and standard errors, by the Normal distribution").waitFor();
});

test("medians, and a table to which nothing of all this applies", async (t) => {
  const page = await open(t);
  await box(page).fill(MEDIANS);
  await page.getByText("[mean 32.74, SD 13.90]").first().waitFor();
  await change(page);
  await page.getByLabel("Medians").selectOption("Kept as medians");
  await page.getByText("Only medians, so no mean difference.").waitFor();
  // the choice can be taken back though no row has an effect
  await page.getByLabel("Medians").selectOption("Converted where not skewed");
  await page.getByText("[mean 32.74, SD 13.90]").first().waitFor();
  assert.equal(await page.getByLabel("Zero cells").isVisible(), false);
  assert.equal(await page.getByLabel("Comparator risk, per 1000").isVisible(), false);
});

test("what is better stands on either side of no effect", async (t) => {
  const page = await open(t);
  await box(page).fill(EVENTS);
  await change(page);
  await expectRows(page, EVENTS, {});
  const sides = () => page.locator(".sides").first().evaluate((node) => [...node.children].map((side) => side.textContent));
  const expect = async (...expected) => {
    for (let tries = 0; tries < 100 && JSON.stringify(await sides()) !== JSON.stringify(expected); tries += 1) await page.waitForTimeout(50);
    assert.deepEqual(await sides(), expected);
  };
  const direction = page.getByLabel("The event, or a higher value, is");
  await direction.selectOption("a harm");
  await expect("favours intervention", "favours comparator");
  assert.match(await words(page), /higher is worse\.$/);
  await page.getByText("Tells which side of no effect favours whom").waitFor();
  await direction.selectOption("a benefit");
  await expect("favours comparator", "favours intervention");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect("favours intervention", "favours comparator");
  // what is good in one table says nothing of the next
  await page.getByRole("button", { name: "Clear" }).click();
  await box(page).fill(EVENTS);
  await expect("lower with intervention", "higher with intervention");
  await assertQuiet(page);
});

test("a change is said to screen readers once", async (t) => {
  const page = await open(t);
  await box(page).fill(EVENTS);
  await change(page);
  await page.evaluate(() => {
    globalThis.said = [];
    for (const region of document.querySelectorAll("#results-part [role=status]")) {
      new MutationObserver(() => globalThis.said.push(region.textContent)).observe(region, { childList: true, characterData: true, subtree: true });
    }
  });
  await page.getByLabel("Interval", { exact: true }).selectOption("Score");
  await page.getByText("95% score interval").waitFor();
  await page.waitForTimeout(150);
  assert.deepEqual(await page.evaluate(() => globalThis.said), ["Odds ratio, 95% score interval."]);
});

test("no rule of accessibility is broken where the choices are open, and they fit a narrow screen", async (t) => {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [1280, 320]) {
      const page = await openPage(t, { colorScheme, viewport: { width, height: 800 } });
      await page.addInitScript({ path: AXE });
      await page.goto("/");
      await page.getByText(/^Effect Size \d/).waitFor();
      await box(page).fill(MIXED);
      await change(page);
      await page.getByLabel("Added to each count").fill("x");
      await page.getByText("From 0.001 to 10.").waitFor();
      const { violations } = await page.evaluate(() => globalThis.axe.run(document));
      assert.deepEqual(violations.map(({ id, nodes }) => `${colorScheme}, ${width}: ${id} at ${nodes[0].target}`), []);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, `${width}`);
      const small = await page.locator("#choices :is(button, input, select):visible, #change").evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().height < 24).map((one) => one.outerHTML));
      assert.deepEqual(small, []);
      await assertQuiet(page);
    }
  }
});
