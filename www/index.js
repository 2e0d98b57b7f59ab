/**
 * The calculator for browsers and Node: loads the WebAssembly once and answers with plain data.
 * Types and their meaning stand in `index.d.ts`.
 */
import init, * as wasm from "./pkg/effect_size.js";
import { unpacked } from "./rows.js";

/**
 * The text and choices behind each result of `batch`, so that an export can work from the whole, unrounded.
 * @type {WeakMap<object, [text: string, wanted: unknown]>}
 */
const origins = new WeakMap();

/** Not written where it is imported: bundlers for browsers complain of Node's modules. */
const NODE_FILES = "node:fs/promises";

/** @type {Promise<unknown> | undefined} */
let loading;

/**
 * Loads the calculator. All callers share one WebAssembly instance; the first source given is the one used.
 * Without a source the file beside this module is fetched (in Node: read).
 * @type {typeof import("./index.js").load}
 */
export async function load(source) {
  loading ??= bytes(source).then((module_or_path) => init({ module_or_path }));
  try {
    await loading;
  } catch (error) {
    loading = undefined; // so that a later call can try again
    throw error;
  }
  return calculator;
}

/**
 * What `init` can take, for a file address in Node too.
 * @param {Parameters<typeof import("./index.js").load>[0]} source
 */
async function bytes(source) {
  const from = source ?? new URL("./pkg/effect_size_bg.wasm", import.meta.url);
  const url = typeof from === "string" && from.startsWith("file:") ? new URL(from) : from;
  if (url instanceof URL && url.protocol === "file:" && "process" in globalThis) {
    const { readFile } = await import(/* @vite-ignore */ /* webpackIgnore: true */ NODE_FILES);
    return readFile(url);
  }
  return url;
}

/** @param {object} batch */
function origin(batch) {
  const known = origins.get(batch);
  if (!known) throw new TypeError("batch must be an object that calc.batch returned");
  return known;
}

/** @type {import("./index.js").Calculator} */
const calculator = {
  get version() {
    return wasm.version();
  },
  measures: () => wasm.measures(),
  compute: (request) => wasm.compute(request),
  columns: (request) => wasm.columns(request),
  recover: (arm) => wasm.recover(arm),
  combine: (arms) => wasm.combine(arms),
  split: (arm, parts) => wasm.split(arm, parts),
  absolute: (estimate, assumed, event) => wasm.absolute(estimate, assumed, event),
  designEffect: (clusters) => wasm.designEffect(clusters),
  conversions: () => wasm.conversions(),
  convert: (id, inputs) => wasm.convert(id, inputs),
  zeroRules: (request) => wasm.zeroRules(request),
  grid: (text) => wasm.grid(text),
  batch(text, wanted) {
    const packed = wasm.batch(text, wanted);
    /** @type {[text: string, wanted: unknown]} */
    const origin = [text, structuredClone(wanted)];
    /** @type {wasm.Workings | undefined} */
    let workings;
    const batch = unpacked(packed, (place) => (workings ??= new wasm.Workings(...origin)).of(place));
    origins.set(batch, origin);
    return batch;
  },
  request(batch, row) {
    const [text, wanted] = origin(batch);
    return wasm.rowRequest(text, wanted, row) ?? null;
  },
  sentence: (estimate) => wasm.sentence(estimate),
  display: (estimate) => wasm.display(estimate),
  export(batch, format) {
    return wasm.exportAs(...origin(batch), format);
  },
  forest: (batch, options) => wasm.forest(...origin(batch), options),
  paste: (document, text) => (document && wasm.tableText(document)) ?? text,
};
Object.freeze(calculator);
