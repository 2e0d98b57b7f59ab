// The calculator for a page that shows it in a frame. The frame's address says after its # what is wanted; a link to a table, as
// the calculator makes them, can stand there as well.
import "./define.js";
import { setText } from "./dom.js";
import { FrameHost } from "./frame-host.js";
import { optionsOf } from "./frame-options.js";
import { chosenLanguage } from "./language.js";
import { loadMessages } from "./messages.js";

/** @typedef {import("./frame-options.js").Options} Options */

const calculator = /** @type {import("./element.js").EffectSizeElement} */ (document.querySelector("effect-size"));
const link = /^#v\d+=/.test(location.hash);
const options = link ? null : optionsOf(location.hash);
const origin = options?.origin ?? "";
const host = new FrameHost(origin, (wanted) => {
  void tell(wanted ? "" : "message");
  if (!wanted) return;
  set(wanted.attributes);
  if (wanted.data !== undefined) calculator.data = wanted.data;
});

calculator.addEventListener("effect-size-result", (event) => host.tellResult(/** @type {CustomEvent} */ (event).detail));
host.watchHeight(document.body);
set(options?.attributes ?? {});
if (options?.data) calculator.data = options.data;
if (link) calculator.openLink(location.hash);
else if (!options) void tell("options");
addEventListener("hashchange", () => location.reload());

/** @param {Options} attributes */
function set(attributes) {
  for (const [name, value] of Object.entries(attributes)) calculator.setAttribute(name, value);
  document.documentElement.lang = language();
  const { theme } = attributes;
  // The ground of the frame is the page's.
  if (theme) document.querySelector("meta[name=color-scheme]")?.setAttribute("content", theme === "auto" ? "light dark" : theme);
  // Whoever works here shall know who gets to see it.
  if (origin && parent !== window) void write("shared", "shared", { site: origin });
}

/** The one that is asked for, else the reader's; without it the element would take that of the page's markup. */
function language() {
  return chosenLanguage("", [calculator.lang, ...navigator.languages]);
}

/** One sentence about what was not understood. @param {string} what a key of the texts, or "" */
function tell(what) {
  return write("told", what);
}

/** @param {string} place @param {string} key of the texts, or "" @param {Record<string, string>} [params] */
async function write(place, key, params = {}) {
  const to = /** @type {HTMLElement} */ (document.getElementById(place));
  const wanted = (to.dataset.wanted = key && `${language()} ${key}`);
  if (!key) return setText(to, "");
  const messages = await loadMessages(language());
  await messages.more();
  if (to.dataset.wanted !== wanted) return; // there is something else to say by now
  to.lang = messages.language;
  setText(to, messages.say(`frame.${key}`, params));
}
