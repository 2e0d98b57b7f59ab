// Registers <effect-size>. Loaded twice, or beside another version, the first one stays.
import { EffectSizeElement } from "./element.js";

const known = globalThis.customElements?.get("effect-size");
// Where a server renders the page there are no elements to register.
if (!known) globalThis.customElements?.define("effect-size", EffectSizeElement);
else if (known !== EffectSizeElement) console.warn("effect-size is defined already, by another version or script; that one stays.");
