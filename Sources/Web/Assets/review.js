// Keeps the label of the Send button true to what is ticked.

const button = document.querySelector("[data-send]");
const ticks = [...document.querySelectorAll('input[name="items"][form="send"]')];
const whole = [...document.querySelectorAll("input[data-whole]")];

function relabel() {
  const count = ticks.filter((tick) => tick.checked).length;
  const hasWhole = whole.some((tick) => tick.checked);
  button.disabled = count === 0 && !hasWhole;
  button.textContent =
    count === 1 ? "Send 1 item" : count > 1 ? `Send ${count} items` : hasWhole ? "Send the meeting" : "Nothing ticked";
}

for (const tick of [...ticks, ...whole]) tick.addEventListener("change", relabel);

// After a reload or the back button the browser may have restored other ticks than the server sent.
window.addEventListener("pageshow", relabel);
if (ticks.length || whole.length) relabel();
