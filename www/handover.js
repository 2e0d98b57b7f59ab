// What goes out of the page: files, the clipboard, a link, paper. Three buttons, each with a list that it opens.
import { html, setText } from "./dom.js";
import { rowSentences } from "./sentences.js";
import { stylesheet } from "./stylesheet.js";

/** @typedef {"copy" | "download" | "link"} Way */

/** Mail programs and chats cut longer ones. */
const LONG_LINK = 2000;
/** Browsers do. */
const LONGEST_LINK = 1_500_000;

/** @typedef {{ name: string, file: string, type: string }} File the name is that of the export */
/** @type {File[]} */
const FILES = [
  { name: "csv", file: "effect-sizes.csv", type: "text/csv" },
  { name: "json", file: "effect-sizes.json", type: "application/json" },
  { name: "metafor", file: "effect-sizes.R", type: "text/plain" },
  { name: "revman", file: "effect-sizes-revman.csv", type: "text/plain" },
  { name: "svg", file: "forest-plot.svg", type: "image/svg+xml" },
  { name: "png", file: "forest-plot.png", type: "image/png" },
];
const TEXTS = ["table", "sentences", "markdown"];

export class HandOver {
  /**
   * @param {HTMLElement} place holds the buttons, each with its way in data-way, and the region that says what was done
   * @param {import("./surface.js").Surface} surface
   */
  constructor(place, surface) {
    this.place = place;
    this.surface = surface;
    this.done = /** @type {HTMLElement} */ (place.querySelector("[role=status]"));
    void stylesheet(place, "handover.css");
    /** @type {Map<Way, { button: HTMLButtonElement, panel: HTMLElement }>} */
    this.ways = new Map();
    for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (place.querySelectorAll("button[data-way]"))) {
      const way = /** @type {Way} */ (button.dataset.way);
      const panel = html("div", { class: "handing", hidden: true, role: "group", "aria-label": button.textContent ?? "" }, ...this.contents(way));
      button.after(panel);
      this.ways.set(way, { button, panel });
    }
    place.addEventListener("keydown", (event) => {
      const open = this.open;
      if (event.key !== "Escape" || !open) return;
      event.preventDefault();
      this.close();
      open.button.focus();
    });
    place.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget instanceof Node && !place.contains(relatedTarget)) this.close();
    });
    this.elsewhere = (/** @type {Event} */ event) => {
      if (!event.composedPath().includes(place)) this.close();
    };
  }

  get open() {
    return [...this.ways.values()].find(({ panel }) => !panel.hidden);
  }

  /** @param {Way} way @returns {HTMLElement[]} */
  contents(way) {
    const { messages, host } = this.surface;
    if (way === "link") return this.linkContents();
    const item = (/** @type {string} */ name, /** @type {() => void} */ act) => {
      const hint = `hand-${way}-${name}`;
      const button = html("button", { type: "button", "aria-describedby": hint }, messages.say(`handover.${name}.name`));
      button.addEventListener("click", act);
      return html("li", {}, button, html("span", { id: hint }, messages.say(`handover.${name}.hint`)));
    };
    const items = way === "download"
      ? [...FILES.map((file) => item(file.name, () => void this.download(file))), ...(host.print ? [item("print", () => this.print())] : [])]
      : TEXTS.map((name) => item(name, () => void this.copy(name)));
    return [html("ul", {}, ...items)];
  }

  linkContents() {
    const { messages } = this.surface;
    this.address = /** @type {HTMLInputElement} */ (html("input", { type: "text", readonly: true, id: "link-address", "aria-describedby": "link-note" }));
    this.address.addEventListener("focus", () => this.address?.select());
    this.note = html("p", { id: "link-note" });
    const copy = html("button", { type: "button" }, messages.say("handover.link.copy"));
    copy.addEventListener("click", () => void this.copyLink());
    return [html("label", { for: "link-address" }, messages.say("handover.link.label")), html("div", { class: "link-row" }, this.address, copy), this.note];
  }

  /** A press of one of the buttons. @param {Way} way */
  async press(way) {
    const here = this.ways.get(way);
    if (!here) return;
    const opening = here.panel.hidden;
    this.close();
    if (!opening) return;
    setText(this.done, "");
    here.panel.hidden = false;
    here.button.setAttribute("aria-expanded", "true");
    document.addEventListener("pointerdown", this.elsewhere);
    // The most wanted is done at once; the list has the rest.
    if (way === "copy") await this.copy("table");
    if (way === "link") await this.makeLink();
  }

  close() {
    document.removeEventListener("pointerdown", this.elsewhere);
    for (const { button, panel } of this.ways.values()) {
      panel.hidden = true;
      button.setAttribute("aria-expanded", "false");
    }
  }

  /** Emptied first, so that the same is announced again. @param {string} key */
  say(key) {
    setText(this.done, "");
    requestAnimationFrame(() => setText(this.done, this.surface.messages.say(key)));
  }

  /** The table as the complete calculator has it. */
  async analysed() {
    const { review, parts } = this.surface;
    const calc = await parts.complete();
    return { calc, batch: calc.batch(review.text, review.settings) };
  }

  /** @param {File} file */
  async download({ name, file, type }) {
    try {
      const [{ download }, { calc, batch }] = await Promise.all([import("./download.js"), this.analysed()]);
      if (name === "svg" || name === "png") {
        const { messages } = this.surface;
        const { foreign } = messages;
        const sentences = batch.rows.map((row) => (row.display ? messages.sentence(row.display.sentence) : rowSentences(row, batch, messages).join(" ")));
        const rows = sentences.map((sentence) => sentence.replace(/\s+/g, " ")).join("\n");
        const drawn = calc.forest(batch, { names: { ...this.names(), rows }, ...(foreign?.mark === "," ? { decimal: "," } : {}) });
        const svg = foreign?.drawing(drawn, calc.measures()) ?? drawn;
        download(name === "svg" ? svg : await (await import("./image.js")).pngOf(svg), file, type);
      } else {
        download(calc.export(batch, /** @type {any} */ (name)), file, type);
      }
      // Whether a sandbox lets files through, nobody tells a frame.
      this.say(origin === "null" && parent !== window ? "handover.saved-perhaps" : "handover.saved");
    } catch (error) {
      console.warn(error);
      this.surface.tell("download-failed");
    }
  }

  /** The names as they are on the screen: those that a person gave, or the table's and the page's own. */
  names() {
    const { review: { names }, results: { defaults } } = this.surface;
    return { ...defaults, ...Object.fromEntries(Object.entries(names).filter(([, name]) => name)) };
  }

  /** @param {string} what */
  async copy(what) {
    const { messages, batch, reported } = this.surface;
    if (!batch) return;
    /** @type {string | null} */
    let refused = null;
    try {
      const { copyMarkdown, copyResults, copySentences, copyText, worded } = await import("./clipboard.js");
      if (what === "table") refused = await copyResults(this.place, batch, messages, reported?.assumed(batch));
      else if (what === "sentences") refused = await copySentences(this.place, batch, messages);
      else if (messages.foreign) refused = await copyMarkdown(this.place, batch, messages, reported?.assumed(batch));
      else refused = await copyText(this.place, this.analysed().then(({ calc, batch }) => worded(calc.export(batch, "markdown"), batch, messages)));
    } catch (error) {
      console.warn(error);
    }
    this.say(refused === "" ? "results.copied" : "results.copy-failed");
    this.offer(refused ?? "");
  }

  /** A text in the list under Copy, marked, to be copied by hand: not every page lets a frame copy. @param {string} text "" to take it away */
  offer(text) {
    this.offered?.remove();
    const panel = this.ways.get("copy")?.panel;
    if (!text || !panel || panel.hidden) return;
    const area = /** @type {HTMLTextAreaElement} */ (html("textarea", { readonly: true, rows: 4, wrap: "off", spellcheck: "false" }));
    area.value = text;
    this.offered = html("label", { class: "by-hand" }, this.surface.messages.say("handover.by-hand"), area);
    panel.prepend(this.offered);
    area.focus();
    area.select();
  }

  async makeLink() {
    const { review, messages, host } = this.surface;
    const address = /** @type {HTMLInputElement} */ (this.address);
    const note = /** @type {HTMLElement} */ (this.note);
    try {
      const { fragmentOf } = await import("./link.js");
      const href = host.address(await fragmentOf(review.snapshot()));
      if (href.length > LONGEST_LINK) {
        address.value = "";
        return setText(note, messages.say("handover.link.too-long"));
      }
      address.value = href;
      setText(note, messages.say(href.length > LONG_LINK ? "handover.link.long" : "handover.link.note", { count: href.length }));
      host.linked?.(href);
      await this.copyLink();
    } catch (error) {
      console.warn(error);
      setText(note, messages.say("handover.link.failed"));
    }
  }

  async copyLink() {
    const address = /** @type {HTMLInputElement} */ (this.address);
    if (!address.value) return;
    const { copyText } = await import("./clipboard.js");
    const taken = (await copyText(this.place, address.value).catch(() => null)) === "";
    this.say(taken ? "handover.link.copied" : "results.copy-failed");
    if (!taken) address.focus(); // marked, to be copied by hand
  }

  print() {
    this.close();
    this.ways.get("download")?.button.focus();
    this.surface.host.print?.();
  }
}
