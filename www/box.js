// The paste box with a history of its own, so that typing, pasting, dropping and clearing are undone alike: what a script
// puts into a text area the browser cannot undo, or (by execCommand) inserts at half a minute for 5,000 rows.

/** @typedef {{ text: string, start: number, end: number }} State */

/** Typing within this time is undone together. */
const BURST_MS = 800;
const STEPS = 500;
const CHARACTERS = 20_000_000;

export class Box {
  /** @param {HTMLTextAreaElement} area */
  constructor(area) {
    this.area = area;
    /** @type {State[]} */ this.past = [];
    /** @type {State[]} */ this.future = [];
    this.now = this.state();
    this.burst = { kind: "", at: 0 };

    area.addEventListener("beforeinput", (event) => {
      const step = { historyUndo: () => this.undo(), historyRedo: () => this.redo() }[event.inputType];
      if (step) {
        event.preventDefault();
        step();
      } else if (area.value === this.now.text) {
        this.now = this.state(); // undo puts the caret back to where the change began
      }
    });
    area.addEventListener("input", (event) => this.record(event instanceof InputEvent ? event.inputType : ""));
    document.addEventListener("keydown", (event) => {
      const elsewhere = event.target !== area && event.target instanceof Element && event.target.closest("input, textarea, [contenteditable]");
      if (elsewhere || event.altKey || !(event.ctrlKey || event.metaKey)) return;
      const key = event.key.toLowerCase();
      const step = key === "z" ? (event.shiftKey ? () => this.redo() : () => this.undo()) : key === "y" && event.ctrlKey ? () => this.redo() : null;
      if (!step) return;
      event.preventDefault();
      step();
    });
    for (const name of ["blur", "pointerdown"]) area.addEventListener(name, () => area.removeAttribute("inputmode"));
  }

  get text() {
    return this.area.value;
  }

  get canUndo() {
    return this.past.length > 0;
  }

  /** @returns {State} */
  state() {
    return { text: this.area.value, start: this.area.selectionStart, end: this.area.selectionEnd };
  }

  /** Replaces everything in the box. @param {string} text */
  replace(text) {
    this.put({ text, start: 0, end: 0 });
    this.area.scrollTo(0, 0);
  }

  /** Inserts at the selection. @param {string} text */
  insert(text) {
    this.area.setRangeText(text, this.area.selectionStart, this.area.selectionEnd, "end");
    this.tell("insertFromPaste");
  }

  undo() {
    this.step(this.past, this.future, "historyUndo");
  }

  redo() {
    this.step(this.future, this.past, "historyRedo");
  }

  /** @param {State[]} from @param {State[]} to @param {string} kind */
  step(from, to, kind) {
    const state = from.pop();
    if (!state) return;
    to.push(this.now);
    this.now = state;
    this.put(state, kind);
  }

  /** @param {State} state @param {string} [kind] */
  put(state, kind = "insertReplacementText") {
    this.focus();
    this.area.value = state.text;
    this.area.setSelectionRange(state.start, state.end);
    this.tell(kind);
  }

  /** @param {string} inputType */
  tell(inputType) {
    this.area.dispatchEvent(new InputEvent("input", { bubbles: true, inputType }));
  }

  /** @param {string} kind */
  record(kind) {
    if (this.area.value === this.now.text) return;
    const at = performance.now();
    const typing = kind === "insertText" || kind.startsWith("deleteContent");
    const together = typing && kind === this.burst.kind && at - this.burst.at < BURST_MS && this.past.length > 0;
    if (!together) this.past.push(this.now);
    this.burst = { kind: typing ? kind : "", at };
    this.now = this.state();
    this.future = [];
    let size = this.past.reduce((sum, state) => sum + state.text.length, 0);
    while (this.past.length > STEPS || (size > CHARACTERS && this.past.length > 1)) size -= this.past.shift()?.text.length ?? 0;
  }

  /** Focus without calling up an on-screen keyboard: nothing is to be typed yet. */
  focus() {
    if (document.activeElement === this.area) return;
    this.area.setAttribute("inputmode", "none");
    this.area.focus({ preventScroll: true });
  }
}
