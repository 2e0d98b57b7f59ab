// The page without a network: after one visit all of it is there, and a new version is told, not forced.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { recordOf } from "./browser.mjs";
import { buildWorker } from "./bundle.mjs";
import { copyOfSite, serve } from "./own-server.mjs";
import { box, open, results, rows } from "./page.mjs";

const EVENTS = "study\tevents1\tn1\tevents2\tn2\nStalberg 2008\t19\t50\t7\t50\nLin 2005\t77\t174\t18\t146\n";
const HAZARD = "study,oe,v\nReid 2010,-4.2,12.5\n";

/** A visit after which the page says that all is kept. */
async function visited(t, site) {
  const page = await open(t, { baseURL: site.origin, serviceWorkers: "allow" });
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    while (!navigator.serviceWorker.controller) await new Promise((done) => setTimeout(done, 20));
  });
  return page;
}

test("after one visit everything works offline, also what was never used before", async (t) => {
  const folder = copyOfSite(t);
  await buildWorker(folder);
  const site = await serve(t, folder);
  const page = await visited(t, site);
  const { length } = site.asked;
  await site.stop();
  await page.context().setOffline(true);

  await page.reload();
  await page.getByText(/^Effect Size \d/).waitFor();
  await box(page).fill(EVENTS);
  assert.deepEqual((await rows(page)).map((row) => row.Effect), ["3.76", "5.64"]);
  await box(page).fill(HAZARD);
  await page.locator(".group-name", { hasText: "Hazard ratio" }).waitFor();
  assert.deepEqual((await rows(page)).map((row) => row.Effect), ["0.71"]);
  await page.getByRole("button", { name: "Clear" }).click();
  await page.getByRole("button", { name: "Try what papers print" }).click();
  await page.getByText("[SD 3.885]").first().waitFor();

  await page.goto(`${site.origin}/index.html`);
  await page.getByText(/^Effect Size \d/).waitFor();
  assert.equal(site.asked.length, length);
  const { violations, pageErrors } = recordOf(page);
  assert.deepEqual([violations, pageErrors], [[], []]);
});

test("what is kept is not asked for again, and every file of the site's list is there", async (t) => {
  const folder = copyOfSite(t);
  await buildWorker(folder);
  const site = await serve(t, folder);
  const page = await visited(t, site);
  assert.equal(new Set(site.asked.filter((path) => path !== "/sw.js")).size, JSON.parse(listOf(folder)).length);
  const before = site.asked.length;
  await page.reload();
  await page.getByText(/^Effect Size \d/).waitFor();
  await box(page).fill(HAZARD);
  await page.locator(".group-name", { hasText: "Hazard ratio" }).waitFor();
  await page.waitForTimeout(300);
  // The browser itself asks whether the worker is still the same.
  assert.deepEqual(site.asked.slice(before).filter((path) => path !== "/sw.js"), []);
});

/** The names in a built worker, as JSON. */
const listOf = (folder) => JSON.stringify([...readFileSync(join(folder, "sw.js"), "utf8").matchAll(/"?([\w./-]*)"?:"[\w+/]{43}="/g)].map(([, name]) => name));

test("a new version is told in a sentence, taken at a click, and what was put in stays", async (t) => {
  const folder = copyOfSite(t);
  await buildWorker(folder);
  const site = await serve(t, folder);
  const page = await visited(t, site);

  const english = join(folder, "text/en.json");
  writeFileSync(english, readFileSync(english, "utf8").replace(`"Effect Size {version}"`, `"Effect Size {version}, renewed"`));
  await buildWorker(folder);
  await page.reload();
  await page.getByText("A new version of this page is ready.").waitFor();
  // Not forced: the page at hand is the old one, whole.
  assert.equal(await page.getByText("renewed").count(), 0);
  await box(page).fill(EVENTS);
  await results(page).waitFor();
  await page.getByRole("button", { name: "Reload" }).click();
  await page.getByText(/^Effect Size \d.*, renewed$/).waitFor();
  assert.deepEqual((await rows(page)).map((row) => row.Effect), ["3.76", "5.64"]);
  assert.equal(await page.getByText("A new version of this page is ready.").count(), 0);
  assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length + Number(history.state !== null)), 0);
  assert.deepEqual(recordOf(page).violations, []);
});

test("a deployment caught half-way is not kept", async (t) => {
  const folder = copyOfSite(t);
  await buildWorker(folder);
  const english = join(folder, "text/en-more.json");
  const whole = readFileSync(english, "utf8");
  writeFileSync(english, whole.replace("Question:", "Query:"));
  const site = await serve(t, folder);
  const page = await open(t, { baseURL: site.origin, serviceWorkers: "allow" });
  // What the browser may hold of it is not of this build; nor is what the site has.
  while (!site.asked.includes("/text/en-more.json")) await page.waitForTimeout(20);
  await page.waitForFunction(async () => (await navigator.serviceWorker.getRegistration()) === undefined);
  assert.ok(!site.asked.includes("/pkg/effect_size_bg.wasm"));
  writeFileSync(english, whole);
  await page.reload();
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
  assert.equal(site.asked.filter((path) => path === "/pkg/effect_size_bg.wasm").length, 1);
});
