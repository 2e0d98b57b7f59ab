// The page as a person meets it: opened, with a table pasted, and its results read.

import { fileURLToPath } from "node:url";
import { openPage, ORIGIN, recordOf } from "./browser.mjs";
import { firstVisit } from "./sizes.mjs";

const FIRST = firstVisit(fileURLToPath(new URL("../../www", import.meta.url)));

/** The box that takes a table. */
export const box = (page) => page.getByLabel("Paste your table");
/** The table of results. */
export const results = (page) => page.getByRole("table", { name: "Results" });

/** The page with its calculator ready. */
export async function open(t, options) {
  const page = await openPage(t, options);
  await page.goto("/");
  await page.getByText(/^Effect Size \d/).waitFor();
  return page;
}

/** The files a page asked for, each as often as it did; "" is the page itself. */
export const asked = (page) => recordOf(page).requests.map(({ url }) => url.slice(ORIGIN.length + 1));
/** What typing into the results needs; it comes by itself once they are on the screen. */
const TYPING = /\/(grid|sheet)[.-]|en-more\.json$/;
/** Those beyond what the budget of a first visit counts and what comes by itself after it. */
export const askedLater = (page) => asked(page).filter((name) => name !== "" && !FIRST.has(name) && !TYPING.test(name));

/** A paste event as the browser would send it, with the clipboard's flavours. */
export function paste(page, flavours, selector = "body") {
  return page.evaluate(([data, where]) => {
    const clipboardData = new DataTransfer();
    for (const [type, text] of Object.entries(data)) clipboardData.setData(type, text);
    const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    document.querySelector(where).dispatchEvent(event);
  }, [flavours, selector]);
}

/** Each study's row: its name, its text, and its cells by the header above them. */
export async function rows(page) {
  await results(page).waitFor();
  return results(page).evaluate((table) => {
    const headers = [...table.tHead.rows[0].cells].map((cell) => cell.textContent.trim());
    return [...table.querySelectorAll(":scope > tbody > tr")].flatMap((line) => {
      const head = line.querySelector(":scope > th[scope=row]");
      if (!head) return [];
      const cells = {};
      let column = 0;
      for (const cell of line.cells) {
        cells[headers[column]] = cell.textContent;
        column += cell.colSpan;
      }
      return [{ study: head.querySelector(".study").textContent, text: line.textContent, ...cells }];
    });
  });
}

/** Presses Download and then one of its choices; the file that comes. */
export async function saved(page, choice) {
  await page.getByRole("button", { name: "Download", exact: true }).click();
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: choice, exact: true }).click()]);
  return file;
}
