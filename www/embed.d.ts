import type { BatchResult } from "./index.js";

/**
 * Watches the frames that show the calculator in a document or a shadow root, those that come later too: every `<iframe>` with the
 * attribute `data-effect-size`, or whose address is the `frame.html` beside this module. Each gets the height of what it shows.
 * What it computes becomes the event `effect-size-result` of the `<iframe>`, where the frame's address names the page's origin,
 * as in `frame.html#origin=https://www.example.org`.
 *
 * @param root where the frames are; the page, unless it is said
 * @returns ends the watching
 */
export function watchFrames(root?: Document | ShadowRoot): () => void;

declare global {
  interface GlobalEventHandlersEventMap {
    /** What a frame has computed; it bubbles from the `<iframe>`. */
    "effect-size-result": CustomEvent<BatchResult>;
  }
}
