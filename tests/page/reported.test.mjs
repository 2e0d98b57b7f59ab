// What papers really report, on the page: numbers recovered and marked, questions asked, choices where there is something to choose.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import test from "node:test";
import { load } from "../../www/index.js";
import { Messages } from "../../www/messages.js";
import { recoveredSentences } from "../../www/recovered.js";
import { assertQuiet, openPage, ORIGIN } from "./browser.mjs";
import { asked, askedLater, box, open, paste, results, rows, saved } from "./page.mjs";

const PRINTED = await readFile(new URL("../../www/example/as-printed.csv", import.meta.url), "utf8");
const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

const EVENTS = "study\tevents1\tn1\tevents2\tn2\nStalberg 2008\t19\t50\t7\t50\nLin 2005\t77\t174\t18\t146\n";
const RATES = "study\tevents1\ttime1\tevents2\ttime2\nRoss 2004\t20\t54\t8\t53\n";
const MEANS = "study\tmean1\tsd1\tn1\tmean2\tsd2\tn2\nDigenio 2009\t5.9\t3.88\t74\t7.7\t4.16\t76\n";
const MEDIANS = "study,median1,lq1,uq1,n1,median2,lq2,uq2,n2\nGraff 2019,33.3,23.3,41.7,77,30,20,40,80\n";

/** Opens the choices beside measure and level. */
const change = async (page) => {
  await page.getByRole("button", { name: "Change", exact: true }).click();
  await page.getByText("How effects are computed").waitFor();
};
/** The choices that only some tables have, as a person sees them, by their labels. */
const choices = async (page) => {
  const labels = await page.locator("#choices label:visible").allTextContents();
  return labels.filter((label) => /Medians|Shared|Comparator/.test(label));
};
const settled = (page) => page.waitForTimeout(60);

