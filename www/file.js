// A dropped or chosen file to text, whatever a spreadsheet wrote it in.

const LARGEST = 10_000_000;

/**
 * @param {File} file
 * @returns {Promise<{ text: string } | { code: string, params: Record<string, string> }>}
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
  const text = decode(bytes);
  if (text.trim() === "") return { code: "file-empty", params };
  return text.includes("\0") ? { code: "not-text", params } : { text };
}

/** @param {Uint8Array} bytes */
function decode(bytes) {
  // "Unicode text" from Excel is UTF-16 with a mark; its older CSV is in the Windows code page.
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
