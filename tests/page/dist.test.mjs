// What is released: versions that stay as they are, sums of everything, and nothing of the machine that made it.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import test, { after } from "node:test";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { SITE } from "./bundle.mjs";
import { filesOf, finish, gather } from "./dist.mjs";

const { version } = JSON.parse(readFileSync(join(SITE, "package.json"), "utf8"));
const MAJOR = `v${version.split(".")[0]}`;
const home = mkdtempSync(join(tmpdir(), "dist-"));
after(() => rmSync(home, { recursive: true }));
const dist = join(home, "dist");
await gather(dist);
finish(dist);

const read = (name) => readFileSync(join(dist, name));

test("the crate, the package and the release have one version", () => {
  assert.match(readFileSync(join(SITE, "../Cargo.toml"), "utf8"), new RegExp(`^version = "${version}"$`, "m"));
  assert.ok(filesOf(dist).includes(`v${version}/index.html`));
});

test("each file has its sum, and each compressed file is the one beside it", () => {
  const names = filesOf(dist).filter((name) => name !== "SHA256SUMS");
  const lines = names.map((name) => `${createHash("sha256").update(read(name)).digest("hex")}  ${name}\n`);
  assert.equal(read("SHA256SUMS").toString(), lines.join(""));
  const compressed = names.filter((name) => /\.(br|gz)$/.test(name));
  assert.ok(compressed.includes("pkg/effect_size_bg.wasm.br") && compressed.includes("index.html.gz"));
  for (const name of compressed) {
    const bytes = name.endsWith(".br") ? brotliDecompressSync(read(name)) : gunzipSync(read(name));
    assert.ok(bytes.equals(read(name.slice(0, -3))), name);
  }
});

test("what modules of the release import is in the release", () => {
  const names = new Set(filesOf(dist));
  for (const name of names) {
    if (!name.endsWith(".js")) continue;
    for (const [, imported] of read(name).toString().matchAll(/(?:\bfrom|\bimport\(?) ?"(\.\.?\/[^"]+)"/g)) {
      const wanted = join(dirname(name), imported);
      assert.ok(names.has(wanted), `${name} imports ${wanted}`);
    }
  }
});

test("the WebAssembly names no folder of the machine that built it", () => {
  for (const name of ["pkg/effect_size_bg.wasm", "pkg/first/effect_size_bg.wasm"]) {
    const text = read(name).toString("latin1");
    for (const folder of [homedir(), "registry/src", join(SITE, "..")]) assert.ok(!text.includes(folder), `${name} names ${folder}`);
    // Where the statistics come from is named, from the package on.
    assert.match(text, /statrs-[\d.]+\/src\//, name);
  }
});

test("versions of earlier releases stay, the moving one moves", async () => {
  const earlier = join(home, "earlier");
  for (const name of ["v0.0.9/define.js", "v0.0.9/define.js.br", `${MAJOR}/index.html`, "index.html"]) {
    mkdirSync(dirname(join(earlier, name)), { recursive: true });
    writeFileSync(join(earlier, name), "earlier");
  }
  // Published a second time, a version is the same.
  cpSync(join(dist, `v${version}`), join(earlier, `v${version}`), { recursive: true });
  const next = join(home, "next");
  await gather(next, earlier);
  assert.deepEqual(["v0.0.9/define.js", "v0.0.9/define.js.br"].map((name) => readFileSync(join(next, name), "utf8")), ["earlier", "earlier"]);
  assert.ok(readFileSync(join(next, MAJOR, "index.html")).equals(read("index.html")));
  writeFileSync(join(earlier, `v${version}`, "index.js"), "changed");
  await assert.rejects(gather(next, earlier), /is published already, and this would change it/);
});
