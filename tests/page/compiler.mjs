// The type checker, over files of a folder.

import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const TSC = fileURLToPath(new URL("node_modules/typescript/bin/tsc", import.meta.url));

/** What the type checker says of a folder with its `tsconfig.json`, line by line; nothing where all is well. */
export function complaints(folder) {
  const { stdout, stderr, error } = spawnSync(process.execPath, [TSC, "--noEmit", "--pretty", "false", "--project", folder], { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28 });
  if (error) throw error;
  return (stdout + stderr).split("\n").filter((line) => line !== "");
}

/** Writes a strict `tsconfig.json`. @param {object} [options] compiler options that go before the usual ones */
export function configure(folder, options = {}, files = undefined) {
  const compilerOptions = { strict: true, target: "es2022", lib: ["es2024", "dom", "dom.iterable"], module: "esnext", moduleResolution: "bundler", types: [], noEmit: true, ...options };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, ...(files ? { files } : { include: ["**/*"] }) }));
}
