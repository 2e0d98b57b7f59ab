// What does not mean well: addresses, tables and pages around the frame.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fragmentOf } from "../../../www/link.js";
import { ORIGIN } from "../browser.mjs";
import { EMBED, frame, fits, ODDS_RATIO, ours, TABLE } from "./sites.mjs";

const NOT_UNDERSTOOD = "asks for something that the calculator does not understand";
/** It would tell the page around it, if it ran. */
const INJECTION = "<img src=x onerror=\"parent.postMessage('injected','*')\"><script>parent.postMessage('injected','*')</script>";

/** Nothing that was injected ran: it would have been heard of. @param {import("../engines.mjs").Engine} engine */
async function assertNothingRan(engine) {
  assert.deepEqual(await engine.run(() => globalThis.heard.filter(({ data }) => data === "injected")), []);
}

/** @param {import("./sites.mjs").World} world */
export function hostileCases(world) {
  test("a megabyte of garbage in the frame's address does nothing but show a sentence", async () => {
    const { engine, host } = world;
    const beginnings = { "": NOT_UNDERSTOOD, "measure=": NOT_UNDERSTOOD, "data=": NOT_UNDERSTOOD, "lang=en&data=": NOT_UNDERSTOOD, "v1=": "no table that can be read" };
    for (const [beginning, sentence] of Object.entries(beginnings)) {
      await engine.open(host.page({ body: "<iframe></iframe>" }));
      await engine.run((address, piece) => void (document.querySelector("iframe").src = address + piece.repeat(1_000_000 / piece.length)), `${ORIGIN}/frame.html#${beginning}`, "garbage-%3Cimg%20src=x%20onerror=alert(1)%3E&");
      const text = await engine.inFrame("iframe", () => engine.reads(sentence));
      assert.doesNotMatch(text, /garbage|onerror/);
    }
  });

  test("an address that is crafted to inject shows a sentence, and nothing of it runs or is used", async () => {
    const { engine, host, stranger } = world;
    const crafted = [
      { measure: INJECTION }, { theme: "javascript:alert(1)" }, { lang: "../../../evil" }, { level: "1e9" }, { interval: "constructor" }, { origin: "javascript:alert(1)" }, { origin: "*" },
      { origin: `${host.origin}/path` }, { wasm: `${stranger.origin}/evil.wasm` }, { onclick: "alert(1)" }, { style: "position:fixed" }, { ["__proto__"]: "x" }, { constructor: "x" }, { [INJECTION]: "x" },
    ];
    for (const wanted of crafted) {
      await engine.open(host.page({ body: frame({ ...wanted, data: TABLE }) }));
      const text = await engine.inFrame("iframe", () => engine.reads(NOT_UNDERSTOOD));
      assert.doesNotMatch(text, /onerror|3\.76/, JSON.stringify(wanted));
      await assertNothingRan(engine);
    }
  });

  test("names that are written to inject are read as they stand", async () => {
    const { engine, host } = world;
    const table = TABLE.replace("Stalberg 2008", `"${INJECTION.replaceAll('"', '""')}"`);
    // The whole state as a link holds it, with names for the arms and the sides.
    const link = await fragmentOf({ v: 1, text: table, settings: {}, names: { arm1: INJECTION, arm2: INJECTION, lower: INJECTION, higher: INJECTION } });
    await engine.open(host.page({ body: frame(link.slice(1)) }));
    await engine.inFrame("iframe", async () => {
      const text = await engine.reads(ODDS_RATIO);
      assert.ok(text.split(INJECTION).length > 3, text);
      assert.equal(await engine.run(() => document.querySelector("effect-size").shadowRoot.querySelectorAll("img, script, [onerror]").length), 0);
    });
    await assertNothingRan(engine);
  });

  test("nobody whom the frame's address does not name learns more than its height", async () => {
    const { engine, host, stranger } = world;
    await engine.open(stranger.page({ head: EMBED, body: frame({ lang: "en", data: TABLE, origin: host.origin }) }));
    await engine.inFrame("iframe", () => engine.reads(ODDS_RATIO));
    await fits(engine);
    const heard = await engine.run(() => globalThis.heard.map(({ data }) => data));
    assert.ok(heard.length > 0);
    for (const { height, ...rest } of heard) assert.deepEqual([typeof height, rest], ["number", ours({ type: "height" })]);
  });

  test("messages of a page that the frame's address does not name change nothing, nor do those of a sibling", async () => {
    const { engine, host, stranger } = world;
    const forged = ours({ type: "set", data: TABLE.replace("Stalberg", "Forged"), options: { lang: "de" } });
    /** Posts it to every frame that it can reach, once all is loaded. */
    const forging = (where) => `<script>addEventListener("load", () => {
      for (let at = 0; at < ${where}.length; at += 1) ${where}[at].postMessage(${JSON.stringify(forged)}, "*");
      parent.postMessage("sent", "*");
    });</script>`;
    const named = frame({ lang: "en", data: TABLE, origin: host.origin });
    const nobody = frame({ lang: "en", data: TABLE });
    const pages = [
      stranger.page({ head: forging("frames"), body: named }),
      stranger.page({ head: forging("frames"), body: nobody }),
      host.page({ body: `${named}<iframe src="${stranger.page({ head: forging("parent.frames") })}"></iframe>` }),
    ];
    for (const page of pages) {
      await engine.open(page);
      await engine.until("the forgery", () => globalThis.heard.some(({ data }) => data === "sent"));
      // What is answered came after it.
      const told = await engine.run(() => {
        document.querySelector("iframe").contentWindow.postMessage({ source: "effect-size", v: 1, type: "ask-height" }, "*");
        return globalThis.heard.length;
      });
      await engine.until("the answer", (before) => globalThis.heard.length > before, told);
      const text = await engine.inFrame("iframe", () => engine.reads(/3[.,]76/));
      assert.match(text, ODDS_RATIO);
      assert.match(text, /Stalberg 2008/);
    }
  });

  test("a message of the named page that is garbage, or crafted to inject, does nothing but show a sentence", async () => {
    const { engine, host } = world;
    await engine.open(host.page({ body: frame({ lang: "en", data: TABLE, origin: host.origin }) }));
    await engine.inFrame("iframe", () => engine.reads(ODDS_RATIO));
    const messages = [{ data: { toString: "x" } }, { data: 5 }, { options: "x" }, { options: { measure: INJECTION } }, { options: { onclick: "alert(1)" } }, { options: { lang: ["en"] } }, { options: { constructor: "x" } }];
    const sentence = "sent something that the calculator does not understand";
    const send = (message) => engine.run((content) => document.querySelector("iframe").contentWindow.postMessage(content, "*"), message);
    for (const message of messages) {
      await send(ours({ type: "set", data: TABLE, options: {} })); // takes the sentence away
      await engine.inFrame("iframe", () => engine.until("no sentence", () => document.getElementById("told").textContent === ""));
      await send(ours({ type: "set", ...message }));
      const text = await engine.inFrame("iframe", () => engine.reads(sentence));
      assert.match(text, ODDS_RATIO);
      assert.doesNotMatch(text, /onerror/);
    }
    await engine.run(() => document.querySelector("iframe").contentWindow.postMessage({ source: "effect-size", v: 1, type: "set", data: "garbage ".repeat(125_000) }, "*"));
    assert.match(await engine.inFrame("iframe", () => engine.reads(sentence)), ODDS_RATIO);
    // What is no message of ours is none of its business.
    await send(ours({ type: "set", data: TABLE, options: {} }));
    await engine.inFrame("iframe", () => engine.until("no sentence", () => document.getElementById("told").textContent === ""));
    await engine.run(() => {
      for (const message of ["garbage ".repeat(125_000), null, 5, [], { source: "effect-size" }, { source: "effect-size", v: 2, type: "set", data: "x" }, { source: "effect-size", v: 1, type: "constructor" }]) document.querySelector("iframe").contentWindow.postMessage(message, "*");
    });
    await send(ours({ type: "set", options: { measure: "RR" } }));
    assert.match(await engine.inFrame("iframe", () => engine.reads(/2\.71\s+1\.25 to 5\.88/)), /Stalberg/);
    await assertNothingRan(engine);
  });
}
