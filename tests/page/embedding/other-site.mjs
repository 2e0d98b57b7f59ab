// A site of another origin than ours, as those that embed the calculator are: pages that a test writes, with headers that it chooses.

import { createServer } from "node:http";

/** What can be seen from a page: messages that came, results that were told, what its policy blocked. */
const WATCH = `
  globalThis.heard = [];
  globalThis.blocked = [];
  globalThis.results = [];
  addEventListener("message", ({ origin, data }) => heard.push({ origin, data }));
  addEventListener("effect-size-result", ({ target, detail }) => results.push({ from: target.localName, detail }));
  addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => blocked.push(effectiveDirective + " " + blockedURI));
`;

/**
 * @typedef {{ body?: string, head?: string, policy?: string, direction?: string }} Page
 */
export class OtherSite {
  /** On the other name of this computer, which makes it another site and not only another origin. */
  static async start() {
    const site = new OtherSite();
    site.server = createServer((request, response) => {
      const file = site.files.get(new URL(request.url, "http://site").pathname);
      if (!file) return response.writeHead(404).end();
      response.writeHead(200, file.headers).end(file.text);
    });
    await new Promise((done) => site.server.listen(0, "localhost", done));
    site.origin = `http://localhost:${site.server.address().port}`;
    return site;
  }

  constructor() {
    /** @type {Map<string, { text: string, headers: Record<string, string> }>} */
    this.files = new Map();
    this.put("/watch.js", WATCH, { "Content-Type": "text/javascript" });
  }

  /** @param {string} path @param {string} text @param {Record<string, string>} [headers] @returns {string} its address */
  put(path, text, headers = {}) {
    this.files.set(path, { text, headers: { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store", ...headers } });
    return this.origin + path;
  }

  /** A page with the watch in it. @param {Page} page @returns {string} its address */
  page({ body = "", head = "", policy, direction = "ltr" }) {
    const html = `<!doctype html><html lang="en" dir="${direction}"><meta charset="utf-8"><title>Another site</title><link rel="icon" href="data:,"><script src="/watch.js"></script>${head}<body>${body}`;
    return this.put(`/${this.files.size}.html`, html, policy ? { "Content-Security-Policy": policy } : {});
  }

  async stop() {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }
}
