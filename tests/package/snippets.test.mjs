// The snippets of the readmes: each is compiled against the packed types, and those that need no page are run; what a comment
// says of a line's value is what it gives.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { openPage, recordOf } from "../page/browser.mjs";
import { complaints, configure } from "../page/compiler.mjs";
import { serve } from "../page/own-server.mjs";
import { project, SITE } from "./packed.mjs";

const READMES = ["README.md", "www/README.md"];
const read = (name) => readFileSync(new URL(`../../${name}`, import.meta.url), "utf8");

/** What cannot run in Node alone: a page's own things, and what a bundler makes of an import. */
const NEEDS_PAGE = /from "vite"|\bdocument\b|\bwindow\b|\?url"|<effect-size|effect-size\/define/;

/** The programs of a readme; a snippet without an import goes on where the one before it ended. */
export function programs(name) {
  const found = [];
  for (const [, language, code] of read(name).matchAll(/^```(js|ts)\n(.*?)^```$/gms)) {
    if (/^import /m.test(code) || found.length === 0) found.push({ language, code });
    else found.at(-1).code += code;
  }
  return found;
}

/** `expression; // value`, maybe after an `if`; the value is text in quotes, or a number as rounded as it stands there. */
const TOLD = /^( *(?:if \(\w+\) )?)(?!const |let |import |export )(\S.*); \/\/ ("(?:[^"\\]|\\.)*"|-?[\d.]+)$/gm;

/** What a comment says becomes an assertion. @param {string} code */
function asserting(code) {
  return code.replace(TOLD, (_, before, expression, value) => {
    const places = value.split(".")[1]?.length ?? 0;
    return `${before}told(${value.startsWith('"') ? expression : `Number(Number(${expression}).toFixed(${places}))`}, ${value});`;
  });
}

const PREAMBLE = `import { strictEqual } from "node:assert/strict";\nlet count = 0;\nconst told = (found, expected) => { strictEqual(found, expected); count += 1; };\n`;

test("every snippet compiles, strictly", () => {
  const folder = project("typescript");
  // What the snippets configure is there for its types.
  for (const name of ["vite", "webpack", "@types"]) symlinkSync(fileURLToPath(new URL(`node_modules/${name}`, import.meta.url)), join(folder, "node_modules", name), "junction");
  const files = READMES.flatMap((name) => programs(name).map(({ language, code }, index) => {
    const file = `${name.replace(/\W/g, "-")}-${index}.${language}`;
    writeFileSync(join(folder, file), code);
    return file;
  }));
  assert.ok(files.length >= 6, files.join(" "));
  configure(folder, { allowJs: true, checkJs: true, types: ["vite/client", "node"], typeRoots: ["node_modules", "node_modules/@types"] }, files);
  assert.deepEqual(complaints(folder), []);
});

test("those that need no page run, and give what they say", () => {
  const folder = project("node");
  let told = 0;
  for (const name of READMES) {
    for (const [index, { code }] of programs(name).entries()) {
      if (NEEDS_PAGE.test(code)) continue;
      writeFileSync(join(folder, "snippet.mjs"), `${PREAMBLE}${asserting(code)}\nconsole.log("\\ntold", count);\n`);
      const { status, stdout, stderr } = spawnSync(process.execPath, ["snippet.mjs"], { cwd: folder, encoding: "utf8" });
      assert.equal(status, 0, `${name}, program ${index + 1}: ${stderr}`);
      told += Number(/told (\d+)\n$/.exec(stdout)[1]);
    }
  }
  assert.ok(told >= 6, String(told));
});

test("the snippet for a page shows its table, computed, under the strict policy", async (t) => {
  const folder = project("page");
  const [, snippet] = /^```html\n(.*?<effect-size.*?)^```$/ms.exec(read("www/README.md"));
  writeFileSync(join(folder, "index.html"), `<!doctype html><html lang="en"><meta charset="utf-8"><title>Snippet</title><link rel="icon" href="data:,">${snippet}`);
  copyFileSync(join(SITE, "_headers"), join(folder, "_headers"));
  const { origin } = await serve(t, folder);
  const page = await openPage(t, { baseURL: origin });
  await page.goto("/");
  await page.getByRole("table", { name: "Results" }).getByRole("cell", { name: "1.41 to 10.05" }).waitFor();
  const { pageErrors, violations } = recordOf(page);
  assert.deepEqual([pageErrors, violations], [[], []]);
});
