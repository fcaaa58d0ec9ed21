// Who waits for the owner: people to ring back, visits that want a new time, texts that nobody answered.
(() => {
  "use strict";
  const { api, desk, fill, Live, make, moveVisit, note, phone, words } = window.receptionist;

  const SOUND = /^https:\/\//;

  class OwnerWaiting extends Live {
    build() {
      this.counts = {};
      this.total = make("p", { class: "empty", role: "status" });
      this.replaceChildren(
        make(
          "section",
          { class: "card stack", "aria-labelledby": "waiting-title" },
          make("header", { class: "card-head" }, make("h2", { id: "waiting-title", text: "Waiting for you" }), this.total),
          this.group("callbacks", "To ring back", () => api.get("/v1/owner/callbacks?status=OPEN&limit=50").then((page) => page.items), (one) => this.callback(one), "Nobody waits for a call back. Missed calls, voicemails and messages appear here.", ["callback"]),
          this.group("reschedules", "Want a new time", () => api.get("/v1/owner/reschedules").then((found) => found.reschedules), (one) => this.reschedule(one), "Nobody wants a new time. Who answers R to a reminder appears here.", ["appointment"]),
          this.group("texts", "Unanswered texts", () => this.unanswered(), (one) => this.text(one), "Every text is answered.", ["sms", "conversation"]),
        ),
      );
    }

    group(key, title, load, item, empty, kinds) {
      const body = make("div", {});
      const reload = fill(body, {
        load,
        show: (items) => {
          this.counts[key] = items.length;
          this.count();
          return items.length ? make("ul", { class: "lines" }, ...items.map(item)) : null;
        },
        empty,
        lines: 2,
      });
      this.onNews(kinds, reload);
      return make("section", { id: `waiting-${key}` }, make("h3", { text: title }), body);
    }

    count() {
      const { callbacks = 0, reschedules = 0, texts = 0 } = this.counts;
      const parts = [
        callbacks && words.count(callbacks, "callback", "callbacks"),
        reschedules && words.count(reschedules, "reschedule", "reschedules"),
        texts && words.count(texts, "unanswered text", "unanswered texts"),
      ].filter(Boolean);
      const line = parts.length ? parts.join(", ") : "Nothing";
      if (this.total.textContent !== line) this.total.textContent = line;
    }

    // The last word of a thread is theirs, and nobody of ours has said anything since.
    async unanswered() {
      const { items } = await api.get("/v1/owner/messages?limit=100");
      const seen = new Set();
      const open = items.filter((text) => {
        const other = text.direction === "in" ? text.from : text.to;
        if (text.audience !== "customer" || seen.has(other)) return false;
        seen.add(other);
        return text.direction === "in" && text.kind !== "consent";
      });
      return Promise.all(open.map(async (text) => ({ ...text, talk: await this.thread(text.from) })));
    }

    async thread(number) {
      const { items } = await api.get(`/v1/crm/conversations?channel=sms&limit=1&q=${encodeURIComponent(number)}`);
      return items[0];
    }

    callback(one) {
      const who = one.customer_name || phone(one.phone) || "Unknown number";
      const done = make("button", { class: "button small", type: "button", "data-key": `done-${one.id}`, text: "Tick off", "aria-label": `Tick off ${who}` });
      done.addEventListener("click", () => this.tick(one, who, done));
      return make(
        "li",
        { class: "line" },
        make(
          "div",
          { class: "grow" },
          make("p", {}, make("strong", { text: who }), " ", words.tag(words.reason(one.reason), "waiting")),
          make("p", { class: "empty", text: [one.attempts > 1 && `${one.attempts} times, last`, words.lately(one.last_seen)].filter(Boolean).join(" ") }),
          one.transcript ? make("blockquote", { text: one.transcript }) : null,
          one.notes ? make("p", { class: "empty", text: one.notes }) : null,
          make(
            "p",
            { class: "row" },
            SOUND.test(one.recording_url || "") ? make("a", { href: one.recording_url, target: "_blank", rel: "noopener noreferrer", text: "Play the recording" }) : null,
            one.conversation_id ? make("a", { href: desk.link("talks", one.conversation_id), text: "What was said" }) : null,
          ),
        ),
        one.phone ? words.ring(one.phone, "Ring") : null,
        done,
      );
    }

    async tick(one, who, button) {
      const path = `/v1/owner/callbacks/${encodeURIComponent(one.id)}`;
      const set = async (status) => {
        await api.patch(path, { status });
        desk.tell("callback", one.id);
      };
      button.disabled = true;
      try {
        await set("DONE");
        note(`${who} is ticked off.`, () => set("OPEN").catch((error) => note(error.message)));
      } catch (error) {
        button.disabled = false;
        note(error.message);
      }
    }

    reschedule(visit) {
      const move = make("button", { class: "button small", type: "button", "data-key": `move-${visit.id}`, text: "Move…", "aria-label": `Move ${visit.customer_name}` });
      move.addEventListener("click", async () => {
        try {
          moveVisit(await api.get(`/v1/crm/appointments/${encodeURIComponent(visit.id)}`));
        } catch (error) {
          note(error.message);
        }
      });
      return make(
        "li",
        { class: "line" },
        make("div", { class: "grow" }, make("strong", { text: visit.customer_name }), make("p", { class: "empty", text: `Was ${words.span(visit)}` })),
        move,
      );
    }

    text(text) {
      const who = text.talk?.customer_name || phone(text.from);
      return make(
        "li",
        { class: "line" },
        make("div", { class: "grow" }, make("strong", { text: who }), make("span", { class: "empty", text: ` ${words.lately(text.created_at)}` }), make("blockquote", { text: text.body })),
        text.talk
          ? make("a", { class: "button small", href: desk.link("talks", text.talk.id), text: "Answer", "aria-label": `Answer ${who}` })
          : words.ring(text.from, "Ring"),
      );
    }
  }

  customElements.define("owner-waiting", OwnerWaiting);
})();
