// What the WebAssembly imports from its JavaScript has names with hashes, by which wasm-bindgen tells builds apart. Both files are
// of one build: here they get names of a letter or two, which makes the first visit a kilobyte lighter.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const IMPORTS = 2;
const FUNCTION = 0;
/** The length of what a WebAssembly file begins with. */
const HEAD = 8;
const NAME = /\b__wb(?:g|indgen)_\w+(?=: function)/g;

/** Reads a file from its start on, piece by piece. */
class Reader {
  /** @param {Buffer} bytes @param {number} [at] */
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  get done() {
    return this.at >= this.bytes.length;
  }

  take(length) {
    return this.bytes.subarray(this.at, (this.at += length));
  }

  /** Seven bits a byte, the lowest first. */
  number() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.bytes[this.at++];
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  }
}

function written(value) {
  return Buffer.from(value < 128 ? [value] : [(value & 127) | 128, ...written(value >>> 7)]);
}

const sized = (bytes) => Buffer.concat([written(bytes.length), bytes]);

/** The imports under other names. @param {Buffer} section @param {Map<string, string>} names */
function renamed(section, names) {
  const reader = new Reader(section);
  const count = reader.number();
  const pieces = [written(count)];
  for (let i = 0; i < count; i += 1) {
    const module = reader.take(reader.number());
    const name = reader.take(reader.number()).toString();
    const [kind] = reader.take(1);
    if (kind !== FUNCTION) throw new Error(`the WebAssembly imports ${name}, which is no function`);
    pieces.push(sized(module), sized(Buffer.from(names.get(name) ?? name)), Buffer.from([kind]), written(reader.number()));
  }
  return Buffer.concat(pieces);
}

/** Shortens the names in a build's two files, once. @param {string} folder where wasm-pack put it */
export function shortenImports(folder) {
  const [script, wasm] = ["effect_size.js", "effect_size_bg.wasm"].map((name) => join(folder, name));
  const code = readFileSync(script, "utf8");
  const found = [...new Set(code.match(NAME))];
  if (found.length === 0) return;
  const names = new Map(found.map((name, at) => [name, `i${at.toString(36)}`]));
  const reader = new Reader(readFileSync(wasm));
  const pieces = [reader.take(HEAD)];
  while (!reader.done) {
    const [kind] = reader.take(1);
    const section = reader.take(reader.number());
    pieces.push(Buffer.from([kind]), sized(kind === IMPORTS ? renamed(section, names) : section));
  }
  writeFileSync(wasm, Buffer.concat(pieces));
  writeFileSync(script, code.replace(NAME, (name) => names.get(name)));
}
