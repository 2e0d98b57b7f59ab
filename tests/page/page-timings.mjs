// How long people wait, measured in the browser, against the budgets: the median, and the least, which is what it takes when
// nothing else disturbs it. Where plain JavaScript can do the same work, its time in the same run stands beside ours, so that
// the ratio holds on a slow or busy machine too; beside a keystroke stands one in a bare field of the same browser. It fails where even the least is more than SLACK times its budget.

import { chromium } from "playwright-core";

const SLACK = 3;
const RUNS = 15;

const EVENTS = "study\tevents1\tn1\tevents2\tn2";
const table = (rows) => `${EVENTS}\n${Array.from({ length: rows }, (_, i) => `Study ${i + 1}\t${5 + ((i * 7) % 40)}\t${100 + (i % 50)}\t${3 + ((i * 5) % 30)}\t${95 + (i % 40)}`).join("\n")}`;

/** @param {number[]} times */
const summary = (times) => ({ median: times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)], least: Math.min(...times) });

/** From the start of a visit to the first painted result, of a table that is kept on the device. */
async function firstResult(context) {
  const page = await context.newPage();
  await page.goto("/");
  await page.evaluate((text) => localStorage.setItem("effect-size", JSON.stringify({ v: 1, text })), table(8));
  await page.addInitScript(() => {
    globalThis.firstResult = new Promise((done) => {
      const look = () => (document.querySelector("#results-table th[scope=row]") ? setTimeout(() => done(performance.now())) : requestAnimationFrame(look));
      requestAnimationFrame(look);
    });
  });
  const times = [];
  for (let run = 0; run < RUNS; run += 1) {
    await page.reload();
    times.push(await page.evaluate(() => globalThis.firstResult));
  }
  await page.evaluate(() => localStorage.clear());
  await page.close();
  return summary(times);
}

/** From a key pressed in the table to the row painted anew: its effect has to be another one by then. */
async function keystroke(context, rows) {
  const page = await context.newPage();
  await page.goto("/");
  await page.getByText(/^Effect Size \d/).waitFor();
  const box = page.getByLabel("Paste your table");
  await box.fill(table(rows));
  await page.waitForFunction((count) => document.querySelectorAll("#results-table th[scope=row]").length >= Math.min(count, 50), rows);
  await page.waitForTimeout(500);
  // In the middle of the table, a group's size: the first keys go into the cell, those after are timed.
  await page.getByRole("textbox", { name: "Study 11, Intervention, n", exact: true }).click();
  const times = await keys(page, "#results-table tr:has([aria-label^='Study 11,']) .c-effect");
  await page.close();
  return times;
}

/** The same in a bare field on a bare page: what the browser itself takes from a key to the next frame. */
async function bareKeystroke(context) {
  const page = await context.newPage();
  await page.setContent("<p contenteditable></p>");
  await page.locator("p").click();
  const times = await keys(page, "p");
  await page.close();
  return times;
}

/** Keys pressed one after the other, each with the time until the end of the frame that paints what it changed. */
async function keys(page, changed) {
  await page.keyboard.type("900", { delay: 100 });
  await page.waitForTimeout(1000);
  await page.evaluate((changed) => {
    const shown = () => document.querySelector(changed).textContent;
    globalThis.taken = [];
    addEventListener("keydown", ({ timeStamp }) => {
      const before = shown();
      requestAnimationFrame(() => setTimeout(() => {
        const now = performance.now();
        if (shown() === before) throw new Error(`after a key there still stands ${before}`);
        globalThis.taken.push(now - timeStamp);
      }));
    }, true);
  }, changed);
  for (let run = 0; run < RUNS; run += 1) {
    await page.keyboard.press(run % 2 === 0 ? "1" : "Backspace");
    await page.waitForFunction((count) => globalThis.taken.length >= count, run + 1);
    await page.waitForTimeout(50);
  }
  return summary(await page.evaluate(() => globalThis.taken));
}

/** From the paste of 10,000 rows to the table painted, as far as it is seen. */
async function largePaste(context) {
  const times = [];
  for (let run = 0; run < 3; run += 1) {
    const page = await context.newPage();
    await page.goto("/");
    await page.getByText(/^Effect Size \d/).waitFor();
    times.push(await page.evaluate((text) => new Promise((done) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", text);
      const began = performance.now();
      document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
      const look = () => (document.querySelector("#results-table th[scope=row]") ? setTimeout(() => done(performance.now() - began)) : requestAnimationFrame(look));
      requestAnimationFrame(look);
    }), table(10_000)));
    await page.close();
  }
  return summary(times);
}

