// Testing an application at a provider without leaving the page, so that nobody has to paste a secret twice.

for (const form of document.querySelectorAll("form[data-test]")) {
  const result = form.querySelector("[data-test-result]");
  form.addEventListener("submit", async (event) => {
    const button = event.submitter;
    const address = button?.getAttribute("formaction") ?? form.getAttribute("action");
    if (!address.endsWith("/test")) return;
    event.preventDefault();
    button.setAttribute("aria-disabled", "true");
    result.className = "test-result";
    result.textContent = "…";
    try {
      const answer = await fetch(address, {
        method: "POST", headers: { Accept: "application/json" }, body: new URLSearchParams(new FormData(form)),
      });
      const found = await answer.json();
      result.textContent = found.message ?? found.detail;
      result.classList.add(found.ok ? "is-ok" : "is-trouble");
    } catch {
      // Without an answer the page itself says what is wrong.
      form.action = address;
      form.submit();
    } finally {
      button.removeAttribute("aria-disabled");
    }
  });
}
