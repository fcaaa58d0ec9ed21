// Signing in: which key goes where, kept in this tab only.
(() => {
  "use strict";
  const { api, make } = window.receptionist;

  class OwnerSignIn extends HTMLElement {
    // `problem`: why one is asked; empty at the first time.
    ask(problem) {
      const known = api.connection;
      const field = (name, label, hint, type, value) =>
        make(
          "label",
          { class: "field" },
          make("span", { text: label }),
          make("input", { name, type, value: value || "", autocomplete: "off", spellcheck: "false" }),
          make("small", { class: "empty", text: hint }),
        );
      const form = make(
        "form",
        { class: "card stack sign-in", "aria-labelledby": "sign-in-title" },
        make("h1", { id: "sign-in-title", text: "Your receptionist's desk" }),
        problem ? make("p", { class: "notice error", role: "alert", text: problem }) : null,
        field("owner", "Owner token (X-Owner-Token)", "The one secret that opens this page. Your operator gave it to you when your business was set up, and can make a new one on the operator's page.", "password", known.owner),
        make(
          "details",
          { open: api.needsBackend || Boolean(known.business || known.key) },
          make("summary", { text: "Another address, or a development set-up" }),
          make(
            "div",
            { class: "stack" },
            field("backend", "Address of the service", "Where it runs, such as https://desk.example or http://localhost:8000.", "url", known.backend || api.base),
            field("key", "Business key (X-API-Key)", "Only where the token is the deployment's own (OWNER_DASHBOARD_TOKEN): it says whose desk this is.", "password", known.key),
            make("p", { class: "notice", text: "A development set-up started with make run asks for nothing: leave both secrets empty." }),
          ),
        ),
        make("div", { class: "row" }, make("button", { class: "button primary", text: "Open my desk" })),
        make("p", { class: "empty", text: "Kept in this tab only, and gone when you close it." }),
      );
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        const given = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value.trim()]));
        if (given.backend === location.origin) given.backend = "";
        api.connect(given);
        document.dispatchEvent(new CustomEvent("receptionist:connected"));
      });
      this.replaceChildren(make("main", { id: "main", class: "page" }, form));
      form.querySelector(api.needsBackend ? '[name="backend"]' : "input").focus();
    }
  }

  customElements.define("owner-sign-in", OwnerSignIn);
})();
