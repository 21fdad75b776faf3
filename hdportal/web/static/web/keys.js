// Keyboard shortcuts: [data-key] names the key that presses or focuses an element;
// in lists, j and k walk along [data-key-row]. Ctrl+Enter sends what is being written,
// by the button with that aria-keyshortcuts. The dialog lists what the page has.
(() => {
  "use strict";
  const dialog = document.querySelector("[data-keys]");
  if (!dialog) return;
  const form = dialog.querySelector("[data-keys-form]");
  // In a radio button or a checkbox nobody types.
  const NO_TEXT = "[type=radio], [type=checkbox], [type=file]";
  const TYPING = `input:not(${NO_TEXT}), textarea, select, [contenteditable]:not([contenteditable='false'])`;
  const VISIBLE = { visibilityProperty: true };
  const SENDS = "button[aria-keyshortcuts~='Control+Enter']";

  const isVisible = (element) => element.checkVisibility?.(VISIBLE) ?? element.getClientRects().length > 0;
  const visible = (selector) => [...document.querySelectorAll(selector)].filter(isVisible);
  const keyOf = (element) => element.dataset.key.toLowerCase();

  // Several may carry one key, such as menus for two widths: the first one seen counts.
  const keysHere = () => {
    const found = new Map();
    for (const element of visible("[data-key]")) {
      if (!found.has(keyOf(element))) found.set(keyOf(element), element);
    }
    return found;
  };

  const nameOf = (element) => {
    const names = (element.getAttribute("aria-labelledby") || "").split(" ");
    const labels = names.map((id) => document.getElementById(id)).concat(...(element.labels || []));
    const label = labels.find(Boolean) || element;
    const name = element.dataset.keyName || element.getAttribute("aria-label") || label.textContent;
    return name.replace(/\s+/g, " ").trim();
  };

  const press = (element) => {
    const isDisabled = element.getAttribute("aria-disabled") === "true";
    if (!isDisabled && !element.matches(TYPING)) return element.click();
    element.focus(); // a disabled button so says its reason
    if (element.type === "search") element.select();
  };

  const walk = (step) => {
    const rows = visible("[data-key-rows] [data-key-row]");
    const next = rows.indexOf(document.activeElement) + step;
    rows[Math.max(0, Math.min(next, rows.length - 1))]?.focus();
  };

  // Where two stand side by side, as work note and comment may, the reader chooses.
  const send = (form) => {
    const [button, ...others] = visible(SENDS).filter((one) => one.form === form);
    if (!button) return false;
    const isReady = !button.disabled && button.getAttribute("aria-disabled") !== "true";
    if (isReady && others.length === 0) form.requestSubmit(button);
    else button.focus();
    return true;
  };

  const line = (key, name) => {
    const row = dialog.querySelector("template").content.cloneNode(true);
    row.querySelector("kbd").textContent = key;
    row.querySelector("dd").textContent = name;
    return row;
  };

  const open = () => {
    const rows = [...keysHere()].map(([key, element]) => line(key, nameOf(element)));
    dialog.querySelector("[data-keys-here]").replaceChildren(...rows);
    const walks = dialog.querySelectorAll("[data-keys-walk]");
    const hasRows = visible("[data-key-rows] [data-key-row]").length > 0;
    for (const walked of walks) walked.hidden = !hasRows;
    dialog.querySelector("[data-keys-send]").hidden = visible(SENDS).length === 0;
    dialog.showModal();
  };

  // WCAG 2.1.4: speech input and a hand that slips press single characters unmeant, so
  // all of them can be switched off, "?" and "/" as well; the footer still opens the list.
  const isOff = () => document.body.dataset.singleKeys !== "on";

  const isMeantForUs = (event) => {
    const hasModifier = event.ctrlKey || event.altKey || event.metaKey;
    const isTaken = event.defaultPrevented || event.isComposing || event.target.closest?.(TYPING);
    return event.key.length === 1 && !hasModifier && !isTaken && !document.querySelector("dialog[open]");
  };

  document.addEventListener("keydown", (event) => {
    const isMeant = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    const isTaken = event.defaultPrevented || event.isComposing || event.repeat;
    if (event.key !== "Enter" || !isMeant || isTaken || !event.target.matches("textarea")) return;
    if (event.target.form && send(event.target.form)) event.preventDefault();
  });

  document.addEventListener("keydown", (event) => {
    if (isOff() || !isMeantForUs(event)) return;
    // The character, not the place of the key: "?" and "/" lie elsewhere on AZERTY.
    const key = event.key.toLowerCase();
    const element = keysHere().get(key);
    const step = { j: 1, k: -1 }[key];
    if (!element && key !== "?" && !(step && visible("[data-key-rows]").length)) return;
    event.preventDefault(); // the letter is not typed where the focus goes
    if (element && !event.repeat) press(element);
    else if (!element && key === "?") open();
    else if (!element) walk(step);
  });

  // Stay on the page, which may hold a text half written; where that fails, send the form.
  const show = (state) => {
    document.body.dataset.singleKeys = state;
    form.elements.single_keys.value = state === "on" ? "off" : "on";
    for (const text of dialog.querySelectorAll("[data-keys-when]")) {
      text.hidden = text.dataset.keysWhen !== state;
    }
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const body = new FormData(form);
    try {
      const headers = { "HX-Request": "true" };
      const response = await fetch(form.action, { method: "POST", body, headers, redirect: "error" });
      if (!response.ok) throw new Error(response.statusText);
      show(body.get("single_keys"));
    } catch {
      form.submit();
    }
  });

  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  for (const button of document.querySelectorAll("[data-keys-open]")) {
    button.hidden = false;
    button.addEventListener("click", open);
  }
})();
