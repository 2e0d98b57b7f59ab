// Registers <effect-size>. Loaded twice, or beside another version, the first one stays.
import { EffectSizeElement } from "./element.js";

const known = customElements.get("effect-size");
if (!known) customElements.define("effect-size", EffectSizeElement);
else if (known !== EffectSizeElement) console.warn("effect-size is defined already, by another version or script; that one stays.");
