// Keeps a page up to date. The server tells by an event stream that there is something to look at
// again; the page then fetches itself, so there is one rendering, and swaps the parts marked
// data-live; those marked data-live-part come and go, and are otherwise left to whoever is at work
// in them. Without the stream it looks by itself, often while something is under way.

const container = document.querySelector("[data-watch]");
const watched = new Set([...container.dataset.watch.split(" "), "everything"]);
// `meeting:…` is one, and a page may watch them all.
const concerns = (hint) => watched.has(hint) || (watched.has("meetings") && hint.startsWith("meeting:"));

// Announcing needs a place that was there before there was anything to say.
const announcements = document.querySelector("[data-live-announcements]") ?? container.appendChild(place());

// Several hints in a row are one look.
const soonMs = 100;
const everyMs = 1000;
// With the stream open, in case a hint was lost.
const calmMs = 15_000;
const longestMs = 30_000;

let stream;
let timer;
let failures = 0;
let isLooking = false;
let isWanted = false;
let wasOpen = false;
let again;

const isPending = () => container.dataset.pending === "true";
const isListening = () => stream?.readyState === EventSource.OPEN;

function place() {
  const paragraph = document.createElement("p");
  paragraph.className = "visually-hidden";
  paragraph.ariaLive = "polite";
  return paragraph;
}

// A browser opens six connections to a server at most, so a hidden tab holds none.
function listen() {
  if (stream || document.hidden) return;
  stream = new EventSource("/events");
  stream.addEventListener("open", () => {
    // Something may have happened since the page was made, or since the stream was lost.
    if (isPending() || wasOpen) look();
    wasOpen = true;
  });
  stream.addEventListener("message", (event) => {
    if (!concerns(event.data)) return;
    isWanted = true;
    schedule();
  });
  stream.addEventListener("error", () => {
    // Lost, and the browser opens it again by itself; or refused, perhaps because the person has
    // many pages open, and it does not.
    if (stream?.readyState === EventSource.CLOSED) {
      stream = null;
      clearTimeout(again);
      again = setTimeout(lookAround, longestMs * (0.5 + Math.random() / 2));
    }
    schedule();
  });
}

// Nobody tells this page anything: look now and then, and ask whether there is a stream by now.
function lookAround() {
  listen();
  if (!failures) look();
}

function stop() {
  clearTimeout(timer);
  clearTimeout(again);
  stream?.close();
  stream = null;
}

function lookIn(ms) {
  clearTimeout(timer);
  timer = setTimeout(look, ms);
}

// What came to mind while a look was under way may not be in its answer: the next one follows it.
function schedule() {
  clearTimeout(timer);
  if (document.hidden || isLooking || !(isWanted || isPending() || failures)) return;
  // While the server is in trouble a hint must not hurry anybody.
  if (failures) return lookIn(Math.min(everyMs * 2 ** failures, longestMs));
  lookIn(isWanted ? soonMs : isListening() ? calmMs : everyMs);
}

async function look() {
  isWanted = true;
  if (isLooking) return;
  isLooking = true;
  isWanted = false;
  try {
    const answer = await fetch(location.href, {
      headers: { Accept: "text/html" },
      signal: AbortSignal.timeout(10_000),
    });
    // A login page or an error is not this page: leave what is shown alone.
    if (!answer.ok || answer.redirected) throw new Error(`answered ${answer.status}`);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = fresh.querySelector("[data-watch]");
    if (!next) throw new Error("another page");
    take(fresh);
    if (next.dataset.pending) container.dataset.pending = next.dataset.pending;
    failures = 0;
  } catch {
    failures += 1;
  }
  isLooking = false;
  schedule();
}

function take(fresh) {
  const news = [];
  for (const list of document.querySelectorAll("[data-live-parts]")) {
    const next = fresh.getElementById(list.id);
    if (next?.matches("[data-live-parts]")) comeAndGo(list, next);
  }
  for (const shown of document.querySelectorAll("[data-live]")) {
    const next = fresh.getElementById(shown.id);
    if (!next?.matches("[data-live]") || isSame(shown, next)) continue;
    const line = announcement(shown, next);
    if (line) news.push(line);
    swap(shown, document.adoptNode(next));
  }
  if (news.length) announcements.textContent = news.join(" ");
  document.dispatchEvent(new Event("live"));
}

// What was called off elsewhere goes, and so does a form for what cannot be changed any more.
function comeAndGo(list, next) {
  const parts = (parent) => [...parent.children].filter((part) => part.id && part.matches("[data-live], [data-live-part]"));
  const stay = new Set(parts(next).map((part) => part.id));
  for (const part of parts(list)) {
    if (!stay.has(part.id)) leave(part);
  }
  const shown = new Set([...list.children].map((part) => part.id));
  for (const part of parts(next)) {
    if (shown.has(part.id)) continue;
    let behind = part.nextElementSibling;
    while (behind && !(behind.id && document.getElementById(behind.id)?.parentNode === list)) behind = behind.nextElementSibling;
    list.insertBefore(document.adoptNode(part), behind && document.getElementById(behind.id));
  }
}

// The keyboard goes on from what the part was in.
function leave(part) {
  const home = part.contains(document.activeElement) ? part.parentElement.closest("[data-live-parts]") : null;
  part.remove();
  if (!home) return;
  home.tabIndex = -1;
  home.focus({ preventScroll: true });
}

// A part with a version is left alone while that stays: somebody may have opened something in it.
const isSame = (shown, next) =>
  shown.dataset.version ? shown.dataset.version === next.dataset.version : next.isEqualNode(shown);

// "Send release notes: Delivered." — only when the state itself changed.
function announcement(shown, next) {
  const state = next.querySelector("[data-state]")?.textContent;
  if (!state || state === shown.querySelector("[data-state]")?.textContent) return null;
  const title = shown.closest(".item, .card")?.querySelector(".item-title, h2")?.textContent.trim();
  return title ? `${title}: ${state}.` : `${state}.`;
}

// Keeps the keyboard where it was if the part with the focus is replaced.
function swap(shown, next) {
  const hadFocus = shown.contains(document.activeElement);
  shown.replaceWith(next);
  if (!hadFocus) return;
  const target = next.querySelector("button, a") ?? next.closest(".item") ?? next;
  if (!target.matches("button, a")) target.tabIndex = -1;
  target.focus({ preventScroll: true });
}

// A tab that comes back looks at once.
document.addEventListener("visibilitychange", () => {
  stop();
  if (document.hidden) return;
  listen();
  look();
});

window.addEventListener("pagehide", stop);
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  listen();
  look();
});

listen();
schedule();
