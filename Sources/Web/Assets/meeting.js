// The meeting page: a quote shows its very words in the transcript, further parts of a long transcript come as they are needed, and the
// keyboard goes from item to item. Without it quotes are links to the segment they stand in.

const transcript = document.querySelector("#transcript");
const items = document.querySelector("#items");

// Marks the words of a quote where they stand.
function mark(segment, words) {
  const said = document.querySelector(`#segment-${segment} .said`);
  if (!said) return;
  const at = said.textContent.indexOf(words);
  if (at < 0) return;
  const mark = document.createElement("mark");
  mark.textContent = words;
  said.replaceChildren(said.textContent.slice(0, at), mark, said.textContent.slice(at + words.length));
}

function unmark() {
  for (const said of transcript.querySelectorAll(".said:has(mark)")) said.textContent = said.textContent;
}

// All quotes of an item, of which there may be several in several segments.
function markAll(item) {
  unmark();
  for (const quote of item.querySelectorAll("[data-quote]")) mark(quote.dataset.quote, quote.querySelector("q").textContent);
}

// Fetches the next part of the transcript, which is a page of its own for whoever has no scripts.
let loading;
function loadMore() {
  const more = transcript.querySelector("[data-more]");
  if (!more) return null;
  loading ??= (async () => {
    const answer = await fetch(more.href, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const segments = page.querySelectorAll(".segment");
    if (!answer.ok || !segments.length) throw new Error("no transcript");
    transcript.querySelector(".segments").append(...segments);
    const next = page.querySelector(".segments-more");
    const shown = more.closest(".segments-more");
    if (next) shown.replaceWith(next);
    else shown.remove();
    watch();
  })().finally(() => { loading = null; });
  return loading;
}

async function show(link) {
  const id = `segment-${link.dataset.quote}`;
  try {
    while (!document.getElementById(id) && transcript.querySelector("[data-more]")) await loadMore();
  } catch {
    location.assign(link.href);
    return;
  }
  markAll(link.closest(".item"));
  // A hash that stays the same would not scroll again.
  if (location.hash === `#${id}`) document.getElementById(id).scrollIntoView({ block: "center" });
  else location.hash = id;
}

// Of many items the forms come one by one, and what is ticked stays as it is.
async function fetchForms(link) {
  const answer = await fetch(link.href, { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const form = page.getElementById(`change-${link.dataset.change}`);
  const lanes = page.getElementById(`lanes-${link.dataset.change}`);
  if (!answer.ok || answer.redirected || (!form && !lanes)) throw new Error("no forms");
  const shown = document.getElementById(lanes?.id);
  for (const box of lanes?.querySelectorAll("input[type=checkbox]") ?? []) {
    box.checked = document.getElementById(box.id)?.checked ?? box.checked;
  }
  if (lanes) shown?.replaceWith(document.adoptNode(lanes));
  if (form) document.getElementById(form.id)?.replaceWith(document.adoptNode(form));
  (form ?? lanes)?.querySelector("summary")?.focus();
}

document.addEventListener("click", (event) => {
  const change = event.target.closest("[data-change]");
  if (change && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    fetchForms(change).catch(() => location.assign(change.href));
    return;
  }
  const link = event.target.closest("[data-quote]");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    show(link);
  } else if (event.target.closest("[data-more]")) {
    event.preventDefault();
    loadMore()?.catch(() => location.assign(event.target.closest("[data-more]").href));
  } else {
    showItem(event.target);
  }
});

// An item that is pressed anywhere shows its quote, where both stand beside each other.
const beside = matchMedia("(min-width: 960px)");

function showItem(target) {
  if (!beside.matches || !getSelection().isCollapsed || target.closest("a, button, input, label, select, textarea, summary, form")) return;
  const quote = target.closest(".item")?.querySelector("[data-quote]");
  if (quote) show(quote);
}

// Further segments come when their button is about to be seen.
const observer = new IntersectionObserver((entries) => {
  if (entries.some((entry) => entry.isIntersecting)) loadMore()?.catch(() => observer.disconnect());
}, { rootMargin: "200px" });

function watch() {
  observer.disconnect();
  const more = transcript.querySelector("[data-more]");
  if (more) observer.observe(more);
}

// Letters as shortcuts can be in somebody's way (WCAG 2.1.4), so they can be switched off.
const toggle = document.querySelector("[data-keys]");
const remembered = "keyboard-shortcuts";

function isOn() {
  return toggle?.checked ?? true;
}

if (toggle) {
  try { toggle.checked = localStorage.getItem(remembered) !== "off"; } catch { /* Kept for this page only. */ }
  toggle.addEventListener("change", () => {
    try { localStorage.setItem(remembered, toggle.checked ? "on" : "off"); } catch { /* As above. */ }
  });
}

function step(by) {
  const list = [...items.querySelectorAll(".item")];
  const current = list.indexOf(document.activeElement?.closest?.(".item"));
  const next = list[current < 0 ? (by > 0 ? 0 : list.length - 1) : Math.min(Math.max(current + by, 0), list.length - 1)];
  if (!next) return;
  next.tabIndex = -1;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest?.("input:not([type=checkbox]), select, textarea, [contenteditable]");
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey || !isOn()) return;
  if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else if (event.key === "Enter" && event.target.matches(".item")) {
    const quote = event.target.querySelector("[data-quote]");
    if (quote) show(quote);
  }
});

watch();
