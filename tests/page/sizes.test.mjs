import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import test from "node:test";
import { measure, measureElement, weigh } from "./sizes.mjs";

function site(t, files) {
  const folder = mkdtempSync(join(tmpdir(), "sizes-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const write = (name, content) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  };
  write("index.html", `<link rel="stylesheet" href="pkg/page/style.css"><script type="module" src="pkg/page/page.js"></script>
    <link rel="preload" href="pkg/first/x.wasm" as="fetch"><link rel="preload" href="text/en.json" as="fetch">`);
  write("pkg/page/files.json", JSON.stringify({
    "pkg/page/page.js": { imports: ["pkg/page/shared.js"], later: ["pkg/page/asked.js"] },
    "pkg/page/shared.js": { imports: ["pkg/page/deeper.js"], later: [] },
    "pkg/page/deeper.js": { imports: [], later: [] },
    "pkg/page/asked.js": { imports: ["pkg/page/page.js"], later: [] },
  }));
  for (const name of ["page.js", "shared.js", "deeper.js", "asked.js", "style.css", "asked.css"]) write(`pkg/page/${name}`, "");
  for (const name of ["pkg/first/x.wasm", "text/en.json", "text/en-more.json", "pkg/effect_size_bg.wasm"]) write(name, "");
  for (const [name, bytes] of Object.entries(files)) write(name, randomBytes(bytes));
  return folder;
}

test("what a first visit loads is counted, and apart from it what is loaded later", (t) => {
  const folder = site(t, { "page.js": 10, "index.js": 10, "pkg/effect_size.js": 10, "text/de.json": 10, "index.d.ts": 10, "node_modules/a/a.js": 10, ".hidden/a.js": 10 });
  const names = (later) => measure(folder).filter((file) => file.later === later).map((file) => file.name);
  assert.deepEqual(names(false), [
    "index.html", "pkg/page/style.css", "pkg/page/deeper.js", "pkg/page/page.js", "pkg/page/shared.js", "pkg/first/x.wasm", "text/en.json",
  ]);
  assert.deepEqual(names(true), ["pkg/page/asked.css", "pkg/page/asked.js", "pkg/effect_size_bg.wasm", "text/en-more.json"]);
});

test("what the element loads up to its first result is counted, and nothing that it asks for later", (t) => {
  const folder = site(t, {});
  const write = (name, text = "") => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  const graph = {
    "pkg/element/define.js": { imports: [], later: ["pkg/element/embedded-a.js"] },
    "pkg/element/embedded-a.js": { imports: ["pkg/element/shared-a.js"], later: ["pkg/element/en-12345678.js", "pkg/element/en-more-12345678.js", "pkg/element/grid-a.js"] },
    "pkg/element/shared-a.js": { imports: [], later: [] },
    "pkg/element/en-12345678.js": { imports: [], later: [] },
  };
  for (const name of Object.keys(graph)) write(name);
  write("pkg/element/files.json", JSON.stringify(graph));
  write("pkg/first/effect_size_bg.wasm");
  assert.deepEqual(measureElement(folder).map(({ name }) => name).sort(),
    ["pkg/element/define.js", "pkg/element/embedded-a.js", "pkg/element/en-12345678.js", "pkg/element/shared-a.js", "pkg/first/effect_size_bg.wasm"]);
});

test("each budget is enforced", (t) => {
  const over = (files) => weigh(measure(site(t, files))).map((weight) => weight.over);
  const wasm = "pkg/first/x.wasm";
  assert.deepEqual(over({ [wasm]: 75_000, "pkg/page/page.js": 9_000, "pkg/page/asked.js": 24_000, "pkg/effect_size_bg.wasm": 100_000 }), Array(6).fill(false));
  assert.deepEqual(over({ [wasm]: 91_000 }), [true, false, false, false, false, false]);
  assert.deepEqual(over({ "pkg/page/shared.js": 16_000, "pkg/page/style.css": 16_000 }), [false, true, false, false, false, false]);
  assert.deepEqual(over({ [wasm]: 80_000, "text/en.json": 25_000 }), [false, false, true, false, false, false]);
  assert.deepEqual(over({ "pkg/effect_size_bg.wasm": 286_000 }), [false, false, false, true, false, false]);
  assert.deepEqual(over({ "pkg/page/asked.js": 51_000 }), [false, false, false, false, true, false]);
  assert.deepEqual(over({ "pkg/page/workbook-a.js": 81_000 }), [false, false, false, false, false, true]);
});
