// The forest plot as a PNG for print: the SVG drawn by the browser at 300 dots to the inch.

const DPI = 300;
const CSS_DPI = 96;
/** Sides and area that every browser's canvas has room for. */
const LONGEST = 16_000;
const LARGEST = 100_000_000;

/** @param {string} svg the text of a file with a width and a height @returns {Promise<Blob>} */
export async function pngOf(svg) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const { naturalWidth: width, naturalHeight: height } = image;
  // A plot of hundreds of rows is drawn smaller rather than not at all.
  const scale = Math.min(DPI / CSS_DPI, LONGEST / Math.max(width, height), Math.sqrt(LARGEST / (width * height)));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((/** @type {(blob: Blob | null) => void} */ done) => canvas.toBlob(done, "image/png"));
  if (!blob) throw new Error("no PNG");
  return withResolution(blob, (scale * CSS_DPI) / 0.0254);
}

/** Says how large the image is on paper. @param {Blob} png @param {number} perMetre */
async function withResolution(png, perMetre) {
  const bytes = new Uint8Array(await png.arrayBuffer());
  const start = 33; // after the signature and the header
  const chunk = new Uint8Array(21);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, 9);
  chunk.set(new TextEncoder().encode("pHYs"), 4);
  view.setUint32(8, Math.round(perMetre));
  view.setUint32(12, Math.round(perMetre));
  chunk[16] = 1;
  view.setUint32(17, checksum(chunk.subarray(4, 17)));
  return new Blob([bytes.subarray(0, start), chunk, bytes.subarray(start)], { type: "image/png" });
}

/** CRC-32, as PNG has it. @param {Uint8Array} bytes */
function checksum(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
