// Keeps the label of the Send button true to what is ticked.

const button = () => document.querySelector("[data-send]");
const ticks = () => document.querySelectorAll('input[name="items"][form="send"]');
const whole = () => document.querySelectorAll("input[data-whole]");

function relabel() {
  const shown = button();
  if (!shown || (!ticks().length && !whole().length)) return;
  const count = [...ticks()].filter((tick) => tick.checked).length;
  const hasWhole = [...whole()].some((tick) => tick.checked);
  const words = shown.dataset;
  shown.disabled = count === 0 && !hasWhole;
  shown.textContent =
    count === 1 ? words.one : count > 1 ? words.other.replace("{count}", count) : hasWhole ? words.meeting : words.nothing;
}

document.addEventListener("change", relabel);
document.addEventListener("live", relabel);

// After a reload or the back button the browser may have restored other ticks than the server sent.
window.addEventListener("pageshow", relabel);
relabel();
