// The style of a part that a first visit does not load.
import { siteFile } from "./site.js";

/**
 * In a shadow root sizes follow the text of what stands there, whatever the page makes of its own; and properties are those of
 * what is inside of the host, which no rule of the page reaches.
 * @param {string} css
 */
export const inShadow = (css) => css.replace(/(-?\d*\.?\d+)rem\b/g, "calc($1 * var(--rem))").replace(/:root, ?:host|:host(?= ?\{)/g, ":host > div");

/** What is worn where, or on its way there. @type {WeakMap<Node, Map<string, Promise<void>>>} */
const worn = new WeakMap();

/**
 * A part's own style, fetched with it, in the page or the shadow root where it is shown. Resolves when it is there, or could
 * not be had: a part without its style still works.
 * @param {Node} place @param {string} name as in "bar.css", a sheet of www/ @returns {Promise<void>}
 */
export function stylesheet(place, name) {
  const node = place.getRootNode();
  const root = node instanceof ShadowRoot ? node : document;
  const here = worn.get(root) ?? new Map();
  worn.set(root, here);
  if (!here.has(name)) {
    // Nothing is written into the page: a policy against inline styles, or a page without files of its own, allows it too.
    const wear = async () => {
      const css = await (await siteFile(`pkg/page/${name}`)).text();
      const sheet = new (root.ownerDocument?.defaultView ?? globalThis).CSSStyleSheet();
      sheet.replaceSync(root === document ? css : inShadow(css));
      root.adoptedStyleSheets.push(sheet);
    };
    here.set(name, wear().catch(() => void here.delete(name)));
  }
  return /** @type {Promise<void>} */ (here.get(name));
}

/** In another document, which took the sheets that were worn. @param {ShadowRoot} root */
export function wearAgain(root) {
  const names = [...(worn.get(root)?.keys() ?? [])];
  worn.delete(root);
  for (const name of names) void stylesheet(root, name);
}
