// What goes out of the page: files, the clipboard, links, paper.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import test from "node:test";
import { deflateRawSync } from "node:zlib";
import { load } from "../../www/index.js";
import { assertQuiet, ORIGIN, recordOf } from "./browser.mjs";
import { box, open, paste, results, rows, saved } from "./page.mjs";

const TRIALS = await readFile(new URL("../../www/example/email-trials.csv", import.meta.url), "utf8");
const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const HOSTILE = "study\tevents1\tn1\tevents2\tn2\n=<img src=x onerror=alert(1)>|\"&\t19\t50\t7\t50\nLin 2005\t77\t174\t18\t146\n";

async function opened(t, text, options) {
  const page = await open(t, options);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: ORIGIN });
  await box(page).fill(text);
  await results(page).waitFor();
  return page;
}

const button = (page, name) => page.getByRole("button", { name, exact: true });
const content = async (file) => readFile(await file.path());

const clipboard = (page) => page.evaluate(async () => {
  const [item] = await navigator.clipboard.read();
  return Object.fromEntries(await Promise.all(item.types.map(async (type) => [type, await (await item.getType(type)).text()])));
});

test("each file is what its name says", async (t) => {
  const page = await opened(t, TRIALS);
  const csv = await saved(page, "CSV");
  assert.equal(csv.suggestedFilename(), "effect-sizes.csv");
  assert.match((await content(csv)).toString(), /^\uFEFFstudy,outcome,measure,/);
  await page.getByText("Saved", { exact: true }).waitFor();
  await page.keyboard.press("Escape");

  const json = await saved(page, "JSON");
  assert.equal(json.suggestedFilename(), "effect-sizes.json");
  const document = JSON.parse(await content(json));
  assert.equal(document.product, "Effect Size");
  assert.equal(document.schema, 1);
  assert.equal(document.input, TRIALS);
  assert.equal(document.batch.rows.length, 8);
  assert.ok(Math.abs(document.batch.rows[0].estimate.point - 817 / 217) < 1e-12);
  await page.keyboard.press("Escape");

  const script = await saved(page, "metafor");
  assert.equal(script.suggestedFilename(), "effect-sizes.R");
  assert.match((await content(script)).toString(), /^# Effect Size[^]*escalc\(measure = "OR"/);
  await page.keyboard.press("Escape");

  const revman = await saved(page, "RevMan");
  assert.equal(revman.suggestedFilename(), "effect-sizes-revman.csv");
  assert.match((await content(revman)).toString(), /^Analysis group,Analysis number,.*Effect measure,Log-scale data\n/);
  await page.keyboard.press("Escape");

  const svg = await saved(page, "SVG");
  assert.equal(svg.suggestedFilename(), "forest-plot.svg");
  const drawing = (await content(svg)).toString();
  assert.match(drawing, /^<svg xmlns/);
  assert.match(drawing, />3\.76 \(1\.41 to 10\.05\)</);
  assert.match(drawing, /lower with intervention/);
  assert.doesNotMatch(drawing, /[{}]/);
  await page.keyboard.press("Escape");

  const png = await saved(page, "PNG");
  assert.equal(png.suggestedFilename(), "forest-plot.png");
  const image = await content(png);
  assert.equal(image.toString("latin1", 1, 4), "PNG");
  // 760 CSS pixels at 300 dots to the inch, and it says so
  assert.equal(image.readUInt32BE(16), 2375);
  const at = image.indexOf("pHYs");
  assert.equal(image.readUInt32BE(at + 4), 11811);
  const [width, ink] = await page.evaluate(async (bytes) => {
    const bitmap = await createImageBitmap(new Blob([Uint8Array.from(bytes)], { type: "image/png" }));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    let ink = 0;
    for (let i = 0; i < data.length; i += 4) ink += data[i] < 128;
    return [bitmap.width, ink];
  }, [...image]);
  assert.equal(width, 2375);
  assert.ok(ink > 10_000, "something is drawn");
  await assertQuiet(page);
});

test("a row without numbers says the page's own sentence in the drawing and in Markdown, which pastes back", async (t) => {
  const text = "study\tmean1\tsd1\tn1\tmean2\tsd2\tn2\nDigenio 2009\t5.9\t3.88\t74\t7.7\t4.16\t76\nKatz | 2004\t4.0\t\t65\t1.1\t\t67\nLee 2001\t5\t1\tmany|\t4\t1\t20\n";
  const page = await opened(t, text);
  const svg = (await content(await saved(page, "SVG"))).toString();
  const [words, katz] = [svg.match(/<text [^>]*italic[^>]*>[^<]*/g).map((line) => line.replace(/<[^>]*>/, "")).join(" "), "Reported as given: mean 4.0, n 65 v mean 1.1, n 67. No standard deviation, so no interval."];
  const lee = "Row 3, column “n1”: “many|” is not a number. Type digits, as in “50”, “n = 50”.";
  assert.equal(words, `${katz} ${lee}`);
  assert.ok(svg.includes(`Katz | 2004: ${katz} Lee 2001: ${lee}</desc>`), svg);
  assert.doesNotMatch(svg, /sd.missing/);
  await button(page, "Copy").click();
  await page.getByText("Copied", { exact: true }).waitFor();
  await button(page, "Markdown").click();
  await page.waitForFunction(async () => /^\| study /.test(await navigator.clipboard.readText().catch(() => "")));
  const { "text/plain": table } = await clipboard(page);
  const lines = table.trimEnd().split("\n");
  assert.match(lines[0], /\| as_given \| problems \|$/);
  assert.ok(lines[2].endsWith("|  |  |"), lines[2]);
  assert.ok(lines[3].startsWith("| Katz \\| 2004 |") && lines[3].endsWith(`| ${katz} |  |`), lines[3]);
  assert.ok(lines[4].endsWith(`|  | ${lee.replace("|", "\\|")} |`), lines[4]);
  assert.doesNotMatch(table, /sd-missing|unreadable-number/);
  const before = await rows(page);
  await box(page).fill(table);
  await page.getByText("Katz | 2004", { exact: true }).first().waitFor();
  const numbers = (all) => all.map((row) => [row.study, row.Effect, row["95% CI"], row.P]);
  assert.deepEqual(numbers(await rows(page)), numbers(before));
  await assertQuiet(page);
});

test("what is typed stays text in every file", async (t) => {
  const page = await opened(t, HOSTILE);
  assert.match((await content(await saved(page, "CSV"))).toString(), /"'=<img/);
  await page.keyboard.press("Escape");
  const svg = (await content(await saved(page, "SVG"))).toString();
  assert.match(svg, /&lt;img src=x onerror=alert\(1\)&gt;/);
  const wrong = await page.evaluate((text) => {
    const policy = trustedTypes.createPolicy("test", { createHTML: (markup) => markup });
    const parsed = new DOMParser().parseFromString(policy.createHTML(text), "image/svg+xml");
    return parsed.querySelectorAll("parsererror, script, img, [onerror]").length;
  }, svg).catch((error) => String(error));
  assert.equal(wrong, 0);
});

test("the clipboard takes sentences and Markdown", async (t) => {
  const page = await opened(t, TRIALS);
  await button(page, "Copy").click();
  await page.getByText("Copied", { exact: true }).waitFor();
  await button(page, "Sentences").click();
  await page.waitForFunction(async () => /^Stalberg 2008, Patients who started/.test(await navigator.clipboard.readText().catch(() => "")));
  const sentences = await clipboard(page);
  const lines = sentences["text/plain"].split("\n");
  assert.equal(lines[0], "Stalberg 2008, Patients who started extra communication: OR 3.76, 95% CI 1.41 to 10.05");
  assert.equal(lines.length, 8);
  assert.match(lines[7], /^Katz 2004, .*: Reported as given: mean 4\.0, n 65/);
  assert.match(sentences["text/html"], /<p>Stalberg 2008, /);
  await button(page, "Markdown").click();
  await page.waitForFunction(async () => /^\| study /.test(await navigator.clipboard.readText().catch(() => "")));
  const { "text/plain": table } = await clipboard(page);
  assert.equal(table.trimEnd().split("\n").length, 10);
  assert.match(table, /\| Stalberg 2008 \|.*\| 3\.76 \| 1\.41 \| 10\.05 \|/);
  await assertQuiet(page);
});

test("what goes out as a table comes back the same", async (t) => {
  const calc = await load();
  const text = `${TRIALS}Evil | <b> & co,x,OR,3,10,1,9\n`;
  const first = await opened(t, text);
  const expected = (await rows(first)).map((row) => [row.study, row.Effect, row["95% CI"], row.P]);
  const batch = calc.batch(text);
  for (const [format, type] of [["html", "text/html"], ["markdown", "text/plain"], ["csv", "text/plain"]]) {
    const page = await open(t);
    await paste(page, { [type]: calc.export(batch, format) });
    await page.waitForFunction((count) => document.querySelectorAll("#results-table th .study").length >= count, expected.length);
    assert.deepEqual((await rows(page)).map((row) => [row.study, row.Effect, row["95% CI"], row.P]), expected, format);
  }
});

async function linkOf(page) {
  await button(page, "Link").click();
  await page.getByText("Link copied", { exact: true }).waitFor();
  const link = await page.getByLabel("Link to this table").inputValue();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), link);
  await page.keyboard.press("Escape");
  return link;
}

