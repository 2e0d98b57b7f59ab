// Tables to begin with: the examples, which are files, and the small ones that show what a table can look like.
import { siteFile } from "./site.js";

/** @typedef {import("./surface.js").Surface} Surface */

/** @param {Surface} surface */
export function watchSamples(surface) {
  const { find, box, results } = surface;
  for (const [id, name] of [["example", "email-trials"], ["printed", "as-printed"]]) {
    find(id).addEventListener("click", () => surface.attempt("example-failed", async () => box.replace(await (await siteFile(`example/${name}.csv`)).text())));
  }
  for (const shape of surface.root.querySelectorAll(".shape")) {
    const [use, type] = shape.querySelectorAll("button");
    const lines = [...shape.querySelectorAll("tr")].map(({ cells }) => [...cells].map((cell) => cell.textContent).join("\t"));
    use.addEventListener("click", () => box.replace(lines.join("\n")));
    type.addEventListener("click", async () => {
      box.replace(`${lines[0]}\n`);
      await surface.ready;
      surface.flush();
      results.bodies[0]?.views[0]?.cells[0].span.focus();
    });
  }
}
