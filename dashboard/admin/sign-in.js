// Signing in: the operator's key, kept in this tab only.
(() => {
  "use strict";
  const { api, make } = window.receptionist;

  class AdminSignIn extends HTMLElement {
    // `problem`: why one is asked; empty at the first time.
    ask(problem) {
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
        make("h1", { id: "sign-in-title", text: "Operator" }),
        problem ? make("p", { class: "notice error", role: "alert", text: problem }) : null,
        field("admin", "Admin key (X-Admin-API-Key)", "The deployment's ADMIN_API_KEY. It opens every tenant, so it belongs to the operator alone; owners have their own token and page.", "password", api.connection.admin),
        field("backend", "Address of the service", "Where it runs, such as https://desk.example or http://localhost:8000.", "url", api.connection.backend || api.base),
        make("p", { class: "notice", text: "A development set-up without ADMIN_API_KEY asks for nothing: leave the key empty." }),
        make("div", { class: "row" }, make("button", { class: "button primary", text: "Sign in" })),
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

  customElements.define("admin-sign-in", AdminSignIn);
})();
