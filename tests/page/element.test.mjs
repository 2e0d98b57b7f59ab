// <effect-size> in pages of another site, as those that embed it are: how it begins, what it takes and tells, and that neither
// breaks the other.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import test, { after } from "node:test";
import { fileURLToPath } from "node:url";
import { openPage, ORIGIN, recordOf } from "./browser.mjs";
import { OtherSite } from "./embedding/other-site.mjs";
import { firstOfElement } from "./sizes.mjs";
import { surfaceNodes } from "./surface-nodes.mjs";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const site = await OtherSite.start();
after(() => site.stop());

const ELEMENT = `${ORIGIN}/pkg/element/define.js`;
const SCRIPT = `<script type="module" src="${ELEMENT}"></script>`;
const TABLE = "study\tevents1\tn1\tevents2\tn2\nStalberg 2008\t19\t50\t7\t50\nLin 2005\t77\t174\t18\t146\n";
const MARKUP = `<table><tr><th>study<th>events1<th>n1<th>events2<th>n2<tr><td>Stalberg 2008<td>19<td>50<td>7<td>50<tr><td>Lin 2005<td>77<td>174<td>18<td>146</table>`;

/** What is told: each event with the element's id and the details that a test looks at. */
const LISTEN = `
  globalThis.told = [];
  for (const name of ["ready", "result", "problem", "failed"]) addEventListener("effect-size-" + name, ({ type, target, detail }) =>
    told.push({ name, id: target.id, detail: name === "result" ? { measure: detail.groups[0]?.measure, effects: detail.rows.map(({ display }) => display?.effect ?? null), level: detail.level } : JSON.parse(JSON.stringify(detail)) }));
`;
site.put("/listen.js", LISTEN, { "Content-Type": "text/javascript" });

/** A page of the other site, opened. @param {import("./embedding/other-site.mjs").Page} content @param {object} [options] */
async function open(t, { head = SCRIPT, ...content }, options) {
  const page = await openPage(t, options);
  await page.goto(site.page({ head: `<script src="/listen.js"></script>${head}`, ...content }));
  return page;
}

/** The events of a kind so far. */
const told = (page, name) => page.evaluate((name) => globalThis.told.filter((one) => one.name === name), name);
const untilTold = (page, name, count = 1) => page.waitForFunction(([name, count]) => globalThis.told.filter((one) => one.name === name).length >= count, [name, count]);
/** Those of an element's rows that have one, as they are shown. */
const effects = (page, id) => page.locator(`#${id} td.c-effect`).allTextContents();
const untilEffects = (page, id, expected) => page.waitForFunction(([id, expected]) => {
  const found = [...(document.getElementById(id).shadowRoot?.querySelectorAll("td.c-effect") ?? [])].map(({ textContent }) => textContent);
  return JSON.stringify(found) === JSON.stringify(expected);
}, [id, expected]);
const asked = (page, what) => recordOf(page).requests.filter(({ url }) => what.test(url)).length;

/** A paste event where something in an element is. */
const paste = (page, selector, flavours) => page.locator(selector).first().evaluate((node, flavours) => {
  const clipboardData = new DataTransfer();
  for (const [type, text] of Object.entries(flavours)) clipboardData.setData(type, text);
  node.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, composed: true, cancelable: true }));
}, flavours);

/** Nothing went wrong in the page, and its policy was not broken. */
function assertWell(page) {
  const { pageErrors, violations, requests } = recordOf(page);
  assert.deepEqual([pageErrors, violations], [[], []]);
  const others = requests.filter(({ url, method, body }) => (!url.startsWith(`${ORIGIN}/`) && !url.startsWith(site.origin) && !/^(data|blob):/.test(url)) || method !== "GET" || body || url.includes("?"));
  assert.deepEqual(others, []);
}

test("an element says what is computed of the table in it, which stands there until then", async (t) => {
  const page = await open(t, { body: `<effect-size id="a">${MARKUP}</effect-size>` });
  await untilEffects(page, "a", ["3.76", "5.64"]);
  assert.deepEqual((await told(page, "ready")).map(({ id }) => id), ["a"]);
  const [{ id, detail }] = await told(page, "result");
  assert.deepEqual([id, detail], ["a", { measure: "OR", effects: ["3.76", "5.64"], level: 0.95 }]);
  assert.equal(await page.locator("#a > table").isVisible(), false);
  assert.equal((await told(page, "problem")).length, 0);
  // What types into the results comes by itself after them.
  const files = recordOf(page).requests.map(({ url }) => url).filter((url) => url.startsWith(`${ORIGIN}/`)).map((url) => url.slice(ORIGIN.length + 1));
  const budgeted = firstOfElement(fileURLToPath(new URL("../../www", import.meta.url)));
  assert.deepEqual(files.filter((name) => !budgeted.has(name) && !/\/(grid|sheet|stylesheet|en-more)-[\w-]{8}\.js$/.test(name)), []);
  assertWell(page);
});

