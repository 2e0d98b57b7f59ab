// The harness itself: what it calls quiet, and that it hears everything else.

import assert from "node:assert/strict";
import test from "node:test";
import { assertQuiet, openPage, ORIGIN, recordOf } from "./browser.mjs";

/** A page of the site's own origin with a policy (or none) of the test's choosing. */
async function openProbe(t, { policy, body = "" } = {}) {
  const page = await openPage(t);
  const headers = policy ? { "content-security-policy": policy } : {};
  await page.route(`${ORIGIN}/probe.html`, (route) =>
    route.fulfill({ contentType: "text/html", headers, body: `<!doctype html><title>Probe</title>${body}` }),
  );
  recordOf(page).ownPaths.add("/probe.html");
  await page.goto("/probe.html");
  return page;
}

/** Fails unless the page is found to be loud, in these words, soon. */
async function assertLoud(page, words) {
  const deadline = Date.now() + 5000;
  for (;;) {
    const error = await assertQuiet(page).then(() => null, (reason) => reason);
    if (error === null && Date.now() < deadline) continue;
    assert.equal(error?.code, "ERR_ASSERTION", "the page was found quiet");
    assert.match(error.message, words);
    return;
  }
}

test("the site's page is quiet under its strict policy", async (t) => {
  const page = await openPage(t, { viewport: { width: 360, height: 640 }, colorScheme: "dark", locale: "de-DE" });
  await page.goto("/");
  await page.waitForLoadState("networkidle");
  await assertQuiet(page);
  assert.deepEqual(recordOf(page).consoleErrors, []);
  assert.ok(recordOf(page).requests.some(({ url }) => url.endsWith(".wasm")));
  const seen = await page.evaluate(() => ({
    width: innerWidth,
    dark: matchMedia("(prefers-color-scheme: dark)").matches,
    locale: navigator.language,
  }));
  assert.deepEqual(seen, { width: 360, dark: true, locale: "de-DE" });
});

test("a request to another origin is heard", async (t) => {
  const page = await openProbe(t);
  await assertQuiet(page);
  await page.evaluate(() => fetch("http://elsewhere.example/").catch(() => {}));
  await assertLoud(page, /another origin: GET http:\/\/elsewhere\.example\//);
});

test("a request to another port is heard", async (t) => {
  const page = await openProbe(t);
  await page.evaluate(() => fetch("http://127.0.0.1:9/").catch(() => {}));
  await assertLoud(page, /another origin/);
});

test("a web socket is heard", async (t) => {
  const page = await openProbe(t);
  await page.evaluate(
    () => new Promise((done) => (new WebSocket("ws://elsewhere.example/").onerror = () => done())),
  );
  await assertLoud(page, /another origin: WEBSOCKET/);
});

test("a request with a query is heard", async (t) => {
  const page = await openProbe(t);
  await page.evaluate(() => fetch("/index.html?typed=text"));
  await assertLoud(page, /with a query: GET/);
});

test("a request whose path carries data is heard", async (t) => {
  const page = await openProbe(t);
  await page.evaluate(() => fetch("/Stalberg%202008/19/50").catch(() => {}));
  await assertLoud(page, /no file of the site: GET/);
});

test("a request with a body is heard, and a beacon", async (t) => {
  for (const send of [
    () => fetch("/index.html", { method: "POST", body: "typed" }).then(() => {}),
    () => void navigator.sendBeacon("/index.html", "typed"),
    () => void navigator.sendBeacon("/index.html", new Blob(["typed"])),
  ]) {
    const page = await openProbe(t);
    await page.evaluate(send);
    await assertLoud(page, /with a body: POST/);
  }
});

test("a request from a frame, a worker and another window is heard", async (t) => {
  const framed = await openProbe(t, { body: `<iframe sandbox="allow-scripts" src="/frame.html"></iframe>` });
  await framed.route(`${ORIGIN}/frame.html`, (route) =>
    route.fulfill({ contentType: "text/html", body: "<script>fetch('/index.html?framed')</script>" }),
  );
  await framed.reload();
  await assertLoud(framed, /with a query/);

  const worked = await openProbe(t);
  await worked.evaluate(() => {
    const code = new Blob(["fetch('" + origin + "/index.html?worker').finally(() => postMessage(1))"]);
    return new Promise((done) => (new Worker(URL.createObjectURL(code)).onmessage = () => done()));
  });
  await assertLoud(worked, /with a query/);

  const opener = await openProbe(t);
  const opened = opener.waitForEvent("popup");
  await opener.evaluate(() => void open("/index.html?window"));
  await (await opened).waitForLoadState();
  await assertLoud(opener, /with a query/);
});

test("a request of a service worker is heard", async (t) => {
  const page = await openPage(t, { serviceWorkers: "allow" });
  await page.context().route(`${ORIGIN}/probe-worker.js`, (route) =>
    route.fulfill({ contentType: "text/javascript", body: "oninstall = (e) => e.waitUntil(fetch('/index.html?service'))" }),
  );
  await page.route(`${ORIGIN}/probe.html`, (route) => route.fulfill({ contentType: "text/html", body: "<title>Probe" }));
  await page.goto("/probe.html");
  await page.evaluate(async () => {
    await navigator.serviceWorker.register("/probe-worker.js");
    await navigator.serviceWorker.ready;
  });
  await assertLoud(page, /with a query/);
});

test("a violation of the policy is heard", async (t) => {
  const inline = await openProbe(t, { policy: "default-src 'none'", body: "<script>1</script>" });
  await assertLoud(inline, /policy violation: script-src/);

  const sink = await openProbe(t, { policy: "require-trusted-types-for 'script'" });
  await assertQuiet(sink);
  await sink.evaluate(() => {
    try {
      document.body.innerHTML = "<b>typed</b>";
    } catch {
      // The violation is reported all the same.
    }
  });
  await assertLoud(sink, /policy violation: require-trusted-types-for/);

  const blocked = await openProbe(t, { policy: "default-src 'self'" });
  await blocked.evaluate(() => fetch("http://elsewhere.example/").catch(() => {}));
  await assertLoud(blocked, /policy violation: (connect|default)-src/);
});

test("an uncaught error and a forgotten rejection are heard", async (t) => {
  const thrown = await openProbe(t);
  await thrown.evaluate(() => void setTimeout(() => nothing.at.all));
  await assertLoud(thrown, /uncaught error: ReferenceError/);

  const rejected = await openProbe(t);
  await rejected.evaluate(() => void Promise.reject(new Error("forgotten")));
  await assertLoud(rejected, /uncaught error: Error: forgotten/);
});
