// Opens the rows of the results, each with its working under it. What that needs is fetched when the first one is opened.

/** @typedef {import("./surface.js").Surface} Surface */

/** @param {Surface} surface */
export function watchOpening(surface) {
  const { results, parts, messages } = surface;
  /** @type {import("./opened.js").Opened | null} */
  let opened = null;
  results.table.addEventListener("click", ({ target }) => {
    const button = target instanceof Element && target.closest("button.open");
    if (!(button instanceof HTMLButtonElement)) return;
    const { whole } = parts;
    void surface.attempt("working-not-loaded", async () => {
      const [{ Opened }, calc] = await Promise.all([import("./opened.js"), parts.complete()]);
      results.between = opened ??= new Opened(results.table, calc, messages);
      if (!whole) surface.update(); // the table as the complete calculator has it
      const now = opened.disclosure(Number(button.value));
      if (!now || !surface.batch) return;
      if (!button.isConnected) now.focus({ preventScroll: true });
      await opened.toggle(now, surface.batch);
    });
  });
}