test("nothing but the small script is loaded before the element is seen; elements share the calculator and the words", async (t) => {
  const page = await open(t, { body: `<div style="block-size: 6000px"></div><effect-size id="a">${MARKUP}</effect-size><effect-size id="b"></effect-size>` });
  await page.waitForFunction(() => customElements.get("effect-size"));
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  assert.equal(asked(page, /\/pkg\//), 1, "only the script that defines it");
  const reserved = await page.locator("#a").evaluate((element) => element.getBoundingClientRect().height);
  assert.ok(reserved > 200, `${reserved} px are kept for it`);
  await page.locator("#b").scrollIntoViewIfNeeded();
  await untilEffects(page, "a", ["3.76", "5.64"]);
  await page.locator("#b").getByLabel("Paste your table").fill(TABLE);
  await untilEffects(page, "b", ["3.76", "5.64"]);
  assert.equal(asked(page, /\.wasm$/), 1);
  assert.equal(asked(page, /\/en-[^/]+\.js$/), 2, "first words and others, once each");
  // What only the complete calculator has is fetched once, too.
  for (const id of ["a", "b"]) await page.locator(`#${id}`).getByRole("button", { name: "Working: Stalberg 2008" }).click();
  for (const id of ["a", "b"]) await page.locator(`#${id} .working .equation`).first().waitFor();
  assert.equal(asked(page, /\.wasm$/), 2);
  assertWell(page);
});

test("nothing moves when the calculator comes", async (t) => {
  const shifts = () => page.evaluate(() => new Promise((done) => {
    new PerformanceObserver((list) => done(list.getEntries().reduce((sum, { value }) => sum + value, 0))).observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done(0), 500); // no entries, no call
  }));
  const page = await open(t, { body: `<effect-size id="a" compact>${MARKUP}</effect-size><p>What follows</p>` });
  await untilEffects(page, "a", ["3.76", "5.64"]);
  assert.ok((await shifts()) < 0.1, `${await shifts()}`);
});

test("attributes choose, and can change at any time", async (t) => {
  const page = await open(t, { body: `<effect-size id="a" measure="RR" level="90" interval="koopman" measures="RR XX RD OR" lang="de">${MARKUP}</effect-size>` });
  const element = page.locator("#a");
  await untilEffects(page, "a", ["2,71", "3,59"]);
  const [last] = (await told(page, "result")).slice(-1);
  assert.deepEqual([last.detail.measure, last.detail.level], ["RR", 0.9]);
  assert.deepEqual(await element.evaluate(({ options }) => options), { level: 0.9, interval: "koopman" });
  assert.deepEqual(await element.getByLabel("Effektmaß").locator("option").evaluateAll((all) => all.map(({ value }) => value)), ["", "RR", "RD", "OR"]);
  await element.evaluate((element) => {
    element.lang = "en";
    element.measure = "OR";
    element.removeAttribute("level");
    element.removeAttribute("interval");
  });
  await untilEffects(page, "a", ["3.76", "5.64"]);
  await element.getByRole("button", { name: "Copy" }).waitFor();
  assert.deepEqual(await element.evaluate(({ options }) => options), {});
  await element.evaluate((element) => element.setAttribute("measures", "RD"));
  await page.waitForFunction(() => document.getElementById("a").shadowRoot.querySelectorAll("#measure option").length === 2);
  await untilEffects(page, "a", ["3.76", "5.64"]);
  assert.equal(await element.getByRole("button", { name: "Undo" }).count(), 0, "what the page chose is no step of the reader's");
  assertWell(page);
});

test("in another language it says what only the complete calculator has to say, too", async (t) => {
  const page = await open(t, { body: `<effect-size id="a"></effect-size>` });
  const element = page.locator("#a");
  await element.evaluate((one) => (one.data = [{ study: "A", mean1: 5, se1: 0.5, n1: 40, mean2: 4, se2: 0.4, n2: 38 }]));
  await element.locator(".recovered").first().waitFor();
  await element.getByRole("button", { name: "Working: A" }).click();
  await element.locator(".working .equation").first().waitFor();
  await element.evaluate((one) => (one.lang = "fr"));
  await element.getByRole("button", { name: "Télécharger" }).waitFor();
  await element.locator(".recovered").first().waitFor();
  assert.match(await element.locator(".recovered").first().textContent(), /3,16/);
  await element.getByRole("button", { name: /: A$/ }).click();
  await element.locator(".working .equation").first().waitFor();
  assertWell(page);
});

test("what is not known is said on the console, and the rest holds", async (t) => {
  const page = await openPage(t);
  const warned = [];
  page.on("console", (message) => message.type() === "warning" && warned.push(message.text()));
  await page.goto(site.page({ head: `<script src="/listen.js"></script>${SCRIPT}`, body: `<effect-size id="a" measure="XX" level="1000" interval="best" convention="metafor">${MARKUP}</effect-size>` }));
  await untilEffects(page, "a", ["3.76", "5.64"]);
  assert.deepEqual(warned.map((text) => /(\w+) is not known/.exec(text)?.[1]).filter(Boolean).sort(), ["interval", "level", "measure"]);
  assert.deepEqual(await page.locator("#a").evaluate(({ options }) => options), { convention: "metafor" });
});

test("data is text or objects, goes in and comes out; options and result too", async (t) => {
  const page = await open(t, { body: `<effect-size id="a"></effect-size>` });
  const element = page.locator("#a");
  const rows = [{ study: "A, \"quoted\"", mean1: 5.123, sd1: 1.5, n1: 40, mean2: 4, sd2: 1.25, n2: 38, note: null }, { study: "B", mean1: 1234.567, sd1: 100, n1: 50, mean2: 1200, sd2: 90, n2: 51 }];
  await element.evaluate((element, rows) => (element.data = rows), rows);
  await untilEffects(page, "a", ["1.12", "34.57"]);
  assert.deepEqual(await element.evaluate(({ data }) => data), rows);
  assert.deepEqual(await element.evaluate(({ result }) => result.rows.map(({ study }) => study)), ["A, \"quoted\"", "B"]);
  await element.evaluate((element) => (element.options = { intervals: { MD: "welch" }, level: 99 }));
  await page.waitForFunction(() => document.getElementById("a").result.rows[0].estimate.interval === "welch");
  assert.deepEqual(await element.evaluate(({ options }) => options), { intervals: { MD: "welch" }, level: 0.99 });
  await element.evaluate((element, text) => (element.data = text), TABLE);
  await untilEffects(page, "a", ["3.76", "5.64"]);
  assert.equal(await element.evaluate(({ data }) => data), TABLE);
  // What the reader changes is what it has.
  await element.getByLabel("Paste your table").fill(TABLE.replace("19", "20"));
  await untilEffects(page, "a", ["4.10", "5.64"]);
  assert.match(await element.evaluate(({ data }) => data), /Stalberg 2008\t20/);
  await element.evaluate((element) => (element.data = null));
  await page.waitForFunction(() => document.getElementById("a").result === null);
  for (const wrong of ["5", "[1]", "{}", '[{ "study": { "name": "A" } }]']) {
    assert.match(await element.evaluate((element, wrong) => { try { element.data = JSON.parse(wrong); return ""; } catch (error) { return String(error); } }, wrong), /^TypeError: data must be/);
  }
  assertWell(page);
});

test("a study has the fields that it was given, and no others", async (t) => {
  const page = await open(t, { body: `<effect-size id="a"></effect-size>` });
  await page.locator("#a").evaluate((element) => {
    const study = { study: "A", events1: 19, n1: 50, events2: 7, n2: 50 };
    element.data = [{ ...study, constructor: "Ford" }, study];
  });
  await untilEffects(page, "a", ["3.76", "3.76"]);
  assert.equal(await page.locator("#a").getByLabel("Paste your table").inputValue(), "study\tevents1\tn1\tevents2\tn2\tconstructor\nA\t19\t50\t7\t50\tFord\nA\t19\t50\t7\t50\t\n");
  // A hole is no study.
  assert.match(await page.locator("#a").evaluate((element) => { try { element.data = Array(2); return ""; } catch (error) { return String(error); } }), /^TypeError: data must be/);
});

test("problems are told as they are shown", async (t) => {
  const page = await open(t, { body: `<effect-size id="a"></effect-size>` });
  await page.locator("#a").evaluate((element) => (element.data = "study,events1,n1,events2,n2\nA,60,50,7,50\n"));
  await untilTold(page, "problem");
  const [{ detail }] = await told(page, "problem");
  assert.deepEqual(detail.map(({ code, field, row }) => [code, field, row]), [["events-above-n", "events1", 1]]);
});

test("ready is the complete calculator", async (t) => {
  const page = await open(t, { body: `<effect-size id="a"></effect-size>` });
  const answer = await page.evaluate(async () => {
    await customElements.whenDefined("effect-size");
    const calc = await document.getElementById("a").ready;
    return calc.sentence(calc.compute({ measure: "OR", data: { events1: 19, n1: 50, events2: 7, n2: 50 } }).estimate);
  });
  assert.equal(answer, "OR 3.76, 95% CI 1.41 to 10.05");
});

test("what is set before the element is known counts", async (t) => {
  const page = await open(t, { head: "", body: `<effect-size id="a"></effect-size>` });
  await page.evaluate(async ([address, table]) => {
    const element = document.getElementById("a");
    Object.assign(element, { data: table, options: { level: 0.9 }, measure: "RD", compact: true });
    await import(address);
  }, [ELEMENT, TABLE]);
  await untilEffects(page, "a", ["0.24", "0.32"]);
  assert.deepEqual(await page.locator("#a").evaluate(({ options, compact }, own) => [options, compact, Object.keys(document.getElementById("a"))]), [{ level: 0.9 }, true, []]);
  // It stands in the box, to be changed there, also in the box of another language.
  assert.equal(await page.locator("#a").getByLabel("Paste your table").inputValue(), TABLE);
  await page.locator("#a").evaluate((element) => (element.lang = "de"));
  await untilEffects(page, "a", ["0,24", "0,32"]);
  assert.equal(await page.locator("#a textarea").first().inputValue(), TABLE);
});

test("it works made apart, moved, in another shadow root, and cloned", async (t) => {
  const page = await open(t, { body: `<div id="one"></div><div id="two"></div>` });
  // Apart from any page it computes what a script asks of it.
  await page.evaluate(async (table) => {
    await customElements.whenDefined("effect-size");
    const element = Object.assign(document.createElement("effect-size"), { id: "a", data: table });
    globalThis.apart = new Promise((done) => element.addEventListener("effect-size-result", ({ detail }) => done(detail.rows[0].display.effect)));
    globalThis.element = element;
  }, TABLE);
  assert.equal(await page.evaluate(() => globalThis.apart), "3.76");
  await page.evaluate(() => document.getElementById("one").append(globalThis.element));
  await untilEffects(page, "a", ["3.76", "5.64"]);
  // What was typed goes along.
  await page.locator("#a").getByLabel("Paste your table").fill(TABLE.replace("19", "20"));
  await untilEffects(page, "a", ["4.10", "5.64"]);
  await page.evaluate(() => document.getElementById("two").append(globalThis.element));
  assert.deepEqual(await effects(page, "a"), ["4.10", "5.64"]);
  await page.locator("#a").getByRole("button", { name: "Undo" }).click();
  await untilEffects(page, "a", ["3.76", "5.64"]);
  // A clone has attributes and what the page put in, not what was typed.
  await page.evaluate((markup) => {
    const range = document.createRange();
    const original = document.createElement("effect-size");
    original.setAttribute("measure", "RR");
    original.append(range.createContextualFragment(markup));
    document.getElementById("one").append(original);
    const copy = original.cloneNode(true);
    copy.id = "b";
    const around = document.getElementById("two").attachShadow({ mode: "open" });
    around.append(copy);
    document.getElementById("one").append(Object.assign(globalThis.element.cloneNode(true), { id: "c" }));
  }, MARKUP);
  const inside = page.locator("#two").locator("#b");
  await inside.scrollIntoViewIfNeeded();
  await inside.locator("td.c-effect").first().waitFor();
  assert.deepEqual(await inside.locator("td.c-effect").allTextContents(), ["2.71", "3.59"]);
  const clone = page.locator("#c");
  await clone.scrollIntoViewIfNeeded();
  await clone.getByLabel("Paste your table").waitFor();
  assert.equal(await clone.getByLabel("Paste your table").inputValue(), "");
  assertWell(page);
});

test("cells are typed over inside of it, with the keyboard alone", async (t) => {
  const page = await open(t, { body: `<p><button id="before">Before</button></p><effect-size id="a" compact>${MARKUP}</effect-size>` });
  await untilEffects(page, "a", ["3.76", "5.64"]);
  const cell = page.locator("#a").getByRole("textbox", { name: "Stalberg 2008, Intervention, events" });
  await cell.focus();
  await page.locator("#a .grid-help").waitFor();
  await page.keyboard.type("20");
  await untilEffects(page, "a", ["4.10", "5.64"]);
  await page.keyboard.press("Enter");
  await page.keyboard.type("78");
  await untilEffects(page, "a", ["4.10", "5.78"]);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.shadowRoot.activeElement.getAttribute("aria-label")), "Lin 2005, Intervention, n");
  await page.keyboard.press("F2");
  await page.keyboard.type("0");
  await page.locator("#a").getByRole("textbox", { name: "Lin 2005, Intervention, n" }).getByText("1740").waitFor();
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await untilEffects(page, "a", ["4.10", "5.64"]);
  // Copied is the cell, not the page.
  await page.keyboard.press("Control+c");
  await paste(page, "#a .cell:focus", { "text/plain": "80\t175\n" });
  await page.locator("#a").getByText("80", { exact: true }).waitFor();
  assertWell(page);
});

