// <effect-size> in a page of another site.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Key } from "selenium-webdriver";
import { ORIGIN } from "../browser.mjs";
import { computes, DEFINE, ODDS_RATIO, STRICT } from "./sites.mjs";

const ELEMENT = '<effect-size lang="en"></effect-size>';

/** What authors write who think of their own page only, and inherited values that nobody would choose. */
const HOSTILE_STYLE = `
  div, p, span, table, tr, td, th, button, textarea:not(.scrap), select, svg, main, section, .box, .actions, #results-table {
    all: revert !important; display: inline !important; position: fixed !important; visibility: collapse !important;
    font: 3px fantasy !important; color: white !important;
  }
  body {
    font: italic 900 40px/3 fantasy; font-variant: small-caps; letter-spacing: 1em; word-spacing: 2em; text-indent: 5em; text-align: center; text-transform: uppercase;
    white-space: nowrap; color: white; visibility: visible; list-style: square; border-collapse: collapse; quotes: "x" "y";
  }`;

/** @param {import("./sites.mjs").World} world */
export function elementCases(world) {
  test("the element computes in a page of another site", async () => {
    const { engine, host } = world;
    await engine.open(host.page({ head: DEFINE, body: ELEMENT }));
    await computes(engine);
  });

  test("the element computes under a host's strict policy with Trusted Types, and breaks none of it", async () => {
    const { engine, host } = world;
    await engine.open(host.page({ head: DEFINE, policy: STRICT, body: ELEMENT }));
    await computes(engine);
    assert.deepEqual(await engine.run(() => globalThis.blocked), []);
  });

  test("where a host's policy forbids WebAssembly, one sentence and a link say so", async () => {
    const { engine, host } = world;
    await engine.open(host.page({ head: DEFINE, policy: STRICT.replace(" 'wasm-unsafe-eval'", ""), body: ELEMENT }));
    const text = await engine.reads("'wasm-unsafe-eval'");
    assert.equal(text.match(/'wasm-unsafe-eval'/g).length, 1);
    const links = () => [...document.querySelector("effect-size").shadowRoot.querySelectorAll("a[href^=http]")].filter((link) => link.checkVisibility()).map(({ href }) => href);
    assert.deepEqual(await engine.run(links), [`${ORIGIN}/`]);
  });

  test("two elements in a page know nothing of each other, and a style sheet of the host breaks neither", async () => {
    const { engine, host } = world;
    const style = host.put("/hostile.css", HOSTILE_STYLE, { "Content-Type": "text/css" });
    await engine.open(host.page({ head: `<link rel="stylesheet" href="${style}">${DEFINE}`, body: ELEMENT + ELEMENT }));
    await computes(engine);
    await engine.run(() => (document.querySelectorAll("effect-size")[1].data = "study\tevents1\tn1\tevents2\tn2\nLin 2005\t77\t174\t18\t146\n"));
    const text = await engine.reads("Lin 2005");
    await engine.reads(/5\.64/);
    assert.match(text, ODDS_RATIO);
    const looks = await engine.run(() => [...document.querySelectorAll("effect-size")].map(({ shadowRoot }) => {
      const cell = getComputedStyle(shadowRoot.querySelector("#results-table > tbody > tr > td:last-child"));
      const { fontStyle, fontVariantCaps, letterSpacing, wordSpacing, textIndent, textTransform, visibility, position } = cell;
      return { legible: Number.parseFloat(cell.fontSize) >= 12 && Number.parseFloat(cell.fontSize) <= 24, fontStyle, fontVariantCaps, letterSpacing, wordSpacing, textIndent, textTransform, visibility, position };
    }));
    const calm = {
      legible: true, fontStyle: "normal", fontVariantCaps: "normal", letterSpacing: "normal", wordSpacing: "0px", textIndent: "0px", textTransform: "none", visibility: "visible", position: "static",
    };
    assert.deepEqual(looks, [calm, calm]);
  });

  test("in a host that reads from right to left the element does too, and nothing sticks out", async () => {
    const { engine, host } = world;
    await engine.open(host.page({ head: DEFINE, direction: "rtl", body: ELEMENT }));
    await computes(engine);
    const found = await engine.run(() => {
      const table = document.querySelector("effect-size").shadowRoot.querySelector("#results-table");
      const row = table.querySelector("tbody > tr:has(.study)");
      const [study, last] = [row.querySelector(".study"), row.lastElementChild].map((one) => one.getBoundingClientRect().right);
      return [getComputedStyle(table).direction, study > last, document.documentElement.scrollWidth > document.documentElement.clientWidth];
    });
    assert.deepEqual(found, ["rtl", true, false]);
  });

  test("cells of the element are typed over and copied, key by key, as in the page", async () => {
    const { engine, host } = world;
    await engine.open(host.page({ head: DEFINE, body: ELEMENT }));
    await computes(engine);
    const type = (/** @type {...string} */ ...keys) => engine.session.actions().sendKeys(...keys).perform();
    await engine.until("what types into the results", () => document.querySelector("effect-size").shadowRoot.querySelector(".grid-help"));
    await engine.press("tbody .arm1 .cell, .inputs .cell[data-quantity=events]");
    await type("20");
    await engine.reads(/4\.10\s+1\.54 to 10\.90/);
    await type(Key.TAB, "51");
    await engine.reads(/3\.96\s+1\.49 to 10\.53/);
    // The caret inside of a cell
    await type(Key.F2, Key.BACK_SPACE, "0");
    await engine.reads(/4\.10\s+1\.54 to 10\.90/);
    await engine.control("z");
    await engine.reads(ODDS_RATIO);
    await engine.control("c");
    await engine.run(() => document.querySelector("effect-size").shadowRoot.querySelector("textarea").focus());
    await engine.control("a");
    await engine.control("v");
    assert.match(await engine.until("the copied cell", () => document.querySelector("effect-size").shadowRoot.querySelector("textarea").value), /^\s*(19|50)\s*$/);
  });
}
