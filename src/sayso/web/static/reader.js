// What every page of the reader has: the key to search, judging without leaving the page, and neutral words.
const all = (where, query) => Array.from(where.querySelectorAll(query));
export const live = (words) => { const place = document.querySelector(".live"); if (place) place.textContent = words; };
export const typing = (event) => event.ctrlKey || event.metaKey || event.altKey
  || event.target.matches("input:not([type=checkbox]), textarea, select");

// A decision, sent by the page itself; the answer says what was noted and how it is undone.
export async function send(form, button) {
  const data = new FormData(form);
  if (button && button.name) data.set(button.name, button.value);
  const answer = await fetch(form.getAttribute("action"), {
    method: "POST", body: new URLSearchParams(data), headers: { accept: "application/json" }, credentials: "same-origin",
  });
  const said = await answer.json().catch(() => ({ problem: "the reader did not answer" }));
  if (!answer.ok) throw new Error(said.hint ? `${said.problem}: ${said.hint}` : said.problem);
  return said;
}

export function status(kind, by) {
  const made = document.createElement("span");
  made.className = `status ${kind}`;
  made.textContent = { confirmed: "✓ confirmed", rejected: "✗ rejected", unreviewed: "unreviewed" }[kind] + (by ? ` by ${by}` : "");
  return made;
}

document.addEventListener("keydown", (event) => {
  if (typing(event)) return;
  if (event.key === "/") { event.preventDefault(); document.getElementById("find").focus(); }
});

// The report page: judge a note where it stands; y and n judge the marked one.
async function judgeNote(entry, form, button) {
  try {
    const said = await send(form, button);
    const old = entry.querySelector(".status");
    old.replaceWith(status(said.status, said.by));
    entry.classList.toggle("struck", said.status === "rejected");
    live(`${said.said}. Press u to undo.`);
    last = { form, said, entry };
  } catch (problem) { live(problem.message); alert(problem.message); }
}
let last = null;

document.addEventListener("submit", (event) => {
  const entry = event.target.closest(".reading .entry");
  if (!entry || !event.target.matches(".judge")) return;
  if (!event.target.elements.by.value) return; // without a name the server's page asks for one
  event.preventDefault();
  judgeNote(entry, event.target, event.submitter);
});

async function undoNote() {
  if (!last || !last.said.undo) return;
  const data = new URLSearchParams({ csrf: last.form.elements.csrf.value, decision: last.said.undo, by: last.form.elements.by.value, next: "/" });
  const answer = await fetch("/judge/undo", { method: "POST", body: data, headers: { accept: "application/json" } });
  if (!answer.ok) return;
  last.entry.querySelector(".status").replaceWith(status("unreviewed"));
  last.entry.classList.remove("struck");
  live("Undone.");
  last = null;
}

document.addEventListener("keydown", (event) => {
  if (typing(event) || !document.querySelector(".reading")) return;
  const entry = document.querySelector(".entry.on") || document.activeElement.closest(".entry");
  if (event.key === "u") undoNote();
  if (!entry) return;
  if (event.key === "y" || event.key === "n") {
    const form = entry.querySelector(".judge"), button = form.querySelector(`[value=${event.key === "y" ? "positive" : "negative"}]`);
    form.requestSubmit(button);
  } else if (event.key === "c") location.assign(entry.querySelector(".open").href);
});

const tools = document.querySelector(".reading .tools");
if (tools && tools.elements.neutral) {
  for (const word of all(document, ".neu")) word.hidden = false;
  const apply = () => document.body.classList.toggle("neutral-words", tools.elements.neutral.checked);
  for (const word of all(document, ".neu")) word.classList.add("js");
  tools.elements.neutral.addEventListener("change", apply);
  apply();
}
if (location.hash && document.querySelector(".reading")) {
  const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const entry = place && place.closest(".entry");
  if (entry) { const number = entry.querySelector(".num"); setTimeout(() => { number.focus(); number.click(); entry.scrollIntoView({ block: "center" }); }, 0); }
}