test("pasting, dropping and undoing elsewhere in the page is the page's own business", async (t) => {
  const page = await open(t, { body: `<p id="words">Words</p><textarea id="own"></textarea><effect-size id="a"></effect-size><effect-size id="b"></effect-size>` });
  await page.locator("#b").getByLabel("Paste your table").waitFor();
  await untilTold(page, "ready", 2);
  for (const place of ["#words", "#own"]) await paste(page, place, { "text/plain": TABLE });
  const dropped = (selector) => page.locator(selector).first().evaluate((node, table) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([table], "trials.csv"));
    return ["dragenter", "dragover", "drop"].map((type) => node.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, composed: true, cancelable: true })));
  }, TABLE);
  assert.deepEqual(await dropped("#words"), [true, true, true], "left to the page");
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  assert.deepEqual(await page.evaluate(() => ["a", "b"].map((id) => document.getElementById(id).data)), ["", ""]);
  // In an element it is for that one.
  await paste(page, "#a .tagline", { "text/plain": TABLE });
  await untilEffects(page, "a", ["3.76", "5.64"]);
  assert.deepEqual(await dropped("#b .box"), [true, false, false]);
  await untilEffects(page, "b", ["3.76", "5.64"]);
  await page.locator("#words").click();
  await page.keyboard.press("Control+z");
  assert.deepEqual([await effects(page, "a"), await effects(page, "b")], [["3.76", "5.64"], ["3.76", "5.64"]]);
  await page.locator("#b").getByLabel("Confidence level").focus();
  await page.keyboard.press("Control+z");
  await page.waitForFunction(() => document.getElementById("b").data === "");
  assert.deepEqual(await effects(page, "a"), ["3.76", "5.64"]);
});

