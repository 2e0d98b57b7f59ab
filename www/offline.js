// Works offline: the service worker keeps what the page can ask for, and a new version is told, never forced.
import { html, setText } from "./dom.js";
import { siteAddress } from "./site-fetched.js";
import { stylesheet } from "./stylesheet.js";

/** @typedef {import("./messages.js").Messages} Messages */

/** A worker's address is one of the doors that Trusted Types guard; this one is the site's own. */
const trusted = /** @type {any} */ (globalThis).trustedTypes?.createPolicy("effect-size-worker", { createScriptURL: (/** @type {string} */ url) => url });

/**
 * @param {Element} after where the news of a new version is told
 * @param {Messages} messages
 * @param {() => void} leave called before the page is loaded anew, so that nothing put in is lost
 */
export async function workOffline(after, messages, leave) {
  const workers = navigator.serviceWorker;
  // Who saves data is not sent what may never be needed.
  if (!workers || /** @type {any} */ (navigator).connection?.saveData) return;
  const { href } = siteAddress("sw.js");
  const registration = await workers.register(trusted?.createScriptURL(href) ?? href, { updateViaCache: "none" });
  let told = false;
  const look = async () => {
    if (told || !registration.waiting || !workers.controller) return;
    told = true;
    await messages.more();
    await stylesheet(after, "offline.css");
    const region = html("div", { class: "update", role: "status" });
    after.after(region);
    // A screen reader speaks what comes into a region that is there already.
    requestAnimationFrame(() => {
      const words = html("p", {});
      const reload = html("button", { type: "button", class: "quiet" });
      setText(words, messages.say("update.ready"));
      setText(reload, messages.say("update.reload"));
      region.append(words, reload);
      reload.addEventListener("click", () => {
        const again = () => {
          leave();
          location.reload();
        };
        // Another window may have done it already.
        if (!registration.waiting) return again();
        workers.addEventListener("controllerchange", again, { once: true });
        registration.waiting.postMessage("take-over");
      });
    });
  };
  const watch = () => registration.installing?.addEventListener("statechange", () => void look().catch(() => (told = false)));
  registration.addEventListener("updatefound", watch);
  watch();
  await look();
}
