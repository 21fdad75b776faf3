// The agent's page: on with writing once it is clear who reads it, and properties in place.
"use strict";

(() => {
  const card = () => document.getElementById("properties");
  const isOurs = (event) => event.detail.target === card() || card()?.contains(event.detail.elt);

  // A key or a click on the words chooses and goes on to the text; arrows only choose.
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-editor-kind]") || event.target.matches("input")) return;
    // After the browser, which puts the focus on the choice itself.
    window.setTimeout(() => document.getElementById("id_words").focus());
  });

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented) return;
    // Enter on a choice would send the form before anything was said with it.
    if (event.key === "Enter" && event.target.matches("[data-editor-kind] input")) event.preventDefault();
    const open = event.key === "Escape" && event.target.closest(".property--open");
    if (open) open.querySelector("[data-cancel]").click();
  });

  const asPage = () => {
    window.location.assign(card().querySelector("[data-cancel]")?.href ?? window.location.pathname);
  };

  document.addEventListener("htmx:beforeSwap", (event) => {
    if (!isOurs(event)) return;
    const { xhr } = event.detail;
    // Somebody else was faster: the answer shows both versions.
    if (xhr.status === 409) Object.assign(event.detail, { shouldSwap: true, isError: false });
    // Signed out meanwhile: what came is the page to sign in on.
    if (!event.detail.shouldSwap || xhr.responseText.includes('id="properties"')) return;
    event.detail.shouldSwap = false;
    asPage();
  });

  // Not to be changed any more: the page itself says so.
  document.addEventListener("htmx:responseError", (event) => isOurs(event) && asPage());

  document.addEventListener("htmx:sendError", (event) => {
    if (isOurs(event)) document.getElementById("properties_status").textContent = card().dataset.textOffline;
  });
})();
