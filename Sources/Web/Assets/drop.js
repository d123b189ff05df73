// The upload form: shows what was understood of a transcript before it is kept, with the progress of sending it.
// The server reads it and renders the preview; what is shown here is a part of its page.

const form = document.querySelector("[data-drop]");
const field = form.querySelector("[data-drop-field]");
const input = form.querySelector("input[type=file]");
const text = form.querySelector("textarea");
const status = form.querySelector("[data-drop-status]");
const progress = form.querySelector("[data-drop-progress]");
const previews = form.querySelector("[data-drop-previews]");
const more = form.querySelector("[data-drop-more]");
const send = form.querySelector("[data-drop-send]");
const title = form.elements.title;
const held = form.elements.held_local;
const words = form.dataset;
const sendLabel = send.textContent;

const largest = 10 * 1024 * 1024;

// What is ready to be saved: one entry for each file, or one for the pasted text.
let ready = [];
// Counts what was chosen, so that an answer about something chosen before is not shown.
let turn = 0;

// `812 bytes`, `12 kB`, `1.2 MB`, as the page's language writes them.
const unit = (count, name, digits, display = "short") =>
  new Intl.NumberFormat(document.documentElement.lang, {
    style: "unit", unit: name, unitDisplay: display, maximumFractionDigits: digits,
  }).format(count);
const size = (bytes) =>
  bytes < 1024 ? unit(bytes, "byte", 0, "long")
  : bytes < 1024 * 1024 ? unit(bytes / 1024, "kilobyte", 0)
  : unit(bytes / 1024 / 1024, "megabyte", 1);

// The page's own words about a file.
const fill = (words, file) => words.replace("{file}", file.name).replace("{size}", size(file.size));

function say(words, isTrouble = false) {
  status.textContent = words;
  status.classList.toggle("is-trouble", isTrouble);
}

function body(file) {
  const data = new FormData();
  for (const name of ["csrf", "time_zone"]) data.append(name, form.elements[name].value);
  if (file) data.append("file", file, file.name);
  else data.append("text", text.value);
  return data;
}

// `fetch` tells nothing of how far sending has come.
function post(path, data) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", path);
    request.setRequestHeader("Accept", "text/html");
    request.responseType = "document";
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) progress.value = event.loaded / event.total;
    });
    request.upload.addEventListener("load", () => progress.removeAttribute("value"));
    request.addEventListener("load", () => resolve(request));
    for (const name of ["error", "timeout"]) request.addEventListener(name, () => reject(new Error(words.offline)));
    request.timeout = 120_000;
    progress.hidden = false;
    progress.value = 0;
    request.send(data);
  }).finally(() => { progress.hidden = true; });
}

// The server's own sentence about what was wrong.
function complaint(request) {
  const page = request.response;
  const said = page?.querySelector("[data-form-error]") ?? page?.querySelector(".form-error, .error-page .lead");
  return said?.textContent.trim() || words.refused;
}

function reset() {
  ready = [];
  previews.replaceChildren();
  send.textContent = sendLabel;
}

async function preview(files) {
  const mine = ++turn;
  reset();
  const troubles = [];
  say(words.reading);
  for (const file of files) {
    const name = file?.name ?? "";
    if (file && (file.size > largest || file.size === 0)) {
      troubles.push(fill(file.size ? words.tooLarge : words.empty, file));
      continue;
    }
    if (file) say(`${name}, ${size(file.size)}`);
    try {
      const request = await post("/meetings/preview", body(file));
      if (mine !== turn) return;
      const shown = request.response?.querySelector("[data-preview]");
      if (request.status !== 200 || !shown) throw new Error(complaint(request));
      if (files.length > 1) shown.prepend(Object.assign(document.createElement("p"), { className: "preview-name", textContent: name }));
      previews.append(shown);
      ready.push({ file, title: shown.dataset.title, held: shown.dataset.held });
    } catch (error) {
      if (mine !== turn) return;
      troubles.push(files.length > 1 ? `${name}: ${error.message}` : error.message);
    }
  }
  if (troubles.length) say(troubles.join(" "), true);
  else if (!files[0]) say("");
  if (!ready.length) {
    input.value = "";
    return;
  }
  if (ready.length === 1) {
    // What the person has typed counts before what was read.
    if (!title.value || title.dataset.read === title.value) title.value = title.dataset.read = ready[0].title;
    if (!held.value || held.dataset.read === held.value) held.value = held.dataset.read = ready[0].held;
    more.open = true;
  }
  more.hidden = ready.length > 1;
  send.textContent = ready.length > 1 ? words.saveAll.replace("{count}", ready.length) : words.save;
  // Whoever is typing goes on typing.
  if (document.activeElement !== text) send.focus({ preventScroll: true });
  send.scrollIntoView({ block: "nearest" });
}

async function save() {
  const entries = ready;
  let last;
  send.disabled = true;
  send.textContent = words.sending;
  try {
    for (const entry of entries) {
      const data = body(entry.file);
      data.append("title", entries.length > 1 ? entry.title : title.value);
      data.append("held_local", entries.length > 1 ? entry.held : held.value);
      const request = await post("/meetings", data);
      // A redirect was followed to the meeting's page.
      if (request.status !== 200 || new URL(request.responseURL).pathname === "/meetings") throw new Error(complaint(request));
      last = request.responseURL;
      ready = ready.filter((other) => other !== entry);
    }
    location.assign(entries.length > 1 ? "/meetings" : last);
  } catch (error) {
    say(error.message, true);
    send.disabled = false;
    send.textContent = words.save;
  }
}

const chosen = () => [...input.files];

input.addEventListener("change", () => {
  if (chosen().length) preview(chosen());
  else reset();
});

let pause;
text.addEventListener("input", () => {
  clearTimeout(pause);
  turn += 1;
  reset();
  if (text.value.trim()) pause = setTimeout(() => preview([null]), 500);
});

const hasFiles = (event) => event.dataTransfer?.types.includes("Files");

// dragenter and dragleave also fire between children; counting them tells when the page is left.
let depth = 0;

document.addEventListener("dragenter", (event) => {
  if (!hasFiles(event)) return;
  depth += 1;
  field.classList.add("is-over");
});

document.addEventListener("dragleave", (event) => {
  if (!hasFiles(event)) return;
  depth = Math.max(0, depth - 1);
  if (depth === 0) field.classList.remove("is-over");
});

// Without this the browser would open the file in place of the page.
document.addEventListener("dragover", (event) => {
  if (hasFiles(event)) event.preventDefault();
});

document.addEventListener("drop", (event) => {
  if (!hasFiles(event)) return;
  event.preventDefault();
  depth = 0;
  field.classList.remove("is-over");
  input.files = event.dataTransfer.files;
  preview(chosen());
});

// Text pasted anywhere but into a field is a transcript.
document.addEventListener("paste", (event) => {
  const pasted = event.clipboardData?.getData("text/plain") ?? "";
  if (event.target.closest?.("input, textarea") || !pasted.includes("\n")) return;
  event.preventDefault();
  form.querySelector("[data-drop-paste]").open = true;
  text.value = pasted;
  preview([null]);
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  event.stopPropagation();
  clearTimeout(pause);
  if (ready.length) save();
  else if (chosen().length) preview(chosen());
  else if (text.value.trim()) preview([null]);
  else say(words.choose, true);
});

// Text that came back with an error should be seen, not folded away.
for (const filled of form.querySelectorAll("textarea, details input")) {
  if (filled.value) filled.closest("details").open = true;
}

window.addEventListener("pageshow", () => {
  send.disabled = false;
  if (chosen().length && !ready.length) preview(chosen());
});