test("what papers print is an example of its own: recovered, or kept as given", async (t) => {
  const page = await open(t);
  await page.getByRole("button", { name: "Try what papers print" }).click();
  const found = await rows(page);
  assert.deepEqual(found.map((row) => row.study), ["Stalberg 2008", "Stalberg 2008", "Ketteridge 2005", "Digenio 2009", "Graff 2019", "Graff 2019", "Katz 2003", "Katz 2004", "Bergmo 2005"]);
  const [, , , digenio, before, after, ...given] = found;
  assert.deepEqual([digenio.Effect, digenio["95% CI"]], ["-1.80", "-3.09 to -0.51"]);
  assert.match(digenio.Intervention, /^74 5\.9 5\.0 6\.8\s+recovered: \[SD 3\.885\]$/);
  assert.match(digenio.Comparator, /^76 7\.7 6\.8 8\.7\s+recovered: \[SD 4\.157\]$/);
  assert.match(digenio.Study, /Recovered from the 95% confidence interval of the mean, by Student’s t with n − 1 degrees of freedom \(Cochrane Handbook 6\.5\.2\.2\): Intervention: \[SD 3\.885\] = √74 × \(6\.8 − 5\) \/ \(2 × 1\.993/);
  assert.match(digenio.Study, /Comparator: \[SD 4\.157\] = √76 × \(8\.7 − 6\.8\)/);
  assert.match(before.Intervention, /^77\s+33\.3 23\.3 41\.7 recovered: \[mean 32\.74, SD 13\.90\]$/);
  assert.match(before.Study, /Recovered from the median and the quartiles \(Luo 2018; Wan 2014\)/);
  assert.match(after.text, /Reported as given: median 30 \(IQR 20 to 40\), n 77 v .*The data look skewed/);
  assert.doesNotMatch(after.text, /recovered/i);
  for (const row of given) assert.match(row.text, /Reported as given: /);
  await page.getByText("[In brackets]: recovered, not printed.").waitFor();
  await assertQuiet(page);
});

test("what was printed has no mark, and a table with everything printed no word about it", async (t) => {
  const page = await open(t);
  await box(page).fill(`${MEANS}Katz 2004\t4.0\t\t65\t1.1\t\t67\n`);
  await results(page).waitFor();
  await box(page).fill(`study\tmean1\tsd1\tse1\tn1\tmean2\tsd2\tse2\tn2\nA\t5.2\t1.1\t\t40\t4.8\t1.3\t\t38\nB\t5.2\t\t0.2\t40\t4.8\t1.3\t\t38\n`);
  await page.getByText("[In brackets]").waitFor();
  const [a, b] = await rows(page);
  assert.doesNotMatch(a.text, /\[|recovered/i);
  assert.match(b.Intervention, /^5\.2 {2}0\.2 40 recovered: \[SD 1\.265\]$/);
  assert.equal(b.Comparator, "4.8 1.3 38");
  await box(page).fill(MEANS);
  await settled(page);
  assert.equal(await page.getByText("[In brackets]").count(), 0);
});

test("an interval in one cell with its mean asks for the complete calculator too", async (t) => {
  const page = await open(t);
  await paste(page, { "text/plain": "study\tMean (95% CI) e-mail\tn1\tMean (95% CI) telephone\tn2\nDigenio 2009\t5.9 (5.0 to 6.8)\t74\t7.7 (6.8 to 8.7)\t76\n" });
  await page.getByText("[SD 3.885]").first().waitFor();
  assert.deepEqual((await rows(page)).map((row) => row.Effect), ["-1.80"]);
});

test("pipes, another language and other notations ask for the complete calculator too", async (t) => {
  const words = "Ereignisse Intervention | Gesamt Intervention | Ereignisse Kontrolle | Gesamt Kontrolle";
  for (const [text, effects] of [
    [`| Studie | ${words} |\n|---|---|---|---|---|\n| Müller 2008 | 19 | 50 | 7 | 50 |`, ["3.76"]],
    [`Studie\t${words.replaceAll(" | ", "\t")}\nMüller 2008\t19\t50\t7\t50`, ["3.76"]],
    ["Study\tHR (95% CI)\nA\t0.75 (0.60–0.94)", ["0.75"]],
    ["Study  Events  Total  Events  Total\nVan den Berg 2008  19  50  7  50", ["3.76"]],
    ["Study\tTreatment n/N\tControl n/N\nA\t19/50\t7/50\nB\t24% (12/50)\t5/50", ["3.76", "2.84"]],
  ]) {
    const page = await open(t);
    await paste(page, { "text/plain": text });
    await page.getByText(effects.at(-1), { exact: true }).first().waitFor();
    assert.deepEqual((await rows(page)).map((row) => row.Effect), effects, text);
    assert.ok(asked(page).includes("pkg/effect_size_bg.wasm"));
  }
});

test("the marks stand in print and on a narrow screen", async (t) => {
  for (const width of [1280, 360]) {
    const page = await open(t, { viewport: { width, height: 800 } });
    await box(page).fill(PRINTED);
    await page.getByText("[SD 3.885]").first().waitFor();
    if (width > 600) await page.emulateMedia({ media: "print" });
    for (const text of ["[SD 3.885]", "[In brackets]: recovered, not printed.", "by Student’s t"]) {
      assert.ok(await page.getByText(text).first().isVisible(), `${text} at ${width}`);
    }
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
  }
});

test("recovered numbers are told in words, by their routes", async () => {
  const calc = await load();
  const text = JSON.parse(await readFile(new URL("../../www/text/en-more.json", import.meta.url), "utf8"));
  const messages = new Messages({ ...text, results: { arm1: "Intervention", arm2: "Comparator" } }, "en");
  const group = "mean1,n1,mean2,n2";
  const told = Object.entries({
    "standard-error": [`${group},se1,se2`, "5,40,4,38,.2,.3"],
    "confidence-interval": [`${group},lower1,upper1,lower2,upper2`, "5,40,4,38,4,6,3,5"],
    "range": ["median1,min1,max1,n1,median2,min2,max2,n2", "12,6,18,40,10,5,15,42"],
    "quartiles": ["median1,lq1,uq1,n1,median2,lq2,uq2,n2", "12,8,15,40,10,7,13,42"],
    "range-and-quartiles": ["median1,min1,lq1,uq1,max1,n1,median2,min2,lq2,uq2,max2,n2", "12,5,9,15,19,40,10,4,8,12,16,42"],
    "interquartile-range": ["mean1,lq1,uq1,n1,mean2,lq2,uq2,n2", "12,8,15,140,10,7,13,142"],
    "difference-error": [`${group},se`, "5,40,4,38,.4"],
    "difference-interval": [`${group},lower,upper`, "5,40,4,38,.2,1.8"],
    "difference-t": [`${group},t`, "5,40,4,38,2.2"],
    "difference-f": [`${group},f`, "5,40,4,38,4.8"],
    "difference-p": [`${group},p`, "5,40,4,38,.03"],
    "percentage": ["percent1,n1,percent2,n2", "38,50,14,50"],
  }).map(([route, [header, line]]) => {
    const [row] = calc.batch(`study,${header}\nA,${line}`).rows;
    assert.ok(row.recovered.length > 0 && row.recovered.every((recovered) => recovered.route === route), `${route}: ${JSON.stringify(row)}`);
    return [route, recoveredSentences(row, messages).join(" ")];
  });
  for (const [route, sentence] of told) assert.match(sentence, /^Recovered from the .*: (Intervention|Both groups): \[.+\] = .+\.$/, route);
  assert.match(Object.fromEntries(told)["difference-t"], /Both groups: \[SD [\d.]+\] = /);
});

test("medians become means or stay medians, as chosen", async (t) => {
  const page = await open(t);
  await box(page).fill(MEDIANS);
  await page.getByText("[mean 32.74, SD 13.90]").first().waitFor();
  await change(page);
  const medians = page.getByLabel("Medians");
  assert.deepEqual(await medians.locator("option").allTextContents(), ["Converted where not skewed", "Kept as medians"]);
  await medians.selectOption("Kept as medians");
  await page.getByText("Only medians, so no mean difference.").waitFor();
  assert.match((await rows(page))[0].text, /Reported as given: median 33\.3 \(IQR 23\.3 to 41\.7\), n 77 v /);
  assert.match(await readFile(await (await saved(page, "CSV")).path(), "utf8"), /median-only/);
  await medians.selectOption("Converted where not skewed");
  await page.getByText("[mean 32.74, SD 13.90]").first().waitFor();
  await assertQuiet(page);
});

test("a choice stands only where the table has something to choose", async (t) => {
  const page = await open(t);
  const [risk, rate] = ["Comparator risk, per 1000", "Comparator rate, per 1000"];
  for (const [at, [text, expected]] of [[EVENTS, [risk]], [MEANS, []], [RATES, [rate]], [MEDIANS, ["Medians"]], [EVENTS, [risk]]].entries()) {
    await box(page).fill(text);
    await results(page).waitFor();
    if (at === 0) await change(page);
    await page.waitForFunction((study) => document.querySelector("#results-table .study")?.textContent === study, text.split("\n")[1].split(/[\t,]/)[0]);
    await settled(page);
    assert.deepEqual(await choices(page), expected, text);
    assert.equal(await page.getByText("Absolute effects", { exact: true }).isVisible(), expected.includes(risk) || expected.includes(rate), text);
  }
});

test("the rest is fetched once, and with the whole table computed nothing more is asked for", async (t) => {
  const page = await open(t);
  await box(page).fill(EVENTS);
  await results(page).waitFor();
  await settled(page);
  assert.deepEqual(askedLater(page), []);
  await box(page).fill(PRINTED);
  await page.getByText("[SD 3.885]").first().waitFor();
  const all = asked(page);
  assert.equal(new Set(all).size, all.length);
  assert.ok(all.includes("text/en-more.json"));
  await change(page);
  const opened = asked(page);
  assert.deepEqual(opened.slice(all.length).map((name) => name.replace(/-[\w-]{8}\./, ".")).filter((name) => !/\b(bar|bar-choices|stylesheet|working|clipboard|mathml)\./.test(name)), []);
  await box(page).fill(MEDIANS);
  await page.getByLabel("Medians").selectOption("as-given");
  await box(page).fill(EVENTS);
  await page.getByLabel("Comparator risk, per 1000").waitFor();
  assert.deepEqual(asked(page), opened);
  await assertQuiet(page);
});

test("texts that cannot be fetched are told as a part of the calculator is, and asked for again", async (t) => {
  for (const part of [/\/text\/en-more\.json$/, /\/reported-[\w-]+\.js$/]) {
    const page = await open(t);
    let broken = true;
    await page.route(part, (route) => (broken ? route.abort() : route.continue()));
    await box(page).fill(MEDIANS);
    await page.getByText("Some rows need a part of the calculator that could not be fetched.").waitFor();
    // what the first part says of it stands in the first text
    assert.match((await rows(page))[0].text, /Only medians, so no mean difference\./);
    broken = false;
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await page.getByText("[mean 32.74, SD 13.90]").first().waitFor();
    assert.equal(await page.getByText("could not be fetched").count(), 0);
  }
});

test("choices that cannot be fetched are told, and can be asked for again", async (t) => {
  const page = await open(t);
  let broken = true;
  await page.route(`${ORIGIN}/text/en-more.json`, (route) => (broken ? route.abort() : route.continue()));
  await box(page).fill(EVENTS);
  await page.getByRole("button", { name: "Change", exact: true }).click();
  await page.getByText("The other choices could not be fetched.").waitFor();
  assert.deepEqual((await rows(page)).map((row) => row.Effect), ["3.76", "5.64"]);
  broken = false;
  await change(page);
  assert.equal(await page.getByText("could not be fetched").count(), 0);
});

test("what looks wrong is asked, with a sign and a word, and the count leads to the first question", async (t) => {
  const page = await open(t);
  await page.getByRole("button", { name: "Try what papers print" }).click();
  const [started, used, ketteridge, ...others] = await rows(page);
  assert.match(started.Study, /Question: P <\.001 is printed, and a chi-squared test of these numbers gives 0\.0062\./);
  assert.match(used.Study, /Question: .*18 of 22 and 4 of 22/);
  assert.match(ketteridge.Study, /Question: .*16%/);
  assert.equal(others.filter((row) => row.text.includes("Question: ")).length, 0);
  assert.deepEqual([ketteridge.Intervention, ketteridge.Comparator], [" 306 16% recovered: [49 events]", " 352 3% recovered: [11 events]"]);
  const questions = page.locator("#results-table .question");
  const count = await questions.count();
  await page.getByRole("button", { name: `${count} questions`, exact: true }).click();
  assert.match(await page.evaluate(() => document.activeElement.textContent), /^Stalberg 2008 Patients who started/);
  assert.equal(await questions.first().evaluate((node) => getComputedStyle(node, "::before").content), '"?" / ""');
  await assertQuiet(page);
});

test("a plain table that looks wrong is asked about as well", async (t) => {
  const page = await open(t);
  await box(page).fill("study\tevents1\tn1\tevents2\tn2\nStalberg 2008\t18\t22\t4\t22\n");
  await page.getByRole("button", { name: "1 question", exact: true }).waitFor();
  assert.match((await rows(page))[0].Study, /Question: /);
  await box(page).fill(EVENTS);
  await page.waitForFunction(() => !document.querySelector(".question"));
  assert.equal(await page.getByRole("button", { name: /question/ }).count(), 0);
});

test("absolute effects follow the comparator's risk as it is typed; what cannot be used leaves the last good one", async (t) => {
  const page = await open(t);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: ORIGIN });
  await box(page).fill(EVENTS);
  await results(page).waitFor();
  await page.getByRole("button", { name: "Change", exact: true }).focus();
  await page.keyboard.press("Enter");
  const risk = page.getByLabel("Comparator risk, per 1000");
  await risk.waitFor();
  await risk.focus();
  assert.deepEqual(await choices(page), ["Comparator risk, per 1000"]);
  await page.keyboard.type("140");
  await page.getByText("380 per 1000 with intervention").waitFor();
  const [stalberg] = await rows(page);
  assert.match(stalberg.Effect, /^3\.76 380 per 1000 with intervention 240 more per 1000 \(47 more to 481 more\) NNTH 5 \(NNTH 3 to 22\)/);
  assert.equal(stalberg["95% CI"], "1.41 to 10.05");
  await page.getByText("Absolute effects at a comparator risk of 140 per 1000; the event is a harm.").waitFor();

  await risk.fill("1400");
  await page.getByText("Above 0 and below 1000. 140 stays.").waitFor();
  assert.equal(await risk.getAttribute("aria-invalid"), "true");
  for (const wrong of ["0", "-5", "a lot", "1000", "100%", "infinity", "Infinity", "1e999", "0x10"]) {
    await risk.fill(wrong);
    await settled(page);
    assert.match((await rows(page))[0].Effect, /380 per 1000/, wrong);
    const note = page.locator(`#${await risk.getAttribute("aria-describedby")}`);
    assert.match(await note.textContent(), /^(Above 0 and below 1000|Type a number per 1000, such as 140, or a share, such as 14% or 7\/50)\. 140 stays\.$/, wrong);
  }
  for (const [typed, told] of [["28%", "Read as 280 per 1000."], ["14 per 100", "Read as 140 per 1000."], ["14 / 50", "Read as 280 per 1000."], ["0,14", "Read as 0.14 per 1000. If a share of 0.14 is meant, type 14%."], ["14%", "Read as 140 per 1000."]]) {
    await risk.fill(typed);
    await page.getByText(told, { exact: true }).waitFor();
    assert.equal(await risk.getAttribute("aria-invalid"), "false", typed);
    const value = /as ([\d.]+)/.exec(told)[1];
    await page.getByText(`Absolute effects at a comparator risk of ${value} per 1000; the event is a harm.`).waitFor();
  }
  await page.getByText("380 per 1000 with intervention").waitFor();
  await page.getByLabel("The event, or a higher value, is").selectOption("a benefit");
  await page.getByText("NNTB 5 (NNTB 3 to 22)").waitFor();

  await page.getByRole("button", { name: "Copy", exact: true }).click();
  await page.getByText("Copied", { exact: true }).waitFor();
  const lines = (await page.evaluate(() => navigator.clipboard.readText())).split("\n").map((line) => line.split("\t"));
  assert.equal(lines[0].at(-1), "Absolute effects at a comparator risk of 140 per 1000; the event is a benefit");
  assert.equal(lines[1].at(-1), "380 per 1000 with intervention; 240 more per 1000 (47 more to 481 more); NNTB 5 (NNTB 3 to 22)");

  await risk.fill("62,5");
  await page.getByText("comparator risk of 62.5 per 1000").waitFor();
  assert.equal(await risk.getAttribute("aria-invalid"), "false");
  await risk.fill("");
  await page.waitForFunction(() => !document.querySelector(".absolute"));
  assert.equal((await rows(page))[0].Effect, "3.76");
  assert.deepEqual(await choices(page), ["Comparator risk, per 1000"]);
  await assertQuiet(page);
});

