// The phone: ring, talk or type, hang up. Every turn is announced to the cards beside it.
(() => {
  "use strict";
  const { api, make, voice } = window.receptionist;

  const CALLER = "+18165550142";
  const EXAMPLES = [
    "Hi, this is Maria Lopez, my water heater is leaking, I'm at 4120 Rainbow Boulevard in Kansas City. Can somebody come tomorrow after three?",
    "I smell gas in the kitchen!",
    "Buenas, se me tapó el baño, ¿me pueden mandar a alguien mañana?",
  ];

  const announce = (name, detail) => document.dispatchEvent(new CustomEvent(`receptionist:${name}`, { detail }));

  class TryPhone extends HTMLElement {
    connectedCallback() {
      this.session = null;
      this.language = "en";
      this.zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
      this.build();
      this.idle();
      document.addEventListener("receptionist:connected", () => this.greetBusiness());
      if (!api.needsBackend) this.greetBusiness();
    }

    build() {
      this.name = make("strong", { text: "Receptionist" });
      this.status = make("small", { text: "Not in a call" });
      this.ring = make("button", { class: "button primary", type: "button", text: "Call", onclick: () => this.toggle() });
      this.bubbles = make("div", { class: "bubbles", role: "log", "aria-label": "Conversation", tabindex: "0" });
      this.input = make("input", {
        name: "words",
        autocomplete: "off",
        placeholder: "Say something as a caller…",
        "aria-label": "What you say",
        maxlength: "1500",
      });
      const mic = make("button", { class: "button", type: "button", text: "Talk", onclick: () => this.listen() });
      this.mic = mic;
      const form = make(
        "form",
        { onsubmit: (event) => this.submit(event) },
        this.input,
        voice.canListen ? mic : null,
        make("button", { class: "button primary", text: "Say" }),
      );
      const aloud = make("input", { type: "checkbox", id: "aloud" });
      aloud.className = "tick";
      aloud.addEventListener("change", () => {
        voice.speaking = aloud.checked;
        if (!aloud.checked) voice.quiet();
      });
      const foot = make("div", { class: "phone-foot" }, form);
      if (voice.canSpeak) foot.append(make("label", { class: "row empty" }, aloud, "Speak the answers aloud"));
      this.replaceChildren(
        make(
          "section",
          { class: "phone", "aria-label": "Phone" },
          make("header", { class: "phone-head" }, make("div", {}, this.name, this.status), this.ring),
          this.bubbles,
          foot,
        ),
      );
    }

    idle() {
      const list = make("ul", { class: "suggestions" });
      for (const example of EXAMPLES) {
        const button = make("button", { class: "button", type: "button", text: example });
        button.addEventListener("click", () => this.say(example));
        list.append(make("li", {}, button));
      }
      this.bubbles.replaceChildren(
        make("p", { class: "bubble note", text: "Ring, or tap a sentence to ring and say it:" }),
        list,
      );
    }

    async greetBusiness() {
      try {
        const business = await api.get("/v1/owner/business");
        this.name.textContent = business.name;
        this.zone = business.timezone;
        announce("business", business);
      } catch (error) {
        if (error.status === 401) announce("locked");
        else if (error.status === 0) this.bubble("note", error.message);
      }
    }

    async toggle() {
      if (this.session) await this.hangUp();
      else await this.start();
    }

    async start() {
      if (this.session) return true;
      this.ring.disabled = true;
      this.status.textContent = "Ringing…";
      try {
        announce("ring");
        const answer = await api.post("/v1/voice/session/start", { caller_phone: CALLER, lead_source: "try page" });
        this.session = answer.session_id;
        this.bubbles.replaceChildren();
        this.status.textContent = "In a call";
        this.ring.textContent = "Hang up";
        this.ring.className = "button danger";
        announce("start");
        this.hear(answer);
        this.input.focus();
        return true;
      } catch (error) {
        this.status.textContent = "Not in a call";
        if (error.status === 401) announce("locked");
        this.bubble("note", error.message);
        return false;
      } finally {
        this.ring.disabled = false;
      }
    }

    submit(event) {
      event.preventDefault();
      const words = this.input.value.trim();
      if (!words) return;
      this.input.value = "";
      this.say(words);
    }

    // One turn at a time: what is said meanwhile waits for its turn.
    say(words) {
      this.turn = (this.turn || Promise.resolve()).then(() => this.speak(words));
      return this.turn;
    }

    async speak(words) {
      try {
        if (!(await this.start())) return;
        this.bubble("caller", words);
        const answer = await api.post("/v1/voice/session/input", { session_id: this.session, text: words });
        this.hear(answer);
        if (answer.session_state.done) this.ended();
      } catch (error) {
        this.bubble("note", error.message);
        if (error.status === 404 || error.status === 409) this.ended();
      }
    }

    hear(answer) {
      this.language = answer.session_state.language;
      if (answer.reply_text) this.bubble("assistant", answer.reply_text);
      voice.say(answer.reply_text, this.language);
      announce("turn", { ...answer, zone: this.zone, say: (words) => this.say(words) });
    }

    listen() {
      this.mic.textContent = "Listening…";
      voice.listen(this.language, {
        onText: (words) => this.say(words),
        onEnd: () => {
          this.mic.textContent = "Talk";
        },
      });
    }

    async hangUp() {
      const session = this.session;
      this.ended();
      try {
        const ending = await api.post("/v1/voice/session/end", { session_id: session });
        this.bubble("note", ending.summary ? `Noted for the owner: ${ending.summary}` : "Call ended.");
      } catch (error) {
        this.bubble("note", error.message);
      }
    }

    ended() {
      this.session = null;
      this.status.textContent = "Call ended";
      this.ring.textContent = "Call again";
      this.ring.className = "button primary";
      voice.quiet();
    }

    bubble(kind, text) {
      this.bubbles.append(make("p", { class: `bubble ${kind}`, text }));
      this.bubbles.scrollTop = this.bubbles.scrollHeight;
    }
  }

  customElements.define("try-phone", TryPhone);
})();