test("a link opens the page of the calculator; the address, the history and the stores of the other page stay as they are", async (t) => {
  const page = await open(t, { body: `<effect-size id="a">${MARKUP}</effect-size>` });
  await untilEffects(page, "a", ["3.76", "5.64"]);
  const before = await page.evaluate(() => [location.href, history.length]);
  await page.locator("#a").getByRole("button", { name: "Link", exact: true }).click();
  const field = page.locator("#a #link-address");
  await page.waitForFunction(() => document.getElementById("a").shadowRoot.getElementById("link-address")?.value);
  const address = await field.inputValue();
  assert.ok(address.startsWith(`${ORIGIN}/#v1=`), address);
  assert.deepEqual(await page.evaluate(() => [location.href, history.length]), before);
  assert.deepEqual(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]), [0, 0, ""]);
  assert.equal(await page.evaluate(async () => (await indexedDB.databases()).length), 0);
  await page.goto(address);
  await page.getByRole("table", { name: "Results" }).getByText("3.76").waitFor();
});

test("to be read only, there is nothing to type into, and what was computed is opened and handed over", async (t) => {
  const page = await open(t, { body: `<effect-size id="a" readonly>${MARKUP}</effect-size>` });
  const element = page.locator("#a");
  await untilEffects(page, "a", ["3.76", "5.64"]);
  assert.equal(await element.getByRole("textbox").count(), 0);
  assert.equal(await element.getByRole("combobox").count(), 0);
  assert.deepEqual(await element.getByRole("button").evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => one.getAttribute("aria-label") ?? one.textContent)),
    ["Copy", "Download", "Link", "Working: Stalberg 2008", "Working: Lin 2005"]);
  await paste(page, "#a .bar", { "text/plain": TABLE.replace("19", "20") });
  await element.getByRole("button", { name: "Working: Stalberg 2008" }).click();
  await element.locator(".working .equation").first().waitFor();
  const [file] = await Promise.all([page.waitForEvent("download"), (async () => {
    await element.getByRole("button", { name: "Download" }).click();
    assert.equal(await element.getByRole("button", { name: "Print" }).count(), 0, "which would print all of the page");
    await element.getByRole("button", { name: "CSV" }).click();
  })()]);
  assert.match(readFileSync(await file.path(), "utf8"), /^Stalberg 2008,OR,50,50,19,7,3\.76/m);
  // And back to be typed in.
  await element.evaluate((one) => (one.readonly = false));
  await element.getByRole("textbox", { name: "Stalberg 2008, Intervention, events" }).waitFor();
  assertWell(page);
});

