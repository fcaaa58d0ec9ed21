// The texts that went out because of this conversation, as a phone would show them.
(() => {
  "use strict";
  const { api, make, phone, when } = window.receptionist;

  const AUDIENCE = { owner: ["To the owner", "info"], customer: ["To the customer", "good"] };

  class TryTexts extends HTMLElement {
    connectedCallback() {
      this.list = make("ul", { class: "stack", "aria-live": "polite" });
      this.replaceChildren(
        make("section", { class: "card" }, make("h2", { text: "Texts that went out" }), this.list),
      );
      this.before = new Set();
      this.show([]);
      // What went out before this call is not its doing.
      document.addEventListener("receptionist:ring", async () => {
        this.show([]);
        const page = await api.get("/v1/owner/messages?direction=out&limit=50").catch(() => ({ items: [] }));
        this.before = new Set(page.items.map((text) => text.id));
      });
      document.addEventListener("receptionist:turn", (event) => this.load(event.detail.zone));
    }

    async load(zone) {
      let page;
      try {
        page = await api.get("/v1/owner/messages?direction=out&limit=20");
      } catch (error) {
        this.say(error.status === 401 || error.status === 403 ? "An owner token is needed to see them." : error.message);
        return;
      }
      this.show(page.items.filter((text) => !this.before.has(text.id)), zone);
    }

    say(sentence) {
      this.list.replaceChildren(make("li", { class: "empty", text: sentence }));
    }

    show(texts, zone) {
      if (!texts.length) {
        this.say("The confirmation to the customer and the alert to the owner appear here. In development none is really sent.");
        return;
      }
      this.list.replaceChildren(
        ...texts.map((text) => {
          const [label, kind] = AUDIENCE[text.audience];
          return make(
            "li",
            { class: "text-note" },
            make(
              "header",
              {},
              make("span", { class: `tag ${kind}`, text: label }),
              make("span", { text: phone(text.to) }),
              make("span", { text: when(text.created_at, zone, { hour: "numeric", minute: "2-digit" }) }),
              make("span", { text: text.reason ? `${text.status}: ${text.reason}` : text.status }),
            ),
            make("p", { text: text.body }),
          );
        }),
      );
    }
  }

  customElements.define("try-texts", TryTexts);
})();
