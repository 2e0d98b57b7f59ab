// The page itself, served and from disk.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ORIGIN } from "../browser.mjs";
import { computes } from "./sites.mjs";

/** @param {import("./sites.mjs").World} world */
export function pageCases(world) {
  test("the page computes under its own policy", async () => {
    const { engine } = world;
    await engine.open(`${ORIGIN}/`);
    await computes(engine);
  });

  test("the page as one file computes from disk", async () => {
    const { engine, pageFile } = world;
    await engine.open(pageFile);
    await computes(engine);
    assert.match(await engine.run(() => document.URL), /^file:/);
  });
}
