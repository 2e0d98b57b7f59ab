// The service worker, built into sw.js with the list of the site's files. It keeps every file the page can ask for, all of one
// build, and answers from what it keeps: the page works offline, and nothing that is here is asked for again.

/** Name to SHA-256, from the build; "" is the page itself. @type {Record<string, string>} */
const files = FILES;
/** @type {string} */
const version = VERSION;

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const { scope } = worker.registration;
// Other copies of this page may live under the same origin.
const prefix = `effect-size ${scope} `;
const cacheName = prefix + version;

worker.addEventListener("install", (event) => event.waitUntil(fill()));
worker.addEventListener("activate", (event) => event.waitUntil(settle()));
worker.addEventListener("message", ({ data }) => {
  if (data === "take-over") worker.skipWaiting();
});
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(scope)) return;
  const path = new URL(request.url).pathname.slice(new URL(scope).pathname.length);
  const name = path === "index.html" ? "" : path;
  if (Object.hasOwn(files, name)) event.respondWith(kept(name, request));
  // A page of the build before this one may still be open, and ask for one of its parts.
  else if (name.startsWith("pkg/page/")) event.respondWith(caches.match(request).then((found) => found ?? fetch(request)));
});

/** @param {string} name @param {Request} request */
async function kept(name, request) {
  const cache = await caches.open(cacheName);
  return (await cache.match(new URL(name, scope))) ?? fetch(request);
}

/** Fails as a whole where one file cannot be had, and is tried again at the next visit. */
async function fill() {
  const cache = await caches.open(cacheName);
  const earlier = await Promise.all((await ours()).map((name) => caches.open(name)));
  for (const [name, hash] of Object.entries(files)) {
    const url = new URL(name, scope).href;
    await cache.put(url, await genuine(url, hash, earlier));
  }
}

/**
 * A file of this very build: kept earlier, from the browser's own cache, or else fetched.
 * @param {string} url @param {string} hash @param {Cache[]} earlier
 */
async function genuine(url, hash, earlier) {
  const sources = [
    ...earlier.map((cache) => () => cache.match(url)),
    () => fetch(url, { cache: "force-cache" }),
    () => fetch(url, { cache: "reload" }),
  ];
  for (const source of sources) {
    const response = await source();
    if (response?.ok && (await sha256(response.clone())) === hash) return response;
  }
  throw new Error(`${url} is not of this build`);
}

/** @param {Response} response */
async function sha256(response) {
  const digest = await crypto.subtle.digest("SHA-256", await response.arrayBuffer());
  return btoa(String.fromCharCode(...new Uint8Array(digest)));
}

/** The one build before this is kept for pages that are still open. */
async function settle() {
  const earlier = (await ours()).filter((name) => name !== cacheName);
  await Promise.all(earlier.slice(0, -1).map((name) => caches.delete(name)));
  await worker.clients.claim();
}

/** The names of this page's caches, the oldest first. */
const ours = async () => (await caches.keys()).filter((name) => name.startsWith(prefix));
