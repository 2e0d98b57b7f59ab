// The gallery as it is released, and its lines in pages of other sites: what is copied from it works there under the policy that
// stands beside it, and the browser runs nothing else in its place.

import assert from "node:assert/strict";
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after } from "node:test";
import { openPage, recordOf } from "./browser.mjs";
import { SITE } from "./bundle.mjs";
import { gather } from "./dist.mjs";
import { serve } from "./own-server.mjs";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const { version } = JSON.parse(readFileSync(join(SITE, "package.json"), "utf8"));

const home = mkdtempSync(join(tmpdir(), "gallery-"));
after(() => rmSync(home, { recursive: true }));
const dist = join(home, "dist");
await gather(dist);
cpSync(join(SITE, "_headers"), join(dist, "_headers"));
// As `cargo xtask dist` does, which writes what hosts read: what is in one file has a policy of its own.
const [, policy] = /"Content-Security-Policy" content="([^"]*)"/.exec(readFileSync(join(dist, `frame-v${version}.html`), "utf8"));
appendFileSync(join(dist, "_headers"), `/frame-v${version}.html\n  Content-Security-Policy: ${policy}\n`);

/** The gallery of a release. @returns `{ page, origin, asked }` */
async function gallery(t, options) {
  const { origin, asked } = await serve(t, dist);
  const page = await openPage(t, { baseURL: origin, ...options });
  await page.goto("/gallery.html");
  await page.locator("#form-table").waitFor();
  return { page, origin, asked };
}

/** The form of that name, and what there is to copy from it. */
const form = (page, name) => page.getByRole("article", { name });
const exactly = (page, name) => page.getByRole("article", { name, exact: true });
const lines = (part) => part.locator("pre").first().textContent();

/** A page of another site with these lines and this policy. */
async function hosted(t, body, policy) {
  const folder = mkdtempSync(join(home, "host-"));
  writeFileSync(join(folder, "_headers"), `/*\n  Content-Security-Policy: default-src 'none'; ${policy}\n`);
  writeFileSync(join(folder, "index.html"), `<!doctype html><html lang="en"><title>A review group</title>${body}`);
  const { origin } = await serve(t, folder);
  const page = await openPage(t, { baseURL: origin });
  await page.addInitScript(() => {
    globalThis.heard = [];
    for (const type of ["result", "failed"]) addEventListener(`effect-size-${type}`, ({ detail }) => globalThis.heard.push(detail.reason ?? type));
  });
  await page.goto("/");
  return page;
}

const effects = (page) => page.locator("td.c-effect").allTextContents();

test("every form is alive, and the page asks nobody else and breaks no policy", async (t) => {
  const { page, origin } = await gallery(t);
  for (const name of ["A table of your page", "Filled by a script", "On a dark page", "In another language", "Side by side"]) {
    await form(page, name).scrollIntoViewIfNeeded();
    await form(page, name).locator("td.c-effect").first().waitFor();
  }
  assert.deepEqual(await effects(form(page, "A table of your page")), ["3.76", "5.64", "6.68"]);
  assert.deepEqual(await effects(form(page, "In another language")), ["3,76", "5,64"]);
  assert.equal(await page.locator("#heard").textContent(), "Stalberg 2008: 2.71; Lin 2005: 3.59");
  await form(page, "A small one").getByLabel("Paste your table").fill("study\tevents1\tn1\tevents2\tn2\nRoss 2004\t5\t54\t8\t53\n");
  await form(page, "A small one").locator("td.c-effect").first().waitFor();
  for (const name of ["A frame", "A frame without rights"]) {
    await exactly(page, name).scrollIntoViewIfNeeded();
    await exactly(page, name).locator("iframe").contentFrame().getByLabel("Paste your table").waitFor();
  }
  const { requests, violations, pageErrors } = recordOf(page);
  assert.deepEqual([requests.map(({ url }) => url).filter((url) => !url.startsWith(`${origin}/`)), violations, pageErrors], [[], [], []]);
});

