// Keeps the label of the Send button true to what is ticked.

const button = document.querySelector("[data-send]");
const ticks = [...document.querySelectorAll('input[name="items"][form="send"]')];

function relabel() {
  const count = ticks.filter((tick) => tick.checked).length;
  button.disabled = count === 0;
  button.textContent = count === 0 ? "Nothing ticked" : count === 1 ? "Send 1 item" : `Send ${count} items`;
}

for (const tick of ticks) tick.addEventListener("change", relabel);

// After a reload or the back button the browser may have restored other ticks than the server sent.
window.addEventListener("pageshow", relabel);
if (ticks.length) relabel();
