// How long the large jobs take: a pasted table of 10,000 rows, and a million odds ratios from arrays. Each stands beside a
// plain JavaScript loop over the same numbers in the same run, so that the ratio holds on a slow or busy machine too.

import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";

/** Numbers that look random and are always the same. */
function random(seed) {
  let state = seed;
  return () => (state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff) / 0x7fffffff;
}

export const ROWS = 10_000;
export const COLUMN_ROWS = 1_000_000;

/** A table of events and totals, as pasted. */
export function eventsTable(rows = ROWS) {
  const next = random(1);
  const lines = ["study\tevents1\tn1\tevents2\tn2"];
  for (let i = 0; i < rows; i++) {
    const [n1, n2] = [20 + Math.floor(next() * 400), 20 + Math.floor(next() * 400)];
    lines.push([`Trial ${i + 1}`, Math.floor(next() * n1), n1, Math.floor(next() * n2), n2].join("\t"));
  }
  return lines.join("\n");
}

/** A table of means, as pasted. */
export function meansTable(rows = ROWS) {
  const next = random(2);
  const lines = ["study\tmean1\tsd1\tn1\tmean2\tsd2\tn2"];
  for (let i = 0; i < rows; i++) {
    const arm = () => [(50 + next() * 5).toFixed(1), (8 + next() * 5).toFixed(2), 20 + Math.floor(next() * 400)];
    lines.push([`Trial ${i + 1}`, ...arm(), ...arm()].join("\t"));
  }
  return lines.join("\n");
}

/** Computes a table and reads what a page shows of every row; gives what it has read. */
export function readBatch(calc, text) {
  let [read, sum] = [0, 0];
  for (const { study, status, display, estimate } of calc.batch(text).rows) {
    read += study.length + status.length;
    if (!estimate) continue;
    read += display.effect.length + display.interval.length + display.p.length;
    sum += estimate.point + estimate.lower + estimate.upper;
  }
  return read + sum;
}

/** The same tables in plain JavaScript: split at tabs, compute, round, one object a row. No check, no question, no plot. */
export function plainBatch(text) {
  const [header, ...lines] = text.split("\n").map((line) => line.split("\t"));
  const at = (name) => header.indexOf(name);
  const ratio = at("events1") > 0;
  const [x1, s1, n1, x2, s2, n2] = (ratio ? ["events1", "n1", "n1", "events2", "n2", "n2"] : ["mean1", "sd1", "n1", "mean2", "sd2", "n2"]).map(at);
  const rows = lines.map((cells) => {
    const number = (column) => Number(cells[column]);
    let [point, variance] = [number(x1) - number(x2), number(s1) ** 2 / number(n1) + number(s2) ** 2 / number(n2)];
    if (ratio) {
      const [a, c] = [number(x1), number(x2)];
      const [b, d] = [number(n1) - a, number(n2) - c];
      [point, variance] = [Math.log((a * d) / (b * c)), 1 / a + 1 / b + 1 / c + 1 / d];
    }
    const half = 1.959963984540054 * Math.sqrt(variance);
    const shown = (value) => (ratio ? Math.exp(value) : value);
    const estimate = { point: shown(point), lower: shown(point - half), upper: shown(point + half) };
    const display = { effect: estimate.point.toFixed(2), interval: `${estimate.lower.toFixed(2)} to ${estimate.upper.toFixed(2)}` };
    return { study: cells[0], status: "estimated", estimate, display };
  });
  return rows.reduce((sum, { estimate, display }) => sum + estimate.point + estimate.lower + estimate.upper + display.effect.length + display.interval.length, 0);
}

/** A million tables for `columns`. */
export function eventsColumns(rows = COLUMN_ROWS) {
  const next = random(3);
  const columns = Object.fromEntries(["events1", "n1", "events2", "n2"].map((field) => [field, new Float64Array(rows)]));
  for (let i = 0; i < rows; i++) {
    for (const arm of ["1", "2"]) {
      const n = 20 + Math.floor(next() * 400);
      columns[`n${arm}`][i] = n;
      columns[`events${arm}`][i] = 1 + Math.floor(next() * (n - 2));
    }
  }
  return columns;
}

/** The odds ratios of the same in a plain loop, without P values. */
export function plainColumns({ events1, n1, events2, n2 }) {
  const rows = events1.length;
  const [point, lower, upper, se] = [0, 0, 0, 0].map(() => new Float64Array(rows));
  for (let i = 0; i < rows; i++) {
    const [a, c] = [events1[i], events2[i]];
    const [b, d] = [n1[i] - a, n2[i] - c];
    const log = Math.log((a * d) / (b * c));
    se[i] = Math.sqrt(1 / a + 1 / b + 1 / c + 1 / d);
    point[i] = Math.exp(log);
    lower[i] = Math.exp(log - 1.959963984540054 * se[i]);
    upper[i] = Math.exp(log + 1.959963984540054 * se[i]);
  }
  return { point, lower, upper, se };
}

/** The least of several runs in ms: what the work takes when nothing else disturbs it. */
export function least(work, runs) {
  let best = Infinity;
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    work();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

/** Every job with its time in ms, its peer's, and the ratio of the two. */
export function timings(calc, runs = 12) {
  const columns = eventsColumns();
  const jobs = [
    ["batch, 10,000 two-by-two tables", eventsTable(), readBatch, plainBatch],
    ["batch, 10,000 pairs of means", meansTable(), readBatch, plainBatch],
    ["columns, 1,000,000 odds ratios", columns, (calc, columns) => calc.columns({ measure: "OR", columns }), plainColumns],
  ];
  return jobs.map(([job, input, ours, plain]) => {
    const [ms, peer] = [least(() => ours(calc, input), runs), least(() => plain(input), runs)];
    return { job, ms, peer, ratio: ms / peer };
  });
}

async function main() {
  const { load } = await import("../../www/index.js");
  console.log(`${"in Node, least of 12 runs".padEnd(40)}${["ms", "plain JS", "ratio"].map((head) => head.padStart(10)).join("")}`);
  for (const { job, ms, peer, ratio } of timings(await load())) {
    console.log(job.padEnd(40) + [ms.toFixed(1), peer.toFixed(1), ratio.toFixed(2)].map((text) => text.padStart(10)).join(""));
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