test("the lines name the version, its hashes and the address of the page; a choice makes them those of the newest", async (t) => {
  const { page, origin } = await gallery(t);
  const hashes = JSON.parse(readFileSync(join(dist, `v${version}`, "integrity.json"), "utf8"));
  const part = form(page, "A table of your page");
  assert.ok((await lines(part)).startsWith(`<script type="module" src="${origin}/v${version}/define.js" integrity="${hashes["define.js"]}"></script>\n\n<effect-size readonly>\n  <table>\n`));
  const sandbox = await lines(form(page, "A frame without rights"));
  assert.ok(sandbox.startsWith(`<script type="module" src="${origin}/v${version}/embed.js" integrity="${hashes["embed.js"]}"></script>\n\n<iframe src="${origin}/frame-v${version}.html#compact"`));
  const all = async () => (await page.locator("pre").allTextContents()).join("\n");
  assert.doesNotMatch(await all(), /HOST|DEFINE|\/v0\//);
  await page.getByRole("radio", { name: /^Moving/ }).check();
  assert.doesNotMatch(await all(), /HOST|DEFINE|integrity|sha384/);
  assert.ok(!(await all()).includes(version));
  assert.ok((await lines(part)).startsWith(`<script type="module" src="${origin}/v${version.split(".")[0]}/define.js"></script>\n`));
});

test("copied lines work in a page of another site under the policy that stands beside them", async (t) => {
  const { page } = await gallery(t);
  const policies = page.locator(".policies > div");
  const tag = await lines(policies.filter({ has: page.getByRole("heading", { name: "Tag", exact: true }) }));
  const trusted = await lines(policies.filter({ hasText: "Trusted Types" }));
  const framed = await lines(policies.filter({ has: page.getByRole("heading", { name: "Frame", exact: true }) }));
  const table = await lines(form(page, "A table of your page"));
  const small = await lines(form(page, "A small one"));

  for (const allowed of [tag, trusted]) {
    const host = await hosted(t, table, allowed);
    await host.locator("td.c-effect").first().waitFor();
    assert.deepEqual(await effects(host), ["3.76", "5.64", "6.68"]);
    await host.getByRole("button", { name: "Download" }).click();
    const [png] = await Promise.all([host.waitForEvent("download"), host.getByRole("button", { name: "PNG" }).click()]);
    assert.match(png.suggestedFilename(), /\.png$/);
    assert.deepEqual([recordOf(host).violations, recordOf(host).pageErrors], [[], []]);

    const empty = await hosted(t, small, allowed);
    await empty.getByLabel("Paste your table").waitFor();
    await empty.evaluate(() => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/html", "<table><tr><td>study<td>events1<td>n1<td>events2<td>n2<tr><td>Lin 2005<td>77<td>174<td>18<td>146</table>");
      const { shadowRoot } = document.querySelector("effect-size");
      shadowRoot.querySelector("textarea").dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, composed: true, cancelable: true }));
    });
    await empty.locator("td.c-effect").first().waitFor();
    assert.deepEqual(await effects(empty), ["5.64"]);
    assert.deepEqual(recordOf(empty).violations, []);
  }

  for (const name of ["A frame", "A frame without rights"]) {
    const host = await hosted(t, await lines(exactly(page, name)), framed);
    await host.frameLocator("iframe").getByLabel("Paste your table").waitFor();
    await host.waitForFunction(() => document.querySelector("iframe").style.height !== "");
    assert.deepEqual(recordOf(host).violations, []);
  }
});

test("no line of the policy is too many: without one, something is refused", async (t) => {
  const { page } = await gallery(t);
  const allowed = await lines(page.locator(".policies > div").first());
  const table = await lines(form(page, "A table of your page"));
  const without = async (part) => {
    const host = await hosted(t, table, allowed.replace(part, ""));
    await host.waitForFunction(() => globalThis.heard.length > 0);
    assert.deepEqual(await host.evaluate(() => globalThis.heard[0]) === "result", false, part);
    // What the page has is there all the same.
    assert.ok(await host.getByRole("cell", { name: "Ketteridge 2005" }).isVisible());
  };
  await without(" 'wasm-unsafe-eval'");
  await without(/connect-src [^;]*;/.exec(allowed)[0]);
});

test("a file that was changed does not run in the place of the one whose hash was copied", async (t) => {
  const { page, origin } = await gallery(t);
  const table = await lines(form(page, "A table of your page"));
  const allowed = await lines(page.locator(".policies > div").first());
  const changed = join(home, "changed");
  cpSync(dist, changed, { recursive: true });
  appendFileSync(join(changed, `v${version}`, "define.js"), "\n// changed");
  const other = await serve(t, changed);
  const host = await hosted(t, table.replaceAll(origin, other.origin), allowed.replaceAll(origin, other.origin));
  await host.getByText("Ketteridge 2005").waitFor();
  await host.waitForLoadState("networkidle");
  assert.ok(other.asked.includes(`/v${version}/define.js`));
  assert.equal(await host.evaluate(() => customElements.get("effect-size")), undefined);
});

test("lines are copied with the keyboard", async (t) => {
  const { page, origin } = await gallery(t, { permissions: ["clipboard-read", "clipboard-write"] });
  const button = form(page, "A small one").getByRole("button", { name: "Copy", exact: true }).last();
  await button.focus();
  await page.keyboard.press("Enter");
  await form(page, "A small one").getByRole("button", { name: "Copied" }).waitFor();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  assert.ok(text.startsWith(`<script type="module" src="${origin}/`) && text.endsWith("<effect-size compact></effect-size>"));
});

test("a page that is from no release says so, and its lines have neither version nor hash", async (t) => {
  const page = await openPage(t);
  await page.goto("/gallery.html");
  await page.getByText("This page is not from a release").waitFor();
  assert.match(await lines(form(page, "A small one")), /^<script type="module" src="http:\/\/[^"]*\/define\.js"><\/script>\n/);
  assert.doesNotMatch((await page.locator("pre").allTextContents()).join("\n"), /HOST|DEFINE|integrity/);
});

test("no rule of accessibility is broken, light or dark, wide or narrow, and nothing is wider than the screen", async (t) => {
  for (const [colorScheme, width] of [["light", 1280], ["dark", 1280], ["light", 360], ["dark", 360]]) {
    const { page } = await gallery(t, { colorScheme, viewport: { width, height: 800 }, bypassCSP: true });
    for (const part of await page.locator(".form").all()) await part.scrollIntoViewIfNeeded();
    await form(page, "Side by side").locator("td.c-effect").nth(1).waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0, `${width}`);
    await page.addScriptTag({ path: AXE });
    // The calculators are tried by tests of their own.
    const { violations } = await page.evaluate(() => globalThis.axe.run({ exclude: ["effect-size", "iframe"] }));
    assert.deepEqual(violations.map(({ id, nodes }) => `${colorScheme}, ${width}: ${id} at ${nodes[0].target} ${nodes[0].failureSummary}`), []);
  }
});
