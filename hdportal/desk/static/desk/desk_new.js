// The caller of a new incident: what is typed is kept, and begins somebody new.
"use strict";

(() => {
  const NEW = "new";
  const byId = (id) => document.getElementById(id);
  const select = byId("id_on_caller");
  const typed = byId("id_on_who");
  // Made by combobox.js.
  const search = byId("id_on_caller_search");
  if (!select || !typed || !search) return;

  const fill = (id, text, { isNewer = false } = {}) => {
    const input = byId(id);
    if (input && text && (isNewer || !input.value)) input.value = text;
  };

  // An address is one; a name is the first word and the rest.
  const begin = (text) => {
    if (text.includes("@")) {
      fill("id_on_email", text, { isNewer: true });
      return;
    }
    const [first, ...rest] = text.split(/\s+/);
    fill("id_on_first_name", first);
    fill("id_on_last_name", rest.join(" "));
  };

  const focusFirstEmpty = () => {
    const inputs = ["id_on_email", "id_on_first_name", "id_on_last_name"].map(byId);
    (inputs.find((input) => input && !input.value) ?? inputs[0])?.focus();
  };

  search.addEventListener("input", () => {
    typed.value = search.value;
    // The draft keeps it from here on.
    typed.dispatchEvent(new Event("input", { bubbles: true }));
  });
  select.addEventListener("change", () => {
    if (select.value) typed.value = "";
    if (select.value !== NEW) return;
    const text = search.value.trim();
    if (text !== select.selectedOptions[0].text) begin(text);
    // Their fields show only after this event.
    window.setTimeout(focusFirstEmpty);
  });
  if (!select.value) search.value = typed.value;
})();
