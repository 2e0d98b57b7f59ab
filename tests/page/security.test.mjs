// The notes on security name tests; they are there.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import test from "node:test";

const read = (name) => readFileSync(new URL(name, import.meta.url), "utf8");

/** Where a test of that name may stand. @param {string} file as the notes name it */
function sources(file) {
  if (file === "embedding") return readdirSync(new URL("embedding", import.meta.url)).map((name) => `embedding/${name}`);
  return [".", "../package", ".."].map((folder) => `${folder}/${file}`);
}

test("every test that the notes on security name is there", () => {
  const named = [...read("../../.github/SECURITY.md").matchAll(/`([\w.]+)`: ([^|]+?) \|$/gm)].map(([, file, name]) => ({ file, name }));
  assert.ok(named.length > 10);
  const isThere = ({ file, name }) => sources(file).some((source) => {
    try {
      return read(source).includes(file.endsWith(".rs") ? `fn ${name}(` : `test("${name}"`);
    } catch {
      return false;
    }
  });
  assert.deepEqual(named.filter((one) => !isThere(one)), []);
});
