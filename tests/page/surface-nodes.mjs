// The calculator's part of index.html as trees of names, attributes and children, from which the element builds the same in its
// shadow root: there is one markup, and no script parses any.

const VOID = new Set(["input", "br", "col"]);
const TOKEN = /<!--[^]*?-->|<(\/?)([a-z][\w-]*)((?:\s+[\w-]+(?:="[^"]*")?)*)\s*>|[^<]+/g;
/** What the element needs of the page: the calculator, and what is shown while something is dragged over it. */
const PARTS = [/<main class="surface"[^]*<\/main>/, /<p class="drop-hint"[^]*?<\/p>/];

/** @param {string} html the page's own, whose attributes have double quotation marks @returns {unknown[]} */
export function surfaceNodes(html) {
  return PARTS.map((part) => {
    const [markup] = part.exec(html) ?? [];
    if (!markup) throw new Error(`index.html has no ${part}`);
    return tree(markup);
  });
}

/** @param {string} markup one element @returns {any[]} */
function tree(markup) {
  const around = [[]];
  let at = 0;
  for (const found of markup.matchAll(TOKEN)) {
    const [token, closing, name, attributes] = found;
    if (found.index !== at) throw new Error(`index.html: not understood: ${markup.slice(at, at + 40)}`);
    at += token.length;
    const parent = around[around.length - 1];
    if (token.startsWith("<!--")) continue;
    if (!name) {
      if (token.includes("&") && !parent[1]["data-text"]) throw new Error(`index.html: an entity in ${token}`);
      // Words come with the language; the space between lines is seen in paragraphs only.
      if (!parent[1]["data-text"] && (parent[0] === "p" || token.trim() !== "" || !token.includes("\n"))) parent.push(token.replace(/\s+/g, " "));
    } else if (closing) {
      around.pop();
    } else {
      // a page has one main part, which is not this one
      const node = [name === "main" ? "div" : name, Object.fromEntries([...attributes.matchAll(/([\w-]+)(?:="([^"]*)")?/g)].map(([, key, value = ""]) => [key, value]))];
      parent.push(node);
      if (!VOID.has(name)) around.push(node);
    }
  }
  return around[0][0];
}
