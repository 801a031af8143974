// The preview's half in the browser. The server says what a page should be now; this script turns
// the open page into it by changing only what differs between the two versions that the server sent,
// so that whatever the reader or the page's own scripts did elsewhere stays as it is.
"use strict";

(() => {
  const SELF = "/__digest/client.js";
  const RETRY = 400; // milliseconds
  const { page, digest: first } = document.currentScript.dataset;
  const isOurs = (node) => node.nodeName === "DIGEST-PREVIEW" || (node.nodeName === "SCRIPT" && node.getAttribute("src") === SELF);

  let digest = first; // of the version that the page shows
  let shown = null; // that version as the server sent it, parsed

  // ---- from one version to the next

  const parse = (html) => {
    const made = new DOMParser().parseFromString(html, "text/html");
    made.querySelectorAll(`script[src="${SELF}"]`).forEach((script) => script.remove());
    return made;
  };

  const childrenOf = (parent) => [...parent.childNodes].filter((node) => !isOurs(node));
  const textOf = (node) => node.outerHTML ?? node.nodeValue;
  const isSheet = (node) => node.nodeName === "LINK" && node.relList.contains("stylesheet");

  // How well two nodes go together: 0 not at all, 3 when they are the same.
  function likeness(one, other) {
    if (one.nodeType !== other.nodeType || one.nodeName !== other.nodeName) return 0;
    if (one.isEqualNode(other)) return 3;
    if (one.nodeType !== Node.ELEMENT_NODE) return 1;
    if (one.id || other.id) return one.id === other.id ? 2 : 0;
    return 1;
  }

  // Pairs of nodes in order, as many and as like as can be: a map from the second list to the first.
  function align(before, after) {
    const pairs = new Map();
    let start = 0, end = 0;
    const most = Math.min(before.length, after.length);
    while (start < most && before[start].isEqualNode(after[start])) {
      pairs.set(after[start], before[start]);
      start += 1;
    }
    while (end < most - start && before.at(-1 - end).isEqualNode(after.at(-1 - end))) {
      pairs.set(after.at(-1 - end), before.at(-1 - end));
      end += 1;
    }
    const left = before.slice(start, before.length - end), right = after.slice(start, after.length - end);
    if (left.length * right.length > 40000) { // too many to compare each with each: go by their order
      right.forEach((node, at) => { if (left[at] && likeness(left[at], node)) pairs.set(node, left[at]); });
      return pairs;
    }
    const scores = left.map(() => []);
    const best = (i, j) => (i < 0 || j < 0 ? 0 : scores[i][j].best);
    left.forEach((one, i) => right.forEach((other, j) => {
      const like = likeness(one, other);
      const taken = like ? best(i - 1, j - 1) + like : -1;
      scores[i][j] = { taken, best: Math.max(taken, best(i - 1, j), best(i, j - 1)) };
    }));
    for (let i = left.length - 1, j = right.length - 1; i >= 0 && j >= 0;) {
      const { taken, best: here } = scores[i][j];
      if (taken === here) { pairs.set(right[j], left[i]); i -= 1; j -= 1; }
      else if (best(i - 1, j) === here) i -= 1;
      else j -= 1;
    }
    return pairs;
  }

  // ``live`` showed ``was``; make it show ``now``. Without ``was``, the page itself must do.
  function patch(live, was, now) {
    if (was ? was.isEqualNode(now) : live.isEqualNode(now)) return;
    if (now.nodeType !== Node.ELEMENT_NODE) { live.nodeValue = now.nodeValue; return; }
    if (isSheet(now) && isSheet(live) && live.getAttribute("href") !== now.getAttribute("href")) { swapSheet(live, now); return; }
    patchAttributes(live, was ?? live, now, !was);
    const old = childrenOf(was ?? live);
    const standing = childrenOf(live);
    const stand = was ? align(standing, old) : new Map(old.map((node) => [node, node]));
    const pairs = align(old, childrenOf(now));
    const kept = new Set(pairs.values());
    old.filter((node) => !kept.has(node)).forEach((node) => stand.get(node)?.remove());
    let last = null;
    for (const node of childrenOf(now)) {
      const from = pairs.get(node);
      let here = from && stand.get(from);
      if (here) patch(here, was && from, node);
      else if (from && was && from.isEqualNode(node)) continue; // a script of the page's took it away
      else live.insertBefore((here = document.importNode(node, true)), last ? last.nextSibling : live.firstChild);
      if (here.isConnected) last = here;
    }
  }

  // What readers open, tick and write is theirs unless the source itself says otherwise now.
  const THEIRS = new Set(["open", "value", "checked", "selected"]);

  function patchAttributes(live, was, now, guess) {
    for (const { name, value } of [...now.attributes]) {
      if (was.getAttribute(name) !== value && !(guess && THEIRS.has(name))) live.setAttribute(name, value);
    }
    for (const { name } of [...was.attributes]) {
      if (!now.hasAttribute(name) && !(guess && THEIRS.has(name))) live.removeAttribute(name);
    }
  }

  // The new sheet is laid over the old one, which goes once the new one is there: no bare moment.
  function swapSheet(live, now) {
    const fresh = document.importNode(now, true);
    fresh.onload = fresh.onerror = () => live.remove();
    live.after(fresh);
  }

  const programs = (root) => [...root.querySelectorAll("script")]
    .filter((script) => !isOurs(script) && (!script.type || /javascript|module/.test(script.type)))
    .map((script) => script.getAttribute("src") ?? script.textContent).join("\n");

  function showPage(message) {
    const next = parse(message.html);
    if (programs(shown ?? document) !== programs(next)) { location.reload(); return; } // scripts cannot be undone
    patch(document.documentElement, shown?.documentElement, next.documentElement);
    shown = next;
    digest = message.digest;
  }

  // Files that are no pages changed: load again those that this page uses.
  function reloadFiles({ paths }) {
    const renew = (element, name) => {
      const url = new URL(element.getAttribute(name) ?? "", location.href);
      if (url.origin !== location.origin || !paths.includes(decodeURI(url.pathname))) return;
      if (element.nodeName === "SCRIPT") { location.reload(); return; }
      url.searchParams.set("v", Date.now());
      const fresh = element.cloneNode(true);
      fresh.setAttribute(name, url.href);
      if (isSheet(element)) swapSheet(element, fresh);
      else element.setAttribute(name, url.href);
    };
    document.querySelectorAll("link[href]").forEach((element) => renew(element, "href"));
    document.querySelectorAll("[src]").forEach((element) => renew(element, "src"));
    document.querySelectorAll("[srcset]").forEach((element) => {
      if (paths.some((path) => element.srcset.includes(path))) element.removeAttribute("srcset");
    });
  }

  // ---- what lies over the page

  const STYLE = `
    :host { all: initial; }
    [hidden] { display: none !important; }
    .veil { position: fixed; inset: 0; z-index: 2147483646; background: rgb(128 128 128 / .3);
            backdrop-filter: grayscale(1); pointer-events: none; }
    .veil p { position: absolute; inset: auto 0 1.5rem; width: fit-content; max-width: 90vw; margin: 0 auto; padding: .5rem 1rem;
              font: 15px/1.4 system-ui, sans-serif; color: #fff; background: #333; border-radius: .3rem; }
    .faults { position: fixed; inset: 0; z-index: 2147483647; overflow: auto; padding: 4vh 4vw;
              background: rgb(20 18 16 / .82); font: 16px/1.5 system-ui, sans-serif; color: #f3efe8; }
    .sheet { max-width: 60rem; margin: 0 auto; padding: 1.5rem 2rem 2rem; background: #23201d; border-top: 4px solid #e4604e;
             border-radius: .3rem; box-shadow: 0 1rem 4rem rgb(0 0 0 / .5); }
    header { display: flex; justify-content: space-between; align-items: baseline; gap: 1rem; }
    h1 { font-size: 1.05rem; margin: 0; color: #ff9f8f; }
    button { font: inherit; font-size: .85rem; color: inherit; background: none; border: 1px solid #6b645c; border-radius: .3rem; cursor: pointer; }
    article { margin-top: 1.4rem; }
    h2 { font: 600 .95rem/1.4 ui-monospace, monospace; margin: 0; overflow-wrap: anywhere; }
    .what { margin: .3rem 0; font-size: 1.1rem; }
    .hint { margin: .3rem 0; color: #e8c983; }
    pre { margin: .6rem 0 0; padding: .6rem 0; overflow-x: auto; background: #171513; font: 14px/1.55 ui-monospace, monospace; }
    pre span { display: block; padding: 0 1rem; white-space: pre; }
    pre b { display: inline-block; width: 3.5em; color: #8d857b; font-weight: 400; user-select: none; }
    pre .at { background: #5a2620; } pre .at b { color: #ff9f8f; }
    .foot { margin: 1.4rem 0 0; color: #a79f95; font-size: .9rem; }`;

  const host = document.createElement("digest-preview");
  const root = host.attachShadow({ mode: "open" });
  const make = (name, className, text) => Object.assign(document.createElement(name), { className, textContent: text ?? "" });
  const veil = make("div", "veil");
  const over = make("section", "faults");
  let dismissed = "";
  over.setAttribute("role", "alert");
  veil.append(make("p", "", "The preview has stopped. This page comes back by itself when it runs again."));
  veil.hidden = over.hidden = true;
  const look = new CSSStyleSheet(); // unlike a style element, it is not inline to a page's policy
  look.replaceSync(STYLE);
  root.adoptedStyleSheets = [look];
  root.append(veil, over);

  function showFaults({ faults }) {
    over.hidden = faults.length === 0 || dismissed === JSON.stringify(faults);
    if (faults.length === 0) dismissed = "";
    const sheet = make("div", "sheet");
    const header = make("header");
    const close = make("button", "", "Hide");
    close.onclick = () => { over.hidden = true; dismissed = JSON.stringify(faults); };
    header.append(make("h1", "", faults.length === 1 ? "There is a fault" : `There are ${faults.length} faults`), close);
    sheet.append(header, ...faults.map(describe), make("p", "foot", "Below lies the last good version, where there ever was one. Save the mended file, and this goes away."));
    over.replaceChildren(sheet);
  }

  function describe(fault) {
    const article = make("article");
    const place = [fault.file, fault.line, fault.column].filter(Boolean).join(":");
    article.append(make("h2", "", place), make("p", "what", fault.message));
    if (fault.hint) article.append(make("p", "hint", fault.hint));
    if (fault.lines.length) {
      const lines = make("pre");
      for (const [number, text] of fault.lines) {
        const line = make("span", number === fault.line ? "at" : "");
        line.append(make("b", "", String(number)), text);
        lines.append(line);
      }
      article.append(lines);
    }
    return article;
  }

  // ---- the line to the server

  const HANDLERS = { page: showPage, faults: showFaults, files: reloadFiles, open: ({ url }) => location.assign(url) };
  let line = null;

  function connect() {
    const where = new URL("/__digest/events", location.href);
    where.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    where.searchParams.set("page", page);
    where.searchParams.set("digest", digest);
    line = new WebSocket(where);
    line.onopen = () => { veil.hidden = true; };
    line.onmessage = ({ data }) => {
      const message = JSON.parse(data);
      HANDLERS[message.kind](message);
    };
    line.onclose = () => setTimeout(wait, RETRY / 2);
  }

  // Asks whether the server is back: browsers slow down sockets that failed, but not requests.
  async function wait() {
    const there = await fetch(SELF, { method: "HEAD", cache: "no-store" }).then((reply) => reply.ok, () => false);
    if (there) { connect(); return; }
    veil.hidden = false;
    setTimeout(wait, RETRY);
  }

  // What the server sent for this page, before the page's own scripts worked on it.
  async function remember() {
    const reply = await fetch(location.href, { cache: "no-store" }).catch(() => null);
    const text = reply ? await reply.text() : "";
    if (text.includes(`data-digest="${digest}"`)) shown ??= parse(text);
    if (line?.readyState === WebSocket.OPEN) host.dataset.ready = ""; // for tests
  }

  document.documentElement.append(host);
  addEventListener("focus", () => { if (line?.readyState === WebSocket.OPEN) line.send("here"); });
  addEventListener("pageshow", (event) => { if (event.persisted && line?.readyState !== WebSocket.OPEN) connect(); });
  connect();
  line.addEventListener("message", remember, { once: true });
})();
