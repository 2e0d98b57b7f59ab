// Pictures of the page's main states, wide and narrow, light and dark, into target/screenshots: to be looked at.

import { mkdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const TO = fileURLToPath(new URL("../../target/screenshots/", import.meta.url));
const WIDTHS = { 320: 640, 360: 740, 768: 1024, 1280: 800, 2560: 1300 };
const SCHEMES = ["light", "dark"];
/** A picture of 500 rows whole would help nobody. */
const TALLEST = 4000;

const EVENTS = "study\tevents1\tn1\tevents2\tn2";
const many = Array.from({ length: 500 }, (_, i) => `Study ${i + 1}\t${5 + ((i * 7) % 40)}\t${100 + (i % 50)}\t${3 + ((i * 5) % 30)}\t${95 + (i % 40)}`);

const TABLES = {
  "one row": `${EVENTS}\nStalberg 2008\t19\t50\t7\t50`,
  problems: `${EVENTS}\nStalberg 2008\t19\t50\t7\t50\nLin 2005\t277\t174\t18\t146\nRoss 2004\ttwenty\t54\t8\t53\nKatz 2003\t4\t\t2\t60\nGraff 2019\t0\t40\t0\t41\nWald 2009\t-3\t50\t2\t50\n`,
  "all as given": "study\tmean1\tn1\tmean2\tn2\nKatz 2003\t46\t65\t9\t67\nKatz 2004\t4.0\t65\t1.1\t67\nNwachuku 2018\t12.5\t40\t14\t38",
  "500 rows": `${EVENTS}\n${many.join("\n")}`,
  "long names": `${EVENTS}\nThe Randomised Evaluation of Electronic Communication between Patients and their Physicians in Primary Care (REECPP) Collaborative Group 2008\t19\t50\t7\t50\nDonaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft 1996\t77\t174\t18\t146\n北京大学第一医院高血压研究协作组 2011\t20\t54\t8\t53`,
  "huge and tiny differences": "study\tmean1\tsd1\tn1\tmean2\tsd2\tn2\nBig 2001\t123456.7\t34567.8\t12000\t-98765.4\t23456.7\t11000\nSmall 2002\t0.00012\t0.00003\t40\t0.00010\t0.00002\t41",
  "huge and tiny effects": `${EVENTS}\nHuge 2001\t4999\t5000\t1\t5000\nTiny 2002\t1\t900000\t950\t1000000\nNull 2003\t500\t1000\t500\t1000`,
};

/** The states, in the order of a first visit. */
const STATES = {
  empty: async () => {},
  example: (page) => press(page, "Try an example"),
  "mixed table": (page) => press(page, "Try what papers print"),
  ...Object.fromEntries(Object.entries(TABLES).map(([name, text]) => [name, (page) => fill(page, text)])),
  "opened row": async (page) => {
    await fill(page, `${EVENTS}\nStalberg 2008\t19\t50\t7\t50\nGraff 2019\t0\t40\t5\t41`);
    await page.getByRole("button", { name: /^Working: Graff/ }).click();
    await page.waitForTimeout(1500);
  },
  ...Object.fromEntries([["choices", "Change"], ["how it was read", "How it was read"], ["copy", "Copy"], ["download", "Download"], ["link", "Link"]].map(([name, button]) => [`${name} open`, async (page) => {
    await fill(page, TABLES["one row"]);
    await page.getByRole("button", { name: button, exact: true }).click();
    await page.waitForTimeout(800);
  }])),
  "right to left": async (page) => {
    await page.evaluate(() => (document.documentElement.dir = "rtl"));
    await press(page, "Try an example");
  },
  "forced colours": async (page) => {
    await page.emulateMedia({ forcedColors: "active" });
    await press(page, "Try an example");
  },
  "more contrast": async (page) => {
    await page.emulateMedia({ contrast: "more" });
    await press(page, "Try an example");
  },
};

async function press(page, name) {
  await page.getByRole("button", { name, exact: true }).click();
  await settled(page);
}

async function fill(page, text) {
  await page.getByLabel("Paste your table").fill(text);
  await settled(page);
}

/** The results are there, and what they needed beyond the first visit. */
async function settled(page) {
  await page.getByRole("table", { name: "Results" }).waitFor();
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(200);
}

rmSync(TO, { recursive: true, force: true });
mkdirSync(TO, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--headless", "--no-sandbox", "--disable-gpu"] });
for (const [state, reach] of Object.entries(STATES)) {
  for (const [width, height] of Object.entries(WIDTHS)) {
    for (const colorScheme of SCHEMES) {
      const context = await browser.newContext({ baseURL: process.env.EFFECT_SIZE_ORIGIN, viewport: { width: Number(width), height }, colorScheme, serviceWorkers: "block", reducedMotion: "reduce" });
      const page = await context.newPage();
      await page.goto("/");
      await page.getByText(/^Effect Size \d/).waitFor();
      await reach(page);
      await page.mouse.move(0, 0);
      await page.evaluate(() => scrollTo(0, 0));
      const tall = await page.evaluate(() => document.documentElement.scrollHeight);
      const path = `${TO}${state.replaceAll(" ", "-")}-${width}-${colorScheme}.png`;
      await page.screenshot({ path, fullPage: true, clip: { x: 0, y: 0, width: Number(width), height: Math.min(tall, TALLEST) } });
      await context.close();
    }
  }
  console.log(`${state}: ${Object.keys(WIDTHS).join(", ")} wide, ${SCHEMES.join(" and ")}`);
}
await browser.close();
console.log(`in ${TO}`);
