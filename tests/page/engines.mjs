// One browser of each engine, driven the same way: what must hold wherever the calculator is embedded is tried in all three.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { Builder, By, Key } from "selenium-webdriver";

// Drivers and browsers are named below: the client shall look for none, fetch none and report nothing.
Object.assign(process.env, { SE_OFFLINE: "true", SE_AVOID_STATS: "true" });

/** Whatever a page tries, no name but this computer's own is ever looked up. */
const CHROMIUM = [
  "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
  "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
];

/**
 * How each is started: its driver, on a port of its own, and what a session of it is asked for.
 * @type {Record<string, () => { command: (port: number) => string[], browserName: string, options: Record<string, object> }>}
 */
const ENGINES = {
  Chromium: () => ({
    command: (port) => [named("CHROMEDRIVER"), `--port=${port}`],
    browserName: "chrome",
    options: { "goog:chromeOptions": { binary: named("CHROMIUM"), args: CHROMIUM } },
  }),
  Firefox: () => ({
    command: (port) => [named("GECKODRIVER"), "--port", String(port), "--websocket-port", "0"],
    browserName: "firefox",
    options: {
      // The driver makes one origin of all files, which no reader's browser does.
      "moz:firefoxOptions": { binary: named("FIREFOX"), args: ["-headless"], prefs: { "security.fileuri.strict_origin_policy": true } },
    },
  }),
  WebKitGTK: () => ({
    // It has no mode without a screen.
    command: (port) => ["xvfb-run", "-a", named("WEBKIT_DRIVER"), `--port=${port}`],
    browserName: "MiniBrowser",
    options: {},
  }),
};

/** WebKitGTK is for Linux alone. @param {string} name */
export const isHere = (name) => name !== "WebKitGTK" || process.platform === "linux";

function named(variable) {
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} is not set: run the page tests with \`cargo xtask test\``);
  return value;
}

/** How long a state may be on its way, on a busy machine. */
const PATIENCE_MS = 30_000;

export class Engine {
  /** @param {string} name one of ENGINES */
  static async start(name) {
    const { command, browserName, options } = ENGINES[name]();
    const port = await freePort();
    const [program, ...rest] = command(port);
    // In a group of its own, so that what it starts ends with it.
    const driver = spawn(program, rest, { stdio: "ignore", detached: true });
    // Where a test is ended from outside.
    process.once("exit", () => end(driver));
    process.once("SIGTERM", () => process.exit(1));
    const failed = new Promise((_, reject) => driver.once("error", reject));
    const server = `http://127.0.0.1:${port}`;
    await Promise.race([failed, answers(server)]);
    try {
      const session = await new Builder().usingServer(server).withCapabilities({ browserName, ...options }).build();
      await session.manage().setTimeouts({ script: PATIENCE_MS });
      return new Engine(name, session, driver);
    } catch (error) {
      end(driver);
      throw error;
    }
  }

  constructor(name, session, driver) {
    this.name = name;
    this.session = session;
    this.driver = driver;
  }

  async stop() {
    await this.session.quit().catch(() => {});
    end(this.driver);
  }

  /** Leaves what is there and opens an address. */
  async open(address) {
    // From one fragment of a page to another nothing would be loaded.
    await this.session.get("about:blank");
    await this.session.get(address);
  }

  /** Runs a function in the page, or in the frame that was entered. It sees nothing of ours but its arguments. */
  run(work, ...values) {
    return this.session.executeScript(work, ...values);
  }

  /** Waits until a function in the page gives something, and gives that. */
  async until(what, work, ...values) {
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
      const found = await this.run(work, ...values);
      if (found) return found;
      if (Date.now() > end) assert.fail(`${this.name} waited for ${what}; the page reads:\n${await this.text()}`);
      await new Promise((done) => setTimeout(done, 50));
    }
  }

  /** All that can be read, shadow trees included, as it is seen. */
  async text() {
    const text = await this.run(() => {
      const read = (node) => {
        if (node.nodeType === Node.TEXT_NODE) return node.data;
        if (node instanceof Element && (node.matches("script, style, template") || !node.checkVisibility())) return "";
        if (node instanceof HTMLSlotElement) return node.assignedNodes({ flatten: true }).map(read).join("");
        const inside = [...(node.shadowRoot ?? node).childNodes].map(read).join("");
        return node instanceof Element && getComputedStyle(node).display.startsWith("inline") ? inside : `${inside}\n`;
      };
      return document.body && read(document.body).replace(/\s*\n\s*/g, "\n");
    });
    return text ?? ""; // where the page is only coming
  }

  /** Waits until something can be read. @param {string | RegExp} words */
  async reads(words) {
    const end = Date.now() + PATIENCE_MS;
    for (let text = ""; ; ) {
      text = await this.text();
      if (typeof words === "string" ? text.includes(words) : words.test(text)) return text;
      if (Date.now() > end) assert.fail(`${this.name} waited for ${words}; the page reads:\n${text}`);
      await new Promise((done) => setTimeout(done, 50));
    }
  }

  /** Holds Ctrl and presses a key. @param {string} key */
  control(key) {
    return this.session.actions().keyDown(Key.CONTROL).sendKeys(key).keyUp(Key.CONTROL).perform();
  }

  /** Copies a text and pastes it into the box, with the keys that a person presses. @param {string} text */
  async paste(text) {
    const scrap = await this.run((words) => {
      const area = Object.assign(document.createElement("textarea"), { value: words, className: "scrap" });
      document.body.prepend(area);
      return area;
    }, text);
    // Keys go where a person has pressed, which a frame cannot choose by itself in every browser.
    await scrap.click();
    await this.control("a");
    await this.control("c");
    await this.run((area) => area.remove(), scrap);
    await this.press("textarea");
    await this.control("v");
  }

  /** Presses a part of the calculator. @param {string} selector */
  async press(selector) {
    const part = await this.run((which) => (document.querySelector("effect-size")?.shadowRoot ?? document).querySelector(which), selector);
    await part.click();
  }

  /** Goes into a frame of the page, does something there, and comes back. @param {string} selector */
  async inFrame(selector, work) {
    await this.session.switchTo().frame(await this.session.findElement(By.css(selector)));
    try {
      return await work();
    } finally {
      await this.session.switchTo().defaultContent();
    }
  }
}

async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/** Until the driver takes sessions. */
async function answers(server) {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    if (await fetch(`${server}/status`).then((response) => response.ok, () => false)) return;
    if (Date.now() > end) throw new Error(`no driver answered at ${server}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

function end({ pid }) {
  try {
    process.kill(-pid);
  } catch {
    // it has ended
  }
}
