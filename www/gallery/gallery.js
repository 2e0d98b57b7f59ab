// The lines that make each form, as this page itself has them: what is shown is what runs. The reader chooses between the address
// of one version and that of the newest.

/** What a site's policy must allow. HOST is where the calculator comes from. @type {Record<string, string>} */
const POLICIES = {
  element: "script-src HOST 'wasm-unsafe-eval'; connect-src HOST; img-src data:",
  frame: "frame-src HOST; script-src HOST",
  "frame-only": "frame-src HOST",
  trusted: "script-src HOST 'wasm-unsafe-eval'; connect-src HOST; img-src data:; require-trusted-types-for 'script'; trusted-types effect-size-clipboard",
};
/** How long a button says that it was pressed. */
const SAID_MS = 2000;

/** The address of the newest version of its kind. @param {string} address with the number of one */
function newest(address) {
  return address.replace(/([/-]v\d+)\.\d+\.\d+(?=\/|\.html)/, "$1");
}

/** What the page runs under such a name. @param {string} name */
const own = (name) => /** @type {HTMLScriptElement} */ (document.querySelector(`script[src$="${name}"]`));
const pinned = new URL(".", own("define.js").src).href;
const version = /\/v(\d+\.\d+\.\d+)\/$/.exec(pinned)?.[1] ?? null;
const moving = newest(pinned);

/** Which of the two is chosen. */
const isPinned = () => version !== null && /** @type {HTMLInputElement} */ (document.querySelector("input[name=version]:checked")).value === "pinned";
const address = () => (isPinned() ? pinned : moving);

/** An element that a script fills, and what the script hears. The page runs it, and shows what stands in it. */
function fill() {
  const element = /** @type {any} */ (document.getElementById("trials"));
  const heard = /** @type {any} */ (document.getElementById("heard"));
  element.addEventListener("effect-size-result", (/** @type {CustomEvent<import("../index.js").BatchResult>} */ event) => {
    const effects = event.detail.rows.map(({ study, estimate }) => `${study}: ${estimate?.point.toFixed(2)}`);
    heard.textContent = effects.join("; ");
  });
  element.data = [
    { study: "Stalberg 2008", events1: 19, n1: 50, events2: 7, n2: 50 },
    { study: "Lin 2005", events1: 77, n1: 174, events2: 18, n2: 146 },
  ];
}

/** Lines without what all of them are moved in by, and without empty ones around them. @param {string} text */
function dedented(text) {
  const lines = text.replace(/^\s*\n|\s+$/g, "").split("\n");
  const inner = lines.filter((line) => line.trim() !== "").map((line) => /^ */.exec(line)?.[0].length ?? 0);
  return lines.map((line) => line.slice(Math.min(...inner))).join("\n");
}

/** The body of a function, for a script of another page, which has no use for the types. @param {Function} work */
function bodyOf(work) {
  const text = work.toString();
  return dedented(text.slice(text.indexOf("{") + 1, text.lastIndexOf("}"))).replace(/\/\*\* @type \{any\} \*\/ \((.*)\);/g, "$1;").replace(/\/\*\*.*?\*\/ /g, "");
}

/** A script of ours, as a line for another page. @param {string} name */
function scriptLine(name) {
  const { integrity } = own(name);
  return `<script type="module" src="${address()}${name}"${isPinned() ? ` integrity="${integrity}"` : ""}></script>`;
}

/** What stands in the page, without what the browser adds, and with addresses as a whole. @param {Element} live */
function markup(live) {
  const whole = (/** @type {string} */ src) => {
    const { href } = new URL(src, location.href);
    return isPinned() ? href : newest(href);
  };
  return dedented(live.innerHTML).replace(/=""|<\/?tbody>/g, "").replace(/ src="([^"]*)"/g, (_, src) => ` src="${whole(src)}"`);
}

/** @param {string} text as it stands in the page, with HOST for the address */
function recipe(text) {
  const host = address();
  const told = text.replaceAll("HOST/", host).replaceAll("HOST", new URL(host).origin);
  return isPinned() ? told.replaceAll("DEFINE", own("define.js").integrity) : told.replace(/ integrity="DEFINE"|, integrity: "DEFINE"/g, "");
}

const announced = document.createElement("p");
announced.className = "unseen";
announced.setAttribute("role", "status");
document.body.append(announced);

/** A place for lines with a button that copies them. @param {() => string} lines @param {HTMLPreElement} pre */
function copyable(lines, pre) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Copy";
  pre.tabIndex = 0;
  const around = document.createElement("div");
  around.className = "code";
  pre.replaceWith(around);
  around.append(pre, button);
  let saying = 0;
  const say = (/** @type {string} */ word) => {
    button.textContent = word;
    announced.textContent = word;
    clearTimeout(saying);
    saying = setTimeout(() => ((button.textContent = "Copy"), (announced.textContent = "")), SAID_MS);
  };
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(lines());
      say("Copied");
    } catch {
      getSelection()?.selectAllChildren(pre);
      say("Selected");
    }
  });
  return () => void (pre.textContent = lines());
}

/** @type {(() => void)[]} */
const shown = [];

for (const form of document.querySelectorAll(".form")) {
  const live = /** @type {Element} */ (form.querySelector(".live"));
  const framed = live.querySelector("iframe") !== null;
  const filled = live.querySelector("#trials") !== null;
  // Before the element is there: what it does to itself is not to be copied.
  const text = markup.bind(null, /** @type {Element} */ (live.cloneNode(true)));
  const script = filled ? `\n\n<script type="module">\n${bodyOf(fill).replace(/^(?=.)/gm, "  ")}\n</script>` : "";
  const pre = document.createElement("pre");
  form.append(pre);
  shown.push(copyable(() => `${scriptLine(framed ? "embed.js" : "define.js")}\n\n${text()}${script}`, pre));
}
for (const pre of /** @type {NodeListOf<HTMLPreElement>} */ (document.querySelectorAll("pre[data-recipe]"))) {
  const text = pre.dataset.policy ? POLICIES[pre.dataset.policy] : pre.textContent ?? "";
  shown.push(copyable(() => recipe(text), pre));
}
const show = () => shown.forEach((one) => one());

const said = document.querySelector("[data-version]");
if (said && version) said.textContent = version;
for (const [id, hidden] of Object.entries({ choice: version === null, "about-hashes": version === null, "no-release": version !== null })) {
  const part = document.getElementById(id);
  if (part) part.hidden = hidden;
}
document.querySelector(".version")?.addEventListener("change", show);
show();
fill();
