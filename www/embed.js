// For pages that show the calculator in a frame: each frame gets the height of what it shows, and what it computes becomes an
// event of its <iframe>. Nothing else is done to the page, and nothing is loaded.
//
//   <iframe src="https://HOST/frame.html" title="Effect sizes" data-effect-size></iframe>
//   <script type="module" src="https://HOST/embed.js"></script>
//
// It is a module, as everything here is: a script of another site is then checked by the browser's rules for it (CORS, and the
// hash in `integrity` where one is given). In a <script> of its own it begins at once; imported, it waits to be called.

/**
 * A row's effect as the calculator gives it, or why there is none; see index.d.ts.
 * @typedef {import("./index.js").BatchResult} BatchResult
 */

/** What a page can do that shows nothing, or fills a screen many times over. */
const LOWEST = 80;
const HIGHEST = 20_000;

/**
 * Watches the frames that show the calculator in a document or a shadow root, those that come later too: every `<iframe>` that has
 * the attribute `data-effect-size`, or whose address is the `frame.html` beside this module.
 *
 * A message counts only where it comes from such a frame's window, and from the origin that its `src` names. A frame that is
 * sandboxed without `allow-same-origin` has no origin to check: of it only the height is taken.
 *
 * An event `effect-size-result` on the `<iframe>`, which bubbles, has the result as its `detail`. The frame sends it only
 * where its address names the page's origin, as in `frame.html#origin=https://www.example.org`.
 *
 * @param {Document | ShadowRoot} [root] where the frames are; the page, unless it is said
 * @returns {() => void} ends the watching
 */
export function watchFrames(root = document) {
  const hear = (/** @type {MessageEvent} */ { source, origin, data }) => {
    if (source === null || !isOurs(data)) return;
    const frame = framesIn(root).find(({ contentWindow }) => contentWindow === source);
    if (!frame) return;
    if (origin !== originOf(frame)) return;
    if (data.type === "height") setHeight(frame, data.height);
    else if (data.type === "result" && origin !== "null") frame.dispatchEvent(new CustomEvent("effect-size-result", { detail: data.result, bubbles: true, composed: true }));
  };
  addEventListener("message", hear);
  // A frame may have told its height before anybody listened. The question gives nothing away, so that it may go to anybody.
  for (const { contentWindow } of framesIn(root)) contentWindow?.postMessage({ source: "effect-size", v: 1, type: "ask-height" }, "*");
  return () => removeEventListener("message", hear);
}

/** @param {Document | ShadowRoot} root */
function framesIn(root) {
  return [...root.querySelectorAll("iframe")].filter((frame) => frame.hasAttribute("data-effect-size") || frame.src.split(/[?#]/)[0] === BESIDE);
}

/** In two steps, or bundlers would look for the file where they build. */
const here = import.meta.url;
const BESIDE = new URL("frame.html", here).href;

/** @param {any} data @returns {data is { type: unknown, height?: unknown, result?: BatchResult }} */
function isOurs(data) {
  return typeof data === "object" && data !== null && data.source === "effect-size" && data.v === 1;
}

/** Whom a frame's messages come from; "null" where that is nobody: in a sandbox, or a file. @param {HTMLIFrameElement} frame */
function originOf(frame) {
  if (frame.hasAttribute("sandbox") && !frame.sandbox.contains("allow-same-origin")) return "null";
  try {
    return new URL(frame.src).origin;
  } catch {
    return ""; // which no message comes from
  }
}

/** By the object model, which a policy against inline styles allows. @param {HTMLIFrameElement} frame @param {unknown} height */
function setHeight(frame, height) {
  if (typeof height !== "number" || !Number.isFinite(height)) return;
  const { boxSizing } = getComputedStyle(frame);
  const edges = boxSizing === "border-box" ? frame.offsetHeight - frame.clientHeight : 0;
  frame.style.height = `${Math.min(Math.max(Math.ceil(height), LOWEST), HIGHEST) + edges}px`;
}

/** Whether the page names this file in a script of its own; a bundle that holds it is named otherwise. */
function isScript() {
  return /\/embed\.js$/.test(new URL(import.meta.url).pathname) && [...document.querySelectorAll("script")].some(({ src }) => src === import.meta.url);
}

if (globalThis.document && isScript()) watchFrames();
