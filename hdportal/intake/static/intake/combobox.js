// Turns a <select data-combobox> into a field one can type in (ARIA combobox with a list).
// The select stays the source of truth: it is what the form sends.
"use strict";

(() => {
  const WAIT_MS = 180;

  class Combobox {
    constructor(select) {
      this.select = select;
      this.field = select.closest("[data-field]");
      this.options = [];
      this.active = -1;
      const hasFocus = document.activeElement === select;
      this.build();
      this.listen();
      this.showChosen();
      if (hasFocus) this.input.focus();
    }

    build() {
      const { select } = this;
      const wrapper = document.createElement("div");
      wrapper.className = "combobox";
      this.input = document.createElement("input");
      this.input.className = "input combobox__input";
      this.input.type = "text";
      this.input.autocomplete = "off";
      this.input.id = `${select.id}_search`;
      this.input.disabled = select.disabled;
      this.list = document.createElement("ul");
      this.list.className = "combobox__list";
      this.list.id = `${select.id}_list`;
      this.list.hidden = true;
      this.list.setAttribute("role", "listbox");
      const label = document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
      if (label) {
        label.id ||= `${select.id}_label`;
        label.htmlFor = this.input.id;
        this.list.setAttribute("aria-labelledby", label.id);
      }
      const attributes = { role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list",
        "aria-controls": this.list.id };
      for (const name of ["aria-describedby", "aria-invalid", "aria-required"]) {
        if (select.hasAttribute(name)) attributes[name] = select.getAttribute(name);
      }
      for (const [name, text] of Object.entries(attributes)) this.input.setAttribute(name, text);
      this.status = document.createElement("p");
      this.status.className = "visually-hidden";
      this.status.setAttribute("role", "status");
      select.before(wrapper);
      wrapper.append(this.input, this.list, this.status);
      select.hidden = true;
      select.tabIndex = -1;
    }

    listen() {
      this.input.addEventListener("input", (event) => { event.stopPropagation(); this.typed(); });
      this.input.addEventListener("keydown", (event) => this.key(event));
      this.input.addEventListener("focus", () => this.input.select());
      this.input.addEventListener("click", () => this.look());
      this.input.addEventListener("blur", () => this.leave());
      this.list.addEventListener("mousedown", (event) => event.preventDefault());
      this.list.addEventListener("click", (event) => {
        const option = event.target.closest("[role=option]");
        if (option) this.choose(Number(option.dataset.index));
      });
      const narrowedBy = this.field?.dataset.narrowedBy;
      if (!narrowedBy) return;
      const other = document.querySelector(`[data-field="${CSS.escape(narrowedBy)}"]`);
      other?.addEventListener("change", () => this.set("", "", ""));
    }

    typed() {
      window.clearTimeout(this.timer);
      if (this.input.value.trim() === "") this.set("", "", "");
      this.timer = window.setTimeout(() => this.look(), WAIT_MS);
    }

    stopLooking() {
      window.clearTimeout(this.timer);
      this.asking?.abort();
    }

    async look() {
      const asked = this.input.value === this.chosenLabel ? "" : this.input.value.trim();
      const address = new URL(this.select.dataset.searchUrl, window.location.href);
      address.searchParams.set("q", asked);
      const narrowedBy = this.field?.dataset.narrowedBy;
      const other = narrowedBy && document.querySelector(`[name="${CSS.escape(narrowedBy)}"]:checked`);
      if (other) address.searchParams.set("narrowed_by", other.value);
      this.asking?.abort();
      this.asking = new AbortController();
      try {
        const answer = await fetch(address, { signal: this.asking.signal, redirect: "error" });
        if (!answer.ok) throw new Error(answer.statusText);
        this.show((await answer.json()).options);
      } catch (error) {
        if (error.name !== "AbortError") this.show(this.fromSelect(asked));
      }
    }

    // Without a connection the choices of the page itself still serve.
    fromSelect(text) {
      const flat = (words) => words.toLowerCase().replace(/[\s_-]/g, "");
      return [...this.select.options]
        .filter((option) => option.value && flat(option.text).includes(flat(text)))
        .slice(0, 20)
        .map((option) => ({ value: option.value, label: option.text, hint: "", note: "" }));
    }

    show(options) {
      this.options = options;
      this.active = -1;
      this.list.replaceChildren(...options.map((option, index) => this.optionElement(option, index)));
      const none = this.select.dataset.textNone;
      if (options.length === 0) {
        const empty = document.createElement("li");
        empty.className = "combobox__empty";
        empty.setAttribute("role", "presentation");
        empty.textContent = none;
        this.list.append(empty);
      }
      this.status.textContent = options.length
        ? this.select.dataset.textFound.replace("%(count)s", options.length) : none;
      this.open(document.activeElement === this.input);
    }

    optionElement(option, index) {
      const element = document.createElement("li");
      element.className = "combobox__option";
      element.id = `${this.list.id}_${index}`;
      element.dataset.index = index;
      element.setAttribute("role", "option");
      element.setAttribute("aria-selected", "false");
      element.textContent = option.label;
      const more = [option.hint, option.note].filter(Boolean).join(" · ");
      if (more) {
        const note = document.createElement("span");
        note.className = "combobox__note";
        note.textContent = more;
        element.append(" ", note);
      }
      return element;
    }

    key(event) {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (this.list.hidden) this.look();
        else this.move(event.key === "ArrowDown" ? 1 : -1);
      } else if (event.key === "Enter" && !this.list.hidden) {
        event.preventDefault();
        if (this.active >= 0) this.choose(this.active);
        else if (this.options.length === 1) this.choose(0);
      } else if (event.key === "Escape" && !this.list.hidden) {
        event.preventDefault();
        this.open(false);
      } else if (event.key === "Tab" && !this.list.hidden && this.active >= 0) {
        this.choose(this.active);
      }
    }

    move(step) {
      if (this.options.length === 0) return;
      const elements = this.list.querySelectorAll("[role=option]");
      elements[this.active]?.setAttribute("aria-selected", "false");
      const start = this.active < 0 && step < 0 ? 0 : this.active;
      this.active = (start + step + this.options.length) % this.options.length;
      const current = elements[this.active];
      current.setAttribute("aria-selected", "true");
      current.scrollIntoView({ block: "nearest" });
      this.input.setAttribute("aria-activedescendant", current.id);
    }

    choose(index) {
      const { value, label, note } = this.options[index];
      this.set(value, label, note);
      this.open(false);
    }

    set(value, label, note) {
      if (value && ![...this.select.options].some((option) => option.value === value)) {
        this.select.add(new Option(label, value));
      }
      this.select.value = value;
      this.showChosen(label);
      const box = this.field?.querySelector("[data-option-note]");
      if (box) {
        box.hidden = !note;
        box.querySelector("[data-option-note-text]").textContent = note;
      }
      this.select.dispatchEvent(new Event("change", { bubbles: true }));
    }

    showChosen(label) {
      const chosen = this.select.selectedOptions[0];
      this.chosenLabel = label ?? (chosen?.value ? chosen.text : "");
      if (document.activeElement !== this.input || this.chosenLabel) this.input.value = this.chosenLabel;
    }

    leave() {
      this.open(false);
      if (this.chosenLabel) this.input.value = this.chosenLabel;
      else if (this.input.value.trim() && this.options.length === 1) this.choose(0);
    }

    open(isOpen) {
      // An answer that comes late would open the list again over what is chosen.
      if (!isOpen) this.stopLooking();
      this.list.hidden = !isOpen;
      this.input.setAttribute("aria-expanded", String(isOpen));
      if (!isOpen) this.input.removeAttribute("aria-activedescendant");
    }
  }

  const start = (root) => {
    // A select that has become a combobox is hidden.
    for (const select of root.querySelectorAll("select[data-combobox]:not([hidden])")) new Combobox(select);
  };
  document.addEventListener("htmx:load", (event) => start(event.detail.elt));
  start(document);
})();
