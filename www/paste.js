// Pasting and dropping: what came from the clipboard or a file becomes text in the box.

/** @typedef {import("./box.js").Box} Box */
/** @typedef {import("./calculator.js").Calculator} Calculator */
/** @typedef {{ code: string, params: Record<string, string | number>, quiet?: boolean, also?: Told[] }} Told quiet: nothing went wrong */

const TABLE = /<table[\s>]/i;

/** Null where there is no table in it after all, or the reader of markup cannot be fetched: then the text beside it counts. @param {string} markup */
const parse = (markup) => import("./markup.js").then(({ tableDocument }) => tableDocument(markup)).catch(() => null);

/** The text of markup that has no text beside it. @param {string} markup */
const words = (markup) => import("./markup.js").then(({ plainText }) => plainText(markup)).catch(() => "");

/** @param {EventTarget | null} target */
function takesText(target) {
  return target instanceof Element && target.closest("input, textarea, [role=textbox]") !== null;
}

/**
 * @param {EventTarget} ground where what is pasted or dropped is meant for the box
 * @param {HTMLElement} sign shown while something is dragged over it
 * @param {Box} box
 * @param {Promise<Calculator | null>} ready null when the calculator could not be loaded
 * @param {(told: Told | null) => void} tell
 */
export function watchPaste(ground, sign, box, ready, tell) {
  const on = (/** @type {string} */ type, /** @type {(event: any) => void} */ action) => ground.addEventListener(type, action);
  /** After the change of the box, which takes back what was said before. @param {Told[]} news */
  const tellAll = ([first, ...also]) => tell(first ? { ...first, also } : null);

  /** @param {DataTransfer} data @param {(text: string) => void} put */
  async function take(data, put) {
    // Read now: the clipboard is closed once the event is over.
    const text = data.getData("text/plain");
    const markup = data.getData("text/html");
    const calc = await ready;
    const table = calc && TABLE.test(markup) ? await parse(markup) : null;
    const read = calc && table ? calc.paste(table.document, text) : text.trim() === "" && markup ? await words(markup) : text;
    if (read.trim() === "") return tell({ code: "nothing-pasted", params: {} });
    put(read);
    const rows = read.split("\n").length - 1;
    const cut = table && rows < table.rows ? [{ code: "table-cut", params: { rows, count: table.rows } }] : [];
    tellAll([...cut, ...(table?.told ?? [])]);
  }

  /** @param {FileList} files */
  async function takeFiles(files) {
    const [file] = files;
    const count = files.length;
    const read = await import("./file.js").then(({ readFile }) => readFile(file)).catch(() => ({ code: "file-unreadable", params: { name: file.name } }));
    if ("code" in read) return tell(read);
    box.replace(read.text);
    tellAll([...(count > 1 ? [{ code: "first-file-only", params: { name: file.name, count }, quiet: true }] : []), ...read.told]);
  }

  on("paste", (/** @type {ClipboardEvent} */ event) => {
    const data = event.clipboardData;
    if (!data) return;
    const inBox = event.target === box.area;
    if (takesText(event.target) && !inBox) return;
    const files = data.files;
    const words = data.types.includes("text/plain") || data.types.includes("text/html");
    if (files.length > 0 && !words) {
      event.preventDefault();
      void takeFiles(files);
    } else if (!inBox) {
      event.preventDefault();
      void take(data, (text) => box.replace(text));
    } else if (TABLE.test(data.getData("text/html"))) {
      // Plain text in the box is the browser's own business.
      event.preventDefault();
      void take(data, (text) => box.insert(text.replace(/\n$/, "")));
    }
  });

  let depth = 0;
  // What is dragged from here is no table from elsewhere.
  let own = false;
  on("dragstart", () => (own = true));
  on("dragend", () => (own = false));
  const hint = (/** @type {boolean} */ shown) => (sign.hidden = !shown);
  const foreign = (/** @type {DragEvent} */ event) => {
    const types = event.dataTransfer?.types ?? [];
    return !own && (types.includes("Files") || (event.target !== box.area && (types.includes("text/html") || types.includes("text/plain"))));
  };
  on("dragenter", (/** @type {DragEvent} */ event) => {
    if (foreign(event)) hint(++depth > 0);
  });
  on("dragleave", (/** @type {DragEvent} */ event) => {
    if (depth > 0 && foreign(event)) hint(--depth > 0);
  });
  on("dragover", (/** @type {DragEvent} */ event) => {
    if (!foreign(event)) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = "copy";
  });
  on("drop", (/** @type {DragEvent} */ event) => {
    hint((depth = 0) > 0);
    const data = event.dataTransfer;
    if (!data || !foreign(event)) return;
    event.preventDefault();
    if (data.files.length > 0) void takeFiles(data.files);
    else void take(data, (text) => box.replace(text));
  });

  return { takeFiles };
}
