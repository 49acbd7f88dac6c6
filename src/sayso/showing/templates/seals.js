// Checks the page against the hashes that it carries, before anything else changes it. No network, no library.
document.addEventListener("DOMContentLoaded", () => {
  "use strict";
  const VOID = new Set("area base br col embed hr img input link meta source track wbr".split(" "));
  const RAW = new Set(["script", "style"]), FRAMES = new Set(["html", "head", "body"]);
  const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

  // The canonical form of an element: records inside it are marks, and the list of hashes is not there.
  function put(node, top, parts) {
    if (node.nodeType === 3) {
      const tag = node.parentNode.localName;
      if (RAW.has(tag)) parts.push(node.data);
      else if (!FRAMES.has(tag) || !/^[ \t\n\f\r]*$/.test(node.data)) parts.push(escaped(node.data));
      return;
    }
    if (node.nodeType !== 1 || node.id === "seals") return;
    const tag = node.localName.toLowerCase();
    if (node !== top && node.dataset.seal && !VOID.has(tag)) { parts.push("{}"); return; }
    parts.push("<", tag);
    for (const { name, value } of node.attributes) {
      parts.push(" ", name.toLowerCase(), '="', escaped(value).replace(/"/g, "&quot;"), '"');
    }
    parts.push(">");
    if (VOID.has(tag)) return;
    for (const child of node.childNodes) put(child, top, parts);
    parts.push("</", tag, ">");
  }

  // SHA-256 (FIPS 180-4): browsers offer their own to some pages on disk and not to others.
  const part = (root) => Math.floor((root - Math.floor(root)) * 2 ** 32) | 0;
  const K = [], H = [];
  for (let n = 2; K.length < 64; n++) {
    let prime = true;
    for (let d = 2; d * d <= n; d++) if (n % d === 0) prime = false;
    if (!prime) continue;
    if (H.length < 8) H.push(part(Math.sqrt(n)));
    K.push(part(Math.cbrt(n)));
  }
  function sha256(text) {
    const bytes = new TextEncoder().encode(text), blocks = (bytes.length + 8 >> 6) + 1;
    const data = new Uint8Array(blocks * 64), view = new DataView(data.buffer), w = new Int32Array(64);
    data.set(bytes);
    data[bytes.length] = 128;
    view.setUint32(data.length - 8, Math.floor(bytes.length / 2 ** 29));
    view.setUint32(data.length - 4, bytes.length << 3);
    const turn = (x, n) => x >>> n | x << 32 - n;
    const sum = Int32Array.from(H);
    for (let at = 0; at < data.length; at += 64) {
      for (let i = 0; i < 16; i++) w[i] = view.getInt32(at + 4 * i);
      for (let i = 16; i < 64; i++) {
        const x = w[i - 15], y = w[i - 2];
        w[i] = w[i - 16] + (turn(x, 7) ^ turn(x, 18) ^ x >>> 3) + w[i - 7] + (turn(y, 17) ^ turn(y, 19) ^ y >>> 10);
      }
      let [a, b, c, d, e, f, g, h] = sum;
      for (let i = 0; i < 64; i++) {
        const one = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + (e & f ^ ~e & g) + K[i] + w[i] | 0;
        const two = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + (a & b ^ a & c ^ b & c) | 0;
        h = g; g = f; f = e; e = d + one | 0; d = c; c = b; b = a; a = one + two | 0;
      }
      [a, b, c, d, e, f, g, h].forEach((word, i) => { sum[i] += word; });
    }
    return Array.from(sum, (word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
  }

  function problems(list) {
    const found = [], there = new Map();
    for (const element of document.querySelectorAll("[data-seal]")) {
      if (!VOID.has(element.localName)) there.set(element.dataset.seal, element);
    }
    let rows;
    try { rows = JSON.parse(list.textContent); } catch { return [["the list of hashes: cannot be read", null]]; }
    if (sha256(list.textContent) !== list.dataset.fingerprint) found.push(["the list of hashes: changed", null]);
    const names = new Map(rows.map(([id, , name]) => [id, name])), known = new Set(names.keys());
    const called = (id, parent, name) => !parent || FRAMES.has(parent) ? name : `${name} of ${names.get(parent) || parent}`;
    const around = (element) => element.parentElement?.closest("[data-seal]")?.dataset.seal || "";
    const odd = new Set(rows.filter(([id]) => !there.has(id)).map(([, parent]) => parent));
    for (const [id, element] of there) if (!known.has(id)) odd.add(around(element));
    for (const [id, parent, name, hash] of rows) {
      if (id === "html" || id === "head") continue; // what a browser is made to add there says nothing
      const element = there.get(id), parts = [];
      if (!element) { found.push([`${called(id, parent, name)}: removed`, null]); continue; }
      put(element, element, parts);
      if (sha256(parts.join("")) !== hash && !odd.has(id)) found.push([`${called(id, parent, name)}: changed`, element]);
      else if (around(element) !== parent) found.push([`${called(id, parent, name)}: moved`, element]);
    }
    for (const [id, element] of there) if (!known.has(id)) found.push([`${element.dataset.name || id}: added`, element]);
    const place = new Map(Array.from(there.keys(), (id, n) => [id, n])), last = new Map();
    for (const [id, parent, name] of rows) {
      if (place.get(id) < last.get(parent)) { found.push([`${called(id, parent, name)}: moved`, there.get(id)]); break; }
      if (place.has(id)) last.set(parent, place.get(id));
    }
    return found;
  }

  const list = document.getElementById("seals"), verdict = document.querySelector("[data-seal=verdict]");
  if (!verdict) return;
  const found = list ? problems(list) : [["the list of hashes: removed", null]];
  const line = (text) => { const p = document.createElement("p"); p.textContent = text; return p; };
  verdict.dataset.whole = found.length ? "no" : "yes";
  if (!found.length) {
    const records = document.querySelectorAll("[data-seal]").length;
    verdict.replaceChildren(line(`✓ Unchanged since it was written: all ${records} records agree with their hashes.`),
      line(`Fingerprint: ${list.dataset.fingerprint}`));
    return;
  }
  const rows = document.createElement("ul");
  for (const [text, element] of found.slice(0, 50)) {
    const row = document.createElement("li");
    row.textContent = text;
    rows.append(row);
    if (element && element !== document.body && element !== document.documentElement) element.dataset.changed = "";
  }
  verdict.setAttribute("role", "alert");
  verdict.replaceChildren(line("✗ This copy was changed after it was written. What does not agree with its hash:"), rows);
  if (found.length > 50) verdict.append(line(`and ${found.length - 50} more`));
});