/** 10,000 rows parsed and computed, and a million odds ratios, by the package in the browser. */
async function inPackage(context) {
  const page = await context.newPage();
  await page.goto("/");
  const found = await page.evaluate(async (text) => {
    const { load } = await import("/index.js");
    const calc = await load();
    const timed = (work) => Array.from({ length: 7 }, () => {
      const began = performance.now();
      work();
      return performance.now() - began;
    });
    /** The same rows in a plain loop: split, compute, round. No check, no question, no plot. */
    const plainBatch = () => text.split("\n").slice(1).map((line) => {
      const [study, ...cells] = line.split("\t");
      const [a, n1, c, n2] = cells.map(Number);
      const log = Math.log((a * (n2 - c)) / ((n1 - a) * c));
      const half = 1.959963984540054 * Math.sqrt(1 / a + 1 / (n1 - a) + 1 / c + 1 / (n2 - c));
      return { study, effect: Math.exp(log).toFixed(2), interval: `${Math.exp(log - half).toFixed(2)} to ${Math.exp(log + half).toFixed(2)}` };
    });
    const rows = 1_000_000;
    const column = (least, spread) => Float64Array.from({ length: rows }, (_, i) => least + ((i * 7919) % spread));
    const columns = { events1: column(5, 40), n1: column(100, 50), events2: column(3, 30), n2: column(95, 40) };
    const plainColumns = () => {
      const [point, lower, upper, se] = [0, 0, 0, 0].map(() => new Float64Array(rows));
      for (let i = 0; i < rows; i += 1) {
        const [a, c] = [columns.events1[i], columns.events2[i]];
        const [b, d] = [columns.n1[i] - a, columns.n2[i] - c];
        const log = Math.log((a * d) / (b * c));
        se[i] = Math.sqrt(1 / a + 1 / b + 1 / c + 1 / d);
        point[i] = Math.exp(log);
        lower[i] = Math.exp(log - 1.959963984540054 * se[i]);
        upper[i] = Math.exp(log + 1.959963984540054 * se[i]);
      }
      return { point, lower, upper, se };
    };
    return {
      batch: [timed(() => calc.batch(text)), timed(plainBatch)],
      columns: [timed(() => calc.columns({ measure: "OR", columns })), timed(plainColumns)],
    };
  }, table(10_000));
  await page.close();
  return { batch: found.batch.map(summary), columns: found.columns.map(summary) };
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--headless", "--no-sandbox", "--disable-gpu"] });
const context = await browser.newContext({ baseURL: process.env.EFFECT_SIZE_ORIGIN, viewport: { width: 1280, height: 800 }, serviceWorkers: "block" });
const { batch, columns } = await inPackage(context);
const bare = await bareKeystroke(context);
const jobs = [
  { job: "navigation to first result, warm", ...(await firstResult(context)), budget: 120 },
  { job: "keystroke to painted row, 100 rows", ...(await keystroke(context, 100)), budget: 16, peer: bare },
  { job: "keystroke to painted row, 1,000 rows", ...(await keystroke(context, 1000)), budget: 50, peer: bare },
  { job: "10,000 rows parsed and computed", ...batch[0], budget: 100, peer: batch[1] },
  { job: "10,000 rows pasted, until painted", ...(await largePaste(context)) },
  { job: "a million odds ratios by columns", ...columns[0], peer: columns[1], ratioBudget: 2.5 },
];
await browser.close();

const line = (job, cells) => job.padEnd(38) + cells.map((text) => String(text).padStart(10)).join("");
console.log(line("ms", ["median", "least", "budget", "peer", "ratio", "budget"]));
let failed = false;
for (const { job, median, least, budget, peer, ratioBudget } of jobs) {
  const ratio = peer ? least / peer.least : null;
  const over = (ms) => Math.max(budget ? ms / budget : 0, ratioBudget ? ratio / ratioBudget : 0);
  const far = over(least) > SLACK;
  failed ||= far;
  const verdict = far ? "  FAR OVER" : over(median) > 1 ? "  over" : "";
  console.log(line(job, [median.toFixed(1), least.toFixed(1), budget ?? "", peer?.least.toFixed(1) ?? "", ratio?.toFixed(2) ?? "", ratioBudget ?? ""]) + verdict);
}
process.exitCode = failed ? 1 : 0;
