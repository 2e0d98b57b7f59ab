// What typing into the results needs comes once there is something to type into.
import { selectionIn } from "./selection.js";

/** @typedef {import("./surface.js").Surface} Surface */

const APPROACHES = ["pointerover", "pointerdown", "focusin"];

export const idle = globalThis.requestIdleCallback ?? ((/** @type {() => void} */ work) => setTimeout(work, 500));

export class Typing {
  /** @param {Surface} surface */
  constructor(surface) {
    this.surface = surface;
    this.begun = false;
    /** @type {import("./grid.js").Editor | null} */ this.editor = null;
    this.approach = this.approach.bind(this);
    for (const name of APPROACHES) surface.results.table.addEventListener(name, this.approach);
  }

  /** When there is nothing else to do. */
  soon() {
    if (!this.begun) idle(() => void this.begin(false));
  }

  /** What is typed before it is there shall not be lost. @param {Event} event */
  approach(event) {
    const cell = event.target instanceof Element ? event.target.closest(".cell") : null;
    if (cell instanceof HTMLElement && event.type === "pointerdown") {
      event.preventDefault(); // which would put the caret where it points
      cell.focus();
    } else if (cell instanceof HTMLElement && event.type === "focusin") {
      cell.contentEditable = "plaintext-only";
      selectionIn(cell)?.selectAllChildren(cell);
    }
    void this.begin(event.type === "focusin");
  }

  /** @param {boolean} passing whether somebody came by Tab */
  async begin(passing) {
    if (this.begun) return;
    this.begun = true;
    const { results, messages } = this.surface;
    try {
      const [{ Editor }] = await Promise.all([import("./grid.js"), messages.more()]);
      for (const name of APPROACHES) results.table.removeEventListener(name, this.approach);
      this.editor = new Editor(this.surface, passing);
    } catch (error) {
      console.warn(error);
      this.begun = false; // so that the next approach tries again
    }
  }
}
