// The page: text in the box, a batch from the calculator, a table of results. Each part knows only its own piece.
import { Bar } from "./bar.js";
import { Box } from "./box.js";
import { Parts } from "./calculator.js";
import { html, setText } from "./dom.js";
import { chosenLanguage } from "./language.js";
import { clipped, loadMessages, writeTexts } from "./messages.js";
import { countParts } from "./method.js";
import { watchPaste } from "./paste.js";
import { Results } from "./results.js";
import { Review } from "./review.js";
import { siteFile } from "./site.js";

/** @typedef {import("./index.js").BatchResult} BatchResult */
/** @typedef {import("./calculator.js").Calculator} Calculator */
/** @typedef {import("./paste.js").Told} Told */

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

// The calculator and the words are on their way before anything waits.
const review = new Review();
/** What is shown of the complete calculator only. @type {import("./reported.js").Reported | null} */
let reported = null;
const parts = new Parts(schedule, async () => {
  const [{ Reported }] = await Promise.all([import("./reported.js"), messages.more()]);
  return () => {
    const all = (reported = new Reported(messages, results, review));
    results.dress = (line, row) => all.dress(line, row);
  };
}, (code) => firstSaid(code));
const loading = parts.start();
const messages = await loadMessages(chosenLanguage(location.hash, navigator.languages));
document.documentElement.lang = messages.language;
/** The codes that the first text has a sentence for, whatever was fetched since. */
const first = new Set(["problems", "notices"].flatMap((kind) => Object.keys(messages.find(kind))));
/** @param {string} code */
const firstSaid = (code) => first.has(code);
writeTexts(document, messages);

const engine = byId("engine");
setText(engine, messages.say("engine.loading"));

const box = new Box(/** @type {HTMLTextAreaElement} */ (byId("table-text")), review);
const results = new Results(byId("results-part"), messages, review);
const bar = new Bar(byId("results-part"), messages, review, () => parts.complete(), (code) => tell({ code, params: {} }));

/** @type {BatchResult | null} */
let batch = null;
/** What is to be said about the last paste, file or example, beside what the table itself says. @type {Told | null} */
let told = null;
/** The rows whose working is shown. @type {import("./opened.js").Opened | null} */
let opened = null;
let scheduled = false;
let { text } = review;

const ready = loading.then(
  (loaded) => {
    engine.hidden = true;
    setText(byId("version"), messages.say("version", { version: loaded.version }));
    schedule();
    return loaded;
  },
  (error) => {
    console.error(error);
    sayEngine(whyNotLoaded());
    return null;
  },
);

const { takeFiles } = watchPaste(box, ready, tell);

review.addEventListener("change", () => {
  if (text !== review.text) told = null;
  else parts.tryAgain(); // a person's choice
  text = review.text;
  schedule();
});
document.addEventListener("keydown", (event) => {
  const elsewhere = event.target !== box.area && event.target instanceof Element && event.target.closest("input, textarea, [role=textbox]");
  if (elsewhere || event.altKey || !(event.ctrlKey || event.metaKey)) return;
  const key = event.key.toLowerCase();
  if (key !== "z" && !(key === "y" && event.ctrlKey)) return;
  event.preventDefault();
  if (key === "y" || event.shiftKey) review.redo();
  else review.undo();
  if (!review.text) box.focus();
});
for (const [id, name] of [["example", "email-trials"], ["printed", "as-printed"]]) {
  onClick(id, async () => {
    try {
      box.replace(await (await siteFile(`example/${name}.csv`)).text());
    } catch {
      tell({ code: "example-failed", params: {} });
    }
  });
}
onClick("clear", () => box.replace(""));
onClick("undo", () => {
  review.undo();
  if (!review.canUndo) box.focus(); // the button goes
});
onClick("choose-file", () => byId("file").click());
byId("file").addEventListener("change", (event) => {
  const input = /** @type {HTMLInputElement} */ (event.target);
  if (input.files?.length) void takeFiles(input.files);
  input.value = ""; // so that the same file can be chosen again
});
for (const shape of document.querySelectorAll(".shape")) {
  const [use, type] = shape.querySelectorAll("button");
  const [head] = shape.querySelectorAll("tr");
  use.addEventListener("click", () => box.replace(tableText(shape)));
  type.addEventListener("click", async () => {
    box.replace(`${cellTexts(head)}\n`);
    await ready;
    flush();
    results.bodies[0]?.views[0]?.cells[0].span.focus();
  });
}
/** Files, clipboard, link and paper. @type {Promise<import("./handover.js").HandOver> | null} */
let handing = null;
const handOver = () => (handing ??= Promise.all([import("./handover.js"), import("./clipboard.js"), messages.more()]).then(([{ HandOver }]) => new HandOver(byId("handing-over"), {
  review, results, messages, complete: () => parts.complete(), batch: () => batch, assumed: () => batch ? reported?.assumed(batch) : undefined, failed: (code) => tell({ code, params: {} }),
})));
for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (byId("handing-over").querySelectorAll("button[data-way]"))) {
  // On its way before it is needed: some browsers let a page copy only at the very moment of the click.
  for (const name of ["pointerenter", "focus"]) button.addEventListener(name, () => void handOver().catch(() => (handing = null)), { once: true });
  button.addEventListener("click", async () => {
    try {
      await (await handOver()).press(/** @type {any} */ (button.dataset.way));
    } catch (error) {
      console.warn(error);
      handing = null;
      tell({ code: "download-failed", params: {} });
    }
  });
}

