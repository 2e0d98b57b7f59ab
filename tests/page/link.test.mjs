// A link holds what it was made of, or nothing.
import assert from "node:assert/strict";
import test from "node:test";
import { deflateRawSync } from "node:zlib";
import { contentOf, fragmentOf } from "../../www/link.js";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const LINES = Array.from({ length: 8 }, (_, i) => `Trial ${1990 + i}\t${10 + i * 3}\t${50 + i}\t${7 + i}\t${50 + i * 2}`);
const SNAPSHOT = { v: 1, text: ["study\tevents1\tn1\tevents2\tn2", ...LINES].join("\n"), settings: { measure: "RR" }, names: {} };

test("a link gives back what it was made of, also one without a checksum", async () => {
  const link = await fragmentOf(SNAPSHOT);
  assert.match(link, /^#v1=[\w-]+$/);
  assert.deepEqual(await contentOf(link), SNAPSHOT);
  assert.deepEqual(await contentOf(`#v1=${deflateRawSync(JSON.stringify(SNAPSHOT)).toString("base64url")}`), SNAPSHOT);
});

test("a letter that is changed, lost or doubled on the way never makes another table", async () => {
  const link = await fragmentOf(SNAPSHOT);
  for (let at = "#v1=".length; at < link.length; at += 1) {
    const other = LETTERS[(LETTERS.indexOf(link[at]) + 1 + (at * 7) % 62) % 64];
    for (const put of [other, "", link[at] + link[at], link[at].toUpperCase(), link[at].toLowerCase()]) {
      const found = await contentOf(link.slice(0, at) + put + link.slice(at + 1));
      // the last letter has bits that hold nothing
      if (found !== null) assert.deepEqual(found, SNAPSHOT, `letter ${at} as ${put}`);
    }
  }
});
