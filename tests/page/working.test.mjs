// The working of a row, as a person opens it: formulas with their numbers, and the row by other rules, methods and programs.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import test from "node:test";
import { load } from "../../www/index.js";
import { assertQuiet, openPage, ORIGIN } from "./browser.mjs";
import { askedLater, box, open, results, rows } from "./page.mjs";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const calc = await load();

const EVENTS = "study\tevents1\tn1\tevents2\tn2\nStalberg 2008\t19\t50\t7\t50\nLin 2005\t77\t174\t18\t146\nZero 2010\t0\t50\t7\t48\nNobody 2011\t0\t50\t0\t48\n";
const DIGENIO = "study\tMean (95% CI) e-mail\tn1\tMean (95% CI) telephone\tn2\tmeasure\n"
  + "Digenio 2009\t5.9 (5.0 to 6.8)\t74\t7.7 (6.8 to 8.7)\t76\tMD\nDigenio 2009, standardised\t5.9 (5.0 to 6.8)\t74\t7.7 (6.8 to 8.7)\t76\tSMD\n";

const opener = (page, study) => page.getByRole("button", { name: `Working: ${study}`, exact: true });
/** Opens a row's working. @returns its part of the page */
const work = async (page, study) => {
  await opener(page, study).click();
  return workingOf(page, study);
};
const workingOf = async (page, study) => {
  const line = page.locator("tr.working-row").and(page.locator(`tr:has(button[aria-label="Working: ${study}"]) + tr`));
  await line.locator(".working-body").waitFor();
  return line;
};
/** A table of alternatives by its heading: its rows, each cell's text. */
const alternatives = (part, heading) => part.locator("section", { has: part.page().getByRole("heading", { name: heading, exact: true }) }).locator("tbody tr")
  .evaluateAll((lines) => lines.map((line) => [...line.cells].map((cell) => [...cell.childNodes].filter((node) => node.className !== "note").map((node) => node.textContent).join("").trim())));
/** The equations in plain text, without spaces. */
const equations = (part) => part.locator(".equation").evaluateAll((all) => all.map((one) => one.textContent.replace(/[\s\u2061]/g, "")));
const cells = (estimate) => {
  const { effect, interval, p } = calc.display(estimate);
  return [effect, interval, p];
};

test("the working of Stalberg 2008 puts its numbers in, by keyboard, and names the paper", async (t) => {
  const page = await open(t);
  await box(page).fill(EVENTS);
  await results(page).waitFor();
  assert.deepEqual(askedLater(page), []);
  const button = opener(page, "Stalberg 2008");
  await button.focus();
  assert.equal(await button.getAttribute("aria-expanded"), "false");
  await page.keyboard.press("Enter");
  const part = await workingOf(page, "Stalberg 2008");
  assert.equal(await button.getAttribute("aria-expanded"), "true");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), "Working: Stalberg 2008");
  // as a fraction, not as text
  assert.deepEqual(await part.locator("math mfrac").first().evaluate((frac) => [...frac.children].map((side) => side.textContent)), ["a×d", "b×c"]);
  assert.deepEqual(await part.locator("math mfrac").nth(1).evaluate((frac) => [...frac.children].map((side) => side.textContent)), ["19×43", "31×7"]);
  const lines = await equations(part);
  assert.equal(lines[0], "lnOR=ln(a×db×c)=ln(19×4331×7)=1.32574");
  assert.equal(lines[1], "variance=1a+1b+1c+1d=119+131+17+143=0.251003");
  assert.deepEqual(lines.slice(-5), ["OR=exp(point)=exp(1.32574)=3.76498", "OR,lower=exp(lower)=exp(0.343797)=1.41029", "OR,upper=exp(upper)=exp(2.30769)=10.0511", "z=pointSE=1.325740.501002=2.64618", "P=P(|Z|≥|z|)=P(|Z|≥2.64618)=0.00814058"]);
  const text = await part.textContent();
  assert.match(text, /Woolf 1955/);
  assert.match(text, /Woolf B\. On estimating the relation between blood group and disease\. Ann Hum Genet 1955;19:251-3\./);
  assert.match(text, /a and c had the event, b and d did not/);
  assert.match(text, /OR 3\.76, 95% CI 1\.41 to 10\.05/);
  assert.match(text, /Computed as RevMan does; both give the same here\./);
  await page.keyboard.press("Enter");
  await part.waitFor({ state: "detached" });
  assert.equal(await button.getAttribute("aria-expanded"), "false");
  await assertQuiet(page);
});

