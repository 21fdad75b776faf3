// The agent's page by keyboard, and its details folded on a narrow screen.
"use strict";

(() => {
  const panel = document.getElementById("ticket-panel");
  if (!panel) return;

  // Whoever goes from ticket to ticket by keyboard starts where each one begins.
  const title = document.querySelector(".ticket h1");
  if (document.activeElement === document.body && !window.location.hash) {
    title.tabIndex = -1;
    title.focus({ preventScroll: true });
  }

  // A panel opened in place closes in place, and the focus goes back to its button.
  // What was typed is kept as a draft, with which the panel opens again.
  panel.addEventListener("click", (event) => {
    const cancel = event.target.closest("[data-cancel]");
    const isHere = cancel && cancel.pathname === window.location.pathname;
    if (!isHere || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const opener = document.getElementById(cancel.hash.slice(1)) ?? title;
    panel.querySelector("form").dispatchEvent(new Event("input"));
    panel.replaceChildren();
    opener.focus();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
    if (panel.contains(event.target)) panel.querySelector("[data-cancel]")?.click();
  });
})();

(() => {
  // On a narrow screen the details start folded, so that the text comes first.
  const details = document.querySelector("[data-ticket-details]");
  if (!details) return;
  const narrow = window.matchMedia("(max-width: 52rem)");
  const fold = () => {
    details.open = !narrow.matches || details.dataset.keepOpen !== undefined;
  };
  narrow.addEventListener("change", fold);
  fold();
})();
