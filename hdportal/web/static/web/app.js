// Small comforts. Every page works without them.
(() => {
  "use strict";
  const RETRY_AFTER = 10000;
  const NEARLY_FULL = 1000;

  // Menus are <details>; they close on Escape and on a click elsewhere.
  const closeMenus = (except) => {
    for (const menu of document.querySelectorAll("details[data-menu][open]")) {
      if (menu !== except) menu.open = false;
    }
  };

  document.addEventListener("click", (event) => {
    closeMenus(event.target.closest("details[data-menu]"));
  });

  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && document.querySelector("details[data-menu][open]");
    if (!menu) return;
    const held = menu.contains(document.activeElement);
    closeMenus();
    if (held) menu.querySelector("summary").focus();
  });

  // A form that came back incomplete starts at its summary.
  const focusSummary = (root) => {
    const summary = root.querySelector("[data-autofocus]");
    if (summary) summary.focus();
  };

  // Submit once: a second press waits, yet never for good.
  const release = (form) => {
    if (form.dataset.busy === undefined) return;
    delete form.dataset.busy;
    form.removeAttribute("aria-busy");
    for (const text of form.querySelectorAll("[data-idle-text]")) {
      text.textContent = text.dataset.idleText;
      delete text.dataset.idleText;
      text.closest("button").removeAttribute("aria-disabled");
    }
  };

  const hold = (form, button) => {
    form.dataset.busy = "";
    form.setAttribute("aria-busy", "true");
    const text = button && button.querySelector(".button__text");
    if (text) {
      text.dataset.idleText = text.textContent;
      text.textContent = document.body.dataset.textSending;
      button.setAttribute("aria-disabled", "true");
    }
    setTimeout(() => release(form), RETRY_AFTER);
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-once]") || event.defaultPrevented) return;
    if (form.dataset.busy !== undefined) event.preventDefault();
    else hold(form, event.submitter);
  });

  const releaseAll = () => document.querySelectorAll("form[data-busy]").forEach(release);
  window.addEventListener("pageshow", (event) => event.persisted && releaseAll());
  document.addEventListener("htmx:afterRequest", releaseAll);

  // What is left of a text's greatest length.
  const count = (area) => {
    const line = document.getElementById(`${area.id}_counter`);
    if (!line || !area.value) return;
    const left = Number(area.dataset.max) - [...area.value].length;
    const words = left < 0 ? line.dataset.textOver : line.dataset.textLeft;
    line.textContent = `${words} ${Math.abs(left).toLocaleString(document.documentElement.lang)}`;
    line.classList.toggle("field__counter--over", left < 0);
    line.classList.toggle("field__counter--near", left < NEARLY_FULL);
  };

  document.addEventListener("input", (event) => {
    if (event.target.matches("textarea[data-max]")) count(event.target);
  });

  // Signing in again, in another tab, gives the browser another form secret. Scripts
  // that send by themselves fetch it from the page they are on; true when it changed.
  window.renewFormSecret = async () => {
    const name = "input[name=csrfmiddlewaretoken]";
    try {
      const response = await fetch(window.location.href, { credentials: "same-origin", redirect: "error" });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const fresh = page.querySelector(name)?.value;
      if (!response.ok || !fresh) return false;
      for (const input of document.querySelectorAll(name)) input.value = fresh;
      return true;
    } catch {
      return false;
    }
  };

  const start = (root) => {
    root.querySelectorAll("textarea[data-max]").forEach(count);
    focusSummary(root);
  };
  document.addEventListener("htmx:load", (event) => {
    if (event.detail.elt !== document.body) start(event.detail.elt);
  });
  start(document);
})();
