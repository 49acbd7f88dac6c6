// The network: pan, zoom, focus on one actor, and the slider for origins. The table below says the same without it.
import { live, typing } from "./reader.js";
const net = document.querySelector(".net"), svg = net && net.querySelector("svg");
if (svg) {
  const full = { x: 0, y: 0, w: 1000, h: 640 };
  let box = { ...full };
  const show = () => svg.setAttribute("viewBox", `${box.x} ${box.y} ${box.w} ${box.h}`);
  const links = Array.from(svg.querySelectorAll(".link")), nodes = Array.from(svg.querySelectorAll(".node"));
  const byKey = new Map(nodes.map((node) => [node.dataset.key, node]));

  function zoom(by, x = box.x + box.w / 2, y = box.y + box.h / 2) {
    if (!by) box = { ...full };
    else {
      const w = Math.max(120, Math.min(2000, box.w / by)), scale = w / box.w;
      box = { x: x - (x - box.x) * scale, y: y - (y - box.y) * scale, w, h: box.h * scale };
    }
    show();
  }
  const point = (event) => {
    const size = svg.getBoundingClientRect();
    return [box.x + (event.clientX - size.left) / size.width * box.w, box.y + (event.clientY - size.top) / size.height * box.h];
  };
  svg.addEventListener("wheel", (event) => { event.preventDefault(); zoom(event.deltaY < 0 ? 1.15 : 0.87, ...point(event)); }, { passive: false });
  let from = null, moved = false;
  svg.addEventListener("pointerdown", (event) => { from = { at: [event.clientX, event.clientY], box: { ...box } }; moved = false; });
  addEventListener("pointermove", (event) => {
    if (!from) return;
    const size = svg.getBoundingClientRect(), dx = event.clientX - from.at[0], dy = event.clientY - from.at[1];
    if (Math.abs(dx) + Math.abs(dy) > 4) { moved = true; svg.classList.add("moving"); }
    if (moved) { box.x = from.box.x - dx / size.width * box.w; box.y = from.box.y - dy / size.height * box.h; show(); }
  });
  addEventListener("pointerup", () => { from = null; svg.classList.remove("moving"); });
  svg.addEventListener("click", (event) => { if (moved) event.preventDefault(); }, true);

  function focusOn(key) {
    const near = new Set([key]);
    for (const link of links) if (key && (link.dataset.a === key || link.dataset.b === key)) { near.add(link.dataset.a); near.add(link.dataset.b); }
    for (const link of links) link.classList.toggle("dim", Boolean(key) && link.dataset.a !== key && link.dataset.b !== key);
    for (const node of nodes) node.classList.toggle("dim", Boolean(key) && !near.has(node.dataset.key));
  }
  for (const node of nodes) {
    node.addEventListener("pointerenter", () => focusOn(node.dataset.key));
    node.addEventListener("pointerleave", () => focusOn(null));
    node.addEventListener("focusin", () => focusOn(node.dataset.key));
    node.addEventListener("focusout", () => focusOn(null));
  }
  const slider = document.querySelector(".slider input"), output = document.querySelector(".slider output");
  slider.addEventListener("input", () => {
    const least = Number(slider.value), seen = new Set();
    let kept = 0;
    for (const link of links) {
      const gone = Number(link.dataset.origins) < least;
      link.classList.toggle("gone", gone);
      if (!gone) { kept += 1; seen.add(link.dataset.a); seen.add(link.dataset.b); }
    }
    for (const node of nodes) node.classList.toggle("gone", !seen.has(node.dataset.key));
    output.value = least === 1 ? "1 origin" : `${least} origins`;
    live(`${kept} of ${links.length} lines`);
  });
  net.querySelector(".controls").hidden = false;
  net.querySelector(".controls").addEventListener("click", (event) => { const by = event.target.dataset.zoom; if (by) zoom(Number(by)); });
  document.addEventListener("keydown", (event) => {
    if (typing(event)) return;
    const step = box.w / 12, move = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (event.key === "+" || event.key === "=") zoom(1.25);
    else if (event.key === "-") zoom(0.8);
    else if (event.key === "0") zoom(0);
    else if (event.key === "Escape") { focusOn(null); document.activeElement.blur(); }
    else if (move && net.contains(document.activeElement)) { event.preventDefault(); box.x += move[0] * step; box.y += move[1] * step; show(); }
  });
  if (byKey.size > 40) net.classList.add("many");
}
