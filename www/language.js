// Which language the page speaks: the one named in the address (#lang=de), else the first of the reader's own that there is.

/** Every language with a file of texts, in its own name. */
export const LANGUAGES = { en: "English", de: "Deutsch", es: "Español", fr: "Français", pt: "Português" };

/** @param {string} fragment of the page's address @param {readonly string[]} wanted by the browser's settings @returns {keyof typeof LANGUAGES} */
export function chosenLanguage(fragment, wanted) {
  const named = /(?:^#?|&)lang=([a-z]{2})(?=&|$)/.exec(fragment)?.[1] ?? "";
  for (const tag of [named, ...wanted]) {
    const language = /** @type {keyof typeof LANGUAGES} */ (tag.slice(0, 2).toLowerCase());
    if (Object.hasOwn(LANGUAGES, language)) return language;
  }
  return "en";
}
