// Kept on this device, where a person wants it and not otherwise: what was put in is written down after each change, comes back
// at the next visit, and is forgotten at a click.
import { html, setText } from "./dom.js";

/** @typedef {import("./messages.js").Messages} Messages */
/** @typedef {import("./review.js").Review} Review */

const KEY = "effect-size";
/** After the last keystroke, so that typing waits for nothing. */
const PAUSE_MS = 300;

export class Keep {
  /**
   * @param {HTMLInputElement} choice the check box
   * @param {Review} review
   * @param {Messages} messages
   */
  constructor(choice, review, messages) {
    this.choice = choice;
    this.review = review;
    this.messages = messages;
    this.waiting = 0;
    this.trouble = false;
    this.region = html("span", { class: "kept", role: "status" });
    this.forgetting = html("button", { type: "button", class: "quiet", hidden: true }, messages.say("keep.forget"));
    /** @type {Element} */ (choice.closest("p")).append(this.forgetting, this.region);

    choice.addEventListener("change", () => (choice.checked ? this.begin() : this.forget()));
    this.forgetting.addEventListener("click", () => {
      this.forget();
      choice.focus(); // the button goes
    });
    review.addEventListener("change", () => {
      clearTimeout(this.waiting);
      this.waiting = window.setTimeout(() => this.write(), PAUSE_MS);
    });
    // The last moments in which a page is sure to be able to write.
    addEventListener("pagehide", () => this.flush());
    document.addEventListener("visibilitychange", () => document.hidden && this.flush());
    // Forgotten in another window: it shall not come back from this one.
    addEventListener("storage", ({ key, newValue }) => {
      if (newValue === null && (key === KEY || key === null)) this.show(false);
    });
  }

  /**
   * Puts what was kept in place of everything; what a reload carried over is newer. Beside a link it stays where it is: a
   * table that came from somebody else does not take its place unless that is chosen.
   * @param {string | null} kept @param {unknown} carried @param {boolean} linked whether the page shows what a link holds
   */
  async bringBack(kept, carried, linked) {
    if (linked && kept !== null && !carried && !this.choice.checked) return this.say("keep.aside");
    if (kept === null && this.choice.checked) this.begin();
    else this.show(kept !== null);
    if (carried) history.replaceState(null, "");
    if (!carried && kept === null) return;
    const leftOut = await this.review.restore(carried ?? parsed(kept));
    if (leftOut.length > 0) this.say(leftOut[0] === "" ? "keep.unreadable" : "keep.left-out");
  }

  begin() {
    this.show(true);
    if (this.write()) this.say("keep.kept");
  }

  forget() {
    clearTimeout(this.waiting);
    this.show(false);
    try {
      localStorage.removeItem(KEY);
    } catch {
      // where nothing can be read, nothing is kept
    }
    this.say("keep.forgotten");
  }

  flush() {
    if (this.waiting) this.write();
  }

  /** @returns {boolean} whether it is kept */
  write() {
    clearTimeout(this.waiting);
    this.waiting = 0;
    if (!this.choice.checked) return false;
    try {
      localStorage.setItem(KEY, JSON.stringify(this.review.snapshot()));
    } catch {
      // What was kept before stays, and is tried to be replaced with the next change.
      this.say(stored() ? "keep.too-much" : "keep.refused");
      if (!stored()) this.show(false);
      return false;
    }
    if (this.trouble) this.say("keep.kept");
    return true;
  }

  /** @param {boolean} keeping */
  show(keeping) {
    this.choice.checked = keeping;
    this.forgetting.hidden = !keeping;
  }

  /** @param {string} key */
  say(key) {
    this.trouble = key === "keep.too-much";
    setText(this.region, this.messages.say(key));
  }
}

/** Whether anything is kept; where the browser lets pages keep nothing, nothing is. */
function stored() {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}

/** @param {string | null} kept @returns {unknown} null where it is not ours, or was cut short */
function parsed(kept) {
  try {
    return JSON.parse(kept ?? "");
  } catch {
    return null;
  }
}
