// Where the calculator is embedded: a site that means well, one that does not, and files on disk.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ORIGIN } from "../browser.mjs";
import { made } from "../one-file.mjs";
import { OtherSite } from "./other-site.mjs";

export const TABLE = "study\tevents1\tn1\tevents2\tn2\nStalberg 2008\t19\t50\t7\t50\n";
/** What is computed of it, as it reads. */
export const ODDS_RATIO = /3\.76\s+1\.41 to 10\.05/;

export const EMBED = `<script type="module" src="${ORIGIN}/embed.js"></script>`;
export const DEFINE = `<script type="module" src="${ORIGIN}/pkg/element/define.js"></script>`;
/** What a host's policy must allow for the element. */
export const STRICT = `default-src 'none'; script-src 'self' ${ORIGIN} 'wasm-unsafe-eval'; style-src 'self'; connect-src ${ORIGIN}; img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'`;

/** @param {object} content of a message of ours */
export const ours = (content) => ({ source: "effect-size", v: 1, ...content });

const attribute = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");

/**
 * The calculator in a frame.
 * @param {Record<string, string> | string} wanted what stands after the # of its address
 * @param {{ sandbox?: string, address?: string }} [how]
 */
export function frame(wanted = "", { sandbox, address = `${ORIGIN}/frame.html` } = {}) {
  const fragment = typeof wanted === "string" ? wanted : new URLSearchParams(wanted).toString();
  const sandboxed = sandbox === undefined ? "" : ` sandbox="${sandbox}"`;
  return `<iframe title="Effect sizes" data-effect-size${sandboxed} src="${attribute(`${address}#${fragment}`)}"></iframe>`;
}

/** A frame that sends messages to the page around it. @param {OtherSite} site @param {...object} messages @returns {string} its address */
export const sender = (site, ...messages) => site.page({ head: `<script>for (const message of ${JSON.stringify(messages)}) parent.postMessage(message, "*");</script>` });

export async function openSites() {
  const folder = mkdtempSync(join(tmpdir(), "embedding-"));
  const [host, stranger] = await Promise.all([OtherSite.start(), OtherSite.start()]);
  const onDisk = (/** @type {string} */ name, /** @type {string} */ html) => {
    writeFileSync(join(folder, name), html);
    return pathToFileURL(join(folder, name)).href;
  };
  const ownFrame = await made("frame.html");
  return {
    host,
    stranger,
    onDisk,
    /** The page as one file, on disk; its frame as one file, on disk and on the host's own site. */
    pageFile: onDisk("Effect Size.html", await made("effect-size.html")),
    frameFile: onDisk("frame.html", ownFrame),
    hostedFrame: host.put("/frame.html", ownFrame),
    async close() {
      await Promise.all([host.stop(), stranger.stop()]);
      rmSync(folder, { recursive: true });
    },
  };
}

/** @typedef {import("../engines.mjs").Engine} Engine */
/** @typedef {Awaited<ReturnType<typeof openSites>> & { engine: Engine }} World */

/** A pasted table is computed in the page, or in the frame that was entered. @param {Engine} engine */
export async function computes(engine) {
  await engine.until("the calculator", () => {
    const root = document.querySelector("effect-size")?.shadowRoot ?? document;
    return root.querySelector("textarea")?.checkVisibility();
  });
  await engine.paste(TABLE);
  await engine.reads(ODDS_RATIO);
}

/** The first frame of the page has the height of what it shows. @param {Engine} engine */
export async function fits(engine) {
  await engine.inFrame("iframe", () => engine.until("the frame's height", () => {
    const shown = Math.ceil(document.body.getBoundingClientRect().height);
    return shown > 100 && Math.abs(shown - innerHeight) <= 1 && document.documentElement.scrollHeight <= innerHeight + 1;
  }));
}
