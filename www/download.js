/** Saves a file on the person's own device. @param {BlobPart} content @param {string} name @param {string} type */
export function download(content, name, type) {
  // Without the mark, Excel takes UTF-8 for the local code page and spoils names such as Müller.
  const marked = type === "text/csv" && typeof content === "string" && !content.startsWith("\uFEFF") ? `\uFEFF${content}` : content;
  const address = URL.createObjectURL(new Blob([marked], { type: typeof content === "string" ? `${type};charset=utf-8` : type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
