// What becomes of the clipboard's markup, whatever it is: only what shapes a table is left of it, in little time.
import assert from "node:assert/strict";
import { readdirSync, readFileSync, existsSync } from "node:fs";
import test from "node:test";
import { bareMarkup } from "../../www/markup.js";

const PASTES = new URL("../fixtures/pastes/", import.meta.url);
const seeds = readdirSync(PASTES).map((name) => new URL(`${name}/clipboard.html`, PASTES)).filter((file) => existsSync(file)).map((file) => readFileSync(file, "utf8"));

/** The same numbers every time. */
function dice(seed) {
  let state = seed;
  return (end) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return Math.abs(state) % end;
  };
}

const PIECES = [
  "<", ">", "</", "/>", "<!--", "-->", "<![if x]>", "<?xml", "\"", "'", "=", " ", "\0", "&nbsp;", "&lt;script&gt;", "<td>", "<td", "</td>", "<tr>", "</tr>",
  "<table>", "</table>", "<th colspan=99999999>", "<td rowspan='3'", "<col span=2 style='display:none'>", "<tr hidden>", "<td style=\"display:none\">", "<sup>",
  "</sup>", "10<sup>3</sup>", "<del>", "</del>", "<script>", "</script>", "<style>", "</style>", "<svg onload=alert(1)>", "<img src=x onerror=alert(1)>",
  "<span style='mso-tab-count:9'>", "<o:p>&nbsp;</o:p>", "<textarea>", "<title>", "<p", "onclick=alert(1)", "style=a:b", "hidden", "<TD STYLE=\"x>y\">", "<td\u00a0a>",
];

/** What may be left: these tags with these attributes, and text without a tag in it. */
const BARE = /^(?:[^<]|<\/?(?:table|caption|colgroup|col|thead|tbody|tfoot|tr|td|th)(?: (?:col|row)?span=\d+)*(?: hidden)?>)*$/i;

test("only what shapes a table is left of any markup", () => {
  const roll = dice(20240305);
  const check = (markup) => {
    const bare = bareMarkup(markup);
    assert.ok(BARE.test(bare), `${JSON.stringify(markup)}\nleaves ${JSON.stringify(bare)}`);
    assert.ok(bare.length <= 16 * markup.length + 16, JSON.stringify(markup));
    // nothing is left to be done a second time, but the entities of stray signs
    assert.equal(bareMarkup(bare).replace(/\s+/g, " ").trim(), bare.replace(/\s+/g, " ").trim(), JSON.stringify(markup));
  };
  for (const seed of seeds) check(seed);
  for (let turn = 0; turn < 20_000; turn += 1) {
    const seed = turn % 4 === 0 ? seeds[roll(seeds.length)] : "";
    const from = roll(seed.length + 1);
    let markup = seed.slice(from, from + roll(400));
    for (let count = roll(30); count >= 0; count -= 1) {
      const at = roll(markup.length + 1);
      markup = roll(5) === 0 ? markup.slice(0, at) + markup.slice(at + roll(20)) : markup.slice(0, at) + PIECES[roll(PIECES.length)] + markup.slice(at);
    }
    check(markup);
  }
});

test("a megabyte of any markup takes little time", () => {
  const megabyte = (piece) => piece.repeat(Math.ceil(1e6 / piece.length));
  const different = Array.from({ length: 60_000 }, (_, index) => `<x${index} hidden>`).join("");
  for (const markup of [...["<", "<td>", "<td =\"", "<x a='", "<td style=\"display:none\">", "<sup>1</sup>10", "10<sup>3</sup>", "<del>", "<del><sup>", "<a ", "= = "].map(megabyte), different]) {
    const start = performance.now();
    bareMarkup(markup);
    // a second, on a machine that does other things
    assert.ok(performance.now() - start < 3000, `${markup.slice(0, 40)}: ${Math.round(performance.now() - start)} ms`);
  }
});
