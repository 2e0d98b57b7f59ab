// The tarball in fresh projects, without a line of configuration for it: Vite, webpack, Node, TypeScript.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { build, createServer } from "vite";
import webpack from "webpack";
import { openPage, recordOf } from "../page/browser.mjs";
import { serve } from "../page/own-server.mjs";
import { complaints, configure } from "../page/compiler.mjs";
import { project, SITE } from "./packed.mjs";

const STALBERG = "OR 3.76, 95% CI 1.41 to 10.05";

/** Opens a page of the project and waits for what it computes. */
async function computes(t, origin) {
  const page = await openPage(t, { baseURL: origin });
  await page.goto("/");
  const said = async (id) => {
    await page.locator(`#${id}`, { hasText: /./ }).waitFor();
    return page.locator(`#${id}`).textContent();
  };
  assert.equal(await said("computed"), `Odds ratio: ${STALBERG}`);
  assert.equal(await said("told"), STALBERG);
  const results = page.getByRole("table", { name: "Results" });
  await results.getByRole("cell", { name: "1.41 to 10.05" }).waitFor();
  // Its parts come when they are asked for, from wherever the bundler has put them, and so do their styles.
  await results.getByRole("button", { name: "Working: Stalberg 2008" }).click();
  await page.locator(".working-body").waitFor();
  await page.waitForFunction((rule) => [...document.querySelector("effect-size").shadowRoot.adoptedStyleSheets].some((sheet) => [...sheet.cssRules].some(({ cssText }) => cssText.includes(rule))), ".working-body");
  // Beside the package lies no page that a link could open.
  assert.equal(await page.evaluate(() => document.querySelector("effect-size").constructor.page), null);
  assert.equal(await page.getByRole("button", { name: "Link", exact: true }).count(), 0);
  const { pageErrors, violations, requests } = recordOf(page);
  assert.deepEqual([pageErrors, violations], [[], []]);
  assert.ok(requests.every(({ url }) => url.startsWith(origin) || url.startsWith("data:") || url.startsWith("ws:")), requests.map(({ url }) => url).join(" "));
}

/** What was built, under the page's own strict policy. */
async function computesBuilt(t, folder) {
  copyFileSync(join(SITE, "_headers"), join(folder, "_headers"));
  const { origin } = await serve(t, folder);
  await computes(t, origin);
}

test("Vite builds it, and what it built computes under a strict policy", async (t) => {
  const root = project("page");
  await build({ root, configFile: false, logLevel: "error" });
  await computesBuilt(t, join(root, "dist"));
});

test("Vite's development server serves it", async (t) => {
  const root = project("page");
  const server = await createServer({ root, configFile: false, logLevel: "error", server: { host: "127.0.0.1", port: 0 } });
  t.after(() => server.close());
  await server.listen();
  await computes(t, `http://127.0.0.1:${server.httpServer.address().port}`);
});

test("webpack builds it, and what it built computes under a strict policy", async (t) => {
  const root = project("page");
  const output = join(root, "dist");
  // How webpack itself loads the parts of any program is its user's to choose.
  const compiler = webpack({ mode: "production", context: root, entry: "./main.js", output: { path: output, trustedTypes: true }, performance: false });
  const stats = await new Promise((done, failed) => compiler.run((error, built) => compiler.close(() => (error ? failed(error) : done(built)))));
  const { errors, warnings } = stats.toJson({ all: false, errors: true, warnings: true });
  assert.deepEqual([...errors, ...warnings].map(({ message }) => message), []);
  copyFileSync(join(root, "index.html"), join(output, "index.html"));
  await computesBuilt(t, output);
});

test("Node computes, without a flag, and imports all that a page does", () => {
  const root = project("node");
  const run = (program) => execFileSync(process.execPath, [program], { cwd: root, encoding: "utf8" }).trim();
  assert.equal(run("program.mjs"), STALBERG);
  assert.equal(run("server.mjs"), "EffectSizeElement load watchFrames Odds Ratio");
});

for (const options of [{}, { module: "node16", moduleResolution: "node16" }, { module: "nodenext", moduleResolution: "nodenext" }]) {
  test(`TypeScript knows its types, resolved as ${options.moduleResolution ?? "bundler"}`, () => {
    const root = project("typescript");
    configure(root, options, ["program.ts"]);
    assert.deepEqual(complaints(root), []);
  });
}

test("TypeScript knows the calculator's types where it knows nothing of pages", () => {
  const root = project("node");
  symlinkSync(fileURLToPath(new URL("node_modules/@types", import.meta.url)), join(root, "node_modules/@types"), "junction");
  configure(root, { lib: ["es2023"], types: ["node"], module: "node16", moduleResolution: "node16" }, ["program.ts"]);
  assert.deepEqual(complaints(root), []);
});
