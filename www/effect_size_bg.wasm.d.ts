/** Where a bundler has put the WebAssembly, for `load`: in Vite `effect-size/effect_size_bg.wasm?url`, elsewhere with a loader for files. */
declare const address: string;
export default address;
