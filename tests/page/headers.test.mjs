// What the server sends with each file, and what it refuses.

import assert from "node:assert/strict";
import { request } from "node:http";
import test from "node:test";
import { ORIGIN } from "./browser.mjs";

const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; " +
  "img-src 'self' data:; manifest-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'";

/** As `fetch`, but the path is sent as it is: `fetch` would resolve the dots first. */
function ask(path, { method = "GET", body } = {}) {
  const { hostname, port } = new URL(ORIGIN);
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path, method }, async (answer) => {
      const chunks = await answer.toArray();
      resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks) });
    });
    asked.on("error", reject);
    asked.end(body);
  });
}

test("every answer carries the strict policy", async () => {
  for (const path of ["/", "/index.html", "/pkg/effect_size.js", "/missing", "/../Cargo.toml"]) {
    const { headers } = await ask(path);
    assert.equal(headers["content-security-policy"], POLICY, path);
    assert.equal(headers["x-content-type-options"], "nosniff", path);
    assert.equal(headers["referrer-policy"], "no-referrer", path);
  }
});

test("the gallery's policy is the same but for frames of the site", async () => {
  const { headers } = await ask("/gallery.html");
  assert.equal(headers["content-security-policy"], POLICY.replace("manifest-src", "frame-src 'self'; manifest-src"));
  const [, within] = /"Content-Security-Policy" content="([^"]*)"/.exec((await ask("/gallery.html")).body.toString());
  assert.equal(within, headers["content-security-policy"]);
});

test("scripts and wasm may be used by pages of other origins", async () => {
  for (const path of ["/pkg/effect_size.js", "/pkg/effect_size_bg.wasm"]) {
    const { headers } = await ask(path);
    assert.equal(headers["access-control-allow-origin"], "*", path);
    assert.equal(headers["cross-origin-resource-policy"], "cross-origin", path);
  }
});

test("files have their media types", async () => {
  const types = {
    "/": "text/html; charset=utf-8",
    "/pkg/effect_size.js": "text/javascript; charset=utf-8",
    "/pkg/effect_size_bg.wasm": "application/wasm",
    "/package.json": "application/json",
  };
  for (const [path, type] of Object.entries(types)) {
    const { status, headers } = await ask(path);
    assert.equal(status, 200, path);
    assert.equal(headers["content-type"], type, path);
  }
});

test("nothing outside the site is sent", async () => {
  for (const path of [
    "/../Cargo.toml",
    "/%2e%2e/Cargo.toml",
    "/%2E%2E%2FCargo.toml",
    "/..%5cCargo.toml",
    "/pkg/../../Cargo.toml",
    "/pkg/%2e%2e/%2e%2e/Cargo.toml",
    "/%00",
    "/%",
  ]) {
    const { status, body } = await ask(path);
    assert.equal(status, 400, path);
    assert.doesNotMatch(body.toString(), /package/, path);
  }
});

test("folders are not listed and server files not sent", async () => {
  for (const path of ["/pkg/", "/pkg", "/_headers", "/.gitignore", "/index.html/"]) {
    assert.equal((await ask(path)).status, 404, path);
  }
});

test("only GET and HEAD are answered", async () => {
  for (const method of ["POST", "PUT", "DELETE", "OPTIONS"]) {
    const { status, headers } = await ask("/", { method, body: method === "POST" ? "typed" : undefined });
    assert.equal(status, 405, method);
    assert.equal(headers.allow, "GET, HEAD", method);
  }
  const head = await ask("/", { method: "HEAD" });
  const get = await ask("/");
  assert.equal(head.status, 200);
  assert.equal(head.body.length, 0);
  assert.equal(head.headers["content-length"], String(get.body.length));
});

test("many connections are answered at once", async () => {
  const answers = await Promise.all(Array.from({ length: 40 }, () => ask("/pkg/effect_size_bg.wasm")));
  assert.ok(answers.every(({ status, body }) => status === 200 && body.equals(answers[0].body)));
});
