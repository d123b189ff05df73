// The one entry module. Every page works without it; it only saves typing and waiting.
// Parts that few pages need are fetched only where their markup is.

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

// Relative dates ("by Friday") are read in this zone; without a script the form says UTC.
for (const field of document.querySelectorAll("input[data-time-zone]")) {
  if (zone) field.value = zone;
}

const zones = document.getElementById("time-zones");
if (zones && Intl.supportedValuesOf) {
  for (const name of Intl.supportedValuesOf("timeZone")) {
    zones.append(new Option(name));
  }
}

if (document.querySelector("[data-drop]")) import("./drop.js");
if (document.querySelector("[data-watch]")) import("./live.js");
if (document.querySelector("[data-phone-code]")) import("./phone.js");
if (document.querySelector("#send")) import("./review.js");
if (document.querySelector("[data-quote], [data-more], [data-change]")) import("./meeting.js");
if (document.querySelector("[data-test]")) import("./setup.js");

// Copying needs a secure context; where there is none the field can still be selected by hand.
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  const field = document.getElementById(button.dataset.copy);
  const status = document.querySelector("[data-copy-status]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(field.value);
      button.textContent = button.dataset.copied;
      if (status) status.textContent = status.dataset.done;
    } catch {
      field.focus();
      field.select();
      if (status) status.textContent = status.dataset.failed;
    }
  });
}

// Also on a card that has come since.
document.addEventListener("click", async (event) => {
  const summary = event.target.closest(".confirm > summary");
  if (!summary) return;
  event.preventDefault();
  try {
    (await import("./confirm.js")).ask(summary);
  } catch {
    summary.parentElement.open = true;
  }
});

// A second click would send a second form; the server would notice, the person need not.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "true";
});

// Coming back with the browser's back button restores the page as it was left.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});