test("every interval of the measure stands beside the one in use", async (t) => {
  const page = await open(t);
  await box(page).fill(EVENTS);
  const part = await work(page, "Lin 2005");
  const data = { events1: 77, n1: 174, events2: 18, n2: 146 };
  const expected = calc.measures().find(({ id }) => id === "OR").intervals
    .map((interval) => cells(calc.compute({ measure: "OR", data, options: { interval } }).estimate));
  const found = await alternatives(part, "Every interval this measure has");
  assert.deepEqual(found.map(([, ...numbers]) => numbers), expected);
  assert.deepEqual(found.map(([name]) => name), ["Wald in use", "Exact", "Mid-P", "Score", "Baptista-Pike"]);
  assert.equal(await part.getByRole("heading", { name: "Zero cells" }).count(), 0);
});

test("where a cell is zero, the rules stand side by side; a row without an effect has one by others", async (t) => {
  const page = await open(t);
  await box(page).fill(EVENTS);
  const zero = await work(page, "Zero 2010");
  const rules = calc.zeroRules({ measure: "OR", data: { events1: 0, n1: 50, events2: 7, n2: 48 } }).filter(({ zeroCells }) => zeroCells);
  const found = await alternatives(zero, "Zero cells");
  assert.deepEqual(found.map(([name]) => name), ["0.5 added where a cell is zero in use", "0.5 added in every study", "Not corrected", "By the size of each group"]);
  assert.deepEqual(found.map(([, ...numbers]) => numbers), rules.map(({ estimate }) => (estimate ? cells(estimate) : ["A cell is zero and no correction was asked for, so no interval."])));
  assert.equal((await equations(zero))[0], "lnOR=ln(a×db×c)=ln(0.5×41.550.5×7.5)=−2.90433");

  const nobody = await work(page, "Nobody 2011");
  const metafor = calc.compute({ measure: "OR", data: { events1: 0, n1: 50, events2: 0, n2: 48 }, options: { convention: "metafor" } }).estimate;
  assert.deepEqual(await alternatives(nobody, "RevMan and metafor"), [
    ["RevMan in use", "No events in either group, so no information on the effect."],
    ["metafor", ...cells(metafor), String(Number(metafor.analysis.se.toPrecision(5)))],
  ]);
  assert.match(await nobody.textContent(), /RevMan then gives no effect, metafor corrects the counts\./);
  await assertQuiet(page);
});

test("what was recovered for Digenio 2009 comes with its formula, rule and assumption; both conventions give their numbers", async (t) => {
  const page = await open(t);
  await box(page).fill(DIGENIO);
  const part = await work(page, "Digenio 2009");
  assert.match(await part.textContent(), /Recovered from the 95% confidence interval of the mean, .* \(Cochrane Handbook 6\.5\.2\.2\)\. It takes for granted: the interval is this mean’s own/);
  const lines = await equations(part);
  assert.ok(lines.includes("SD1=n×(upper−lower)2×t=74×(6.8−5)2×1.993=3.88465"), lines.join("\n"));
  assert.ok(lines.includes("variance=SD12n1+SD22n2=3.88465274+4.15737276=0.431343"), lines.join("\n"));
  assert.match(await part.textContent(), /RevMan and metafor compute the mean difference alike/);

  const smd = await work(page, "Digenio 2009, standardised");
  const batch = calc.batch(DIGENIO);
  const request = calc.request(batch, 2);
  const both = ["revman", "metafor"].map((convention) => calc.compute({ ...request, options: { ...request.options, convention } }).estimate);
  assert.notEqual(both[0].analysis.se, both[1].analysis.se);
  assert.deepEqual((await alternatives(smd, "RevMan and metafor")).map(([, ...numbers]) => numbers), both.map((estimate) => [...cells(estimate), String(Number(estimate.analysis.se.toPrecision(5)))]));
  assert.match(await smd.textContent(), /approximate in RevMan and exact in metafor, and the variance is divided by N − 3\.94 in RevMan and by N in metafor/);
  await assertQuiet(page);
});

