// The calculator for a page that shows it in a frame. The frame's address says after its # what is wanted; a link to a table, as
// the calculator makes them, can stand there as well.
import { EffectSizeElement } from "./element.js";
import "./define.js";
import { setText } from "./dom.js";
import { FrameHost } from "./frame-host.js";
import { optionsOf } from "./frame-options.js";
import { chosenLanguage } from "./language.js";
import { isLink } from "./link.js";
import { loadMessages } from "./messages.js";

/** @typedef {import("./frame-options.js").Options} Options */

const calculator = /** @type {EffectSizeElement} */ (document.querySelector("effect-size"));
const link = isLink(location.hash);
const options = link ? null : optionsOf(location.hash);
const host = new FrameHost(options?.origin ?? "", (wanted) => {
  void tell(wanted ? "" : "message");
  if (!wanted) return;
  set(wanted.attributes);
  if (wanted.data !== undefined) calculator.data = wanted.data;
});

calculator.addEventListener("effect-size-result", (event) => host.tellResult(/** @type {CustomEvent} */ (event).detail));
host.watchHeight(document.body);
if (options) set(options.attributes);
if (options?.data) calculator.data = options.data;
if (link) calculator.openLink(location.hash);
else if (!options) void tell("options");

/** @param {Options} attributes */
function set(attributes) {
  for (const [name, value] of Object.entries(attributes)) calculator.setAttribute(name, value);
  const { theme } = attributes;
  // The ground of the frame is the page's.
  if (theme) document.querySelector("meta[name=color-scheme]")?.setAttribute("content", theme === "auto" ? "light dark" : theme);
}

/** One sentence about what was not understood. @param {string} what a key of the texts, or "" */
async function tell(what) {
  const told = /** @type {Element} */ (document.getElementById("told"));
  if (!what) return setText(told, "");
  const messages = await loadMessages(chosenLanguage(calculator.lang, navigator.languages));
  await messages.more();
  setText(told, messages.say(`frame.${what}`));
}
