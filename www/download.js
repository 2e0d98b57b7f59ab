/** Saves text as a file on the person's own device. @param {string} text @param {string} name @param {string} type */
export function download(text, name, type) {
  // Without the mark, Excel takes UTF-8 for the local code page and spoils names such as Müller.
  const marked = text.startsWith("\uFEFF") ? text : `\uFEFF${text}`;
  const address = URL.createObjectURL(new Blob([marked], { type: `${type};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
