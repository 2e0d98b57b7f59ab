// Which language the page speaks: the one named in the address (#lang=de), else the first of the reader's own that there is.

/** Those with files of texts; index.html offers the same, each in its own name. */
export const LANGUAGES = ["en", "de", "es", "fr", "pt"];

/** @param {string} fragment of the page's address @param {readonly string[]} wanted by the browser's settings */
export function chosenLanguage(fragment, wanted) {
  const named = /(?:^#?|&)lang=([a-z]{2})(?=&|$)/.exec(fragment)?.[1] ?? "";
  return [named, ...wanted].map((tag) => tag.slice(0, 2).toLowerCase()).find((language) => LANGUAGES.includes(language)) ?? "en";
}
