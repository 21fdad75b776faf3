// Keeps what is typed as a draft on the server. Never stands in the way of the form,
// and leaves nothing in the browser.
"use strict";

(() => {
  const WAIT_MS = 1500;
  const RETRY_MS = [5000, 10000, 30000, 60000];
  const TIMEOUT_MS = 20000;
  // Browsers send no more than 64 KB for a page that is going away.
  const LAST_WORDS_BYTES = 60000;

  class Draft {
    constructor(form) {
      this.form = form;
      this.mark = form.querySelector("[data-draft-mark]");
      this.status = form.querySelector("[data-draft-status]");
      // Beside its own form: a page may hold several.
      this.discard = form.parentElement.querySelector(":scope > [data-draft-discard]");
      this.kind = "";
      this.failures = 0;
      this.isOver = false;
      this.isLeaving = false;
      // A page may come with words that only it holds, such as those typed before signing in.
      const isUnsaved = form.dataset.draftUnsaved !== undefined;
      this.saved = isUnsaved ? "" : this.typed().toString();
      this.listen();
    }

    listen() {
      this.form.addEventListener("input", () => this.later(WAIT_MS));
      this.form.addEventListener("change", (event) => {
        // A file was added: there is a draft now, whatever else was typed.
        if (event.target.matches("[data-upload-count]")) this.offerDiscard(event.target.value);
        this.later(WAIT_MS);
      });
      // On the window, so that whoever stops a submit has done so already. What was
      // typed last goes along: when the submit arrives first, the server drops it.
      window.addEventListener("submit", (event) => {
        if (event.defaultPrevented) return;
        if (event.target === this.form) this.save({ isLast: true });
        if (event.target === this.form || event.target === this.discard) this.leave();
      });
      window.addEventListener("pagehide", () => this.save({ isLast: true }));
      document.addEventListener("visibilitychange", () => {
        if (document.visibilityState === "hidden") this.save({ isLast: true });
        // Back from another tab, perhaps from signing in there.
        else this.later(0);
      });
      window.addEventListener("focus", () => this.later(0));
      window.addEventListener("online", () => this.later(0));
      window.addEventListener("pageshow", (event) => {
        if (event.persisted) this.isLeaving = false;
        this.later(WAIT_MS);
      });
    }

    typed() {
      const words = new URLSearchParams();
      for (const [name, value] of new FormData(this.form)) {
        if (typeof value === "string") words.append(name, value);
      }
      words.delete("csrfmiddlewaretoken");
      return words;
    }

    leave() {
      this.isLeaving = true;
      window.clearTimeout(this.timer);
    }

    later(wait) {
      if (this.isOver || this.isLeaving) return;
      window.clearTimeout(this.timer);
      this.timer = window.setTimeout(() => this.save(), wait);
    }

    async save({ isLast = false } = {}) {
      const words = this.typed();
      const text = words.toString();
      if (this.isOver || this.isLeaving || text === this.saved) return;
      window.clearTimeout(this.timer);
      // The newest words win, so an older save must not arrive after them.
      this.running?.abort();
      const running = new AbortController();
      this.running = running;
      const timeout = window.setTimeout(() => running.abort(), TIMEOUT_MS);
      try {
        const response = await this.post(words, {
          keepalive: isLast && text.length < LAST_WORDS_BYTES,
          signal: running.signal,
        });
        await this.answered(response, text);
      } catch {
        if (this.running === running) this.failed();
      } finally {
        window.clearTimeout(timeout);
        if (this.running === running) this.running = null;
      }
    }

    post(words, options) {
      words.set("csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken.value);
      return fetch(this.form.dataset.draftUrl, {
        method: "POST",
        body: words,
        headers: { Accept: "application/json" },
        credentials: "same-origin",
        redirect: "error",
        ...options,
      });
    }

    async answered(response, text) {
      if (response.status === 403) {
        // Once at a time: where a fresh secret does not help, waiting does.
        const isWorthIt = this.failures === 0 || this.kind === "signed-out";
        if (isWorthIt && (await window.renewFormSecret())) {
          this.kind = "";
          this.failures = 1;
          this.later(0);
        } else this.failed();
        return;
      }
      const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
      if (!isJson) {
        this.isOver = response.status === 404;
        this.failed();
        return;
      }
      const answer = await response.json();
      if (response.ok) this.kept(answer, text);
      else this.refused(response.status, answer, text);
    }

    kept(answer, text) {
      this.saved = text;
      this.failures = 0;
      this.say(answer.is_masked ? "masked" : "saved", answer.sentence);
      this.offerDiscard(answer.sentence);
      if (this.typed().toString() !== text) this.later(WAIT_MS);
    }

    offerDiscard(hasSomething) {
      if (this.discard && hasSomething) this.discard.hidden = false;
    }

    refused(status, answer, text) {
      if (status === 401 || status === 429) {
        if (status === 401) this.say("signed-out", answer.sentence);
        this.again();
        return;
      }
      this.say("refused", answer.sentence);
      this.isOver = Boolean(answer.is_spent);
      // Too much to keep: try again only when something was changed.
      this.saved = text;
    }

    failed() {
      const { textOffline, textFailed } = this.form.dataset;
      if (this.kind !== "signed-out") {
        this.say("failed", navigator.onLine ? textFailed : textOffline);
      }
      this.again();
    }

    again() {
      const wait = RETRY_MS[Math.min(this.failures, RETRY_MS.length - 1)];
      this.failures += 1;
      this.later(wait);
    }

    // A screen reader hears a change of kind, not every save.
    say(kind, sentence) {
      if (!sentence) return;
      this.mark.textContent = sentence;
      this.mark.dataset.kind = kind;
      if (kind !== this.kind) this.status.textContent = sentence;
      this.kind = kind;
    }
  }

  const start = (root) => {
    for (const form of root.querySelectorAll("form[data-draft-url]")) new Draft(form);
  };
  // A form that htmx opens in place comes later.
  document.addEventListener("htmx:load", (event) => {
    if (event.detail.elt !== document.body) start(event.detail.elt);
  });
  start(document);
})();
