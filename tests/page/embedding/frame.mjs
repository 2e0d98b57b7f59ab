// The calculator in a frame: of another site, in a sandbox, from disk.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ORIGIN } from "../browser.mjs";
import { fragmentOf } from "../../../www/link.js";
import { computes, EMBED, fits, frame, ODDS_RATIO, ours, TABLE } from "./sites.mjs";

/** @param {import("./sites.mjs").World} world */
export function frameCases(world) {
  test("the frame computes, has the height of what it shows, and tells results to the page that its address names", async () => {
    const { engine, host } = world;
    await engine.open(host.page({ head: EMBED, body: frame({ measure: "OR", lang: "en", data: TABLE, origin: host.origin }) }));
    await engine.inFrame("iframe", () => engine.reads(ODDS_RATIO));
    const { from, detail } = await engine.until("the result", () => globalThis.results.at(-1));
    assert.equal(from, "iframe");
    assert.equal(detail.rows[0].estimate.point.toFixed(4), "3.7650");
    await fits(engine);
  });

  test("the frame takes tables and choices from the page that its address names", async () => {
    const { engine, host } = world;
    await engine.open(host.page({ head: EMBED, body: frame({ lang: "en", origin: host.origin }) }));
    // From its first message on it listens.
    await engine.until("the frame", () => globalThis.heard.length > 0);
    await engine.run((message, to) => document.querySelector("iframe").contentWindow.postMessage(message, to), ours({ type: "set", data: TABLE, options: { measure: "OR", lang: "de", level: 0.9, compact: true } }), ORIGIN);
    await engine.inFrame("iframe", () => engine.reads(/3,76\s+1,65 bis 8,58/));
    await fits(engine);
  });

  test("a link to a table opens in the frame", async () => {
    const { engine, host } = world;
    const link = await fragmentOf({ v: 1, text: TABLE, settings: { measure: "RR" } });
    await engine.open(host.page({ body: frame(link.slice(1)) }));
    await engine.inFrame("iframe", () => engine.reads(/2\.71\s+1\.25 to 5\.88/));
  });

  test("the frame's height settles, whatever the host makes of it", async () => {
    const { engine, host } = world;
    await engine.open(host.page({ body: frame({ lang: "en", data: TABLE }) }));
    await engine.inFrame("iframe", () => engine.reads(ODDS_RATIO));
    const heights = () => engine.run(() => globalThis.heard.map(({ data }) => data.height));
    for (const height of [3000, 200, 3000, 200, 3000]) {
      await engine.run((wanted) => void (document.querySelector("iframe").style.height = `${wanted}px`), height);
      await engine.inFrame("iframe", () => engine.until("the new height", (wanted) => innerHeight === wanted, height));
      // What is observed is told before the next picture.
      await engine.inFrame("iframe", () => engine.session.executeAsyncScript((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))));
    }
    const told = await heights();
    // While it loads it grows and shrinks a few times; a bar for scrolling makes it narrower, and so perhaps higher.
    assert.ok(told.length <= 20, `${told}`);
    assert.ok(told.every((height) => height < 2900), `${told}`);
    assert.equal(told.at(-1), await engine.inFrame("iframe", () => engine.run(() => Math.ceil(document.body.getBoundingClientRect().height))));
  });

  test("the frame computes in a sandbox, or says that it cannot", async () => {
    const { engine, host } = world;
    await engine.open(host.page({ head: EMBED, body: frame({ lang: "en" }, { sandbox: "allow-scripts" }) }));
    await engine.inFrame("iframe", async () => {
      // There 'self' is nobody to WebKit, and not even the script may run.
      if (engine.name === "WebKitGTK") return engine.reads("The calculator cannot run in this frame");
      return computes(engine);
    });
    if (engine.name !== "WebKitGTK") await fits(engine);
  });

  test("the frame as one file computes in a sandbox", async () => {
    const { engine, host, hostedFrame } = world;
    await engine.open(host.page({ head: EMBED, body: frame({ lang: "en" }, { sandbox: "allow-scripts", address: hostedFrame }) }));
    await engine.inFrame("iframe", async () => {
      await computes(engine);
      await engine.press("#download");
      await engine.until("the list", () => document.querySelector("effect-size").shadowRoot.querySelector("#download + .handing:not([hidden]) button"));
      await engine.press("#download + .handing button");
      await engine.reads("Saved, where the page around this frame allows it");
    });
    await fits(engine);
  });

  test("the frame as one file computes in a page, both from disk", async () => {
    const { engine, onDisk, frameFile } = world;
    await engine.open(onDisk("host.html", `<!doctype html><meta charset="utf-8"><title>From disk</title>${frame({ lang: "en" }, { address: frameFile })}`));
    await engine.inFrame("iframe", () => computes(engine));
  });

  test("a frame that was given no right to the clipboard copies all the same, or says that it did not", async () => {
    const { engine, host } = world;
    await engine.open(host.page({ head: EMBED, body: frame({ lang: "en", data: TABLE, compact: "" }) }));
    await engine.inFrame("iframe", () => engine.reads(ODDS_RATIO));
    await fits(engine);
    await engine.inFrame("iframe", () => engine.press("[data-way=copy]"));
    const text = await engine.inFrame("iframe", () => engine.reads(/Copied|Not copied/));
    if (text.includes("Not copied")) return engine.inFrame("iframe", () => engine.reads("Marked, to be copied"));
    // What was copied is what comes out where it is pasted.
    await engine.open(host.page({ body: "<textarea></textarea>" }));
    await engine.press("textarea");
    await engine.control("v");
    assert.match(await engine.until("the paste", () => document.querySelector("textarea").value), /^Study\tIntervention\t.*\nStalberg 2008\t.*\t3\.76\t1\.41 to 10\.05/);
  });

  test("where the clipboard is refused, the text is marked to be copied by hand", async () => {
    const { engine, host } = world;
    await engine.open(host.page({ head: EMBED, body: frame({ lang: "en", data: TABLE, compact: "" }) }));
    await engine.inFrame("iframe", () => engine.reads(ODDS_RATIO));
    await fits(engine);
    await engine.inFrame("iframe", async () => {
      // As a policy of the host or the browser does.
      await engine.run(() => {
        Object.defineProperty(navigator, "clipboard", { value: { write: () => Promise.reject(new DOMException("refused", "NotAllowedError")) } });
        document.execCommand = () => false;
      });
      await engine.press("[data-way=copy]");
      await engine.reads("Not copied");
      const marked = await engine.until("the marked text", () => {
        const field = document.querySelector("effect-size").shadowRoot.activeElement;
        return field instanceof HTMLTextAreaElement && field.value.slice(field.selectionStart, field.selectionEnd);
      });
      assert.match(marked, /Stalberg 2008\t.*\t3\.76\t1\.41 to 10\.05/);
    });
  });
}