test("rates have a comparator's rate, and a table of both has both fields", async (t) => {
  const page = await open(t);
  await box(page).fill(RATES);
  await change(page);
  await page.getByLabel("Comparator rate, per 1000").fill("20");
  await page.getByText("49 per 1000 person-time units with intervention").waitFor();
  assert.deepEqual(await choices(page), ["Comparator rate, per 1000"]);
  await box(page).fill("study,events1,n1,events2,n2,time1,time2\nA,19,50,7,50,,\nB,20,,8,,54,53\n");
  await page.getByLabel("Comparator risk, per 1000").waitFor();
  assert.deepEqual(await choices(page), ["Comparator risk, per 1000", "Comparator rate, per 1000"]);
  await box(page).fill(MEANS);
  await page.getByRole("rowheader", { name: "Digenio 2009" }).waitFor();
  await settled(page);
  assert.deepEqual(await choices(page), []);
  assert.equal(await page.locator(".absolute").count(), 0);
});

test("a shared control group can be split", async (t) => {
  const page = await open(t);
  await box(page).fill("study,outcome,events1,n1,events2,n2\nMoore 1998,Quit,12,50,8,60\nMoore 1998,Quit,15,52,8,60\n");
  await page.getByRole("button", { name: "1 question", exact: true }).waitFor();
  const [first] = await rows(page);
  await change(page);
  await page.getByLabel("Shared control group").selectOption("Split");
  await page.getByText("Its comparator serves 2 comparisons").first().waitFor();
  const [split] = await rows(page);
  assert.equal(split.Comparator, "8 60 recovered: [4 events, n 30]");
  assert.notEqual(split["95% CI"], first["95% CI"]);
  assert.ok(await page.getByLabel("Shared control group").isVisible());
  await page.getByLabel("Shared control group").selectOption("Counted whole");
  await page.getByRole("button", { name: "1 question", exact: true }).waitFor();
  assert.deepEqual((await rows(page))[0]["95% CI"], first["95% CI"]);
});

test("no rule of accessibility is broken where papers report something else", async (t) => {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [1280, 360]) {
      const page = await openPage(t, { colorScheme, viewport: { width, height: 800 } });
      await page.addInitScript({ path: AXE });
      await page.goto("/");
      await page.getByText(/^Effect Size \d/).waitFor();
      const check = async (state) => {
        await page.waitForTimeout(100);
        const { violations } = await page.evaluate(() => globalThis.axe.run(document));
        assert.deepEqual(violations.map(({ id, nodes }) => `${state}, ${colorScheme}, ${width}: ${id} at ${nodes[0].target}`), []);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, `${state} at ${width}`);
      };
      await box(page).fill(PRINTED);
      await page.getByText("[SD 3.885]").first().waitFor();
      await check("as printed");
      await change(page);
      const risk = page.getByLabel("Comparator risk, per 1000");
      await risk.fill("140");
      await page.getByText("per 1000 with intervention").first().waitFor();
      await check("absolute effects");
      await risk.fill("one");
      await page.getByText("140 stays.").waitFor();
      await check("a wrong risk");
      await assertQuiet(page);
    }
  }
});
