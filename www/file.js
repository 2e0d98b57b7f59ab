// A dropped or chosen file to text, whatever a spreadsheet wrote it in.

/** @typedef {import("./paste.js").Told} Told */

const LARGEST = 10_000_000;

/**
 * @param {File} file
 * @returns {Promise<{ text: string, told: Told[] } | { code: string, params: Record<string, string> }>}
 */
export async function readFile(file) {
  const params = { name: file.name };
  if (file.size > LARGEST) return { code: "file-too-large", params };
  let bytes;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    return { code: "file-unreadable", params };
  }
  const kind = kindOf(bytes, file.name);
  if (kind === "xlsx") {
    const book = await import("./workbook.js").then(({ readWorkbook }) => ({ read: readWorkbook(bytes) })).catch(() => ({ read: undefined }));
    if (book.read === undefined) return { code: "file-unreadable", params };
    return book.read ?? { code: "workbook-empty", params };
  }
  if (kind !== null) return { code: kind, params };
  const text = decode(bytes);
  if (text.trim() === "") return { code: "file-empty", params };
  return text.includes("\0") ? { code: "not-text", params } : { text, told: [] };
}

/**
 * What a file is by its first bytes, and a container by what lies in it: null for text, a code for what cannot be read here.
 * @param {Uint8Array} bytes @param {string} name
 */
function kindOf(bytes, name) {
  const has = (/** @type {string} */ text, from = 0, to = bytes.length) => new TextDecoder("latin1").decode(bytes.subarray(from, to)).includes(text);
  if (has("%PDF-", 0, 1024)) return "file-pdf";
  if (has("\u00d0\u00cf\u0011\u00e0", 0, 4)) {
    // A protected .xlsx lies in a container of the old kind.
    if (/\.xls[xm]$/i.test(name)) return "file-locked";
    return /\.doc$/i.test(name) ? "file-docx" : "file-xls";
  }
  if (!has("PK\u0003\u0004", 0, 4)) return null;
  // The list of what is in it stands at the end.
  const listed = Math.max(0, bytes.length - 65_536);
  if (has("xl/workbook.xml", listed)) return "xlsx";
  if (has("word/document.xml", listed)) return "file-docx";
  if (has("opendocument.spreadsheet", 0, 128)) return "file-ods";
  return has("opendocument.text", 0, 128) ? "file-docx" : "not-text";
}

/** @param {Uint8Array} bytes */
function decode(bytes) {
  // "Unicode text" from Excel is UTF-16 with a mark; its older CSV is in the Windows code page.
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  const wide = withoutMark(bytes);
  if (wide) return new TextDecoder(wide).decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** UTF-16 without its mark: of Western text, nearly every other byte is zero. @param {Uint8Array} bytes */
function withoutMark(bytes) {
  const sample = bytes.subarray(0, 2000);
  const zeros = [0, 0];
  sample.forEach((byte, index) => (zeros[index % 2] += byte === 0 ? 1 : 0));
  const most = sample.length * 0.4;
  if (bytes.length % 2 === 1) return null;
  return zeros[1] > most && zeros[0] === 0 ? "utf-16le" : zeros[0] > most && zeros[1] === 0 ? "utf-16be" : null;
}
