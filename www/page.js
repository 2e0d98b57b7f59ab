// The page around the calculator: its language, what its address and its history hold, what is kept on this device, and the
// work without a network.
import { Parts } from "./calculator.js";
import { setText } from "./dom.js";
import { chosenLanguage } from "./language.js";
import { loadMessages, writeTexts } from "./messages.js";
import { Surface } from "./surface.js";
import { idle } from "./typing.js";

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

// The calculator and the words are on their way before anything waits.
const parts = new Parts();
void parts.start().catch(() => {}); // which the surface tells
const messages = await loadMessages(chosenLanguage(location.hash, navigator.languages));
document.documentElement.lang = messages.language;
writeTexts(document, messages);

const withoutFragment = () => history.replaceState(history.state, "", location.pathname + location.search);
const skip = byId("skip");
const surface = new Surface(document, messages, parts, {
  address: (fragment) => new URL(fragment, location.href).href,
  linked(href) {
    // The address says what the page shows, until it shows something else.
    history.replaceState(history.state, "", href);
    review.addEventListener("change", withoutFragment, { once: true });
  },
  print: () => window.print(),
  updated(shown) {
    skip.setAttribute("href", shown ? "#results" : "#table-text");
    setText(skip, messages.say(shown ? "skip.results" : "skip.box"));
  },
});
const { review, ready } = surface;
void ready.then((loaded) => loaded && setText(byId("version"), messages.say("version", { version: loaded.version })));

const language = /** @type {HTMLSelectElement} */ (byId("language"));
language.value = messages.language;
language.addEventListener("change", () => {
  // All words are set once, when the page loads; what was put in is handed over as for a new version.
  history.replaceState({ review: review.snapshot() }, "", `#lang=${language.value}`);
  location.reload();
});

/** A link holds everything after its #. */
const isLink = () => /^#v\d/.test(location.hash);

// What was put in is kept on this device only where that is chosen, or for the moment in which a new version is loaded.
const keepBox = /** @type {HTMLInputElement} */ (byId("keep"));
const carried = history.state?.review;
/** @type {string | null} */
let kept = null;
try {
  kept = localStorage.getItem("effect-size");
} catch {
  // A browser may let pages keep nothing.
}
/** @type {Promise<void> | null} */
let brought = null;
if (carried || kept !== null || keepBox.checked) brought = startKeeping();
else keepBox.addEventListener("change", startKeeping, { once: true });

async function startKeeping() {
  let begun = false;
  await surface.attempt("keep-not-loaded", async () => {
    const [{ Keep }] = await Promise.all([import("./keep.js"), messages.more()]);
    await new Keep(keepBox, review, messages).bringBack(kept, carried, isLink());
    begun = true;
  });
  if (begun) return;
  keepBox.checked = false;
  keepBox.addEventListener("change", startKeeping, { once: true });
}

// What was here comes back by undo; what a reload carried over is newer than the link.
if (isLink() && !carried) void Promise.resolve(brought).then(openLink);
addEventListener("hashchange", () => isLink() && void openLink());

function openLink() {
  const { hash } = location;
  return surface.attempt("link-not-loaded", async () => {
    await (await import("./link.js")).openLink(hash, surface);
    // With the next change the page is no longer what its address says, and shall not be that again when it is reloaded.
    review.addEventListener("change", () => isLink() && withoutFragment(), { once: true });
  });
}

// Everything the page can ask for is fetched when it has nothing else to do, and works offline from then on.
void ready.then((loaded) => loaded && idle(async () => {
  try {
    const { workOffline } = await import("./offline.js");
    await workOffline(/** @type {Element} */ (document.querySelector(".masthead")), messages, () => history.replaceState({ review: review.snapshot() }, ""));
  } catch (error) {
    console.warn(error); // without it the page works all the same, online
  }
}));
