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

const TABLE = "study\tevents1\tn1\tevents2\tn2\nStalberg 2008\t19\t50\t7\t50\n";

const folder = mkdtempSync(join(tmpdir(), "embedding-"));
after(() => rmSync(folder, { recursive: true }));

/** @param {string} name @param {string} html @returns {string} its address on disk */
function onDisk(name, html) {
  writeFileSync(join(folder, name), html);
  return pathToFileURL(join(folder, name)).href;
}
const page = onDisk("Effect Size.html", await oneFile());

/** Puts a table into the page's box as its own paste would. @param {Engine} engine */
async function pasteInto(engine) {
  await engine.reads(/Effect Size \d/);
  await engine.run((table) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", table);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, TABLE);
  await engine.reads(/3\.76\s+1\.41 to 10\.05/);
}

for (const name of ENGINE_NAMES) {
  describe(name, () => {
    /** @type {Engine} */
    let engine;
    before(async () => (engine = await Engine.start(name)));
    after(() => engine?.stop());

    test("the page computes under its own policy", async () => {
      await engine.open(`${ORIGIN}/`);
      await pasteInto(engine);
    });

    test("the page as one file computes from disk", async () => {
      await engine.open(page);
      await pasteInto(engine);
      assert.match(await engine.run(() => document.URL), /^file:/);
    });
  });
}
