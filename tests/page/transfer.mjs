// What a first visit transfers from a server, as it sends it: `node transfer.mjs ORIGIN`.

import { get } from "node:http";
import { SITE } from "./bundle.mjs";
import { budgetOfVisit, firstVisit } from "./sizes.mjs";

const [origin] = process.argv.slice(2);

/** @returns {Promise<{ encoding: string, bytes: number }>} as they came, still compressed */
function transfer(name) {
  return new Promise((resolve, reject) => {
    get(new URL(name === "index.html" ? "/" : name, origin), { headers: { "Accept-Encoding": "br, gzip" } }, async (answer) => {
      const bytes = (await answer.toArray()).reduce((sum, chunk) => sum + chunk.length, 0);
      if (answer.statusCode !== 200) reject(new Error(`${name}: ${answer.statusCode}`));
      else resolve({ encoding: answer.headers["content-encoding"] ?? "as it is", bytes });
    }).on("error", reject);
  });
}

let sum = 0;
const encodings = new Set();
for (const name of firstVisit(SITE)) {
  const { encoding, bytes } = await transfer(name);
  console.log(`${(bytes / 1000).toFixed(1).padStart(8)} kB  ${encoding.padEnd(8)}  ${name}`);
  sum += bytes;
  encodings.add(encoding);
}
const budget = budgetOfVisit(encodings.has("br") ? "brotli" : "gzip");
console.log(`${(sum / 1000).toFixed(1).padStart(8)} kB  first visit${budget ? `, of ${budget / 1000} kB` : "; its budget is one of brotli"}`);
if (budget && sum > budget) process.exitCode = 1;
