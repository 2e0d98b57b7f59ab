// Every language says all that English says, with the same places to fill; and the page speaks the reader's.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import test from "node:test";
import { chosenLanguage } from "../../www/language.js";
import { openPage, ORIGIN } from "./browser.mjs";
import { box, paste } from "./page.mjs";

const OTHERS = ["de", "es", "fr", "pt"];
const read = (name) => JSON.parse(readFileSync(new URL(`../../www/text/${name}.json`, import.meta.url), "utf8"));
/** Forms of a number, of which languages have more or fewer. */
const isPlural = (entry) => typeof entry === "object" && Object.hasOwn(entry, "other") && Object.keys(entry).every((form) => ["zero", "one", "two", "few", "many", "other"].includes(form));
const places = (text) => [...new Set(text.match(/\{[\w-]+\}/g) ?? [])].sort();
const placesOf = (entry) => (typeof entry === "string" ? places(entry) : places(entry.other));

/** What is not as in English, by key. */
function differences(english, other, path) {
  const here = [...new Set([...Object.keys(english), ...Object.keys(other)])];
  return here.flatMap((key) => {
    const [one, two] = [english[key], other[key]];
    const name = [...path, key].join(".");
    if (one === undefined) return [`${name} is not in English`];
    if (two === undefined) return [`${name} is missing`];
    if (typeof one === "object" && !isPlural(one)) return typeof two === "object" ? differences(one, two, [...path, key]) : [`${name} is no group`];
    if (typeof two === "object" && !isPlural(two)) return [`${name} is a group`];
    if (typeof two === "string" ? two.trim() === "" : Object.values(two).some((form) => form.trim() === "")) return [`${name} is empty`];
    const [wanted, found] = [placesOf(one), placesOf(two)];
    return wanted.join() === found.join() ? [] : [`${name} has the places ${found.join(", ")} for ${wanted.join(", ")}`];
  });
}

for (const language of OTHERS) {
  for (const part of ["", "-more"]) {
    test(`${language}${part}.json says what en${part}.json says`, () => {
      assert.ok(existsSync(new URL(`../../www/text/${language}${part}.json`, import.meta.url)));
      assert.deepEqual(differences(read(`en${part}`), read(language + part), []), []);
    });
  }
}

test("the language is the one in the address, else the reader's first that there is, else English", () => {
  assert.equal(chosenLanguage("#lang=fr", ["de-AT"]), "fr");
  assert.equal(chosenLanguage("#v1=abc&lang=pt", []), "pt");
  assert.equal(chosenLanguage("", ["nl", "de-AT", "en"]), "de");
  assert.equal(chosenLanguage("#lang=xx", ["nl"]), "en");
});

test("a page in German has a decimal comma, and keeps the table when the language is changed", async (t) => {
  const page = await openPage(t, { locale: "de-DE" });
  await page.goto("/");
  await page.getByText(/^Effect Size \d/).waitFor();
  const german = read("de");
  await paste(page, { "text/plain": "study\tevents1\tn1\tevents2\tn2\nStalberg 2008\t19\t50\t7\t50\n" });
  await page.getByRole("cell", { name: "3,76", exact: true }).waitFor();
  await page.getByRole("cell", { name: "1,41 bis 10,05" }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.lang), "de");
  await page.getByLabel(german.language).selectOption("en");
  await page.getByRole("cell", { name: "1.41 to 10.05" }).waitFor();
  assert.match(await box(page).inputValue(), /Stalberg 2008/);
  assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
  assert.equal(await page.evaluate(() => localStorage.length), 0);
});

