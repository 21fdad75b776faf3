// On a narrow screen the details start folded, so that the text comes first.
"use strict";

(() => {
  const details = document.querySelector("[data-ticket-details]");
  if (!details) return;
  const narrow = window.matchMedia("(max-width: 52rem)");
  const fold = () => {
    details.open = !narrow.matches || details.dataset.keepOpen !== undefined;
  };
  narrow.addEventListener("change", fold);
  fold();
})();
