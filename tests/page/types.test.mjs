// The types that the modules' comments name, and index.d.ts, hold.
import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { SITE } from "./bundle.mjs";
import { complaints, configure } from "./compiler.mjs";

/** What the build puts in. */
const BUILT = "declare const TEXTS: Record<string, string>;\ndeclare const CALCULATOR: string;\ndeclare const FILES: Record<string, string>;\ndeclare const VERSION: string;\n";

/** @param {string[]} names of modules @param {string[]} lib what their world offers */
function check(t, names, lib, before = "") {
  const folder = mkdtempSync(join(tmpdir(), "types-"));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "built.d.ts"), BUILT + before);
  configure(folder, { allowJs: true, checkJs: true, lib }, ["built.d.ts", ...names.map((name) => join(SITE, name))]);
  return complaints(folder);
}

test("every module of the page and the package has the types it says", (t) => {
  const names = readdirSync(SITE).filter((name) => name.endsWith(".js") && !["sw.js", "worker.js"].includes(name));
  assert.ok(names.length > 40);
  assert.deepEqual(check(t, [...names, "gallery/gallery.js", ...readdirSync(SITE).filter((name) => name.endsWith(".d.ts"))], ["esnext", "dom", "dom.iterable"]), []);
});

test("so has the service worker", (t) => assert.deepEqual(check(t, ["worker.js"], ["esnext", "webworker"]), []));

test("a wrong type is told", (t) => assert.match(check(t, ["site.js"], ["esnext", "dom", "dom.iterable"], "const wrong: string = 5;").join(), /not assignable to type 'string'/));
