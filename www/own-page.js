// The page of its own that the element's links open. Whoever takes these modules has none beside them; the bundle for the site,
// which has one, says so in the place of this module.

/** @type {string | null} */
export const OWN_PAGE = null;
