// What stays on the device: nothing, until a person wants it; then all that was put in, until it is forgotten.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import test from "node:test";
import { fragmentOf } from "../../www/link.js";
import { assertQuiet } from "./browser.mjs";
import { box, open, results, rows } from "./page.mjs";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const EVENTS = "study\tevents1\tn1\tevents2\tn2\nStalberg 2008\t19\t50\t7\t50\nLin 2005\t77\t174\t18\t146\n";

const keep = (page) => page.getByLabel("Keep on this device");
const forget = (page) => page.getByRole("button", { name: "Forget" });
const stored = (page) => page.evaluate(() => ({ ...localStorage }));
const reload = async (page) => {
  await page.reload();
  await page.getByText(/^Effect Size \d/).waitFor();
};

test("nothing is stored unless that is chosen", async (t) => {
  const page = await open(t);
  await box(page).fill(EVENTS);
  await results(page).waitFor();
  await page.getByLabel("Effect measure").selectOption("RR");
  await page.waitForTimeout(500);
  assert.equal(await keep(page).isChecked(), false);
  assert.equal(await forget(page).count(), 0);
  const traces = async () => [await page.evaluate(async () => [
    document.cookie, localStorage.length, sessionStorage.length, history.state, (await indexedDB.databases()).length,
  ]), await page.context().cookies()];
  assert.deepEqual(await traces(), [["", 0, 0, null, 0], []]);
  await reload(page);
  assert.equal(await box(page).inputValue(), "");
  assert.deepEqual(await traces(), [["", 0, 0, null, 0], []]);
});

test("Clear is a fresh start: the measure and the risk of that table go with it, kept or not, and come back with undo", async (t) => {
  for (const kept of [false, true]) {
    const page = await open(t);
    if (kept) await keep(page).check();
    await box(page).fill(EVENTS);
    await results(page).waitFor();
    await page.getByLabel("Effect measure").selectOption("RR");
    await page.getByLabel("Confidence level").selectOption("0.99");
    await page.getByRole("button", { name: "Change", exact: true }).click();
    await page.getByLabel("Comparator risk, per 1000").fill("140");
    await page.getByText("Absolute effects at a comparator risk of 140 per 1000").waitFor();
    await page.getByRole("button", { name: "Clear" }).click();
    if (kept) {
      await page.waitForFunction(() => JSON.parse(localStorage.getItem("effect-size")).text === "");
      await reload(page);
    }
    await box(page).fill(EVENTS);
    await page.locator(".group-name", { hasText: "Odds ratio" }).waitFor();
    assert.equal(await page.getByLabel("Effect measure").inputValue(), "");
    // how all tables are computed stays
    assert.equal(await page.getByLabel("Confidence level").inputValue(), "0.99");
    assert.equal(await page.getByText("Absolute effects at").count(), 0);
    if (kept) continue;
    await page.getByRole("button", { name: "Undo" }).click(); // what was filled in
    await page.getByRole("button", { name: "Undo" }).click();
    await page.locator(".group-name", { hasText: "Risk ratio" }).waitFor();
    await page.getByText("Absolute effects at a comparator risk of 140 per 1000").waitFor();
    await assertQuiet(page);
  }
});

test("what is kept comes back, table and choices, and is forgotten at a click", async (t) => {
  const page = await open(t);
  await keep(page).check();
  await page.getByText("Kept in this browser.").waitFor();
  await box(page).fill(EVENTS);
  await results(page).waitFor();
  await page.getByLabel("Effect measure").selectOption("RR");
  await reload(page); // at once: the last change is kept too
  await results(page).waitFor();
  assert.equal(await box(page).inputValue(), EVENTS);
  assert.deepEqual((await rows(page)).map((row) => row.Effect), ["2.71", "3.59"]);
  assert.equal(await page.getByLabel("Effect measure").inputValue(), "RR");
  assert.equal(await keep(page).isChecked(), true);

  await box(page).fill(EVENTS.replace("Lin 2005", "Lin et al. 2005"));
  await page.waitForFunction(() => localStorage.getItem("effect-size")?.includes("Lin et al. 2005"));

  await forget(page).click();
  await page.getByText("Forgotten: nothing is kept.").waitFor();
  assert.deepEqual(await stored(page), {});
  assert.equal(await keep(page).isChecked(), false);
  assert.equal(await page.evaluate(() => document.activeElement.id), "keep");
  // What is on the page stays, and is not stored again.
  await box(page).fill(EVENTS);
  assert.deepEqual((await rows(page)).map((row) => row.Effect), ["2.71", "3.59"]);
  await page.waitForTimeout(500);
  await reload(page);
  assert.deepEqual(await stored(page), {});
  assert.equal(await box(page).inputValue(), "");
  await assertQuiet(page);
});

test("what was put in before the box is ticked is kept too, and unticking it forgets", async (t) => {
  const page = await open(t);
  await box(page).fill(EVENTS);
  await keep(page).check();
  await page.waitForFunction(() => localStorage.length === 1);
  await reload(page);
  assert.deepEqual((await rows(page)).map((row) => row.Effect), ["3.76", "5.64"]);
  await keep(page).uncheck();
  await page.getByText("Forgotten: nothing is kept.").waitFor();
  assert.deepEqual(await stored(page), {});
});

