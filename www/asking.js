// How the table was read. It opens by itself, once for each table, where only the reviewer can tell what is meant.

/** @typedef {import("./index.js").BatchResult} BatchResult */
/** @typedef {import("./surface.js").Surface} Surface */

export class Asking {
  /** @param {Surface} surface */
  constructor(surface) {
    this.surface = surface;
    this.element = surface.find("reading");
    this.button = surface.find("read");
    /** @type {import("./reading.js").Reading | null} */ this.reading = null;
    this.askedOf = "";
    this.button.addEventListener("click", () => void this.open(Boolean(this.element.hidden)));
  }

  /** @param {boolean} open */
  open(open) {
    const { surface, element } = this;
    const { messages, review, results, parts } = surface;
    return surface.attempt("part-not-loaded", async () => {
      if (open && !this.reading) {
        const [{ Reading }, calc] = await Promise.all([import("./reading.js"), parts.complete()]);
        this.reading ??= new Reading(element, messages, review, calc.grid, () => results.arms);
      }
      element.hidden = !open;
      this.button.setAttribute("aria-expanded", String(open));
      surface.schedule();
    });
  }

  /** @param {BatchResult} batch */
  show(batch) {
    const { review } = this.surface;
    if ((batch.proposed || (batch.decimalChoice && !review.settings.decimal)) && this.askedOf !== review.original) {
      this.askedOf = review.original;
      void this.open(true);
    }
    if (!this.element.hidden) this.reading?.show(batch);
  }

  /** There is no table. */
  close() {
    if (!this.element.hidden) void this.open(false);
  }
}
