// The modules of the npm package: what its entries import, at once or later.

import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { rollup } from "rollup";

const SITE = fileURLToPath(new URL("../../www", import.meta.url));

/** What package.json says can be imported: name to file, without the patterns. */
export function entries() {
  const { exports } = JSON.parse(readFileSync(join(SITE, "package.json"), "utf8"));
  return Object.entries(exports).filter(([name]) => !name.includes("*")).map(([, way]) => way.default ?? way);
}

/** Names of modules from www/. */
export async function packageModules() {
  const modules = [];
  const note = {
    name: "note",
    moduleParsed: ({ id }) => void modules.push(relative(SITE, id).split("\\").join("/")),
  };
  const input = entries().filter((file) => file.endsWith(".js")).map((file) => join(SITE, file));
  const bundle = await rollup({ input, external: /^node:/, plugins: [note], onwarn(warning) {
    throw new Error(warning.message);
  } });
  await bundle.close();
  return modules.sort();
}
