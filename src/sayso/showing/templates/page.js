(() => {
  "use strict";
  const all = (where, query) => Array.from(where.querySelectorAll(query));
  const tools = document.querySelector(".tools"), live = document.querySelector(".live");
  const keysOf = (element) => (element.dataset.c || "").split(" ").filter(Boolean);
  const story = (element) => element.closest(".story");
  const visible = (element) => element.offsetParent !== null;

  function wordsOf(entry) {
    const wanted = new Set(keysOf(entry));
    return all(story(entry), ".w[data-c]").filter((word) => keysOf(word).some((key) => wanted.has(key)));
  }

  function clear(name) { for (const element of all(document, "." + name)) element.classList.remove(name); }

  function mark(entry) {
    clear("on");
    if (!entry) return;
    entry.classList.add("on");
    for (const word of wordsOf(entry)) word.classList.add("on");
  }

  function open(element) {
    for (let around = element.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
  }

  function go(target) {
    open(target);
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: "center" });
  }

  function entryOf(link) { return document.getElementById(link.getAttribute("href").slice(1)); }

  document.addEventListener("click", (event) => {
    const number = event.target.closest(".num");
    if (number) {
      event.preventDefault();
      const entry = number.closest(".entry");
      mark(entry);
      const ref = document.getElementById(number.getAttribute("href").slice(1)), word = wordsOf(entry)[0];
      if (ref) go(ref); else if (word) word.scrollIntoView({ block: "center" });
      return;
    }
    const ref = event.target.closest(".ref, .see a");
    if (ref) {
      const entry = entryOf(ref);
      if (!entry) return;
      event.preventDefault();
      mark(entry);
      open(entry);
      go(entry.querySelector(".num"));
      return;
    }
    const word = event.target.closest(".w[data-c]");
    if (word && !String(getSelection())) {
      const near = keysOf(word).map((key) => story(word).querySelector(`.ref[data-c="${key}"]`)).filter(Boolean).pop();
      if (near) near.click();
    }
  });

  document.addEventListener("mouseover", (event) => {
    const entry = event.target.closest(".entry");
    clear("hover");
    if (entry) for (const word of wordsOf(entry)) word.classList.add("hover");
  });

  function step(by) {
    const here = document.activeElement;
    const kind = here && here.matches(".ref") ? ".ref" : ".num";
    const links = all(document, kind).filter(visible);
    if (!links.length) return;
    let at = links.indexOf(here);
    if (at < 0) {
      at = by > 0 ? links.findIndex((link) => link.getBoundingClientRect().top > 60) - 1 : links.length;
      if (at === -2) at = -1;
    }
    const next = links[Math.max(0, Math.min(links.length - 1, at + by))];
    go(next);
    mark(kind === ".num" ? next.closest(".entry") : entryOf(next));
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("select, input, textarea")) return;
    const onLink = event.target.matches(".num, .ref");
    if (event.key === "j" || (onLink && event.key === "ArrowDown")) { event.preventDefault(); step(1); }
    else if (event.key === "k" || (onLink && event.key === "ArrowUp")) { event.preventDefault(); step(-1); }
    else if (event.key === "l") { tools.elements.l.checked = !tools.elements.l.checked; apply(); }
    else if (event.key === "Escape") mark(null);
  });

  function apply() {
    const want = { h: tools.elements.h.value, k: tools.elements.k.value, q: tools.elements.q.value };
    document.body.classList.toggle("quiet", !tools.elements.l.checked);
    let shown = 0, total = 0;
    const kept = new Map();
    for (const entry of all(document, ".entry")) {
      const off = (want.h && !entry.dataset.h.split("\n").includes(want.h)) || (want.k && entry.dataset.k !== want.k)
        || (want.q && entry.dataset.q !== want.q);
      entry.classList.toggle("off", Boolean(off));
      total += 1;
      if (off) continue;
      shown += 1;
      const keys = kept.get(story(entry)) || kept.set(story(entry), new Set()).get(story(entry));
      for (const key of keysOf(entry)) keys.add(key);
    }
    const filtered = Boolean(want.h || want.k || want.q);
    for (const element of all(document, ".w[data-c], .ref")) {
      const keys = kept.get(story(element));
      element.classList.toggle("off", filtered && !keysOf(element).some((key) => keys && keys.has(key)));
    }
    if (filtered) for (const more of all(document, ".more")) more.open = true;
    tools.elements.n.value = filtered ? `${shown} of ${total} lines` : "";
    live.textContent = filtered ? `${shown} of ${total} lines are shown` : "";
  }

  tools.hidden = false;
  tools.addEventListener("input", apply);
  tools.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("beforeprint", () => { for (const more of all(document, "details")) more.open = true; });
  apply();
})();