test("a link brings everything back, and nothing of it is sent", async (t) => {
  const page = await opened(t, TRIALS);
  await page.getByLabel("Confidence level").selectOption("0.99");
  await page.getByLabel("Effect measure").selectOption("RR");
  await page.getByRole("columnheader", { name: "99% CI" }).waitFor();
  await page.locator(".group-name", { hasText: "Risk ratio" }).first().waitFor();
  const expected = await rows(page);
  const link = await linkOf(page);
  assert.equal(new URL(link).pathname, "/");
  assert.match(new URL(link).hash, /^#v1=[\w-]+$/);
  assert.equal(page.url(), link);

  const other = await open(t);
  await other.goto(link);
  await other.reload();
  await other.locator(".group-name", { hasText: "Risk ratio" }).first().waitFor();
  assert.deepEqual(await rows(other), expected);
  assert.equal(await box(other).inputValue(), TRIALS);
  assert.equal(await other.getByLabel("Confidence level").inputValue(), "0.99");
  for (const from of [page, other]) {
    assert.ok(recordOf(from).requests.every(({ url }) => !url.includes("v1=")), "no request holds the link");
    await assertQuiet(from);
  }
});

test("the address says what the page shows, until it shows something else", async (t) => {
  const page = await opened(t, TRIALS);
  await linkOf(page);
  await box(page).fill(HOSTILE);
  await page.waitForFunction(() => location.hash === "");
  assert.match(await box(page).inputValue(), /^study\tevents1/);
});

test("a link that is opened over a table is one step to undo", async (t) => {
  const page = await opened(t, TRIALS);
  const link = await linkOf(page);
  await box(page).fill("study,events1,n1,events2,n2\nMine,3,10,4,10\n");
  await page.getByText("Mine", { exact: true }).first().waitFor();
  await page.evaluate((hash) => (location.hash = hash), new URL(link).hash);
  await page.getByText("The table of the link was opened. Undo brings back what was here.").waitFor();
  assert.equal((await rows(page)).length, 8);
  await button(page, "Undo").click();
  assert.match(await box(page).inputValue(), /Mine/);
});

test("twenty rows make a link of less than 2 kB", async (t) => {
  const lines = Array.from({ length: 20 }, (_, i) => `${["Andersson", "Bergmo", "Chen", "Delgado", "Eriksen"][i % 5]} ${1990 + i}\t${7 + ((i * 37) % 91)}\t${150 + ((i * 53) % 97)}\t${5 + ((i * 29) % 83)}\t${151 + ((i * 61) % 89)}`);
  const page = await opened(t, ["study\tevents1\tn1\tevents2\tn2", ...lines].join("\n"));
  const link = await linkOf(page);
  assert.ok(link.length < 2000, `${link.length} characters`);
});

test("no link breaks the page", async (t) => {
  const packed = (value) => deflateRawSync(Buffer.from(typeof value === "string" ? value : JSON.stringify(value))).toString("base64url");
  const bomb = deflateRawSync(Buffer.alloc(200_000_000, "a")).toString("base64url");
  const unreadable = ["", "%00%ff", "A".repeat(1_000_000), packed("{"), packed([1]), packed({ v: 2, text: "a" }), packed({ v: 1, text: 5 }), bomb];
  for (const fragment of unreadable) {
    const page = await open(t);
    const before = Date.now();
    await page.evaluate((hash) => (location.hash = hash), `#v1=${fragment}`);
    await page.getByText("The link holds no table that can be read").waitFor();
    assert.ok(Date.now() - before < 10_000, "it takes no time");
    assert.equal(await box(page).inputValue(), "");
    await box(page).fill(TRIALS);
    await results(page).waitFor();
    await assertQuiet(page);
  }
});

test("a link of a newer version, or one that was cut, says what happened and what to do, and nothing is lost", async (t) => {
  const page = await opened(t, TRIALS);
  const link = new URL(await linkOf(page)).hash;
  const other = await opened(t, HOSTILE);
  const said = async (hash) => {
    await other.evaluate((hash) => (location.hash = hash), hash);
    await other.locator("#box-problems .problem-line").waitFor();
    const sentence = await other.locator("#box-problems .problem-line").textContent();
    assert.equal(await box(other).inputValue(), HOSTILE);
    await other.evaluate(() => (location.hash = ""));
    await box(other).fill(`${HOSTILE}x`);
    await other.waitForFunction(() => !document.querySelector("#box-problems .problem-line") || document.querySelector("#box-problems").textContent.includes("Row"));
    await box(other).fill(HOSTILE);
    await other.waitForFunction(() => !document.querySelector("#box-problems .problem-line"));
    return sentence;
  };
  for (const hash of [link.replace("#v1", "#v2"), "#v2=", "#v17=AAAA"]) assert.match(await said(hash), /^The link was made by a newer version .* Nothing here was changed.* reload the page/, hash);
  for (const hash of [link.slice(0, -20), link.slice(0, 40), link.toLowerCase(), "#v1=", "#v1", "#v0=AAAA"]) assert.match(await said(hash), /^The link holds no table .* Nothing here was changed\. Copy the whole link once more/, hash);
  // what mail programs make of a link is still the link
  for (const hash of [`${link}.`, `${link})`, link.replace("=", "%3D"), `${link}>,`]) {
    await box(other).fill(HOSTILE);
    await other.evaluate((hash) => (location.hash = hash), hash);
    await other.getByText("The table of the link was opened.").waitFor();
    assert.equal(await box(other).inputValue(), TRIALS, hash);
    await other.evaluate(() => (location.hash = ""));
  }
  await assertQuiet(other);
});

test("choices that are not known are left out, and the rest of a link is used", async (t) => {
  const hostile = { v: 1, text: TRIALS, settings: { measure: "constructor", columns: [{ index: -1, field: "x" }], options: { level: 7, interval: "x", convention: "metafor" } }, names: { arm1: "<b>", evil: 1 }, more: true };
  const page = await open(t);
  await page.evaluate((hash) => (location.hash = hash), `#v1=${deflateRawSync(Buffer.from(JSON.stringify(hostile))).toString("base64url")}`);
  await page.getByText("some of its choices are not known here").waitFor();
  assert.equal((await rows(page)).length, 8);
  await assertQuiet(page);
});

test("eight rows print on one page, without the controls", async (t) => {
  const page = await opened(t, TRIALS);
  await button(page, "Download").click();
  const pdf = await page.pdf({ format: "A4", printBackground: false, preferCSSPageSize: false });
  assert.equal(pdf.toString("latin1").match(/\/Type\s*\/Page\b/g).length, 1);
  await page.emulateMedia({ media: "print" });
  for (const name of ["Copy", "Download", "Link", "Clear", "CSV"]) assert.equal(await button(page, name).isVisible(), false, name);
  for (const text of ["3.76", "1.41 to 10.05"]) assert.ok(await results(page).getByText(text, { exact: true }).isVisible(), text);
  assert.equal(await page.getByLabel("Language").isVisible(), false);
  assert.equal(await page.getByText("For your website").isVisible(), false);
  // the words beside the null line stay under the rule
  const cut = await page.locator(".side").evaluateAll((sides) => sides.filter((side) => side.getBoundingClientRect().top < side.closest("td").getBoundingClientRect().top).length);
  assert.equal(cut, 0);
  assert.ok(await page.getByRole("heading", { name: "Sources" }).isVisible());
  assert.ok(await page.locator(".box-mark").first().isVisible());
});

test("the lists are opened, left and closed by keyboard", async (t) => {
  const page = await opened(t, TRIALS);
  for (const [way, first] of [["Copy", "Results table"], ["Download", "CSV"], ["Link", "Copy the link"]]) {
    await button(page, way).focus();
    await page.keyboard.press("Enter");
    await button(page, first).waitFor();
    assert.equal(await button(page, way).getAttribute("aria-expanded"), "true");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Escape");
    await button(page, first).waitFor({ state: "hidden" });
    assert.equal(await button(page, way).getAttribute("aria-expanded"), "false");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), way);
  }
  await button(page, "Download").click();
  await page.mouse.click(5, 5);
  await button(page, "CSV").waitFor({ state: "hidden" });
});

for (const width of [1280, 360]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`the lists are accessible, ${width} px, ${colorScheme}`, async (t) => {
      const page = await opened(t, TRIALS, { viewport: { width, height: 900 }, colorScheme });
      await page.evaluate(await readFile(AXE, "utf8"));
      for (const way of ["Copy", "Download", "Link"]) {
        await button(page, way).click();
        await page.locator(".handing:not([hidden])").waitFor();
        await page.waitForTimeout(200);
        const { violations } = await page.evaluate(() => globalThis.axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"] }));
        assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]), [], way);
        const panel = await page.locator(".handing:not([hidden])").boundingBox();
        assert.ok(panel.x >= 0 && panel.x + panel.width <= width, `${way} stays on the screen`);
        for (const target of await page.locator(".handing:not([hidden]) :is(button, input)").all()) {
          const { width, height } = await target.boundingBox();
          assert.ok(width >= 24 && height >= 24, await target.textContent());
        }
        if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${way}-${width}-${colorScheme}.png` });
        await page.keyboard.press("Escape");
      }
    });
  }
}