test("a policy with Trusted Types is enough as it is documented, and pasted tables are read by the one policy it names", async (t) => {
  const policy = (types) => `default-src 'none'; script-src 'self' ${ORIGIN} 'wasm-unsafe-eval'; connect-src ${ORIGIN}; img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types ${types}`;
  for (const [types, allowed] of [["effect-size-clipboard", true], ["'none'", false]]) {
    const page = await open(t, { policy: policy(types), body: `<effect-size id="a"></effect-size>` });
    await page.locator("#a").getByLabel("Paste your table").waitFor();
    await paste(page, "#a .box", { "text/html": MARKUP, "text/plain": allowed ? "not this" : TABLE });
    await untilEffects(page, "a", ["3.76", "5.64"]);
    for (const name of ["Change", "Working: Lin 2005", "Download"]) await page.locator("#a").getByRole("button", { name, exact: true }).click();
    const [file] = await Promise.all([page.waitForEvent("download"), page.locator("#a").getByRole("button", { name: "PNG" }).click()]);
    assert.ok(readFileSync(await file.path()).length > 1000);
    const { violations, pageErrors } = recordOf(page);
    assert.deepEqual(pageErrors, []);
    if (allowed) assert.deepEqual(violations, []);
    else assert.ok(violations.every((one) => /trusted-?types/i.test(one)), violations.join("\n"));
  }
});

test("a page that forbids WebAssembly gets one sentence, a link, and its own words back", async (t) => {
  const page = await open(t, { policy: `default-src 'none'; script-src 'self' ${ORIGIN}; connect-src ${ORIGIN}`, body: `<effect-size id="a"><p id="own">The table in the paper</p></effect-size>` });
  await untilTold(page, "failed");
  assert.deepEqual((await told(page, "failed")).map(({ id, detail }) => [id, detail]), [["a", { reason: "blocked" }]]);
  const alert = page.locator("#a").getByRole("alert");
  assert.match(await alert.textContent(), /^The calculator cannot start: this site’s Content-Security-Policy must allow 'wasm-unsafe-eval'\. Open the calculator on its own page$/);
  assert.equal(await alert.getByRole("link").evaluate((link) => link.href), `${ORIGIN}/`);
  assert.equal(await page.locator("#own").isVisible(), true);
  assert.equal(await page.locator("#a").getByLabel("Paste your table").isVisible(), false);
});

test("where a file is missing there is one sentence and a link", async (t) => {
  for (const [missing, reason] of [[/\/embedded-[\w-]+\.js$/, "failed"], [/\/en-[^/]+\.js$/, "failed"], [/\.wasm$/, "failed"]]) {
    const page = await openPage(t);
    await page.route(missing, (route) => route.abort());
    await page.goto(site.page({ head: `<script src="/listen.js"></script>${SCRIPT}`, body: `<effect-size id="a"><p id="own">The table in the paper</p></effect-size>` }));
    await untilTold(page, "failed");
    assert.deepEqual((await told(page, "failed")).map(({ detail }) => detail), [{ reason }]);
    const alert = page.locator("#a").getByRole("alert");
    assert.match(await alert.textContent(), /^The calculator could not be loaded/);
    assert.equal(await alert.getByRole("link").evaluate((link) => link.href), `${ORIGIN}/`);
    assert.equal(await page.locator("#own").isVisible(), true);
    assert.deepEqual(recordOf(page).pageErrors, []);
  }
});

