// The paste box: the table as text. Its history is the review's: what a script puts into a text area the browser cannot
// undo, or (by execCommand) inserts at half a minute for 5,000 rows.
import { WHOLE } from "./review.js";

/** @typedef {import("./review.js").Review} Review */
/** @typedef {import("./review.js").State} State */

/** Typing within this time is undone together. */
const BURST_MS = 800;
/** A text of more characters takes the browser longer to lay out than all that typing into the results changes beside it. */
const LONG = 2000;
const PAUSE_MS = 300;

export class Box {
  /** @param {HTMLTextAreaElement} area @param {Review} review */
  constructor(area, review) {
    this.area = area;
    this.review = review;
    /** Where the caret stood in each state of the text. @type {WeakMap<State, { start: number, end: number }>} */
    this.carets = new WeakMap();
    this.burst = { kind: "", at: 0, count: 0 };
    area.value = review.text;

    this.pause = 0;
    area.addEventListener("focus", () => this.show());
    area.addEventListener("beforeinput", (event) => {
      const step = { historyUndo: () => review.undo(), historyRedo: () => review.redo() }[event.inputType];
      if (step) {
        event.preventDefault();
        step();
      } else {
        this.remember(); // undo puts the caret back to where the change began
      }
    });
    area.addEventListener("input", (event) => this.typed(event instanceof InputEvent ? event.inputType : ""));
    for (const name of ["blur", "pointerdown"]) area.addEventListener(name, () => area.removeAttribute("inputmode"));
    review.addEventListener("change", (event) => this.follow(/** @type {CustomEvent} */ (event).detail.kind));
    this.show();
  }

  remember() {
    if (this.area.value === this.review.text) this.carets.set(this.review.state, { start: this.area.selectionStart, end: this.area.selectionEnd });
  }

  /** Replaces everything. @param {string} text @param {import("./review.js").Patch["settings"]} [settings] those that change with it */
  replace(text, settings) {
    this.focus();
    this.remember();
    this.review.change({ text, settings }, WHOLE);
    this.area.setSelectionRange(0, 0);
    this.area.scrollTo(0, 0);
    this.remember();
  }

  /** Inserts at the selection. @param {string} text */
  insert(text) {
    this.show();
    this.remember();
    this.area.setRangeText(text, this.area.selectionStart, this.area.selectionEnd, "end");
    this.typed("insertFromPaste");
  }

  /** @param {string} inputType */
  typed(inputType) {
    const { area, review } = this;
    const at = performance.now();
    const typing = inputType === "insertText" || inputType.startsWith("deleteContent");
    if (inputType !== this.burst.kind || at - this.burst.at > BURST_MS) this.burst.count += 1;
    this.burst.kind = inputType;
    this.burst.at = at;
    const pasted = inputType === "insertFromPaste" && review.text.trim() === "";
    review.change({ text: area.value }, pasted ? WHOLE : typing ? `typing ${this.burst.count}` : "");
    this.remember();
  }

  /** A long text follows what is typed into the results when that pauses. @param {string} kind of the change */
  follow(kind) {
    clearTimeout(this.pause);
    if (kind.startsWith("cell ") && this.review.text.length > LONG) this.pause = window.setTimeout(() => this.show(), PAUSE_MS);
    else this.show();
  }

  show() {
    const { area, review } = this;
    clearTimeout(this.pause);
    if (area.value === review.text) return;
    area.value = review.text;
    const caret = this.carets.get(review.state);
    if (caret) area.setSelectionRange(caret.start, caret.end);
  }

  /** Focus without calling up an on-screen keyboard: nothing is to be typed yet. */
  focus() {
    if (/** @type {Document | ShadowRoot} */ (this.area.getRootNode()).activeElement === this.area) return;
    this.area.setAttribute("inputmode", "none");
    this.area.focus({ preventScroll: true });
  }
}