test("forgotten in one window, it does not come back from another", async (t) => {
  const page = await open(t);
  await keep(page).check();
  await box(page).fill(EVENTS);
  // the tick alone is kept at once, what is typed after a moment
  await page.waitForFunction(() => localStorage.getItem("effect-size")?.includes("Stalberg"));
  const other = await page.context().newPage();
  await other.goto("/");
  await results(other).waitFor();
  await forget(page).click();
  await other.waitForFunction(() => !document.getElementById("keep").checked);
  await box(other).fill(EVENTS.replace("19", "20"));
  await other.waitForTimeout(500);
  assert.deepEqual(await stored(other), {});
});

test("a table too large to be kept is said to be, and stays on the page", async (t) => {
  const page = await open(t);
  await box(page).fill(EVENTS);
  await keep(page).check();
  await page.getByText("Kept in this browser.").waitFor();
  await page.evaluate(() => localStorage.setItem("other", "x".repeat(5_242_800 - localStorage.getItem("effect-size").length)));
  await box(page).fill(EVENTS.replace("Lin 2005", "Lin 2005, ".repeat(20)));
  await page.getByText("The last change is too large to be kept.").waitFor();
  assert.equal((await rows(page)).length, 2);
  await page.evaluate(() => localStorage.removeItem("other"));
  await box(page).fill(EVENTS.replace("Lin 2005", "Lin"));
  await page.getByText("Kept in this browser.").waitFor();
  assert.match((await stored(page))["effect-size"], /Lin\\t77/);
});

test("a browser that keeps nothing for pages is said to", async (t) => {
  const page = await open(t);
  await page.addInitScript(() => Object.defineProperty(globalThis, "localStorage", { get: () => { throw new DOMException("denied", "SecurityError"); } }));
  await reload(page);
  await box(page).fill(EVENTS);
  await keep(page).click();
  await page.getByText("This browser keeps nothing for pages, or the table is too large.").waitFor();
  assert.equal(await keep(page).isChecked(), false);
  assert.equal((await rows(page)).length, 2);
  await assertQuiet(page);
});

test("what was kept and cannot be read, or not all of it, is said", async (t) => {
  const page = await open(t);
  for (const [kept, sentence, effects] of [
    ["{", "What was kept could not be read.", null],
    [`{"v":99}`, "What was kept could not be read.", null],
    [JSON.stringify({ v: 1, text: EVENTS, settings: { measure: "RR", colour: "red" }, names: {} }), "Some kept choices are unknown here and were left out.", ["2.71", "3.59"]],
  ]) {
    await page.evaluate((text) => localStorage.setItem("effect-size", text), kept);
    await reload(page);
    await page.getByText(sentence).waitFor();
    if (effects) assert.deepEqual((await rows(page)).map((row) => row.Effect), effects);
    else assert.equal(await box(page).inputValue(), "");
  }
  await assertQuiet(page);
});

test("a link does not take the place of what is kept, unless that is chosen", async (t) => {
  const page = await open(t);
  await keep(page).check();
  await box(page).fill(EVENTS);
  await page.waitForFunction(() => localStorage.getItem("effect-size")?.includes("Lin 2005"));
  const kept = await stored(page);
  const fragment = await fragmentOf({ v: 1, text: EVENTS.replaceAll("Lin 2005", "Sent 2020"), settings: { measure: "RR" }, names: {} });
  const follow = async () => {
    await page.goto("about:blank");
    await page.goto(`/${fragment}`);
    await page.getByText("Another table is kept in this browser; tick to keep this one instead.").waitFor();
    await page.waitForFunction(() => document.getElementById("table-text").value.includes("Sent 2020"));
    assert.equal(await keep(page).isChecked(), false);
  };
  await follow();
  await box(page).fill(EVENTS.replaceAll("Lin 2005", "Changed 2021"));
  await page.waitForTimeout(500);
  assert.deepEqual(await stored(page), kept);
  // Changed, it is no longer what the address says; what is kept comes back.
  await reload(page);
  await results(page).waitFor();
  assert.equal(await box(page).inputValue(), EVENTS);

  await follow();
  await keep(page).check();
  await page.waitForFunction(() => localStorage.getItem("effect-size")?.includes("Sent 2020"));
  await box(page).fill(EVENTS.replaceAll("Lin 2005", "Mine 2022"));
  await reload(page);
  await page.waitForFunction(() => document.getElementById("table-text").value.includes("Mine 2022"));
  assert.equal(await page.getByLabel("Effect measure").inputValue(), "RR");
});

test("where the part that keeps cannot be fetched, that is said and nothing is kept", async (t) => {
  const page = await open(t);
  let broken = true;
  await page.route(/\/keep-[\w-]+\.js$/, (route) => (broken ? route.abort() : route.continue()));
  await keep(page).click();
  await page.getByText("What keeps the table on this device could not be fetched.").waitFor();
  assert.equal(await keep(page).isChecked(), false);
  broken = false;
  await keep(page).check();
  await page.getByText("Kept in this browser.").waitFor();
  assert.equal(await keep(page).isChecked(), true);
});

test("no rule of accessibility is broken where something is kept, light or dark, wide or narrow", async (t) => {
  for (const [colorScheme, width] of [["light", 1280], ["dark", 320]]) {
    const page = await open(t, { colorScheme, viewport: { width, height: 700 }, bypassCSP: true });
    await keep(page).check();
    await forget(page).waitFor();
    await page.getByText("Kept in this browser.").waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
    await page.addScriptTag({ path: AXE });
    const { violations } = await page.evaluate(() => globalThis.axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"] }));
    assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]), []);
  }
});
