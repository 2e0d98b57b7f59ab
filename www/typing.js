// What typing into the results needs comes once there is something to type into.
import { selectionIn } from "./selection.js";

/** @typedef {import("./surface.js").Surface} Surface */

const APPROACHES = ["pointerover", "pointerdown", "focusin"];

/** Rows of a table that takes the first part of the calculator longer than the next frame. */
const LONG = 300;

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
    const { results, review, messages, parts, ground } = this.surface;
    try {
      const [{ Editor }] = await Promise.all([import("./grid.js"), messages.more()]);
      for (const name of APPROACHES) results.table.removeEventListener(name, this.approach);
      // For a long table it takes half the time, key by key; without it the first part goes on.
      if ((results.batch?.rows.length ?? 0) > LONG) parts.complete().catch((error) => console.warn(error));
      this.editor = new Editor(results, review, (table) => /** @type {import("./calculator.js").Calculator} */ (parts.current).grid(table), () => this.surface.flush(), ground, passing);
    } catch (error) {
      console.warn(error);
      this.begun = false; // so that the next approach tries again
    }
  }
}
