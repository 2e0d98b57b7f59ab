// One Chromium for the tests of a file, and a record of what each page in it did.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const SITE = new URL("../../www", import.meta.url);

export const ORIGIN = fromEnvironment("EFFECT_SIZE_ORIGIN");

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Whatever a page tries, no name but this computer's own is ever looked up.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
];

// Without it the driver does not tell what a service worker asks for.
process.env.PW_EXPERIMENTAL_SERVICE_WORKER_NETWORK_EVENTS ??= "1";

// Requests of frames, workers and beacons are told a little after they are made.
const SETTLE_MS = 100;

const records = new WeakMap();

/**
 * Opens an empty page in a context of its own; both are closed when the test ends.
 *
 * @param {import("node:test").TestContext} t
 * @param {import("playwright-core").BrowserContextOptions} [options] viewport, colorScheme, locale, ...
 * @returns {Promise<import("playwright-core").Page>}
 */
export async function openPage(t, options = {}) {
  const browser = await borrowBrowser();
  // A service worker would answer what a test wants to answer; the tests that are about it ask for it.
  const context = await browser.newContext({ baseURL: ORIGIN, serviceWorkers: "block", ...options });
  t.after(async () => {
    await context.close();
    giveBrowserBack();
  });
  const record = await recordContext(context);
  const page = await context.newPage();
  records.set(page, record);
  return page;
}

/**
 * What the page and everything it opened did so far: `{requests, consoleErrors, pageErrors, violations}`; `ownPaths` are
 * those that a test itself answers.
 */
export function recordOf(page) {
  return records.get(page);
}

/**
 * Fails if the page asked another origin for anything, sent a body, a query or a path that is no file of the site, broke its Content Security Policy, or
 * had an uncaught error. Only a sandboxed frame with `srcdoc` goes unheard: the driver does not follow it.
 */
export async function assertQuiet(page) {
  await page.waitForTimeout(SETTLE_MS);
  const record = recordOf(page);
  const loud = [
    ...record.requests.flatMap((request) => {
      const why = loudness(request, record.ownPaths);
      return why ? [`${why}: ${request.method} ${request.url}`] : [];
    }),
    ...record.violations.map((violation) => `policy violation: ${violation}`),
    ...record.pageErrors.map((error) => `uncaught error: ${error}`),
  ];
  assert.deepEqual(loud, []);
}

/** What is wrong with a request, or null. */
function loudness({ url, method, body }, ownPaths) {
  const { protocol, origin, pathname, search } = new URL(url);
  // Made of what the page already has; nothing is sent.
  if (protocol === "data:" || protocol === "blob:" || url === "about:blank") return null;
  if (origin !== ORIGIN) return "request to another origin";
  if (search !== "" || url.includes("?")) return "request with a query";
  // a path can carry data as well as a query can; a file of the site carries nothing
  if (!ownPaths.has(pathname) && !existsSync(fileURLToPath(SITE + pathname))) return "request for no file of the site";
  if (body !== null || !["GET", "HEAD"].includes(method)) return "request with a body";
  return null;
}

async function recordContext(context) {
  const record = { ownPaths: new Set(), requests: [], consoleErrors: [], pageErrors: [], violations: [] };
  context.on("request", (request) => {
    record.requests.push({ url: request.url(), method: request.method(), body: request.postData() });
  });
  context.on("page", (page) => {
    page.on("websocket", (socket) => {
      record.requests.push({ url: socket.url(), method: "WEBSOCKET", body: null });
    });
  });
  context.on("weberror", (webError) => record.pageErrors.push(String(webError.error())));
  context.on("console", (message) => {
    if (message.type() !== "error") return;
    const text = message.text();
    record.consoleErrors.push(text);
    // Workers have no page in which to listen for the event; the console tells of theirs.
    if (/content security policy|trusted ?types|requires 'Trusted/i.test(text)) record.violations.push(text);
  });
  await context.exposeBinding("reportPolicyViolation", (_, text) => record.violations.push(text));
  await context.addInitScript(() => {
    const report = globalThis.reportPolicyViolation;
    addEventListener("securitypolicyviolation", (event) => {
      report(`${event.effectiveDirective} blocked ${event.blockedURI} at ${event.sourceFile}:${event.lineNumber}`);
    });
  });
  return record;
}

// A test file ends when nothing is left to wait for, which a running browser would prevent; so it is closed once no
// page has been open for a moment, and started again if another is asked for.
const IDLE_MS = 300;
let launched = null;
let borrowed = 0;

function borrowBrowser() {
  borrowed += 1;
  launched ??= chromium.launch({ executablePath: fromEnvironment("CHROMIUM"), args: FLAGS });
  return launched;
}

function giveBrowserBack() {
  borrowed -= 1;
  setTimeout(async () => {
    if (borrowed > 0 || launched === null) return;
    const idle = launched;
    launched = null;
    await (await idle).close();
  }, IDLE_MS);
}

function fromEnvironment(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the page tests with \`cargo xtask test\``);
  return value;
}