test("what is copied as Markdown is in the reader's language", async (t) => {
  const page = await openPage(t, { locale: "de-DE" });
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: ORIGIN });
  await page.goto("/");
  await page.getByText(/^Effect Size \d/).waitFor();
  await paste(page, { "text/plain": "study\tmean1\tsd1\tn1\tmean2\tsd2\tn2\nDigenio|2009\t5.9\t3.88\t74\t7.7\t4.16\t76\nKatz 2004\t4.0\t\t65\t1.1\t\t67\n" });
  await page.getByRole("cell", { name: "-1,80", exact: true }).waitFor();
  await page.getByRole("button", { name: read("de").results.copy, exact: true }).click();
  await page.getByRole("button", { name: "Markdown", exact: true }).click();
  // Copy has put the table there already, and has said so
  await page.waitForFunction(async () => (await navigator.clipboard.readText()).startsWith("|"));
  const [head, rule, ...rows] = (await page.evaluate(() => navigator.clipboard.readText())).split("\n");
  assert.match(head, /^\| Studie \| .* \| 95-%-KI \| p \|/i);
  assert.match(rule, /^\|( --- \|)+$/);
  assert.match(rows[0], /^\| Digenio\\\|2009 \| .*\| -1,80 \| -3,09 bis -0,51 \| 0,006 \|/);
  assert.match(rows[1], /^\| Katz 2004 \| .*Wie berichtet: Mittelwert 4,0/i);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: read("de").results.download, exact: true }).click();
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "SVG", exact: true }).click()]);
  const drawing = readFileSync(await file.path(), "utf8");
  assert.match(drawing, /<title id="title">Forest-Plot<.*\n<desc id="desc">Digenio\|2009: MD -1,80; 95-%-KI -3,09 bis -0,51\. Katz 2004: Wie berichtet: .* Keine Standardabweichung, daher kein Intervall\.</);
  for (const words of ["Studie", "Mittelwertdifferenz", "MD (95-%-KI)", "-1,80 (-3,09 bis -0,51)"]) assert.ok(drawing.includes(`>${words}</text>`), words);
  assert.doesNotMatch(rows.join(), /sd-missing/);
});

test("in German what is as given, recovered, put into a formula and said in a sentence is German too", async (t) => {
  const page = await openPage(t, { locale: "de-DE" });
  await page.goto("/");
  await page.getByText(/^Effect Size \d/).waitFor();
  await paste(page, { "text/plain": "study\tmean1\tlower1\tupper1\tn1\tmean2\tlower2\tupper2\tn2\tp\nDigenio 2009\t5.9\t5.0\t6.8\t74\t7.7\t6.8\t8.7\t76\t\nKatz 2003\t46.5\t\t\t\t9.0\t\t\t\t<.01\n" });
  await page.getByText("Mittelwert 46,5 vs. Mittelwert 9,0; p <,01 wie berichtet").waitFor();
  await page.locator(".recovered", { hasText: "[SD 3,885]" }).waitFor();
  // what was typed stays as it was typed
  assert.equal(await page.getByRole("textbox", { name: /^Katz 2003, Intervention, Mittelwert/ }).textContent(), "46.5");
  await page.locator("button.open").first().click();
  await page.getByText("MD -1,80; 95-%-KI -3,09 bis -0,51").waitFor();
  const equations = await page.locator(".equation").allTextContents();
  assert.ok(equations.some((text) => text.includes("3,88465")), equations.join("\n"));
  assert.deepEqual(equations.filter((text) => /\d\.\d/.test(text)), []);
});

test("on a narrow screen what lies on either side of no effect is said in full or by an arrow, and never cut", async (t) => {
  const tables = { right: "19\t50\t7\t50", left: "7\t50\t19\t50", middle: "9\t50\t10\t50" };
  for (const language of ["en", "de", "fr", "es", "pt"]) {
    const words = read(language).results;
    const page = await openPage(t, { locale: language, viewport: { width: 320, height: 800 } });
    await page.goto("/");
    await page.getByText(/^Effect Size \d/).waitFor();
    for (const [where, numbers] of Object.entries(tables)) {
      await page.locator("#table-text").fill(`study\tevents1\tn1\tevents2\tn2\nTrial ${where}\t${numbers}\n`);
      await page.locator(".study", { hasText: `Trial ${where}` }).waitFor();
      const sides = await page.locator(".side").evaluateAll((sides) => sides.map((side) => {
        const range = document.createRange();
        range.selectNodeContents(side);
        const { left, right, width } = range.getBoundingClientRect();
        const box = side.getBoundingClientRect();
        return { text: side.textContent, left: Math.min(left, box.left), right: Math.max(right, box.right), read: width > 0 };
      }));
      const named = `${language}, ${where}: ${JSON.stringify(sides)}`;
      assert.deepEqual(sides.map(({ text }) => text), ["lower", "higher"].map((side) => words[side].replace("{arm}", words["arm1-in-text"])), named);
      const [lower, higher] = sides;
      assert.ok(lower.left >= 0 && lower.right < higher.left && higher.right <= 320, named);
      assert.deepEqual(sides.map(({ read }) => read), [where !== "right", where !== "left"], named);
    }
  }
});
