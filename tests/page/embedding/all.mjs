// What people meet in other sites, on disk and under strict policies: each case ends with a number that was computed there, or with
// the sentence that says why there is none. The engine is started once for all of them.

import { after, before, test } from "node:test";
import { Engine, isHere } from "../engines.mjs";
import { elementCases } from "./element.mjs";
import { frameCases } from "./frame.mjs";
import { hostCases } from "./host.mjs";
import { hostileCases } from "./hostile.mjs";
import { pageCases } from "./page.mjs";
import { openSites } from "./sites.mjs";

/** @param {string} name of the engine */
export async function embeddingIn(name) {
  if (!isHere(name)) return test(name, { skip: "there is none for this system" });
  const world = { engine: null, ...(await openSites()) };
  before(async () => (world.engine = await Engine.start(name)));
  after(() => Promise.all([world.engine?.stop(), world.close()]));
  for (const cases of [pageCases, elementCases, frameCases, hostCases, hostileCases]) cases(world);
}
