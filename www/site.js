// The site's own files. Only this module fetches any, and knows where they lie: beside it, wherever the page is.

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