test("a file of the page's own can take the place of the calculator's", async (t) => {
  const page = await open(t, { policy: `default-src 'none'; script-src 'self' ${ORIGIN} 'wasm-unsafe-eval'; connect-src 'self'`, body: `<effect-size id="a" wasm="/own.wasm">${MARKUP}</effect-size>` , head: `${SCRIPT}` });
  site.put("/own.wasm", readFileSync(fileURLToPath(new URL("../../www/pkg/effect_size_bg.wasm", import.meta.url))), { "Content-Type": "application/wasm" });
  await page.reload();
  await untilEffects(page, "a", ["3.76", "5.64"]);
  assert.deepEqual(recordOf(page).requests.filter(({ url }) => url.endsWith(".wasm")).map(({ url }) => url).slice(-1), [`${site.origin}/own.wasm`]);
  assert.equal(asked(page, /first\/.*\.wasm$/), 0);
});

test("Clear brings the measure of the attribute back, not what a reader chose for the table", async (t) => {
  const page = await open(t, { body: `<effect-size id="a" measure="RR">${MARKUP}</effect-size>` });
  const element = page.locator("#a");
  await untilEffects(page, "a", ["2.71", "3.59"]);
  await element.getByLabel("Effect measure").selectOption("RD");
  await untilEffects(page, "a", ["0.24", "0.32"]);
  await element.getByRole("button", { name: "Clear" }).click();
  await element.getByLabel("Paste your table").fill(TABLE);
  await untilEffects(page, "a", ["2.71", "3.59"]);
  assertWell(page);
});

test("nothing of it listens to the page any more once it is gone, also with a list open, or in another language", async (t) => {
  site.put("/count.js", `
    globalThis.listening = new Set();
    for (const target of [document, window]) {
      const { addEventListener: add, removeEventListener: remove } = target;
      target.addEventListener = function (type, listener, ...rest) { listening.add(listener); return add.call(target, type, listener, ...rest); };
      target.removeEventListener = function (type, listener, ...rest) { listening.delete(listener); return remove.call(target, type, listener, ...rest); };
    }`, { "Content-Type": "text/javascript" });
  const page = await open(t, { head: `<script src="/count.js"></script>${SCRIPT}`, body: `<effect-size id="a">${MARKUP}</effect-size>` });
  const element = page.locator("#a");
  await untilEffects(page, "a", ["3.76", "5.64"]);
  await element.locator(".grid-help").waitFor();
  const listening = () => page.evaluate(() => globalThis.listening.size);
  const before = await listening();
  const opened = async (name) => {
    await element.getByRole("button", { name, exact: true }).click();
    await element.locator(".handing:not([hidden])").waitFor();
    assert.equal(await listening(), before + 1);
  };
  await opened("Download");
  await page.evaluate(() => (document.getElementById("a").lang = "de"));
  await element.getByText("Herunterladen", { exact: true }).waitFor();
  await page.waitForFunction((before) => globalThis.listening.size === before, before);
  await opened("Herunterladen");
  await page.evaluate(() => document.getElementById("a").remove());
  await page.waitForFunction((before) => globalThis.listening.size === before, before);
  assertWell(page);
});

/** What a page's style sheet can do to all that is in it. */
const HOSTILE = "* { all: unset !important } table, tr, td { display: none !important } button, select { visibility: hidden; font-size: 60px; text-transform: uppercase; letter-spacing: 1em } .surface, .cell { color: red }"
  + " * { --ink: red !important; --paper: lime !important; --quiet: red; --edge: red; --accent: red; --trouble: red; --serif: cursive; --sans: cursive; --mono: cursive; --rem: 3px; --gap: 90px; --inset: 0px; --drop: static }";

test("a style sheet that tries to break it does not reach it", async (t) => {
  const hostile = await open(t, { head: `${SCRIPT}<link rel="stylesheet" href="/hostile.css">`, body: `<div style="font: 40px/3 cursive; letter-spacing: 1em; text-transform: uppercase; text-align: right; white-space: pre"><effect-size id="a"></effect-size></div>` });
  site.put("/hostile.css", HOSTILE, { "Content-Type": "text/css" });
  await hostile.reload();
  const plain = await open(t, { body: `<div><effect-size id="a"></effect-size></div>` });
  const look = async (page) => {
    await page.waitForFunction(() => customElements.get("effect-size"));
    await page.locator("#a").evaluate((element, table) => (element.data = table), TABLE);
    await untilEffects(page, "a", ["3.76", "5.64"]);
    await page.locator("#a .grid-help").waitFor();
    // the editor's style sheet comes beside its script
    await page.waitForFunction(() => getComputedStyle(document.getElementById("a").shadowRoot.getElementById("results-table")).display === "block");
    return page.evaluate(() => {
      const told = ["display", "color", "fontFamily", "fontSize", "lineHeight", "letterSpacing", "textTransform", "textAlign", "whiteSpace", "visibility"];
      return [...document.getElementById("a").shadowRoot.querySelectorAll(".element *")].map((node) => {
        const style = getComputedStyle(node);
        return [node.localName, node.className?.baseVal ?? node.className, ...told.map((name) => style[name])].join(" ");
      });
    });
  };
  assert.deepEqual(await look(hostile), await look(plain));
});

