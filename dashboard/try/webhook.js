// Where to point a Twilio number, ready to copy.
(() => {
  "use strict";
  const { api, make } = window.receptionist;

  class TryWebhook extends HTMLElement {
    connectedCallback() {
      this.render();
      document.addEventListener("receptionist:connected", () => this.render());
      document.addEventListener("receptionist:business", (event) => this.render(event.detail.id));
    }

    // With several businesses the address says whose number it is.
    render(business = "default_business") {
      const whose = business === "default_business" ? "" : `?business_id=${encodeURIComponent(business)}`;
      const address = `${api.base}/twilio/voice${whose}`;
      const local = /\/\/(localhost|127\.)/.test(address);
      const copy = make("button", { class: "button", type: "button", text: "Copy" });
      copy.addEventListener("click", async () => {
        await navigator.clipboard.writeText(address);
        copy.textContent = "Copied";
      });
      this.replaceChildren(
        make(
          "section",
          { class: "card stack" },
          make("h2", { text: "Point your Twilio number here" }),
          make("p", { class: "address-line" }, make("code", { text: address }), copy),
          make("p", {
            class: "empty",
            text: local
              ? "As the number's Voice webhook (POST), and the same with /twilio/sms for messages. Twilio needs a public https address in front of this machine; see the README."
              : "As the number's Voice webhook (POST), and the same with /twilio/sms for messages.",
          }),
        ),
      );
    }
  }

  customElements.define("try-webhook", TryWebhook);
})();
