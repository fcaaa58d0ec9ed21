// One conversation: who said what, what was understood in the margin, and what the owner makes of it.
(() => {
  "use strict";
  const { api, composer, desk, fill, Live, make, note, phone, words } = window.receptionist;

  const SPEAKER = { caller: "Caller", assistant: "Assistant", owner: "You" };

  const INTENT = {
    schedule: "wants a visit",
    reschedule: "wants another time",
    cancel: "wants to cancel",
    emergency: "has an emergency",
    faq: "asks a question",
    human: "wants a person",
    message: "leaves a message",
    confirm: "says yes",
    deny: "says no",
    greeting: "says hello",
    goodbye: "says good-bye",
    repeat: "asks again",
    other: "says something else",
  };

  class OwnerTalk extends Live {
    build() {
      this.talkId = this.getAttribute("talk");
      this.path = `/v1/crm/conversations/${encodeURIComponent(this.talkId)}`;
      this.head = make("div", { class: "stack tight" });
      this.log = make("div", { class: "transcript", role: "log", "aria-label": "What was said", tabindex: "0" });
      this.foot = make("div", { class: "stack" });
      this.replaceChildren(
        make("section", { class: "card stack" }, make("a", { class: "back", href: desk.link("talks"), text: "← All conversations" }), this.head, this.log, this.foot),
      );
      this.reload = fill(this.head, { load: () => this.load(), show: (found) => this.show(found), lines: 4 });
      this.onNews(["conversation", "sms"], (news) => (!news.id || news.kind === "sms" || news.id === this.talkId) && this.reload());
    }

    async load() {
      const talk = await api.get(this.path);
      const person = talk.customer_id ? await api.get(`/v1/crm/customers/${encodeURIComponent(talk.customer_id)}`).catch(() => null) : null;
      return { talk, person };
    }

    show({ talk, person }) {
      this.said(talk);
      if (!this.foot.childElementCount || this.drawn !== `${talk.taken_over}${person?.sms_opt_out}`) this.controls(talk, person);
      this.drawn = `${talk.taken_over}${person?.sms_opt_out}`;
      const who = talk.customer_name || phone(talk.phone) || "Unknown caller";
      return [
        make("div", { class: "card-head" }, make("h2", { text: who }), talk.phone ? words.ring(talk.phone) : null),
        make(
          "p",
          { class: "row" },
          words.tag(words.CHANNEL[talk.channel]),
          words.outcomeTag(talk),
          words.alarmTag(talk),
          talk.language === "es" ? words.tag("Spanish") : null,
          make("span", { class: "empty", text: words.at(talk.started_at) }),
        ),
        talk.summary ? make("p", { text: talk.summary }) : null,
        talk.is_emergency
          ? make("p", { class: "notice error", text: `Why it is an emergency: ${words.plain(talk.emergency_reason).toLowerCase() || "what was said below"}.` })
          : null,
        make(
          "p",
          { class: "row" },
          talk.customer_id ? make("a", { href: desk.link("people", talk.customer_id), text: "Their page" }) : null,
          talk.appointment_id ? make("button", { class: "link", type: "button", "data-key": "visit", text: "The visit", onclick: () => this.visit(talk) }) : null,
        ),
      ].filter(Boolean);
    }

    async visit(talk) {
      try {
        window.receptionist.showVisit(await api.get(`/v1/crm/appointments/${encodeURIComponent(talk.appointment_id)}`));
      } catch (error) {
        note(error.message);
      }
    }

    // Only what is new is added, so that a screen reader reads just that.
    said(talk) {
      const shown = this.log.querySelectorAll(".turn").length;
      if (talk.messages.length < shown || !shown) this.log.replaceChildren();
      const fresh = talk.messages.slice(this.log.childElementCount);
      this.log.append(...fresh.map((message) => this.turn(message)));
      if (!talk.messages.length) this.log.replaceChildren(make("p", { class: "empty", text: "Nothing was said, or its words are forgotten by now." }));
      if (fresh.length) this.log.scrollTop = this.log.scrollHeight;
    }

    turn(message) {
      const notes = (message.understood || "").replaceAll("_", " ").replace(/^intent: (\w+)/, (_, intent) => INTENT[intent] || intent).split("; ").filter(Boolean);
      const margin = notes.map((line) => make("li", { class: line.startsWith("emergency: ") && !line.includes("no, negated") ? "alarm" : "", text: line }));
      return make(
        "div",
        { class: `turn ${message.role}` },
        make(
          "div",
          { class: `bubble ${message.role}` },
          make("small", { text: `${SPEAKER[message.role] || message.role}, ${words.clock(message.at)}` }),
          make("p", { text: message.text }),
        ),
        margin.length ? make("ul", { class: "margin", "aria-label": "Understood" }, ...margin) : null,
      );
    }

    controls(talk, person) {
      const change = (label, fields, done) => async () => {
        try {
          await api.patch(this.path, fields());
          note(done);
          desk.tell("conversation", this.talkId);
        } catch (error) {
          note(error.message);
        }
      };
      const hand = make("button", { class: talk.taken_over ? "button small" : "button small primary", type: "button", "data-key": "hand", text: talk.taken_over ? "Hand back" : "Take over" });
      hand.addEventListener("click", () => this.hand(talk, hand));
      let flagged = talk.flagged_for_review;
      const flag = make("button", { class: "button small", type: "button", "aria-pressed": String(flagged), text: "Flag for review" });
      flag.addEventListener("click", async () => {
        flagged = !flagged;
        flag.setAttribute("aria-pressed", String(flagged));
        await change("", () => ({ flagged_for_review: flagged }), flagged ? "Flagged for review." : "No longer flagged.")();
      });
      const outcome = make(
        "select",
        { name: "outcome" },
        make("option", { value: "", text: "Not known" }),
        ...Object.entries(words.OUTCOME).map(([key, [label]]) => make("option", { value: key, text: label, selected: key === talk.outcome })),
      );
      outcome.addEventListener("change", change("", () => ({ outcome: outcome.value || null }), "Outcome corrected."));
      const notes = make("textarea", { name: "notes", rows: "2", maxlength: "4000" });
      notes.value = talk.notes;
      const keep = make("button", { class: "button small", type: "button", text: "Save note", onclick: change("", () => ({ notes: notes.value }), "Note saved.") });
      const label = (text, field) => make("label", { class: "field" }, make("span", { text }), field);
      this.foot.replaceChildren(
        make(
          "div",
          { class: "row" },
          hand,
          flag,
          make("span", { class: "empty grow", text: talk.taken_over ? "The assistant is silent in this conversation until you hand it back." : "The assistant answers here." }),
        ),
        talk.phone
          ? composer({ to: { phone: talk.phone }, name: talk.customer_name || phone(talk.phone), stopped: person?.sms_opt_out, label: "Reply by text", sent: () => desk.tell("sms") })
          : make("p", { class: "empty", text: "No phone number is known here, so nobody can be texted." }),
        make("details", {}, make("summary", { text: "Outcome and note" }), make("div", { class: "stack tight" }, label("Outcome", outcome), label("Note", notes), make("div", { class: "row" }, keep))),
      );
    }

    async hand(talk, button) {
      button.disabled = true;
      try {
        await api.post(`/v1/owner/conversations/${encodeURIComponent(this.talkId)}/${talk.taken_over ? "handback" : "takeover"}`);
        note(talk.taken_over ? "The assistant answers here again." : "It is yours: the assistant is silent here.");
        desk.tell("conversation", this.talkId);
      } catch (error) {
        note(error.message);
      } finally {
        button.disabled = false;
      }
    }
  }

  customElements.define("owner-talk", OwnerTalk);
})();
