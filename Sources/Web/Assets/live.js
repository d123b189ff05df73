// Keeps the delivery lines of a meeting up to date while something is on its way: fetches the
// page itself, so there is one rendering, and swaps the parts marked data-live.

const container = document.querySelector("[data-pending]");
const announcements = document.querySelector("[data-live-announcements]");

const everyMs = 1000;
const longestMs = 30_000;
let waitMs = everyMs;
let timer;

const isPending = () => container.dataset.pending === "true";

function schedule() {
  clearTimeout(timer);
  if (isPending() && !document.hidden) timer = setTimeout(refresh, waitMs);
}

async function refresh() {
  try {
    const answer = await fetch(location.href, {
      headers: { Accept: "text/html" },
      signal: AbortSignal.timeout(10_000),
    });
    // A login page or an error is not this meeting: leave what is shown alone.
    if (!answer.ok || answer.redirected) throw new Error(`answered ${answer.status}`);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const state = fresh.querySelector("[data-pending]");
    if (!state) throw new Error("another page");
    take(fresh);
    container.dataset.pending = state.dataset.pending;
    waitMs = everyMs;
  } catch {
    waitMs = Math.min(waitMs * 2, longestMs);
  }
  schedule();
}

function take(fresh) {
  const news = [];
  for (const shown of document.querySelectorAll("[data-live]")) {
    const next = fresh.getElementById(shown.id);
    if (!next || next.isEqualNode(shown)) continue;
    const line = announcement(shown, next);
    if (line) news.push(line);
    swap(shown, document.adoptNode(next));
  }
  if (news.length) announcements.textContent = news.join(" ");
}

// "Send release notes: Delivered." — only when the state itself changed.
function announcement(shown, next) {
  const state = next.querySelector("[data-state]")?.textContent;
  if (!state || state === shown.querySelector("[data-state]")?.textContent) return null;
  const title = shown.closest(".item")?.querySelector(".item-title")?.textContent.trim();
  return `${title}: ${state}.`;
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

// A hidden tab asks nothing; a tab that comes back asks at once.
document.addEventListener("visibilitychange", () => {
  clearTimeout(timer);
  if (!document.hidden && isPending()) refresh();
});

schedule();
