// What is installed from npm to build and test: no package that is not on the list, none without a checksum. The package and
// the page have no dependency of their own at run time.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { MANIFEST } from "./packed.mjs";

const read = (name) => readFileSync(new URL(name, import.meta.url), "utf8");
const FOLDERS = ["page", "package"];
/** Licence to the names of the packages that have it; `*` stands for the systems that a program is built for. */
const ALLOWED = JSON.parse(read("allowed.json"));

/** Every package of a lock file: its name, and what the file says of it. */
const locked = (folder) => Object.entries(JSON.parse(read(`../${folder}/package-lock.json`)).packages)
  .flatMap(([path, entry]) => (path ? [[path.split("node_modules/").at(-1), entry]] : []));

const matches = (pattern, name, { os, cpu }) => (pattern.endsWith("*") ? Boolean(os || cpu) && name.startsWith(pattern.slice(0, -1)) : pattern === name);

test("every package that is locked is on the list, with its licence and a checksum", () => {
  const used = new Set();
  for (const folder of FOLDERS) {
    const packages = locked(folder);
    assert.ok(packages.length > 10, folder);
    for (const [name, entry] of packages) {
      const pattern = (ALLOWED[entry.license] ?? []).find((one) => matches(one, name, entry));
      assert.ok(pattern, `${name} (${entry.license}), in tests/${folder}/package-lock.json, is not in tests/package/allowed.json`);
      used.add(pattern);
      assert.match(entry.integrity ?? "", /^sha512-/, name);
      assert.equal(entry.resolved, undefined, `${name} names a registry`);
    }
  }
  assert.deepEqual(Object.values(ALLOWED).flat().filter((pattern) => !used.has(pattern)), [], "allowed, but not used any more");
});

test("each is pinned, runs no script when it is installed, and has its reason in tests/README.md", () => {
  const reasons = new Map([...read("../README.md").matchAll(/^\| `([\w@/.-]+)` \| ([^|]+) \|$/gm)].map(([, name, reason]) => [name, reason]));
  for (const folder of FOLDERS) {
    assert.match(read(`../${folder}/.npmrc`), /^ignore-scripts=true$/m);
    const { dependencies = {}, devDependencies } = JSON.parse(read(`../${folder}/package.json`));
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
      assert.match(version, /^\d+\.\d+\.\d+$/, name);
      assert.ok(reasons.get(name)?.length > 10, `${name} is not in the table of tests/README.md`);
    }
  }
});

test("whoever installs the package installs nothing else", () => {
  for (const key of ["dependencies", "peerDependencies", "optionalDependencies", "bundleDependencies", "scripts"]) assert.equal(MANIFEST[key], undefined, key);
});
