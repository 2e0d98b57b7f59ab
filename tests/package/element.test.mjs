// What is written of <effect-size>, in its types and in custom-elements.json, against the class, its modules and its sheets.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { EffectSizeElement } from "../../www/element.js";
import { complaints, configure } from "../page/compiler.mjs";
import { packageModules } from "../page/package-modules.mjs";
import { packed, SITE, temporary } from "./packed.mjs";

const read = (name) => readFileSync(join(SITE, name), "utf8");
const { modules } = JSON.parse(read("custom-elements.json"));
const [element] = modules.find(({ path }) => path === "element.js").declarations;
const names = (list) => list.map(({ name }) => name).sort();
const sorted = (list) => [...new Set(list)].sort();

/** What the class offers: its accessors and methods, without what the browser calls. */
const offered = Object.getOwnPropertyNames(EffectSizeElement.prototype).filter((name) => name !== "constructor" && !name.endsWith("Callback"));
const sources = (await packageModules()).filter((name) => !name.includes("/")).map(read).join("\n");
const found = (pattern, text = sources) => sorted([...text.matchAll(pattern)].map(([, name]) => name));

test("the manifest names what the class has", () => {
  assert.deepEqual(names(element.attributes), sorted(EffectSizeElement.observedAttributes));
  assert.deepEqual(names(element.members), sorted(offered));
  for (const { name, kind, attribute, readonly } of element.members) {
    const { set, value } = Object.getOwnPropertyDescriptor(EffectSizeElement.prototype, name);
    assert.equal(kind, value ? "method" : "field", name);
    if (!value) assert.deepEqual([readonly ?? false, attribute], [set === undefined, EffectSizeElement.observedAttributes.includes(name) ? name : undefined], name);
  }
});

test("the manifest names the events that are sent, the slots, the parts and the properties that sheets take", () => {
  assert.deepEqual(names(element.events), found(/(?:new CustomEvent|\bdispatch)\("(effect-size-[\w-]+)"/g));
  assert.deepEqual(names(element.slots), ["", ...found(/html\("slot", \{ name: "([\w-]+)"/g)]);
  assert.match(read("element.js"), /createElement\("slot"\)/);
  const parts = [...sources.matchAll(/\bpart: "([\w-]+)"/g), ...[...sources.matchAll(/const PARTS = \{([^}]*)\}/g)].flatMap(([, list]) => [...list.matchAll(/: "([\w-]+)"/g)])];
  assert.deepEqual(names(element.cssParts), sorted(parts.map(([, name]) => name)));
  assert.deepEqual(names(element.cssProperties), found(/var\((--effect-size-[\w-]+)/g, read("element.css") + read("surface.css")));
  const all = [...element.attributes, ...element.events, ...element.slots, ...element.cssParts, ...element.cssProperties];
  assert.ok(all.every(({ description }) => description?.length > 5));
});

test("the manifest's modules are in the package and export what it says", async () => {
  for (const { path, declarations, exports } of modules) {
    assert.ok(packed().names.includes(path), path);
    const module = await import(new URL(`../../www/${path}`, import.meta.url));
    for (const { name } of declarations) assert.ok(name in module, `${path}: ${name}`);
    for (const { name, kind } of exports) assert.ok(kind === "custom-element-definition" ? read(path).includes(`.define("${name}"`) : name in module, `${path}: ${name}`);
  }
});

test("the types name what the class has", () => {
  const folder = temporary("element");
  const own = Object.fromEntries(offered.filter((name) => name !== "focus").map((name) => [name, 0]));
  const events = Object.fromEntries(names(element.events).map((name) => [name, 0]));
  writeFileSync(join(folder, "element.ts"), `import type { EffectSizeElement } from ${JSON.stringify(join(SITE, "element.js"))};
import ${JSON.stringify(join(SITE, "define.js"))};
export const own: Record<Exclude<keyof EffectSizeElement, keyof HTMLElement>, 0> = ${JSON.stringify(own)};
export const events: Record<Extract<keyof HTMLElementEventMap, \`effect-size-\${string}\`>, 0> = ${JSON.stringify(events)};
export const tag: EffectSizeElement = document.createElement("effect-size");
`);
  configure(folder);
  assert.deepEqual(complaints(folder), []);
});
