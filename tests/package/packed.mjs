// The npm package as npm packs it, and fresh projects that it is installed into.

import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const SITE = fileURLToPath(new URL("../../www", import.meta.url));
export const MANIFEST = JSON.parse(readFileSync(join(SITE, "package.json"), "utf8"));

// npm is a script of the shell on some systems.
const npm = (folder, ...words) => execFileSync("npm", words, { cwd: folder, encoding: "utf8", shell: process.platform === "win32", stdio: ["ignore", "pipe", "inherit"] });

const made = [];
process.once("exit", () => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A folder that is gone when the process ends: a test's own end would take it from the others of its file. */
export function temporary(name) {
  const folder = mkdtempSync(join(tmpdir(), `effect-size-${name}-`));
  made.push(folder);
  return folder;
}

let once;

/** `{ file, names }`: the tarball, packed once, and the names of the files in it. */
export function packed() {
  once ??= (() => {
    const to = temporary("tarball");
    const [{ filename, files }] = JSON.parse(npm(SITE, "pack", "--json", "--pack-destination", to));
    return { file: join(to, filename), names: files.map(({ path }) => path).sort() };
  })();
  return once;
}

/** A copy of `projects/NAME` with the package installed in it, from the tarball and nothing else. @returns {string} its folder */
export function project(name) {
  const folder = temporary(name);
  cpSync(fileURLToPath(new URL(`projects/${name}`, import.meta.url)), folder, { recursive: true });
  npm(folder, "install", packed().file, "--offline", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error");
  return folder;
}