const language = /** @type {HTMLSelectElement} */ (byId("language"));
language.value = messages.language;
language.addEventListener("change", () => {
  // All words are set once, when the page loads; what was put in is handed over as for a new version.
  history.replaceState({ review: review.snapshot() }, "", `#lang=${language.value}`);
  location.reload();
});
onClick("count", (event) => {
  if (event.target instanceof HTMLButtonElement) results.goTo(event.target.value);
});
onClick("results-table", async ({ target }) => {
  const button = target instanceof Element && target.closest("button.open");
  if (!(button instanceof HTMLButtonElement)) return;
  const { whole } = parts;
  try {
    const [{ Opened }, calc] = await Promise.all([import("./opened.js"), parts.complete()]);
    opened ??= new Opened(results.table, calc, messages);
    results.between = opened;
    if (!whole) update(); // the table as the complete calculator has it
    const now = opened.disclosure(Number(button.value));
    if (!now || !batch) return;
    if (!button.isConnected) now.focus({ preventScroll: true });
    await opened.toggle(now, batch);
  } catch (error) {
    console.warn(error);
    tell({ code: "working-not-loaded", params: {} });
  }
});

/** A link holds everything after its #. */
const isLink = () => /^#v\d+=/.test(location.hash);

// What was put in is kept on this device only where that is chosen, or for the moment in which a new version is loaded.
const keepBox = /** @type {HTMLInputElement} */ (byId("keep"));
const carried = history.state?.review;
let kept = null;
try {
  kept = localStorage.getItem("effect-size");
} catch {
  // A browser may let pages keep nothing.
}
/** @type {Promise<void> | null} */
let brought = null;
if (carried || kept !== null || keepBox.checked) brought = startKeeping();
else keepBox.addEventListener("change", startKeeping, { once: true });

async function startKeeping() {
  try {
    const [{ Keep }] = await Promise.all([import("./keep.js"), messages.more()]);
    await new Keep(keepBox, review, messages).bringBack(kept, carried, isLink());
  } catch (error) {
    console.warn(error);
    keepBox.checked = false;
    keepBox.addEventListener("change", startKeeping, { once: true });
    tell({ code: "keep-not-loaded", params: {} });
  }
}

// What was here comes back by undo; what a reload carried over is newer than the link.
if (isLink() && !carried) void Promise.resolve(brought).then(openLink);
addEventListener("hashchange", () => isLink() && void openLink());

async function openLink() {
  const { hash } = location;
  try {
    const [link] = await Promise.all([import("./link.js"), messages.more()]);
    const code = await link.openLink(hash, review);
    if (code) tell({ code, params: {}, quiet: code !== "link-unreadable" });
    // With the next change the page is no longer what its address says, and shall not be that again when it is reloaded.
    review.addEventListener("change", () => isLink() && history.replaceState(history.state, "", location.pathname + location.search), { once: true });
  } catch (error) {
    console.warn(error);
    tell({ code: "link-not-loaded", params: {} });
  }
}

