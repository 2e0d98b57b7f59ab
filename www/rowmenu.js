// What can be done to a row with a pointer: a button beside the row where the pointer or the focus is, and its menu.
import { html } from "./dom.js";

/** @typedef {import("./grid.js").Editor} Editor */
/** @typedef {import("./row.js").RowView} RowView */

const ACTIONS = /** @type {const} */ (["insert-above", "insert-below", "move-up", "move-down", "delete"]);

export class RowMenu {
  /** @param {HTMLElement} part what holds the table @param {Editor} editor */
  constructor(part, editor) {
    const { messages, table } = editor.results;
    this.editor = editor;
    this.messages = messages;
    this.part = part;
    /** @type {RowView | null} */ this.view = null;
    this.button = html("button", { type: "button", class: "row-menu-button", "aria-expanded": "false" });
    this.list = html("div", { class: "row-menu-list", role: "group", hidden: true },
      ...ACTIONS.map((action) => html("button", { type: "button", value: action }, html("span", {}, messages.say(`grid.menu.${action}`)), " ", html("kbd", {}, messages.say(`grid.keys.${action}`)))));
    this.element = html("div", { class: "row-menu", hidden: true }, this.button, this.list);
    // Before the table in the order of reading, so that what is after it is not far.
    table.after(this.element);
    table.addEventListener("pointerover", (event) => {
      const row = event.target instanceof Element ? event.target.closest("tr") : null;
      if (row && this.list.hidden) this.stand(editor.results.views.get(row) ?? null);
    });
    this.stand(editor.results.views.get(/** @type {Element} */ (table.querySelector("tr:hover"))) ?? null);
    this.button.addEventListener("click", () => this.toggle(this.list.hidden === true));
    this.list.addEventListener("click", (event) => {
      const button = event.target instanceof Element ? event.target.closest("button") : null;
      if (button) this.act(/** @type {typeof ACTIONS[number]} */ (button.value));
    });
    this.element.addEventListener("keydown", (event) => this.key(event));
    this.element.addEventListener("focusout", (event) => {
      if (!this.element.contains(/** @type {Node | null} */ (event.relatedTarget))) this.toggle(false);
    });
  }

  /** Beside a row. @param {RowView | null} view */
  stand(view) {
    if (view && !view.row) view = null;
    this.view = view;
    this.element.hidden = !view;
    if (!view) return;
    const name = view.row?.study || this.messages.say("results.unnamed", { row: view.row?.row ?? 0 });
    this.button.setAttribute("aria-label", this.messages.say("grid.menu.label", { study: name }));
    const top = view.tr.getBoundingClientRect().top - this.part.getBoundingClientRect().top;
    this.element.style.setProperty("inset-block-start", `${top}px`);
  }

  /** @param {boolean} open */
  toggle(open) {
    this.list.hidden = !open;
    this.button.setAttribute("aria-expanded", String(open));
    if (open) this.list.querySelector("button")?.focus();
  }

  /** The cell of the row that was in use last. */
  get from() {
    const { editor, view } = this;
    return (view?.cells.find(({ span }) => span === editor.results.stop) ?? view?.cells[0])?.span;
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const buttons = [...this.list.querySelectorAll("button")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") {
      this.toggle(false);
      this.editor.go(this.from);
    } else if (step && !this.list.hidden) {
      const at = buttons.indexOf(/** @type {any} */ (this.editor.results.root.activeElement));
      buttons[(at + step + buttons.length) % buttons.length].focus();
    } else return;
    event.preventDefault();
  }

  /** @param {typeof ACTIONS[number]} action */
  act(action) {
    const { editor, view } = this;
    this.toggle(false);
    if (!view) return;
    editor.go(this.from);
    if (action === "delete") editor.deleteRow();
    else if (action === "insert-above" || action === "insert-below") editor.insertRow(action === "insert-above");
    else editor.moveRow(action === "move-up" ? -1 : 1);
  }
}

/** The keys, for whoever looks for them. @param {import("./messages.js").Messages} messages */
export function keyHelp(messages) {
  const lines = Object.keys(messages.find("grid", "help") ?? {}).flatMap((name) => [
    html("dt", {}, ...messages.say(`grid.keys.${name}`).split(" / ").flatMap((key, at) => [...(at > 0 ? [" "] : []), html("kbd", {}, key)])),
    html("dd", {}, messages.say(`grid.help.${name}`)),
  ]);
  return html("details", { class: "grid-help" }, html("summary", {}, messages.say("grid.help-title")), html("dl", {}, ...lines));
}
