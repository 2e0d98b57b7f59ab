// The page that shows this one in a frame. Nobody knows it: what everyone may know, the height, is told to whoever it is; results go
// to the page that the frame's address names, and only that one is listened to.
import { attributesOf, isData } from "./frame-options.js";

/** @typedef {import("./frame-options.js").Options} Options */
/** @typedef {{ data?: string, attributes: Options }} Wanted */

export class FrameHost {
  /**
   * @param {string} origin the page that was named; "" where none was
   * @param {(wanted: Wanted | null) => void} set what the named page wants; null where it is not understood
   */
  constructor(origin, set) {
    this.origin = origin;
    this.height = 0;
    addEventListener("message", (event) => {
      if (parent === window || event.source !== parent || !isMessage(event.data)) return;
      // Whoever asks learns nothing that it was not told already.
      if (event.data.type === "ask-height") this.tellHeight();
      else if (event.data.type === "set" && origin !== "" && event.origin === origin) set(wantedOf(event.data));
    });
  }

  /** Tells the height of what is shown, now and whenever it is another. @param {Element} content its height must not follow from that of the frame */
  watchHeight(content) {
    new ResizeObserver(() => {
      const height = Math.ceil(content.getBoundingClientRect().height);
      if (height === this.height) return;
      this.height = height;
      this.tellHeight();
    }).observe(content);
  }

  tellHeight() {
    // To anybody: in a sandbox nobody can be named, and the height tells of a table no more than its length. A frame that is
    // not shown has none.
    if (this.height > 0) this.tell({ type: "height", height: this.height }, "*");
  }

  /** @param {unknown} result plain data */
  tellResult(result) {
    if (this.origin !== "") this.tell({ type: "result", result }, this.origin);
  }

  /** @param {object} message @param {string} to */
  tell(message, to) {
    if (parent !== window) parent.postMessage({ source: "effect-size", v: 1, ...message }, to);
  }
}

/** @param {any} data @returns {data is { type: unknown, data?: unknown, options?: unknown }} */
function isMessage(data) {
  return typeof data === "object" && data !== null && data.source === "effect-size" && data.v === 1;
}

/** @param {{ data?: unknown, options?: unknown }} message @returns {Wanted | null} */
function wantedOf({ data, options = {} }) {
  const attributes = attributesOf(options);
  if (!attributes || !(data === undefined || isData(data))) return null;
  return { ...(data === undefined ? {} : { data }), attributes };
}
