// The buttons for what goes out: files, clipboard, link and paper. What they open is fetched when somebody comes near.

/** @typedef {import("./surface.js").Surface} Surface */

/** @param {Surface} surface */
export function watchExits(surface) {
  const place = surface.find("handing-over");
  /** @type {Promise<import("./handover.js").HandOver> | null} */
  let handing = null;
  const fetched = () => (handing ??= Promise.all([import("./handover.js"), import("./clipboard.js"), surface.messages.more()]).then(
    ([{ HandOver }]) => new HandOver(place, surface),
    (error) => {
      handing = null; // so that the next approach tries again
      throw error;
    },
  ));
  surface.leave = () => void handing?.then((handOver) => handOver.close(), () => {});
  for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (place.querySelectorAll("button[data-way]"))) {
    // On its way before it is needed: some browsers let a page copy only at the very moment of the click.
    for (const name of ["pointerenter", "focus"]) button.addEventListener(name, () => void fetched().catch(() => {}), { once: true });
    button.addEventListener("click", () => surface.attempt("download-failed", async () => (await fetched()).press(/** @type {any} */ (button.dataset.way))));
  }
}
