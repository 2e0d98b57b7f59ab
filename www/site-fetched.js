// The site's own files as the page is served: they are fetched, and lie beside this module, wherever the page is. The bundle
// has it in the place of site.js.

/** @param {string} name as in "text/en.json" */
export const siteAddress = (name) => new URL(name, import.meta.url);

/**
 * Rejects where the file cannot be had.
 * @param {string} name as in "text/en.json"
 */
export async function siteFile(name) {
  const response = await fetch(siteAddress(name));
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response;
}
