// The review queue by keyboard: y and n decide and go on, u takes back; the server keeps, the page only shows.
import { send, live, typing, status } from "./reader.js";

const cards = Array.from(document.querySelectorAll(".queue .card"));
const by = document.getElementById("by"), done = document.getElementById("done"), rate = document.getElementById("rate");
const began = Date.now();
let here = 0, decided = 0;
const past = [];

function at(index, focus = true) {
  here = Math.max(0, Math.min(cards.length - 1, index));
  cards.forEach((card, n) => card.classList.toggle("here", n === here));
  if (focus && cards[here]) { cards[here].focus({ preventScroll: true }); cards[here].scrollIntoView({ block: "center" }); }
}

function count(step) {
  decided += step;
  const total = Number(done.textContent) + step;
  done.textContent = total;
  document.querySelector(".tally progress").value = total;
  const hours = (Date.now() - began) / 3.6e6;
  rate.textContent = decided > 2 ? `${decided} here, ${Math.round(decided / hours)} an hour` : decided ? `${decided} here` : "";
}

async function judge(card, form, button) {
  form.elements.by.value = by ? by.value.trim() : form.elements.by.value;
  if (!form.elements.by.value) { by.focus(); live("Write your name first: it is kept with every decision."); return; }
  const outcome = form.querySelector(".outcome");
  card.classList.add("done");
  outcome.textContent = "…";
  const next = cards.findIndex((other, n) => n > cards.indexOf(card) && !other.classList.contains("done"));
  if (next >= 0) at(next);
  try {
    const said = await send(form, button);
    outcome.replaceChildren(status(said.status, said.by));
    past.push({ card, form, said });
    count(1);
    live(`${said.said}. Press u to undo.`);
    if (cards.every((other) => other.classList.contains("done"))) document.getElementById("more").focus();
  } catch (problem) {
    card.classList.remove("done");
    outcome.textContent = problem.message;
    live(problem.message);
  }
}

async function undo() {
  const last = past.pop();
  if (!last) { live("There is nothing to undo here; see the list of decisions."); return; }
  const body = new URLSearchParams({ csrf: last.form.elements.csrf.value, decision: last.said.undo, by: last.form.elements.by.value });
  const answer = await fetch("/judge/undo", { method: "POST", body, headers: { accept: "application/json" } });
  const outcome = last.form.querySelector(".outcome");
  if (!answer.ok) { outcome.textContent = (await answer.json()).problem; return; }
  outcome.replaceChildren();
  last.card.classList.remove("done");
  count(-1);
  at(cards.indexOf(last.card));
  live("Undone.");
}

if (cards.length) {
  document.addEventListener("submit", (event) => {
    const card = event.target.closest(".queue .card");
    if (!card) return;
    event.preventDefault();
    judge(card, event.target, event.submitter);
  });
  document.addEventListener("focusin", (event) => {
    const card = event.target.closest(".queue .card");
    if (card) at(cards.indexOf(card), false);
  });
  at(0, !location.hash);
}

document.addEventListener("keydown", (event) => {
  if (typing(event)) { if (event.key === "Escape" || (event.key === "Enter" && event.target.name === "why" && cards.length)) { event.preventDefault(); cards[here]?.focus(); } return; }
  const single = document.querySelector(".claim-page");
  if (single) { claimKeys(event, single); return; }
  const card = cards[here];
  if (!card) return;
  const form = card.querySelector(".judge");
  if (event.key === "y" || event.key === "n") {
    if (!card.classList.contains("done")) form.requestSubmit(form.querySelector(`[value=${event.key === "y" ? "positive" : "negative"}]`));
  } else if (event.key === "u") undo();
  else if (event.key === "j") at(here + 1);
  else if (event.key === "k") at(here - 1);
  else if (event.key === "r") { event.preventDefault(); form.elements.why.focus(); }
  else if (event.key === "c") location.assign(card.querySelector(".open").href);
});

function claimKeys(event, single) {
  const follow = (query) => { const link = single.querySelector(query); if (link) location.assign(link.href); };
  if (event.key === "y") single.querySelector(".yes").click();
  else if (event.key === "n") single.querySelector(".no").click();
  else if (event.key === "j") follow("[rel=next]");
  else if (event.key === "k") follow("[rel=prev]");
  else if (event.key === "b") follow(".back-to");
}