// Everything the page can ask for is fetched when it has nothing else to do, and works offline from then on.
const idle = globalThis.requestIdleCallback ?? ((/** @type {() => void} */ work) => setTimeout(work, 500));
void ready.then((loaded) => loaded && idle(async () => {
  try {
    const { workOffline } = await import("./offline.js");
    await workOffline(/** @type {Element} */ (document.querySelector(".masthead")), messages, () => history.replaceState({ review: review.snapshot() }, ""));
  } catch (error) {
    console.warn(error); // without it the page works all the same, online
  }
}));

// What typing into the results needs comes once there is something to type into.
const APPROACHES = ["pointerover", "pointerdown", "focusin"];
let approached = false;
/** @type {import("./grid.js").Editor | null} */
let editor = null;
for (const name of APPROACHES) results.table.addEventListener(name, approach);

/** What is typed before it is there shall not be lost. @param {Event} event */
function approach(event) {
  const cell = event.target instanceof Element ? event.target.closest(".cell") : null;
  if (cell instanceof HTMLElement && event.type === "pointerdown") {
    event.preventDefault(); // which would put the caret where it points
    cell.focus();
  } else if (cell instanceof HTMLElement && event.type === "focusin") {
    cell.contentEditable = "plaintext-only";
    document.getSelection()?.selectAllChildren(cell);
  }
  void startEditor(event.type === "focusin");
}

/** @param {boolean} passing whether somebody came by Tab */
async function startEditor(passing) {
  if (approached) return;
  approached = true;
  try {
    const [{ Editor }] = await Promise.all([import("./grid.js"), messages.more()]);
    for (const name of APPROACHES) results.table.removeEventListener(name, approach);
    editor = new Editor(results, review, (table) => /** @type {Calculator} */ (parts.current).grid(table), flush, passing);
  } catch (error) {
    console.warn(error);
    approached = false; // so that the next approach tries again
  }
}

// How the table was read; it opens by itself, once for each table, where only the reviewer can tell what is meant.
/** @type {import("./reading.js").Reading | null} */
let reading = null;
let askedOf = "";
onClick("read", () => openReading(byId("reading").hidden));

/** @param {boolean} open */
async function openReading(open) {
  try {
    if (open && !reading) {
      const [{ Reading }, calc] = await Promise.all([import("./reading.js"), parts.complete()]);
      reading ??= new Reading(byId("reading"), messages, review, calc.grid, () => results.arms);
    }
    byId("reading").hidden = !open;
    byId("read").setAttribute("aria-expanded", String(open));
    schedule();
  } catch (error) {
    console.warn(error);
    tell({ code: "part-not-loaded", params: {} });
  }
}

/** @param {BatchResult} batch */
function showReading(batch) {
  if ((batch.proposed || (batch.decimalChoice && !review.settings.decimal)) && askedOf !== review.original) {
    askedOf = review.original;
    void openReading(true);
  }
  if (!byId("reading").hidden) reading?.show(batch);
}

/** @param {string} id @param {(event: Event) => void} action */
function onClick(id, action) {
  byId(id).addEventListener("click", action);
}

/** @param {Told | null} news */
function tell(news) {
  told = news;
  schedule();
  // What is seldom said is fetched.
  if (news && !firstSaid(news.code)) void messages.more().then(schedule, schedule);
}

/** At most one computation per frame, however fast the typing. */
function schedule() {
  if (scheduled) return;
  scheduled = true;
  requestAnimationFrame(flush);
}

/** Shows at once what has changed. */
function flush() {
  if (!scheduled) return;
  scheduled = false;
  update();
}

