// Sends attachments at once when they are chosen, dropped or pasted, each by itself.
// Without it the field is a plain file field that goes with the form.
"use strict";

(() => {
  const AT_ONCE = 2;
  const MEGABYTE = 1024 * 1024;

  const filled = (text, facts) =>
    Object.entries(facts).reduce((all, [name, value]) => all.split(`%(${name})s`).join(value), text);

  class Upload {
    constructor(root) {
      this.root = root;
      this.form = root.closest("form");
      this.list = root.querySelector("[data-upload-list]");
      this.input = root.querySelector("[data-upload-input]");
      this.count = root.querySelector("[data-upload-count]");
      this.status = root.querySelector("[data-upload-status]");
      this.items = [];
      this.held = null;
      root.classList.add("upload--live");
      for (const part of root.querySelectorAll("[data-upload-choose], [data-upload-hint]")) part.hidden = false;
      this.listen();
    }

    listen() {
      this.input.addEventListener("change", (event) => {
        event.stopPropagation();
        this.add([...this.input.files]);
        // What was sent already must not go again with the form.
        this.input.value = "";
      });
      this.root.querySelector("[data-upload-choose]").addEventListener("click", () => this.input.click());
      this.list.addEventListener("click", (event) => this.clicked(event));
      for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
        this.form.addEventListener(kind, (event) => this.dragged(event));
      }
      document.addEventListener("paste", (event) => this.pasted(event));
      this.form.addEventListener("submit", (event) => this.submitted(event), { capture: true });
      window.addEventListener("online", () => this.lost().forEach((item) => this.queue(item)));
      window.addEventListener("beforeunload", (event) => {
        if (this.busy().length > 0 && !this.isLeaving) event.preventDefault();
      });
    }

    text(name, facts = {}) {
      return filled(this.root.dataset[`text${name}`], facts);
    }

    say(sentence) {
      this.status.textContent = sentence;
    }

    busy() { return this.items.filter((item) => ["waiting", "sending"].includes(item.state)); }
    lost() { return this.items.filter((item) => item.state === "lost"); }

    size(bytes) {
      if (bytes < 1024) return this.text("Bytes", { count: bytes });
      if (bytes < MEGABYTE) return this.text("Kb", { count: Math.floor(bytes / 1024) });
      const language = document.documentElement.lang || "en";
      const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
      return this.text("Mb", { count: (bytes / MEGABYTE).toLocaleString(language, digits) });
    }

    // --- Where files come from ---

    dragged(event) {
      if (!event.dataTransfer || ![...event.dataTransfer.types].includes("Files")) return;
      event.preventDefault();
      const isOver = ["dragenter", "dragover"].includes(event.type);
      this.root.classList.toggle("upload--over", isOver);
      if (event.type === "drop") this.add([...event.dataTransfer.files]);
    }

    pasted(event) {
      const isHere = this.form.contains(event.target) || event.target === document.body;
      const board = event.clipboardData;
      // Office copies a picture of its text too: whoever pastes text wants the text.
      if (!isHere || !board || board.types.includes("text/plain")) return;
      const files = [...board.files];
      if (files.length === 0) return;
      event.preventDefault();
      this.add(files.map((file) => this.named(file)));
    }

    // Browsers call every pasted picture image.png.
    named(file) {
      if (!file.type.startsWith("image/")) return file;
      const two = (number) => String(number).padStart(2, "0");
      const now = new Date();
      const day = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join("-");
      const stem = `screenshot-${day}-${two(now.getHours())}${two(now.getMinutes())}`;
      const ending = file.type.split("/")[1].replace("jpeg", "jpg");
      const taken = new Set([...this.list.querySelectorAll("[data-file-name]")].map((name) => name.textContent));
      let name = `${stem}.${ending}`;
      for (let number = 2; taken.has(name); number += 1) name = `${stem}-${number}.${ending}`;
      return new File([file], name, { type: file.type });
    }

    add(files) {
      for (const file of files) {
        const row = this.root.querySelector("[data-upload-row]").content.firstElementChild.cloneNode(true);
        const item = { file, row, name: file.name, state: "waiting" };
        row.querySelector("[data-file-name]").textContent = file.name;
        row.querySelector("[data-file-size]").textContent = this.size(file.size);
        for (const part of row.querySelectorAll("[data-file-of]")) part.textContent = ` ${file.name}`;
        row.querySelector("progress").setAttribute("aria-label", file.name);
        this.list.append(row);
        const refusal = this.refusal(file);
        this.items.push(item);
        if (refusal) this.refuse(item, refusal);
        else this.queue(item);
      }
    }

    // What is sure to be refused need not travel first.
    refusal(file) {
      const { maxBytes, maxCount } = this.root.dataset;
      if (file.size > Number(maxBytes)) return this.text("TooLarge", { name: file.name });
      const many = this.kept() + this.busy().length >= Number(maxCount);
      return many ? this.text("TooMany", { name: file.name }) : "";
    }

    kept() {
      return this.list.querySelectorAll("[data-file]:not(.file--refused):not(.file--failed)").length
        - this.busy().length;
    }

    // --- Sending ---

    queue(item) {
      item.isRenewed = false;
      this.show(item, "waiting");
      item.row.querySelector("[data-file-progress-text]").textContent = this.text("Waiting");
      this.next();
    }

    next() {
      const sending = this.items.filter((item) => item.state === "sending").length;
      const waiting = this.items.filter((item) => item.state === "waiting");
      waiting.slice(0, AT_ONCE - sending).forEach((item) => this.send(item));
      if (this.held && this.busy().length === 0) this.release();
    }

    send(item) {
      this.show(item, "sending");
      this.say(this.text("Sending", { name: item.name }));
      const body = new FormData();
      for (const [name, value] of Object.entries(JSON.parse(this.root.dataset.uploadFields || "{}"))) {
        body.append(name, value);
      }
      body.append("files", item.file, item.file.name);
      const request = new XMLHttpRequest();
      item.request = request;
      request.open("POST", this.root.dataset.uploadUrl);
      request.setRequestHeader("Accept", "application/json");
      request.setRequestHeader("X-CSRFToken", this.secret());
      request.responseType = "json";
      request.upload.addEventListener("progress", (event) => this.progress(item, event));
      request.addEventListener("load", () => this.answered(item, request));
      for (const kind of ["error", "timeout"]) request.addEventListener(kind, () => this.lose(item));
      request.send(body);
    }

    secret() {
      return this.form.querySelector("[name=csrfmiddlewaretoken]").value;
    }

    progress(item, event) {
      if (!event.lengthComputable) return;
      const percent = Math.floor((event.loaded / event.total) * 100);
      item.row.querySelector("progress").value = percent;
      item.row.querySelector("[data-file-progress-text]").textContent =
        percent === 100 ? this.text("Checking") : this.text("Progress", { percent, size: this.size(item.file.size) });
    }

    answered(item, request) {
      const answer = request.response;
      if (request.status === 200 && answer?.files?.length) this.keep(item, answer.files[0]);
      else if (request.status === 200 && answer?.refused?.length) this.refuse(item, answer.refused[0].sentence);
      else if (request.status === 403 && !item.isRenewed) this.renew(item);
      else this.lose(item, answer?.sentence);
      this.next();
    }

    // Somebody who signed in again elsewhere has another form secret now.
    async renew(item) {
      item.isRenewed = true;
      if (await window.renewFormSecret()) this.send(item);
      else this.lose(item);
    }

    keep(item, facts) {
      const { row } = item;
      item.name = facts.name;
      this.show(item, "kept");
      const link = document.createElement("a");
      link.className = "file__name";
      link.dataset.fileName = "";
      link.textContent = facts.name;
      link.href = facts.url || facts.preview_url || "#";
      row.querySelector("[data-file-name]").replaceWith(link);
      for (const part of row.querySelectorAll("[data-file-of]")) part.textContent = ` ${facts.name}`;
      row.querySelector("[data-file-note]").hidden = facts.is_checked;
      row.querySelector("[data-file-remove]").setAttribute("formaction", facts.remove_url);
      if (facts.preview_url) this.preview(row, facts);
      this.say(this.text("Kept", { name: facts.name }));
      this.changed();
    }

    preview(row, facts) {
      const image = document.createElement("img");
      image.className = "file__preview";
      image.alt = this.text("Preview", { name: facts.name });
      image.src = facts.preview_url;
      row.querySelector("[data-file-picture]").replaceChildren(image);
    }

    refuse(item, sentence) {
      this.show(item, "refused", sentence);
      this.say(sentence);
    }

    lose(item, sentence) {
      this.show(item, "lost", sentence || this.text("Lost", { name: item.name }));
      this.say(item.row.querySelector("[data-file-sentence]").textContent);
      this.next();
    }

    show(item, state, sentence = "") {
      const { row } = item;
      item.state = state;
      row.classList.toggle("file--refused", state === "refused");
      row.classList.toggle("file--failed", state === "lost");
      row.querySelector("[data-file-progress]").hidden = !["waiting", "sending"].includes(state);
      row.querySelector("[data-file-refusal]").hidden = !sentence;
      row.querySelector("[data-file-sentence]").textContent = sentence;
      row.querySelector("[data-file-retry]").hidden = state !== "lost";
    }

    // --- Trying again and removing ---

    clicked(event) {
      const row = event.target.closest("[data-file]");
      const item = this.items.find((one) => one.row === row);
      if (event.target.closest("[data-file-retry]")) this.queue(item);
      const remove = event.target.closest("[data-file-remove]");
      if (!remove) return;
      event.preventDefault();
      this.remove(row, item, remove);
    }

    async remove(row, item, button) {
      const name = row.querySelector("[data-file-name]").textContent;
      const address = button.getAttribute("formaction");
      item?.request?.abort();
      if (address && !(await this.removed(address))) {
        this.say(this.text("NotRemoved", { name }));
        return;
      }
      const next = row.nextElementSibling || row.previousElementSibling;
      row.remove();
      this.items = this.items.filter((one) => one !== item);
      (next?.querySelector("[data-file-remove]") || this.input).focus();
      this.say(this.text("Removed", { name }));
      this.changed();
      this.next();
    }

    async removed(address) {
      const headers = { Accept: "application/json", "X-CSRFToken": this.secret() };
      try {
        const answer = await fetch(address, { method: "POST", headers, body: this.fields() });
        // Gone already is as good as removed.
        return (answer.ok && !answer.redirected) || answer.status === 404;
      } catch {
        return false;
      }
    }

    fields() {
      return new URLSearchParams(JSON.parse(this.root.dataset.uploadFields || "{}"));
    }

    // Tells the form that something changed: its box of required information counts files.
    changed() {
      this.count.value = this.kept() || "";
      this.count.dispatchEvent(new Event("change", { bubbles: true }));
    }

    // --- The form itself ---

    submitted(event) {
      // Another address, such as removing a file, need not wait unless it says so.
      const { submitter } = event;
      if (submitter?.hasAttribute("formaction") && submitter.dataset.uploadWaits === undefined) return;
      if (this.busy().length === 0 && this.lost().length === 0) {
        this.isLeaving = true;
        return;
      }
      event.preventDefault();
      event.stopImmediatePropagation();
      this.held = { submitter: event.submitter };
      this.say(this.text("Holding"));
      if (this.busy().length === 0) this.release();
    }

    release() {
      const { submitter } = this.held;
      this.held = null;
      const [lost] = this.lost();
      if (!lost) {
        this.form.requestSubmit(submitter);
        return;
      }
      this.say(this.text("Unsent"));
      lost.row.querySelector("[data-file-retry]").focus();
    }
  }

  const start = (root) => {
    for (const part of root.querySelectorAll("[data-upload][data-upload-url]:not(.upload--live)")) new Upload(part);
  };
  document.addEventListener("htmx:load", (event) => start(event.detail.elt));
  start(document);
})();
