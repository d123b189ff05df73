// The upload form: names the chosen file, refuses one that is too big before it travels, and
// takes a file dropped anywhere on the page.

const form = document.querySelector("[data-drop]");
const field = form.querySelector("[data-drop-field]");
const input = form.querySelector("input[type=file]");
const status = form.querySelector("[data-drop-status]");
const send = form.querySelector("[data-drop-send]");
const sendLabel = send.textContent;

const largest = 10 * 1024 * 1024;

const size = (bytes) =>
  bytes < 1024 ? `${bytes} bytes`
  : bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KB`
  : `${(bytes / 1024 / 1024).toFixed(1)} MB`;

function say(text, isTrouble = false) {
  status.textContent = text;
  status.classList.toggle("is-trouble", isTrouble);
}

// Shows what was chosen. Answers whether it can be sent.
function show() {
  const file = input.files[0];
  if (!file) {
    say("");
    return false;
  }
  if (file.size > largest) {
    say(`${file.name} has ${size(file.size)}; a transcript may have up to 10 MB.`, true);
    input.value = "";
    return false;
  }
  if (file.size === 0) {
    say(`${file.name} is empty.`, true);
    input.value = "";
    return false;
  }
  say(`${file.name}, ${size(file.size)}`);
  return true;
}

const hasFiles = (event) => event.dataTransfer?.types.includes("Files");

input.addEventListener("change", () => {
  if (show()) send.focus();
});

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
  if (event.dataTransfer.files.length > 1) {
    say("One transcript at a time, please.", true);
    return;
  }
  input.files = event.dataTransfer.files;
  // A drop is a decision, so it is sent; choosing in a dialog leaves the button to the person.
  if (show()) form.requestSubmit();
});

form.addEventListener("submit", (event) => {
  const text = form.querySelector("textarea");
  if (!input.files.length && !text.value.trim()) {
    event.preventDefault();
    event.stopPropagation();
    say("Choose a file, or paste the text below.", true);
    return;
  }
  send.textContent = "Reading…";
});

// Text that came back with an error should be seen, not folded away.
for (const filled of form.querySelectorAll("textarea, details input")) {
  if (filled.value) filled.closest("details").open = true;
}

window.addEventListener("pageshow", () => {
  send.textContent = sendLabel;
  show();
});
