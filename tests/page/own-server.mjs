// A server of a test's own, for a copy of the site that the test may change, and that it can stop.

import { cpSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".wasm": "application/wasm", ".svg": "image/svg+xml", ".csv": "text/csv" };

const packed = new Map();

/** Compressed once: hosts do not wait for it either. @param {string} file @param {Buffer} body */
function brotli(file, body) {
  if (!packed.has(file)) packed.set(file, brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
  return packed.get(file);
}

/** A copy of the site as built. @returns {string} its folder, removed when the test ends */
export function copyOfSite(t) {
  const folder = mkdtempSync(join(tmpdir(), "site-"));
  t.after(() => rmSync(folder, { recursive: true }));
  cpSync(fileURLToPath(new URL("../../www", import.meta.url)), folder, { recursive: true });
  return folder;
}

/** Which headers a path gets: those of all, and those of its own in their place. @param {string} text of `_headers` */
function rulesOf(text) {
  const rules = {};
  let path = "";
  for (const line of text.split("\n")) {
    const [, name, value] = /^ +([\w-]+): (.+)$/.exec(line) ?? [];
    if (line.startsWith("/")) path = line;
    else if (name) (rules[path] ??= {})[name] = value;
  }
  return (asked) => Object.entries({ ...rules["/*"], ...rules[asked] });
}

/** Serves a folder with the site's headers. @returns `{ origin, asked, stop }`; `asked` are the paths asked for so far */
export async function serve(t, folder, { compressed = false } = {}) {
  const headersOf = rulesOf(readFileSync(join(folder, "_headers"), "utf8"));
  const asked = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://site").pathname);
    asked.push(path);
    const file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
    for (const [name, value] of headersOf(path)) response.setHeader(name, value);
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return response.writeHead(404).end();
    response.setHeader("Content-Type", TYPES[extname(file)] ?? "application/octet-stream");
    const body = readFileSync(file);
    if (!compressed) return response.end(body);
    response.writeHead(200, { "Content-Encoding": "br" }).end(brotli(file, body));
  });
  const stop = () => new Promise((done) => {
    server.close(done);
    server.closeAllConnections();
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  t.after(stop);
  return { origin: `http://127.0.0.1:${server.address().port}`, asked, stop };
}
