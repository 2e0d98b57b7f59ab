// What embed.js does in a page that shows frames.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ORIGIN } from "../browser.mjs";
import { EMBED, fits, frame, ODDS_RATIO, ours, sender, TABLE } from "./sites.mjs";

/** @param {import("./sites.mjs").World} world */
export function hostCases(world) {
  test("a frame gets the height that it asks for, under a host's strict policy, within bounds", async () => {
    const { engine, host, stranger } = world;
    const policy = `default-src 'none'; script-src 'self' ${ORIGIN}; style-src 'self'; img-src data:; frame-src ${stranger.origin}; require-trusted-types-for 'script'`;
    const frames = [321.5, 1e9, 3, "900px", [500], null].map((height) => `<iframe data-effect-size src="${sender(stranger, ours({ type: "height", height }))}"></iframe>`);
    await engine.open(host.page({ head: EMBED, policy, body: frames.join("") }));
    await engine.until("all messages", () => globalThis.heard.length === 6);
    await engine.until("the heights", () => document.querySelectorAll("iframe[style]").length >= 3);
    assert.deepEqual(await engine.run(() => [...document.querySelectorAll("iframe")].map((frame) => frame.style.height)), ["322px", "20000px", "80px", "", "", ""]);
    assert.deepEqual(await engine.run(() => globalThis.blocked), []);
  });

  test("a frame that was there before the script gets its height all the same", async () => {
    const { engine, host } = world;
    await engine.open(host.page({ body: frame({ lang: "en", data: TABLE }) }));
    await engine.inFrame("iframe", () => engine.reads(ODDS_RATIO));
    await engine.run((src) => document.head.append(Object.assign(document.createElement("script"), { type: "module", src })), `${ORIGIN}/embed.js`);
    await fits(engine);
  });

  test("heights and results that others send are not taken for those of a frame", async () => {
    const { engine, host, stranger } = world;
    const forged = [ours({ type: "height", height: 9000 }), ours({ type: "result", result: { rows: [] } })];
    // A sibling is no frame of ours at all; a frame that was led elsewhere speaks from another origin than its address names; and
    // a sandboxed one is nobody whose results could be trusted.
    const sibling = sender(host, ...forged);
    const led = stranger.page({ head: `<script>location = ${JSON.stringify(sibling)};</script>` });
    const nobody = sender(stranger, forged[1], ours({ type: "height", height: 250 }));
    await engine.open(host.page({ head: EMBED, body: `
      <iframe data-effect-size src="${sender(stranger, ours({ type: "height", height: 400 }))}"></iframe>
      <iframe src="${sibling}"></iframe>
      <iframe data-effect-size src="${led}"></iframe>
      <iframe data-effect-size sandbox="allow-scripts" src="${nobody}"></iframe>` }));
    await engine.until("all messages", () => globalThis.heard.length === 7);
    await engine.until("the heights", () => document.querySelectorAll("iframe[style]").length === 2);
    assert.deepEqual(await engine.run(() => [...document.querySelectorAll("iframe")].map((frame) => frame.style.height)), ["400px", "", "", "250px"]);
    assert.deepEqual(await engine.run(() => globalThis.results), []);
  });
}
