// A red strip, only while an emergency waits for somebody to take it.
(() => {
  "use strict";
  const { api, desk, Live, make, note, phone, words } = window.receptionist;

  class OwnerAlarm extends Live {
    build() {
      this.setAttribute("role", "alert");
      this.emergencies();
      this.onNews(["conversation"], () => this.emergencies());
    }

    async emergencies() {
      try {
        const { open_emergencies: open } = await api.get("/v1/owner/summary/today");
        this.replaceChildren(...open.map((talk) => this.emergency(talk)));
      } catch (error) {
        if (error.status === undefined) throw error;
        this.replaceChildren();
      }
    }

    emergency(talk) {
      const mine = make("button", { class: "button small", type: "button", text: "I have it" });
      mine.addEventListener("click", async () => {
        mine.disabled = true;
        try {
          await api.post(`/v1/owner/conversations/${encodeURIComponent(talk.id)}/takeover`);
          note("It is yours: nobody else is alerted any more. Ring them now.");
          desk.tell("conversation", talk.id);
        } catch (error) {
          mine.disabled = false;
          note(error.message);
        }
      });
      return make(
        "section",
        { class: "strip" },
        make("p", { class: "strip-words" }, make("strong", { text: `Emergency: ${words.plain(talk.emergency_reason).toLowerCase() || "see the conversation"}. ` }), `${talk.customer_name || "Caller"} ${phone(talk.phone)}, since ${words.clock(talk.started_at)}. Nobody has taken it yet.`),
        talk.phone ? words.ring(talk.phone, "Ring now") : null,
        mine,
        make("a", { class: "button small", href: desk.link("talks", talk.id), text: "What was said" }),
      );
    }
  }

  customElements.define("owner-alarm", OwnerAlarm);
})();
