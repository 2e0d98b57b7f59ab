// How the page looks in every state: nothing runs over the edge, no number is broken or covered, at any width, in either
// direction, with forced colours.

import assert from "node:assert/strict";
import test from "node:test";
import { box, open, results } from "./page.mjs";

const EVENTS = "study\tevents1\tn1\tevents2\tn2";
const MEANS = "study\tmean1\tsd1\tn1\tmean2\tsd2\tn2";
const WIDTHS = [320, 360, 560, 768, 860, 1000, 1120, 1280, 2560];
const many = Array.from({ length: 500 }, (_, i) => `Study ${i + 1}\t${5 + ((i * 7) % 40)}\t${100 + (i % 50)}\t${3 + ((i * 5) % 30)}\t${95 + (i % 40)}`);

const paste = (text) => (page) => box(page).fill(text);
const press = (name) => (page) => page.getByRole("button", { name, exact: true }).click();
const STATES = {
  "the first example": press("Try an example"),
  "what papers print": press("Try what papers print"),
  "one row": paste(`${EVENTS}\nStalberg 2008\t19\t50\t7\t50`),
  "500 rows": paste(`${EVENTS}\n${many.join("\n")}`),
  problems: paste(`${EVENTS}\nStalberg 2008\t19\t50\t7\t50\nLin 2005\t277\t174\t18\t146\nRoss 2004\ttwenty\t54\t8\t53\nKatz 2003\t4\t\t2\t60\nGraff 2019\t0\t40\t0\t41\nWald 2009\t-3\t50\t2\t50`),
  "all as given": paste("study\tmean1\tn1\tmean2\tn2\nKatz 2003\t46\t65\t9\t67\nKatz 2004\t4.0\t65\t1.1\t67"),
  "long names": paste(`${EVENTS}\nThe Randomised Evaluation of Electronic Communication between Patients and their Physicians in Primary Care (REECPP) Collaborative Group 2008\t19\t50\t7\t50\nDonaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft 1996\t77\t174\t18\t146`),
  "huge and tiny ratios": paste(`${EVENTS}\nHuge 2001\t4999\t5000\t1\t5000\nTiny 2002\t1\t900000\t950\t1000000\nNull 2003\t500\t1000\t500\t1000`),
  "huge and tiny differences": paste(`${MEANS}\nBig 2001\t123456.7\t34567.8\t12000\t-98765.4\t23456.7\t11000\nSmall 2002\t0.00012\t0.00003\t40\t0.00010\t0.00002\t41`),
};

async function settled(page) {
  await results(page).waitFor();
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(150);
}

/** What runs over the side of the page, numbers on several lines or on top of each other, drawings beside their axis or without room, words in a column too narrow to read. */
function faults(page) {
  return page.evaluate(() => {
    const found = [];
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) found.push(`the page is ${scrollWidth - clientWidth} px wider than the window`);
    const boxes = new Map();
    for (const cell of document.querySelectorAll("#results-table .inputs .cell, #results-table :is(.c-effect, .c-interval, .c-p):not(th)")) {
      const row = cell.closest("tr");
      const text = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
      for (let node = text.nextNode(); node; node = text.nextNode()) {
        for (const match of node.data.matchAll(/[\d.,<−-]*\d/g)) {
          const range = document.createRange();
          range.setStart(node, match.index);
          range.setEnd(node, match.index + match[0].length);
          const places = [...range.getClientRects()].filter(({ width }) => width > 0.5);
          if (new Set(places.map(({ top }) => Math.round(top))).size > 1) found.push(`${match[0]} is broken`);
          if (places.length > 0 && !cell.querySelector(".absolute")) boxes.set(row, [...(boxes.get(row) ?? []), { text: match[0], box: range.getBoundingClientRect() }]);
        }
      }
    }
    for (const all of boxes.values()) {
      all.forEach((one, at) => {
        for (const other of all.slice(at + 1)) {
          const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
          const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
          if (across > 1 && down > 4) found.push(`${one.text} and ${other.text} overlap`);
        }
      });
    }
    const sides = (node) => { const { left, width } = node.getBoundingClientRect(); return { left, width }; };
    for (const axis of document.querySelectorAll("#results-table .axis .plot")) {
      const { left, width } = sides(axis);
      if (width < 80) found.push(`the axis has ${Math.round(width)} px`);
      for (const drawing of axis.closest("tbody").querySelectorAll("tr:not(.group) .plot")) {
        const own = sides(drawing);
        if (Math.abs(own.left - left) > 1 || Math.abs(own.width - width) > 1) found.push("a drawing stands beside its axis");
      }
    }
    const least = Math.min(240, document.querySelector("#results-table").clientWidth - 2);
    for (const words of document.querySelectorAll("#results-table :is(.notice, .note, .in-words)")) {
      const { width } = sides(words);
      if (width > 0 && width < least) found.push(`${words.textContent.slice(0, 40)} has ${Math.round(width)} px`);
    }
    return [...new Set(found)];
  });
}

