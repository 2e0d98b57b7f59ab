import type { EffectSizeElement } from "./element.js";

declare global {
  interface HTMLElementTagNameMap {
    "effect-size": EffectSizeElement;
  }
}