test("it reads from right to left where the page does, in both themes, in a narrow column too, and passes axe", async (t) => {
  for (const [theme, width] of [["light", 1200], ["dark", 1200], ["auto", 400]]) {
    const page = await open(t, { direction: "rtl", body: `<main><h1>Page</h1><div style="inline-size: ${width - 40}px"><effect-size id="a" theme="${theme}">${MARKUP}</effect-size><effect-size id="b" readonly theme="${theme}">${MARKUP}</effect-size><effect-size id="c" theme="${theme}"></effect-size></div></main>` }, { viewport: { width, height: 900 } });
    for (const id of ["a", "b", "c"]) await page.locator(`#${id}`).scrollIntoViewIfNeeded();
    for (const id of ["a", "b"]) await untilEffects(page, id, ["3.76", "5.64"]);
    await untilTold(page, "ready", 3);
    await page.locator("#a .grid-help").waitFor();
    assert.equal(await page.locator("#a .element").evaluate((node) => getComputedStyle(node).direction), "rtl");
    assert.equal(await page.locator("#a .element").evaluate((node) => getComputedStyle(node).backgroundColor), theme === "dark" ? "rgb(21, 23, 26)" : "rgb(252, 251, 248)");
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing sticks out");
    await page.addScriptTag({ path: AXE });
    const { violations } = await page.evaluate(() => globalThis.axe.run("main", { runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"] }));
    assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`), []);
  }
});

test("its own properties and parts are for the page to style", async (t) => {
  const page = await open(t, { head: `${SCRIPT}<link rel="stylesheet" href="/own.css">`, body: `<effect-size id="a">${MARKUP}</effect-size>` });
  site.put("/own.css", "effect-size { --effect-size-accent: rgb(1, 2, 3); --effect-size-paper: rgb(250, 251, 252); --effect-size-ink: rgb(4, 5, 6); --effect-size-font: monospace; --effect-size-font-size: 20px } effect-size::part(results) { border-color: rgb(7, 8, 9) }", { "Content-Type": "text/css" });
  await page.reload();
  await untilEffects(page, "a", ["3.76", "5.64"]);
  const look = (selector, name) => page.locator(`#a ${selector}`).first().evaluate((node, name) => getComputedStyle(node)[name], name);
  assert.equal(await look(".box-mark", "fill"), "rgb(1, 2, 3)");
  assert.deepEqual([await look(".element", "backgroundColor"), await look(".element", "color"), await look(".summary", "fontFamily")], ["rgb(250, 251, 252)", "rgb(4, 5, 6)", "monospace"]);
  assert.equal(await look("#results-table", "borderBlockStartColor"), "rgb(7, 8, 9)");
  assert.equal(await look("#results", "fontSize"), "37.5px", "all sizes follow the one");
});

test("the words before the box are the page's, where it has any", async (t) => {
  const page = await open(t, { body: `<effect-size id="a"><p slot="intro">Paste the trials of this review.</p></effect-size><effect-size id="b"></effect-size>` });
  await untilTold(page, "ready", 2);
  assert.equal(await page.getByText("Paste the trials of this review.").isVisible(), true);
  assert.deepEqual(await Promise.all(["a", "b"].map((id) => page.locator(`#${id} .tagline`).isVisible())), [false, true]);
});

test("in another document it looks as it did, and has the theme that is asked for there", async (t) => {
  const page = await open(t, { body: `<effect-size id="a" theme="light">${MARKUP}</effect-size><iframe id="other" style="inline-size: 60rem; block-size: 50rem"></iframe>` });
  await untilEffects(page, "a", ["3.76", "5.64"]);
  await page.locator("#a").getByRole("button", { name: "Working: Lin 2005" }).click();
  await page.locator("#a .working .equation").first().waitFor();
  const looks = () => page.evaluate(() => {
    const element = globalThis.element ??= document.getElementById("a");
    const look = (selector, ...names) => names.map((name) => getComputedStyle(element.shadowRoot.querySelector(selector))[name]);
    return [getComputedStyle(element).display, look("#results-table", "borderTopWidth", "borderCollapse", "color"), look(".working", "fontSize", "paddingTop"), look(".element", "backgroundColor")];
  });
  const before = await looks();
  await page.evaluate(() => document.getElementById("other").contentDocument.body.append(globalThis.element));
  await page.waitForFunction((expected) => {
    const style = getComputedStyle(globalThis.element.shadowRoot.querySelector(".working"));
    return style.fontSize === expected[0] && style.paddingTop === expected[1];
  }, before[2]);
  assert.deepEqual(await looks(), before);
  await page.evaluate(() => globalThis.element.setAttribute("theme", "dark"));
  assert.notDeepEqual((await looks()).at(-1), before.at(-1));
  // And back.
  await page.evaluate(() => {
    document.body.append(globalThis.element);
    globalThis.element.setAttribute("theme", "light");
  });
  await untilEffects(page, "a", ["3.76", "5.64"]);
  assert.deepEqual((await looks()).at(-1), before.at(-1));
  assertWell(page);
});

test("a page without a doctype gives its tables no colour and no size", async (t) => {
  const page = await openPage(t);
  const style = "body { color: rgb(1, 2, 3); font: 30px fantasy; }";
  await page.goto(site.put("/quirks.html", `<html lang="en"><title>Old</title><style>${style}</style>${SCRIPT}<body><effect-size id="a" theme="light">${MARKUP}</effect-size>`));
  await untilEffects(page, "a", ["3.76", "5.64"]);
  const [mode, heading, cell] = await page.evaluate(() => {
    const of = (selector) => getComputedStyle(document.getElementById("a").shadowRoot.querySelector(selector));
    return [document.compatMode, of(".bar h2").color, [of("td.c-effect").color, of("td.c-effect").fontSize]];
  });
  assert.deepEqual([mode, cell], ["BackCompat", [heading, "16px"]]);
});

test("an element whose WebAssembly cannot be had leaves the others what they need", async (t) => {
  const page = await open(t, { body: `<effect-size id="a" wasm="/missing.wasm">${MARKUP}</effect-size><effect-size id="b" interval="exact">${MARKUP}</effect-size><effect-size id="c" wasm="">${MARKUP}</effect-size>` });
  await untilTold(page, "failed");
  // Exact limits are the complete calculator's.
  await page.locator("#b").getByText(/exact/).first().waitFor();
  await page.waitForFunction(() => document.getElementById("b").result?.rows[0].estimate?.interval === "exact");
  await untilEffects(page, "c", ["3.76", "5.64"]);
  assert.deepEqual((await told(page, "failed")).map(({ id }) => id), ["a"]);
});

test("of attributes that change a hundred times, the last count", async (t) => {
  const page = await open(t, { body: `<effect-size id="a">${MARKUP}</effect-size>` });
  await untilEffects(page, "a", ["3.76", "5.64"]);
  const surfaces = await page.evaluate(async () => {
    const element = document.getElementById("a");
    let made = 0;
    new MutationObserver((changes) => (made += changes.flatMap(({ addedNodes }) => [...addedNodes]).filter(({ className }) => className === "element").length))
      .observe(element.shadowRoot, { subtree: true, childList: true });
    for (let at = 0; at < 100; at += 1) {
      element.lang = at % 2 ? "de" : "es";
      element.readonly = at % 2 === 0;
    }
    element.lang = "fr";
    await new Promise((done) => {
      const look = () => (element.shadowRoot.querySelector(".element").lang === "fr" ? done() : requestAnimationFrame(look));
      look();
    });
    return made;
  });
  assert.ok(surfaces <= 3, `${surfaces} surfaces`);
  await untilEffects(page, "a", ["3,76", "5,64"]);
  assertWell(page);
});

test("loaded twice, the first definition stays", async (t) => {
  const page = await openPage(t);
  const said = [];
  page.on("console", (message) => said.push(message.text()));
  await page.goto(site.page({ head: `<script type="module" src="${ELEMENT}"></script><script type="module" src="${ELEMENT}#again"></script><script type="module" src="${ORIGIN}/define.js"></script>`, body: `<effect-size id="a">${MARKUP}</effect-size>` }));
  await untilEffects(page, "a", ["3.76", "5.64"]);
  assert.ok(said.some((text) => /defined already/.test(text)), said.join("\n"));
  assert.deepEqual(recordOf(page).pageErrors, []);
});

test("the modules as they lie in the package are the same element", async (t) => {
  const page = await open(t, { head: `<script type="module" src="${ORIGIN}/define.js"></script>`, body: `<effect-size id="a">${MARKUP}</effect-size>` });
  await untilEffects(page, "a", ["3.76", "5.64"]);
  await page.locator("#a").getByRole("button", { name: "Working: Lin 2005" }).click();
  await page.locator("#a .working .equation").first().waitFor();
  assertWell(page);
});

test("the class can be had without a page, and registers nothing", async () => {
  const { EffectSizeElement } = await import("../../www/element.js");
  assert.equal(typeof EffectSizeElement, "function");
  assert.equal(EffectSizeElement.page, null);
});

test("the element has the markup of the page", async (t) => {
  const page = await openPage(t, { javaScriptEnabled: false });
  await page.goto("/");
  const described = (node) => {
    const tell = (one) => [one.localName, Object.fromEntries([...one.attributes].map(({ name, value }) => [name, value])), ...[...one.children].map(tell)];
    return tell(node);
  };
  const found = [await page.locator("main").evaluate(described), await page.locator(".drop-hint").evaluate(described)];
  found[0][0] = "div";
  const bare = ([name, attributes, ...children]) => [name, attributes, ...children.filter((child) => typeof child !== "string").map(bare)];
  const { NODES } = await import("../../www/pkg/surface-nodes.js");
  assert.deepEqual(NODES.map(bare), found);
  assert.deepEqual(NODES, surfaceNodes(readFileSync(fileURLToPath(new URL("../../www/index.html", import.meta.url)), "utf8")), "built of the page as it is");
});
