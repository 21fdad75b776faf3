// Keeps an intake form live: conditional fields, and the box of what is still missing.
// Everything here also works by a round trip to the server, without script.
"use strict";

(() => {
  const value = (field) => {
    const files = field.querySelector("input[type=file]");
    if (files) {
      // Uploaded already and counted by the upload's own script, or still to go along.
      const count = field.querySelector("[data-upload-count]")?.value;
      return count || (files.files.length > 0 ? "files" : "");
    }
    // What is typed into a combobox is no answer until it is chosen.
    const combobox = field.querySelector("select[data-combobox]");
    if (combobox) return combobox.value;
    const control = field.querySelector("input:checked, select, textarea, input:not([type=radio])");
    return control ? control.value.trim() : "";
  };

  const setShown = (field, isShown) => {
    field.hidden = !isShown;
    for (const control of field.querySelectorAll("input, select, textarea")) {
      control.disabled = !isShown;
    }
  };

  const applyConditions = (form) => {
    const answers = new Map();
    for (const field of form.querySelectorAll("[data-field]")) {
      if (field.dataset.shownWhen) {
        const condition = JSON.parse(field.dataset.shownWhen);
        setShown(field, condition.in.includes(answers.get(condition.field) ?? ""));
      }
      answers.set(field.dataset.field, field.hidden ? "" : value(field));
    }
    return answers;
  };

  const missing = (form) =>
    [...form.querySelectorAll("[data-field][data-required]:not([hidden])")].filter(
      (field) => value(field) === "",
    );

  const item = (template, field) => {
    const line = template.content.firstElementChild.cloneNode(true);
    const link = line.querySelector("a");
    link.textContent = field.dataset.label;
    link.href = `#id_${field.dataset.field}`;
    return line;
  };

  const fillBox = (box, template, fields) => {
    const list = box.querySelector("[data-required-list]");
    const before = [...list.querySelectorAll("a")].map((link) => link.textContent);
    const after = fields.map((field) => field.dataset.label);
    // A screen reader speaks at every change of the list, so change it only when needed.
    if (before.join("\n") === after.join("\n")) return;
    list.replaceChildren(...fields.map((field) => item(template, field)));
    list.hidden = fields.length === 0;
    const count = box.querySelector("[data-required-count]");
    count.hidden = fields.length === 0;
    count.textContent =
      fields.length === 1
        ? template.dataset.textOne
        : template.dataset.textMany.replace("%(count)s", fields.length);
    box.querySelector("[data-required-done]").hidden = fields.length > 0;
    box.classList.toggle("required-box--done", fields.length === 0);
  };

  // A link of the box or of the warning leads to the control itself, also to the first of a group.
  const focusField = (form, key) => {
    const field = form.querySelector(`[data-field="${CSS.escape(key)}"]`);
    const control = field?.querySelector(
      "[role=combobox], input:checked, input:not([hidden]), textarea, select",
    );
    if (!control) return false;
    field.scrollIntoView({ block: "center" });
    control.focus({ preventScroll: true });
    return true;
  };

  for (const form of document.querySelectorAll("[data-intake]")) {
    const box = form.querySelector("[data-required-box]");
    const template = form.querySelector("[data-required-template]");
    for (const part of form.querySelectorAll("[data-without-script]")) part.hidden = true;

    let timer = 0;
    const update = () => {
      applyConditions(form);
      window.clearTimeout(timer);
      timer = window.setTimeout(() => fillBox(box, template, missing(form)), 150);
    };
    form.addEventListener("input", update);
    form.addEventListener("change", update);
    document.addEventListener("click", (event) => {
      const link = event.target.closest('a[href^="#id_"]');
      if (link && focusField(form, link.hash.slice(4))) event.preventDefault();
    });
    // Browsers put typed text back after Back or a reload, without telling.
    window.addEventListener("pageshow", update);
    update();
  }
})();
