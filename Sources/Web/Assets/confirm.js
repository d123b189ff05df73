// What cannot be taken back asks in a dialog that names the consequence. Where this script does not
// run, the same question unfolds in its place.

export function ask(summary) {
  const dialog = document.createElement("dialog");
  dialog.className = "dialog";
  const body = summary.nextElementSibling.cloneNode(true);
  const question = document.createElement("h2");
  question.id = "question";
  question.textContent = summary.dataset.question;
  dialog.setAttribute("aria-labelledby", question.id);
  const cancel = document.createElement("button");
  cancel.type = "button";
  cancel.className = "button";
  cancel.textContent = summary.dataset.cancel;
  // A hasty Enter must not be what does it.
  cancel.autofocus = true;
  cancel.addEventListener("click", () => dialog.close());
  body.prepend(question);
  body.querySelector("button").before(cancel);
  dialog.append(body);
  // Outside of the body there is only what lies behind.
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  // What it asks about may be another by now.
  const check = () => { if (!summary.isConnected) dialog.close(); };
  document.addEventListener("live", check);
  dialog.addEventListener("close", () => {
    document.removeEventListener("live", check);
    dialog.remove();
  });
  document.body.append(dialog);
  dialog.showModal();
}
