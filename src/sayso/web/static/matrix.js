// The matrix edited where it stands: a changed rating is kept with its reason, and the page's figures are fetched anew.
import { send, live } from "./reader.js";

function wire() {
  const form = document.getElementById("matrix");
  if (!form) return;
  const why = form.elements.why;
  form.addEventListener("change", (event) => {
    if (!event.target.name.startsWith("cell:")) return;
    const cell = event.target.closest("td");
    cell.className = `r-${event.target.value} edited`;
    if (!why.value.trim()) { live("Say why below, then compute again."); why.focus(); }
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const said = await send(form, event.submitter);
      const page = new DOMParser().parseFromString(await (await fetch(location.pathname)).text(), "text/html");
      document.getElementById("assessment").replaceWith(document.importNode(page.getElementById("assessment"), true));
      wire();
      live(`${said.said}. All is computed anew.`);
      document.getElementById("mx-t").scrollIntoView({ block: "start" });
    } catch (problem) { live(problem.message); alert(problem.message); }
  });
}
wire();
