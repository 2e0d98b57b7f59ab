import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import test from "node:test";
import { measure, weigh } from "./sizes.mjs";

function site(t, files) {
  const folder = mkdtempSync(join(tmpdir(), "sizes-"));
  t.after(() => rmSync(folder, { recursive: true }));
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), randomBytes(bytes));
  }
  return folder;
}

test("what a first visit loads is counted, and apart from it what is loaded later", (t) => {
  const folder = site(t, {
    "index.html": 10,
    "page.css": 10,
    "index.js": 10,
    "pkg/x.wasm": 10,
    "pkg/first/x.wasm": 10,
    "text/en.json": 10,
    "text/en-more.json": 10,
    "text/de.json": 10,
    "index.d.ts": 10,
    "package.json": 10,
    "node_modules/a/a.js": 10,
    ".hidden/a.js": 10,
  });
  const names = (later) => measure(folder).filter((file) => file.later === later).map((file) => file.name);
  assert.deepEqual(names(false), ["index.html", "page.css", "pkg/first/x.wasm", "text/en.json"]);
  assert.deepEqual(names(true), ["index.js", "pkg/x.wasm", "text/en-more.json"]);
});

test("each budget is enforced", (t) => {
  const over = (files) => weigh(measure(site(t, files))).map((weight) => weight.over);
  assert.deepEqual(over({ "a.wasm": 89_000, "a.js": 9_000, "index.js": 24_000, "pkg/a.wasm": 100_000 }), [false, false, false, false]);
  assert.deepEqual(over({ "a.wasm": 91_000 }), [true, false, false, false]);
  assert.deepEqual(over({ "a.js": 16_000, "a.css": 16_000 }), [false, true, false, false]);
  assert.deepEqual(over({ "a.wasm": 80_000, "a.html": 25_000 }), [false, false, true, false]);
  assert.deepEqual(over({ "pkg/a.wasm": 191_000 }), [false, false, false, true]);
});
