// Asks for what the page needs and does not have: the backend's address when opened from disk, keys where required.
(() => {
  "use strict";
  const { api, make } = window.receptionist;

  class TryConnection extends HTMLElement {
    connectedCallback() {
      document.addEventListener("receptionist:locked", () => this.show(true));
      if (api.needsBackend) this.show(false);
    }

    show(locked) {
      this.hidden = false;
      const known = api.connection;
      const field = (name, label, hint, type) =>
        make(
          "label",
          { class: "field" },
          make("span", { text: label }),
          make("input", { name, type, value: known[name] || "", autocomplete: "off", spellcheck: "false" }),
          make("small", { class: "empty", text: hint }),
        );
      const form = make(
        "form",
        { class: "card stack" },
        make("h2", { text: locked ? "This receptionist asks for a key" : "Where does the receptionist run?" }),
        field("backend", "Address of the service", "For example http://localhost:8000", "url"),
        field("key", "Business key (X-API-Key)", "Opens this business's calls; make run prints a link that holds it.", "password"),
        field("owner", "Owner token (X-Owner-Token)", "Only to see the texts that went out.", "password"),
        make("div", { class: "row" }, make("button", { class: "button primary", text: "Connect" })),
        make("p", { class: "empty", text: "Kept in this tab only, and gone when you close it." }),
      );
      form.querySelector('[name="backend"]').value = known.backend || api.base;
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        api.connect(Object.fromEntries(new FormData(form)));
        this.hidden = true;
        document.dispatchEvent(new CustomEvent("receptionist:connected"));
      });
      this.replaceChildren(form);
      form.querySelector("input").focus();
    }
  }

  customElements.define("try-connection", TryConnection);
})();