for (const [state, reach] of Object.entries(STATES)) {
  test(`${state}: whole numbers side by side, from 320 to 2560 px`, async (t) => {
    const page = await open(t, { viewport: { width: WIDTHS[0], height: 800 } });
    assert.deepEqual(await faults(page), []);
    await reach(page);
    await settled(page);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      assert.deepEqual({ width, faults: await faults(page) }, { width, faults: [] });
    }
  });
}

test("an empty cell of many is there for whoever types in its row", async (t) => {
  const page = await open(t, { viewport: { width: 360, height: 800 } });
  await press("Try what papers print")(page);
  await settled(page);
  const row = results(page).getByRole("row").filter({ hasText: "Ketteridge" });
  const empty = row.getByRole("textbox", { name: "Ketteridge 2005, Intervention, events" });
  assert.equal(await empty.isVisible(), false);
  await row.getByRole("textbox", { name: "Ketteridge 2005, Intervention, n", exact: true }).click();
  assert.equal(await empty.isVisible(), true);
  await empty.click();
  await page.keyboard.press("ArrowUp");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), "Stalberg 2008, Intervention, events");
});

test("labels of the axis stand clear of each other", async (t) => {
  const page = await open(t, { viewport: { width: WIDTHS[0], height: 800 } });
  for (const state of ["huge and tiny ratios", "huge and tiny differences", "what papers print", "the first example"]) {
    await STATES[state](page);
    await settled(page);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      const over = await page.evaluate(() => [...document.querySelectorAll(".axis svg")].flatMap((axis) => {
        const labels = [...axis.querySelectorAll("text")].filter((text) => text.getClientRects().length > 0).map((text) => ({ text: text.textContent, box: text.getBoundingClientRect() })).sort((a, b) => a.box.left - b.box.left);
        return labels.slice(1).flatMap(({ text, box }, at) => (box.left < labels[at].box.right ? [`${labels[at].text} and ${text}`] : []));
      }));
      assert.deepEqual({ state, width, over }, { state, width, over: [] });
    }
  }
});

test("each number stands under its head, in reported effects too", async (t) => {
  for (const text of [`${EVENTS}\nA\t19\t50\t7\t50`, "study\tmeasure\testimate\tlower\tupper\nA\tOR\t0.94\t0.80\t1.10", "study\toe\tv\nA\t-3.2\t14.5", `${MEANS}\nA\t5.9\t3.88\t74\t7.7\t4.16\t76`]) {
    const page = await open(t, { viewport: { width: 1280, height: 800 } });
    await box(page).fill(text);
    await settled(page);
    const ends = (selector) => page.locator(selector).evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().right)));
    const heads = await ends("#results-table .heads .inputs > span");
    assert.ok(heads.length > 0 && heads.every((end, at) => at === 0 || end > heads[at - 1]), heads.join(" "));
    assert.deepEqual(heads, await ends("#results-table tr:not(.blank, .group) .inputs > .cell"), text);
  }
});

