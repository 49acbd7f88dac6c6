// Files and folders dropped on the page are sent to the reader; how far it is comes back as server-sent events.
const form = document.querySelector(".dropzone"), jobs = document.getElementById("jobs");
const folder = form.querySelector(".folder");
if ("webkitdirectory" in document.createElement("input")) folder.hidden = false;

for (const name of ["dragenter", "dragover"]) document.addEventListener(name, (event) => { event.preventDefault(); form.classList.add("over"); });
document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) form.classList.remove("over"); });

async function walk(entry, path, found) {
  if (found.length >= 2000) return;
  if (entry.isFile) found.push([await new Promise((good, bad) => entry.file(good, bad)), path + entry.name]);
  else if (entry.isDirectory) {
    const reader = entry.createReader();
    for (;;) {
      const some = await new Promise((good, bad) => reader.readEntries(good, bad));
      if (!some.length) break;
      for (const one of some) await walk(one, `${path}${entry.name}/`, found);
    }
  }
}

document.addEventListener("drop", async (event) => {
  event.preventDefault();
  form.classList.remove("over");
  const found = [], entries = Array.from(event.dataTransfer.items).map((item) => item.webkitGetAsEntry && item.webkitGetAsEntry()).filter(Boolean);
  if (entries.length) for (const entry of entries) await walk(entry, "", found);
  else for (const file of event.dataTransfer.files) found.push([file, file.name]);
  upload(found);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const found = [];
  for (const input of form.querySelectorAll("input[type=file]")) for (const file of input.files) found.push([file, file.webkitRelativePath || file.name]);
  upload(found);
});

async function upload(found) {
  if (!found.length) { say("Choose files or a folder first."); return; }
  const data = new FormData();
  for (const [file, name] of found) data.append("files", file, name);
  const made = panel();
  made.head.textContent = `Sending ${found.length === 1 ? "1 file" : `${found.length} files`} …`;
  try {
    const answer = await fetch(form.getAttribute("action"), { method: "POST", body: data, headers: { accept: "application/json" } });
    const said = await answer.json();
    if (!answer.ok) throw new Error(said.hint ? `${said.problem}: ${said.hint}` : said.problem);
    follow(said.job, made);
    form.reset();
  } catch (problem) { made.head.textContent = problem.message; }
}

function panel() {
  const box = document.createElement("div"), head = document.createElement("p"), bar = document.createElement("progress"), list = document.createElement("ol");
  box.className = "job";
  box.append(head, bar, list);
  jobs.prepend(box);
  return { box, head, bar, list };
}

function follow(job, made) {
  const events = new EventSource(`/drop/${encodeURIComponent(job)}/events`);
  events.onmessage = (event) => {
    const state = JSON.parse(event.data), all = Math.max(state.files, state.done);
    made.bar.max = all;
    made.bar.value = state.done;
    const rate = state.done / Math.max(0.5, state.seconds), left = rate ? Math.ceil((all - state.done) / rate) : 0;
    made.head.textContent = state.ended
      ? `${state.done} read, ${state.failed} not, in ${Math.round(state.seconds)} seconds. `
      : `${state.done} of about ${all} read${state.done && left ? `, some ${left} seconds left` : ""} …`;
    if (state.problem) made.head.textContent += ` ${state.problem}`;
    made.list.replaceChildren(...state.said.map((line) => { const item = document.createElement("li"); item.textContent = line; return item; }));
    if (state.ended) {
      events.close();
      const link = document.createElement("a");
      link.href = "/reports?order=added";
      link.textContent = "Look at them";
      made.head.append(link);
    }
  };
  events.onerror = () => events.close();
}
function say(words) { document.querySelector(".live").textContent = words; }