function update() {
  const filled = text.trim() !== "";
  setText(byId("copied"), "");
  /** @type {ReturnType<Parts["batch"]>} */
  let answer = { batch: null, missing: "" };
  try {
    if (parts.current && filled) answer = parts.batch(text, review.settings);
  } catch (error) {
    console.error(error);
    batch = null;
    return sayEngine("stopped");
  }
  // Whoever types in the results sees the first part's numbers at once.
  if (!answer.batch && answer.meanwhile && results.table.contains(document.activeElement)) answer.batch = answer.meanwhile;
  if (answer.batch && editor?.keepReading(answer.batch)) return flush();
  // What stands there stays until the complete calculator has come: its numbers are not to be replaced twice.
  const waiting = parts.current !== null && filled && answer.batch === null;
  if (!waiting) batch = answer.batch;
  if (parts.current) sayWaiting(waiting);
  if (answer.missing === "measure") {
    told = { code: "measure-not-loaded", params: { measure: messages.measure(review.settings.measure ?? "", "inText") } };
    review.change({ settings: { measure: null } }); // back to the table's own
  } else if (answer.missing === "table") {
    told = { code: "part-not-loaded", params: {} };
  } else if (!waiting && told?.code.endsWith("-not-loaded") && parts.whole) {
    told = null;
  }
  // Columns without rows are there to be typed under.
  const shown = batch !== null && (batch.rows.length > 0 || batch.columns.some(({ field }) => field !== null));
  document.body.dataset.state = filled ? "filled" : "empty";
  byId("results-part").hidden = !shown;
  byId("undo").hidden = !review.canUndo;
  // A table that could not be read is helped most by the examples.
  byId("shapes").hidden = shown || (filled && !batch);
  const skip = byId("skip");
  skip.setAttribute("href", shown ? "#results" : "#table-text");
  setText(skip, messages.say(shown ? "skip.results" : "skip.box"));
  showBoxNews(filled);
  if (!batch && !byId("reading").hidden) void openReading(false);
  if (!batch || waiting) return;
  if (shown) showResults(batch);
  showReading(batch);
}

/** @param {BatchResult} batch */
function showResults(batch) {
  bar.found(batch);
  showCount(batch);
  results.fieldsOf = (measure) => parts.fields.get(measure) ?? [];
  results.show(batch);
  if (!approached) idle(() => void startEditor(false));
  reported?.show(batch);
}

/** @param {BatchResult} batch */
function showCount(batch) {
  const pieces = countParts(batch, messages, reported?.asked(batch) ?? "");
  const region = byId("count");
  if (region.textContent === pieces.map(({ text, end = "" }) => text + end).join("")) return;
  region.replaceChildren(...pieces.map(({ text, to, end = "" }) => (to ? html("span", {}, html("button", { type: "button", class: "in-line", value: to }, text), end) : text)));
}

/** What concerns the table as a whole stands beside the box. @param {boolean} filled */
function showBoxNews(filled) {
  const news = told ? [told, ...(told.also ?? [])] : [];
  const say = (/** @type {boolean} */ quiet) => news.filter((one) => Boolean(one.quiet) === quiet).map(({ code, params }) => messages.told(code, params)).filter(Boolean);
  const [problems, notices] = [say(false), say(true)];
  if (batch && filled) {
    const { columns } = batch;
    // Columns alone are a table to type into.
    for (const problem of batch.problems) (problem.code === "no-rows" ? notices : problems).push(messages.problem(problem, columns));
    const unused = batch.notices.filter((notice) => notice.code === "column-ignored").map((notice) => `“${clipped(notice.params.header)}”`);
    if (unused.length > 0) notices.push(messages.say("notices.column-ignored", { count: unused.length, headers: messages.list(unused) }));
    notices.push(...batch.notices.filter((notice) => notice.code !== "column-ignored").map((notice) => messages.notice(notice)));
  }
  box.area.setAttribute("aria-invalid", String(problems.length > 0 && !told));
  const region = byId("box-problems");
  const lines = [...problems, ...notices];
  if (JSON.stringify(lines) === region.dataset.said) return;
  region.dataset.said = JSON.stringify(lines);
  region.replaceChildren(...lines.map((line, index) => html("p", { class: index < problems.length ? "problem-line" : "notice-line" }, line)));
}

/** Said only where the wait is long enough to be noticed. @param {boolean} waiting */
function sayWaiting(waiting) {
  engine.hidden = !waiting;
  if (!waiting) return;
  engine.className = "told late";
  engine.removeAttribute("role");
  setText(engine, messages.say("engine.loading-more"));
}

/** @param {string} why */
function sayEngine(why) {
  engine.hidden = false;
  engine.classList.remove("late");
  engine.classList.add("problem-line");
  engine.setAttribute("role", "alert");
  setText(engine, messages.say(`engine.${why}`));
}

function whyNotLoaded() {
  if (typeof WebAssembly === "undefined") return "too-old";
  try {
    new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)); // the smallest module there is
  } catch {
    return "blocked";
  }
  return "failed";
}

/** The cells of a small table on the page, as they would be pasted. @param {Element} shape */
function tableText(shape) {
  return [...shape.querySelectorAll("tr")].map(cellTexts).join("\n");
}

/** @param {HTMLTableRowElement} row */
function cellTexts(row) {
  return [...row.cells].map((cell) => cell.textContent).join("\t");
}
