// The code on the computer's screen: asks for one as soon as the page is there, counts down, and
// fetches the next when it is asked to.

const part = () => document.querySelector("[data-phone-code]");
let timer;

async function fetchCode(form) {
  const answer = await fetch(form.action, {
    method: "POST",
    headers: { Accept: "text/html" },
    body: new URLSearchParams(new FormData(form)),
    signal: AbortSignal.timeout(10_000),
  });
  if (!answer.ok || answer.redirected) throw new Error(`answered ${answer.status}`);
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const next = fresh.querySelector("[data-phone-code]");
  if (!next) throw new Error("another page");
  part().replaceWith(document.adoptNode(next));
  countDown();
}

function countDown() {
  clearInterval(timer);
  const line = part()?.querySelector("[data-phone-left]");
  if (!line) return;
  const end = performance.now() + line.dataset.phoneLeft * 1000;
  const show = () => {
    const left = Math.max(0, Math.round((end - performance.now()) / 1000));
    const time = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    line.textContent = left ? line.dataset.phoneWords.replace("{time}", time) : line.dataset.phoneOver;
    part()?.classList.toggle("is-over", !left);
    if (!left) clearInterval(timer);
  };
  timer = setInterval(show, 1000);
  show();
}

// Opened on the phone it is used up, and nobody is to scan it again.
document.addEventListener("live", () => {
  const line = document.querySelector("[data-phone-opened]") && part()?.querySelector("[data-phone-left]");
  if (!line) return;
  clearInterval(timer);
  line.textContent = line.dataset.phoneUsed;
  part().classList.add("is-over");
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.closest("[data-phone-code]")) return;
  event.preventDefault();
  fetchCode(form).catch(() => form.submit());
});

if (part().querySelector("img")) {
  countDown();
} else if (!document.querySelector("[data-phone-opened]")) {
  // Where that fails the button is still there.
  fetchCode(part().querySelector("form")).catch(() => {});
}