test("an open working follows the table and the choices, and keeps the focus", async (t) => {
  const page = await open(t);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: ORIGIN });
  await box(page).fill(EVENTS);
  let part = await work(page, "Stalberg 2008");
  await work(page, "Lin 2005");
  await part.getByRole("button", { name: "Copy the sentence" }).focus();
  await page.keyboard.press("Enter");
  await part.getByText("Copied", { exact: true }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "OR 3.76, 95% CI 1.41 to 10.05");
  await page.getByLabel("Effect measure").selectOption("Risk ratio");
  part = await workingOf(page, "Stalberg 2008");
  const sentence = calc.sentence(calc.compute({ measure: "RR", data: { events1: 19, n1: 50, events2: 7, n2: 50 } }).estimate);
  await part.getByText(sentence).waitFor();
  assert.equal(await page.locator("tr.working-row").count(), 2);
  assert.equal((await rows(page)).length, 4);
  await box(page).fill(EVENTS.replace("\t19\t", "\t20\t"));
  await part.getByText("RR 2.86, 95% CI").waitFor();
  assert.equal(await opener(page, "Stalberg 2008").getAttribute("aria-expanded"), "true");
  // a row that is moved takes its working with it
  const [head, stalberg, lin, ...others] = EVENTS.replace("\t19\t", "\t20\t").split("\n");
  await box(page).fill([head, "New 2020\t5\t50\t7\t48", lin, stalberg, ...others].join("\n"));
  await page.waitForFunction(() => document.querySelector('button[aria-label="Working: New 2020"]')?.getAttribute("aria-expanded") === "false");
  await (await workingOf(page, "Stalberg 2008")).getByText("RR 2.86, 95% CI").waitFor();
  await workingOf(page, "Lin 2005");
  // without their rows, workings go
  await box(page).fill([head, stalberg].join("\n"));
  await page.waitForFunction(() => document.querySelectorAll("tr.working-row").length === 1);
  await assertQuiet(page);
});

test("a row to check has no working, and a working that cannot be fetched is told", async (t) => {
  const page = await open(t);
  let broken = true;
  await page.route(`${ORIGIN}/pkg/effect_size_bg.wasm`, (route) => (broken ? route.abort() : route.continue()));
  await box(page).fill(EVENTS.replace("\t18\t", "\t180\t"));
  await results(page).waitFor();
  assert.equal(await opener(page, "Lin 2005").count(), 0);
  await opener(page, "Stalberg 2008").click();
  await page.getByText("The working could not be fetched. Check the connection and try again.").waitFor();
  broken = false;
  await work(page, "Stalberg 2008");
  assert.equal(await page.getByText("could not be fetched").count(), 0);
});

test("no rule of accessibility is broken where workings are open, and nothing is wider than the page", async (t) => {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [1280, 360]) {
      const page = await openPage(t, { colorScheme, viewport: { width, height: 800 } });
      await page.addInitScript({ path: AXE });
      await page.goto("/");
      await page.getByText(/^Effect Size \d/).waitFor();
      for (const [text, studies] of [[EVENTS, ["Stalberg 2008", "Zero 2010", "Nobody 2011"]], [DIGENIO, ["Digenio 2009", "Digenio 2009, standardised"]]]) {
        await box(page).fill(text);
        await opener(page, studies[0]).waitFor();
        for (const study of studies) if ((await opener(page, study).getAttribute("aria-expanded")) === "false") await work(page, study);
        await page.waitForTimeout(100);
        const { violations } = await page.evaluate(() => globalThis.axe.run(document));
        assert.deepEqual(violations.map(({ id, nodes }) => `${colorScheme}, ${width}: ${id} at ${nodes[0].target}`), []);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, `${width}`);
      }
      await assertQuiet(page);
    }
  }
});

test("on a narrow screen equations break before a sign; what is wider still scrolls by keyboard", async (t) => {
  const page = await open(t, { viewport: { width: 340, height: 800 } });
  await box(page).fill(EVENTS);
  const wide = (part) => part.locator(".equation").evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent));
  assert.deepEqual(await wide(await work(page, "Stalberg 2008")), []);
  await box(page).fill("study\tmean1\tsd1\tn1\tmean2\tsd2\tn2\tmeasure\nA\t5.2\t1.1\t40\t4.8\t1.3\t38\tSMD\n");
  const part = await work(page, "A");
  await part.locator('.equation[role="group"]').first().waitFor();
  const reached = await part.locator(".equation").evaluateAll((all) => all.map((one) => [one.scrollWidth > one.clientWidth + 1, one.tabIndex === 0 && one.getAttribute("aria-label") !== null]));
  assert.ok(reached.some(([is]) => is));
  for (const [is, can] of reached) assert.equal(can, is);
  await assertQuiet(page);
});

