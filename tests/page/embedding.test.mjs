// What people meet in other sites, on disk and under strict policies, in three engines: each case ends with a number that was
// computed there, or with the sentence that says why there is none.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { ORIGIN } from "./browser.mjs";
import { Engine, ENGINE_NAMES } from "./engines.mjs";
import { oneFile } from "./one-file.mjs";
import { OtherSite } from "./other-site.mjs";

const TABLE = "study\tevents1\tn1\tevents2\tn2\nStalberg 2008\t19\t50\t7\t50\n";

const folder = mkdtempSync(join(tmpdir(), "embedding-"));
after(() => rmSync(folder, { recursive: true }));

/** @param {string} name @param {string} html @returns {string} its address on disk */
function onDisk(name, html) {
  writeFileSync(join(folder, name), html);
  return pathToFileURL(join(folder, name)).href;
}
/** A site that embeds the calculator, and one that does not mean well. */
const [host, stranger] = await Promise.all([OtherSite.start(), OtherSite.start()]);
after(() => Promise.all([host.stop(), stranger.stop()]));

const EMBED = `<script type="module" src="${ORIGIN}/embed.js"></script>`;
/** A page that sends messages to the one around it. @param {OtherSite} site @param {...object} messages */
const sender = (site, ...messages) => site.page({ head: `<script>for (const message of ${JSON.stringify(messages)}) parent.postMessage(message, "*");</script>` });
/** @param {object} content */
const ours = (content) => ({ source: "effect-size", v: 1, ...content });

const page = onDisk("Effect Size.html", await oneFile());

/** What is computed of it, as it reads. */
const ODDS_RATIO = /3\.76\s+1\.41 to 10\.05/;

/** In the page, or the frame that was entered. @param {Engine} engine */
async function computes(engine) {
  await engine.reads(/Effect Size \d/);
  await engine.paste(TABLE);
  await engine.reads(ODDS_RATIO);
}

for (const name of ENGINE_NAMES) {
  describe(name, () => {
    /** @type {Engine} */
    let engine;
    before(async () => (engine = await Engine.start(name)));
    after(() => engine?.stop());

    test("the page computes under its own policy", async () => {
      await engine.open(`${ORIGIN}/`);
      await computes(engine);
    });

    test("the page as one file computes from disk", async () => {
      await engine.open(page);
      await computes(engine);
      assert.match(await engine.run(() => document.URL), /^file:/);
    });

    test("a frame gets the height that it asks for, under a strict policy, within bounds", async () => {
      const policy = `default-src 'none'; script-src 'self' ${ORIGIN}; style-src 'self'; img-src data:; frame-src ${stranger.origin}; require-trusted-types-for 'script'`;
      const heights = [321.5, 1e9, 3, "900px", [500], null].map((height) => sender(stranger, ours({ type: "height", height })));
      await engine.open(host.page({ head: EMBED, policy, body: heights.map((src) => `<iframe data-effect-size src="${src}"></iframe>`).join("") }));
      const found = () => engine.run(() => [...document.querySelectorAll("iframe")].map((frame) => frame.style.height));
      await engine.until("the heights", () => document.querySelectorAll("iframe[style]").length >= 3);
      await engine.until("all messages", () => globalThis.heard.length === 6);
      assert.deepEqual(await found(), ["322px", "20000px", "80px", "", "", ""]);
      assert.deepEqual(await engine.run(() => globalThis.blocked), []);
    });

    test("heights and results that others send are not taken for those of a frame", async () => {
      const real = sender(stranger, ours({ type: "height", height: 400 }));
      const forged = [ours({ type: "height", height: 9000 }), ours({ type: "result", result: { rows: [] } })];
      // A frame that was led elsewhere speaks from another origin than its address names; a sibling is no frame of ours at all.
      const sibling = host.page({ head: `<script>for (const message of ${JSON.stringify(forged)}) { parent.postMessage(message, "*"); parent.frames[0].parent.postMessage(message, "*"); }</script>` });
      const led = stranger.page({ head: `<script>location = ${JSON.stringify(sender(host, ...forged))};</script>` });
      await engine.open(host.page({ head: EMBED, body: `<iframe data-effect-size src="${real}"></iframe><iframe src="${sibling}"></iframe><iframe data-effect-size src="${led}"></iframe>
        <iframe data-effect-size sandbox="allow-scripts" src="${sender(stranger, forged[1], ours({ type: "height", height: 250 }))}"></iframe>` }));
      await engine.until("all messages", () => globalThis.heard.length === 9);
      await engine.until("the heights", () => document.querySelectorAll("iframe[style]").length === 2);
      assert.deepEqual(await engine.run(() => [...document.querySelectorAll("iframe")].map((frame) => frame.style.height)), ["400px", "", "", "250px"]);
      assert.deepEqual(await engine.run(() => globalThis.results), []);
    });
  });
}