test("long names of arms and of studies leave every layout in its place", async (t) => {
  const page = await open(t, { viewport: { width: WIDTHS[0], height: 800 } });
  await box(page).fill(`${EVENTS}\nAbdel-Rahman et al 2012\t19\t50\t7\t50\nVan der Berg 2012\t77\t174\t18\t146\nHernandez 2010\t20\t54\t8\t53`);
  await settled(page);
  await page.getByText("Keys", { exact: true }).waitFor();
  await page.locator('[data-name="arm1"]').click();
  await page.keyboard.type("Cognitive behavioural therapy with weekly telephone support");
  await page.keyboard.press("Enter");
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    // the button to open a row stands in the last line of its name
    const alone = await page.locator("#results-table button.open:not([hidden])").evaluateAll((all) => all.filter((button) => {
      const lines = [...button.previousElementSibling.getClientRects()].filter((line) => line.width > 2);
      return Math.abs(button.getBoundingClientRect().bottom - lines[lines.length - 1].bottom) > 8;
    }).length);
    assert.deepEqual({ width, alone, faults: await faults(page) }, { width, alone: 0, faults: [] });
  }
});

test("small paper has room for the plot", async (t) => {
  const page = await open(t, { viewport: { width: 1280, height: 800 } });
  await box(page).fill(`${MEANS}\nA\t5.9\t3.88\t74\t7.7\t4.16\t76`);
  await settled(page);
  await page.getByText("Keys", { exact: true }).waitFor();
  await page.emulateMedia({ media: "print" });
  for (const width of [468, 703, 1032]) { // A5, A4, and A4 on its side, without their margins
    await page.setViewportSize({ width, height: 800 });
    assert.deepEqual({ width, faults: await faults(page) }, { width, faults: [] });
  }
});

test("from right to left the columns are mirrored, and numbers and their line are not", async (t) => {
  for (const width of [360, 1280]) {
    const page = await open(t, { viewport: { width, height: 800 } });
    await page.evaluate(() => (document.documentElement.dir = "rtl"));
    await STATES["one row"](page);
    await settled(page);
    assert.deepEqual(await faults(page), []);
    const at = await page.evaluate(() => {
      const x = (selector) => document.querySelector(`#results-table tbody ${selector}`).getBoundingClientRect();
      return { study: x(".study").left, effect: x("td.c-effect").left, nullLine: x(".null").left, mark: x(".box-mark").left, direction: getComputedStyle(document.querySelector("td.c-interval")).direction };
    });
    if (width > 600) assert.ok(at.study > at.effect, "the study stands on the right");
    assert.ok(at.mark > at.nullLine, "an odds ratio of 3.76 lies to the right of 1");
    assert.equal(at.direction, "ltr");
  }
});

test("with forced colours the drawing and what can be pressed are seen", async (t) => {
  const page = await open(t, { viewport: { width: 1280, height: 800 }, forcedColors: "active" });
  await STATES["one row"](page);
  await settled(page);
  const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  for (const [selector, property] of [[".whisker", "stroke"], [".box-mark", "fill"], [".null", "stroke"], ["#results-part button", "borderTopColor"]]) {
    const colour = await page.locator(selector).first().evaluate((node, name) => getComputedStyle(node)[name], property);
    assert.notEqual(colour, paper, selector);
  }
});

test("what can be pressed is 24 px and more, at each width", async (t) => {
  const page = await open(t, { viewport: { width: 320, height: 800 } });
  const small = () => page.evaluate(() => [...document.querySelectorAll("button:not(.in-line), select, label:has(input), summary, input:not([type=checkbox]), #results-table .inputs .cell")]
    .filter((node) => node.checkVisibility() && !node.closest(".unseen")).map((node) => ({ name: node.textContent || node.id, box: node.getBoundingClientRect() }))
    .flatMap(({ name, box }) => (box.height < 23.9 || box.width < 23.9 ? [`${name}: ${box.width} × ${box.height}`] : [])));
  assert.deepEqual(await small(), []);
  await STATES["what papers print"](page);
  await settled(page);
  for (const width of [320, 360]) {
    await page.setViewportSize({ width, height: 800 });
    assert.deepEqual(await small(), []);
  }
});