test("the rules and intervals side by side keep their heads and whole words at each width", async (t) => {
  const page = await open(t, { viewport: { width: 320, height: 800 } });
  await box(page).fill("study\tevents1\tn1\tevents2\tn2\nGraff 2019\t0\t40\t5\t41\n");
  const part = await work(page, "Graff 2019");
  await part.locator(".alternatives").first().waitFor();
  for (const width of [320, 840, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    const faults = await part.locator(".alternatives").evaluateAll((all) => all.flatMap((one) => [
      ...(one.scrollWidth > one.clientWidth ? ["wider than its place"] : []),
      ...[...one.querySelectorAll("thead th")].filter((head) => head.getBoundingClientRect().width < 8).map((head) => `no head ${head.textContent}`),
      ...[...one.querySelectorAll("th[scope=row]")].filter((head) => head.getBoundingClientRect().width < 90).map((head) => `no room for ${head.textContent}`),
    ]));
    assert.deepEqual({ width, faults }, { width, faults: [] });
  }
});

/** Every formula that the calculator writes, with numbers put in and without. */
function everyFormula() {
  const found = new Set();
  const take = (steps) => steps.forEach(({ quantity, formula, substituted }) => [quantity, formula, substituted].forEach((text) => found.add(text)));
  const values = { mean1: -12, sd1: 4, n1: 40, mean2: -10.25, sd2: 5, n2: 38, events1: 9, events2: 4, time1: 54, time2: 53.123456789, n: 30, r: 0.5, oe: -1.8, v: 14.5, estimate: 0.8, lower: 0.6, upper: 1.1 };
  const measures = calc.measures();
  for (const { id, fields, intervals } of measures) {
    for (const sample of [values, { ...values, events1: 0 }, { ...values, n1: 4e9, mean1: -1e-9, events2: 4e9, n2: 5e9, time1: 1e-6 }]) {
      const data = Object.fromEntries(fields.map((field) => [field, sample[field]]));
      for (const interval of intervals) for (const convention of ["revman", "metafor"]) for (const zeroCells of ["only-if-zero", "treatment-arm"]) {
        const answer = calc.compute({ measure: id, data, options: { interval, convention, zeroCells } });
        if (answer.ok) take(answer.estimate.working);
      }
    }
  }
  for (const { id, inputs } of calc.conversions()) {
    const sample = { level: 0.95, decimals: 0, p: 0.03, p_is_bound: 0, percent: 24, r: 0.4, n: 30, n1: 40, n2: 38, total_events: 30, lower: 0.8, upper: 2.1, lq: 3, uq: 8, estimate: 1.5, baseline: 0.2, risk: 0.2, icc: 0.02, size: 20, cv: 0.3, d: 0.5, sd1: 3, sd2: 4, sd_diff: 3.5, phi: 0.2, chi2: 4, f: 5, t: 2.2, se: 0.4 };
    const given = Object.fromEntries(inputs.map(({ name, least, most }) => [name, sample[name] ?? Math.min(most, Math.max(least, 0.7))]));
    const answer = calc.convert(id, given);
    if (answer.ok) take(answer.working);
  }
  for (const text of [DIGENIO, "study,median1,lq1,uq1,min1,max1,n1,median2,lq2,uq2,min2,max2,n2\nA,12,8,15,2,25,40,10,7,13,1,22,42\nB,12,,,2,25,40,10,,,1,22,42\nC,12,8,15,,,40,10,7,13,,,42",
    "study,mean1,mean2,n1,n2,t,measure\nA,5,4,40,38,2.1,MD\nB,,,40,38,2.1,SMD", "study,mean1,mean2,n1,n2,f\nA,5,4,40,38,4.1", "study,mean1,mean2,n1,n2,p\nA,5,4,40,38,0.04",
    "study,percent1,n1,percent2,n2,icc,cluster_size\nA,38,50,14,50,0.02,20", "study,estimate,chi2,phi,n1,n2,total_events,measure\nA,2.1,,,50,50,26,OR\nB,,,0.2,50,50,26,OR",
    "study,events1,n1,events2,n2,measure\nA,19,50,7,50,SMD", "study,mean1,sd1,n1,mean2,sd2,n2,measure\nA,5,2,40,4,2,38,OR",
    "study,mean1,sd1,n1,mean2,sd2,n2,pre_mean1,pre_sd1,pre_mean2,pre_sd2,r,measure\nA,5,2,40,4,2,38,6,2,6,2,0.5,MD", "study,mean1,sd1,mean2,sd2,n,se,measure\nA,5,2,4,2,38,0.3,MC",
    "study,estimate,lower,upper,se,t,p,measure\nA,1.5,1.1,2.0,,,,OR\nB,1.5,,,,,0.03,HR\nC,1.5,,,,2.2,,GIV\nD,1.5,,,0.2,,,GIVR"]) {
    for (const { estimate, recovered } of calc.batch(text).rows) {
      if (estimate) take(estimate.working);
      recovered.forEach(({ formula, substituted }) => [formula, substituted].forEach((one) => found.add(one)));
    }
  }
  found.delete("");
  return [...found];
}

test("every formula is read as one, with all its numbers in order", async (t) => {
  const all = everyFormula();
  assert.ok(all.length > 300, String(all.length));
  const page = await open(t);
  const shown = await page.evaluate(async (all) => {
    const { formula } = await import("/mathml.js");
    return all.map((text) => {
      const holder = document.createElement("p");
      holder.append(...formula(text));
      document.body.append(holder);
      const words = [...holder.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data).join("");
      const drawn = [...holder.querySelectorAll("math")].every((math) => math.getBoundingClientRect().width > 0);
      const bad = [...holder.querySelectorAll("mfrac, msup, msub")].some((node) => node.children.length !== 2) || [...holder.querySelectorAll("msqrt")].some((node) => node.children.length === 0);
      const text2 = holder.textContent;
      holder.remove();
      return { words, text: text2, drawn, bad };
    });
  }, all);
  const digits = (text) => text.replace(/chi2|χ²/g, "").replace(/²/g, "2").replace(/³/g, "3").replace(/⁴/g, "4").replace(/e([+-]?)(\d)/g, "10$2").replace(/\D/g, "");
  all.forEach((source, at) => {
    const { words, text, drawn, bad } = shown[at];
    assert.doesNotMatch(words, /[√×²³⁴|()=≥≤+\/]|−/, `not read: ${source}`);
    assert.equal(digits(text), digits(source), source);
    assert.ok(drawn && !bad, source);
  });
});

test("what is no formula is shown as it is", async (t) => {
  const page = await open(t);
  const odd = ["", "((", "√", "1 / ", "a b", "× 2", "<b>x</b>", "ln", "P(", "|x", "½ of it", "a // b", "μ̂ ± 1.96σ", "e^x", "((((a))))", "1e5e5", "²", "x²²", "漢字", "a=b=c"];
  for (let length = 1, seed = 7; length < 300; length += 1) {
    let text = "";
    for (let at = 0; at < length % 24; at += 1) text += "abn1 2√²/×+−-()|=.,θΓ P_e"[(seed = (seed * 48271) % 2147483647) % 25];
    odd.push(text);
  }
  odd.push("(".repeat(3000), "√".repeat(3000), "−".repeat(3000));
  const plain = (text) => text.replace(/[\s\u2061\u2062()^]/g, "");
  const shown = await page.evaluate(async (odd) => {
    const { formula } = await import("/mathml.js");
    return odd.map((text) => {
      const holder = document.createElement("p");
      holder.append(...formula(text));
      return { text: holder.textContent, elements: [...holder.querySelectorAll("*")].every((node) => node.namespaceURI.endsWith("MathML")) };
    });
  }, odd);
  odd.forEach((source, at) => {
    assert.ok(shown[at].elements, source);
    // what is drawn instead of written: roots, fractions, powers, indices
    const without = (text) => plain(text).replace(/[√/_-]/g, "").replace(/²/g, "2").replace(/−/g, "").replace(/e[+-]?(\d)/g, "$1").replace(/×10(?=\d)/g, "");
    assert.equal(without(shown[at].text).replace(/×10/g, ""), without(source).replace(/×10/g, ""), source.slice(0, 60));
  });
});

test("every recovery has its assumption in words, and every measure with two conventions what differs", async () => {
  const { readFileSync } = await import("node:fs");
  const { working, recovered } = JSON.parse(readFileSync(new URL("../../www/text/en-more.json", import.meta.url), "utf8"));
  assert.deepEqual(Object.keys(working.assumptions), Object.keys(recovered.routes));
  const two = calc.measures().filter(({ choices }) => choices.some(({ option }) => option === "convention")).map(({ id }) => id);
  assert.deepEqual(Object.keys(working.how).sort(), two.sort());
  for (const { intervals } of calc.measures()) for (const interval of intervals) assert.ok(working.methods[interval], interval);
});
