// What npm packs: all that the package needs, and nothing else.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import test from "node:test";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { entries, packageModules } from "../page/package-modules.mjs";
import { MANIFEST, packed, SITE } from "./packed.mjs";

const read = (name) => readFileSync(join(SITE, name), "utf8");

/** The files of a language; each is a module of its own. */
const TEXTS = /^pkg\/text\/[a-z]{2}(-more)?\.js$/;

/** Files that a module points to by an address beside it. */
const addressed = (module) => [...read(module).matchAll(/new URL\(\s*["']([^"']+)["'],\s*import\.meta\.url/g)].map(([, name]) => posix.join(posix.dirname(module), name));

/** Types that others import. */
function withImported(types, all = new Set()) {
  for (const name of types) {
    if (all.has(name)) continue;
    all.add(name);
    const imported = [...read(name).matchAll(/(?:from|import\(?) ?"(\.[^"]+)\.js"/g)].map(([, from]) => `${posix.join(posix.dirname(name), from)}.d.ts`);
    withImported(imported, all);
  }
  return all;
}

test("npm packs every module that the exports reach, its files and types, the licences, and nothing else", async () => {
  const modules = await packageModules();
  const types = Object.values(MANIFEST.exports).flatMap((way) => way.types ?? []).map((name) => posix.normalize(name));
  const expected = new Set([
    "package.json", "README.md", "LICENSE-APACHE", "LICENSE-MIT", ...(MANIFEST.customElements ? [posix.normalize(MANIFEST.customElements)] : []),
    ...entries().map((name) => posix.normalize(name)), ...modules, ...modules.flatMap(addressed), ...withImported(types),
  ]);
  const { names } = packed();
  for (const name of names) if (TEXTS.test(name)) expected.add(name);
  const missing = [...expected].filter((name) => !names.includes(name));
  const more = names.filter((name) => !expected.has(name));
  assert.deepEqual({ missing, more }, { missing: [], more: [] }, "`files` in www/package.json says what is packed");
  assert.ok(names.every((name) => !/\.map$|test/.test(name)), names.join(" "));
});

test("every export leads to a file that is packed, the types first", () => {
  const { names } = packed();
  for (const [name, way] of Object.entries(MANIFEST.exports)) {
    if (typeof way === "string") assert.ok(names.includes(posix.normalize(way)), name);
    else {
      assert.deepEqual(Object.keys(way), ["types", "default"], name);
      for (const file of Object.values(way)) assert.ok(names.some((one) => new RegExp(`^${posix.normalize(file).replaceAll(".", "\\.").replace("*", "[\\w-]+")}$`).test(one)), file);
    }
  }
  for (const name of MANIFEST.sideEffects || []) assert.ok(names.includes(posix.normalize(name)), name);
});

test("every style that is packed is worn by something that is packed", () => {
  const sources = packed().names.filter((name) => /^[\w-]+\.js$/.test(name)).map(read).join("\n");
  const styles = packed().names.flatMap((name) => /^pkg\/style\/(.+)\.js$/.exec(name)?.[1] ?? []);
  assert.ok(styles.length > 4);
  for (const name of styles) assert.ok(sources.includes(`"${name}.css"`) || sources.includes(`"./pkg/style/${name}.js"`), `${name}.css is the page's only: OF_THE_PAGE in tests/page/bundle.mjs says so`);
});

test("both licences are those of the project", () => {
  for (const name of ["LICENSE-APACHE", "LICENSE-MIT"]) assert.equal(read(name), read(`../${name}`));
});

test("the package and the crate have one version and one licence", () => {
  const crate = read("../Cargo.toml");
  const of = (key) => crate.match(new RegExp(`^${key} = "(.+)"$`, "m"))[1];
  assert.deepEqual([MANIFEST.version, MANIFEST.license], [of("version"), of("license")]);
});

test("publint finds nothing", async () => {
  const { file } = packed();
  const bytes = readFileSync(file);
  const { messages, pkg } = await publint({ pack: { tarball: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) }, strict: true });
  assert.deepEqual(messages.map((message) => formatMessage(message, pkg, { color: false })), []);
  assert.equal(pkg.name, "effect-size");
});

test("the types are right in every way of resolving them", async () => {
  const found = await checkPackage(createPackageFromTarballData(new Uint8Array(readFileSync(packed().file))));
  assert.ok(found.types, "no types were found");
  // It is a package of modules only, which `require` has from Node 22.12 on.
  const problems = found.problems.filter(({ kind }) => kind !== "CJSResolvesToESM");
  assert.deepEqual(problems, []);
  assert.ok(Object.keys(found.entrypoints).length >= 1);
});
