// The page: text in the box, a batch from the calculator, a table of results. Each part knows only its own piece.
import { Box } from "./box.js";
import { copyResults } from "./clipboard.js";
import { download } from "./download.js";
import { html, setText } from "./element.js";
import { loadMessages, writeTexts } from "./messages.js";
import { countSentence, methodSentence } from "./method.js";
import { watchPaste } from "./paste.js";
import { Results } from "./results.js";
import { Settings } from "./settings.js";

/** @typedef {import("./index.js").BatchResult} BatchResult */
/** @typedef {import("./index.js").Calculator} Calculator */
/** @typedef {import("./paste.js").Told} Told */

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

// Both are on their way before anything waits.
const loading = loadCalculator();
const messages = await loadMessages(document.documentElement.lang || "en");
writeTexts(document, messages);

const engine = byId("engine");
setText(engine, messages.say("engine.loading"));

const box = new Box(/** @type {HTMLTextAreaElement} */ (byId("table-text")));
const results = new Results(/** @type {HTMLTableElement} */ (byId("results-table")), byId("interval-header"), byId("sources"), messages);
const settings = new Settings(document, messages, schedule);

/** @type {Calculator | null} */
let calc = null;
/** @type {BatchResult | null} */
let batch = null;
/** What is to be said about the last paste, file or example, beside what the table itself says. @type {Told | null} */
let told = null;
let scheduled = false;

const ready = loading.then(
  (loaded) => {
    calc = loaded;
    engine.hidden = true;
    settings.offer(loaded);
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

const { takeFile } = watchPaste(box, ready, tell);

box.area.addEventListener("input", () => {
  told = null;
  schedule();
});
onClick("example", async () => {
  try {
    const response = await fetch(new URL("example/email-trials.csv", import.meta.url));
    if (!response.ok) throw new Error(String(response.status));
    box.replace(await response.text());
  } catch {
    tell({ code: "example-failed", params: {} });
  }
});
onClick("clear", () => box.replace(""));
onClick("undo", () => box.undo());
onClick("choose-file", () => byId("file").click());
byId("file").addEventListener("change", (event) => {
  const input = /** @type {HTMLInputElement} */ (event.target);
  const [file] = input.files ?? [];
  if (file) void takeFile(file);
  input.value = ""; // so that the same file can be chosen again
});
for (const shape of document.querySelectorAll(".shape")) {
  shape.querySelector("button")?.addEventListener("click", () => box.replace(tableText(shape)));
}
onClick("copy", async () => {
  if (!batch) return;
  const taken = await copyResults(batch, messages);
  // Emptied first, so that a second copy is announced again.
  setText(byId("copied"), "");
  requestAnimationFrame(() => setText(byId("copied"), messages.say(taken ? "results.copied" : "results.copy-failed")));
});
onClick("download", () => {
  if (calc && batch) download(calc.csv(batch), "effect-sizes.csv", "text/csv");
});

/** @param {string} id @param {() => void} action */
function onClick(id, action) {
  byId(id).addEventListener("click", action);
}

/** @param {Told | null} news */
function tell(news) {
  told = news;
  schedule();
}

/** At most one computation per frame, however fast the typing. */
function schedule() {
  if (scheduled) return;
  scheduled = true;
  requestAnimationFrame(() => {
    scheduled = false;
    update();
  });
}

function update() {
  const { text } = box;
  const filled = text.trim() !== "";
  setText(byId("copied"), "");
  try {
    batch = calc && filled ? calc.batch(text, settings.choice) : null;
  } catch (error) {
    console.error(error);
    batch = null;
    return sayEngine("stopped");
  }
  if (calc) engine.hidden = true;
  const shown = batch !== null && batch.rows.length > 0;
  document.body.dataset.state = filled ? "filled" : "empty";
  byId("results-part").hidden = !shown;
  byId("undo").hidden = !box.canUndo;
  // A table that could not be read is helped most by the examples.
  byId("shapes").hidden = shown || (filled && !calc);
  const skip = byId("skip");
  skip.setAttribute("href", shown ? "#results" : "#table-text");
  setText(skip, messages.say(shown ? "skip.results" : "skip.box"));
  showBoxNews(filled);
  if (!batch || !shown) return;
  settings.found(batch);
  setText(byId("count"), countSentence(batch, messages));
  setText(byId("method"), methodSentence(batch, messages));
  results.show(batch);
}

/** What concerns the table as a whole stands beside the box. @param {boolean} filled */
function showBoxNews(filled) {
  const problems = told ? [messages.capital(messages.say(`problems.${told.code}`, told.params))] : [];
  const notices = [];
  if (batch && filled) {
    const { columns } = batch;
    problems.push(...batch.problems.map((problem) => messages.problem(problem, columns)));
    const unused = batch.notices.filter((notice) => notice.code === "column-ignored").map((notice) => `“${notice.params.header}”`);
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
  return [...shape.querySelectorAll("tr")].map((row) => [...row.cells].map((cell) => cell.textContent).join("\t")).join("\n");
}

/** A dynamic import, so that a calculator that cannot be fetched leaves a page that can say so. */
async function loadCalculator() {
  const { load } = await import("./index.js");
  return /** @type {Promise<Calculator>} */ (load());
}
