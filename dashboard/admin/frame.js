// The page around it all: signing in, the rail or the bar of tabs, and one view at a time.
(() => {
  "use strict";
  const { api, make, say, trouble } = window.receptionist;

  const VIEWS = {
    tenants: ["Tenants", "☰", "admin-tenants"],
    health: ["Telephone", "☏", "admin-health"],
    system: ["System", "⚙", "admin-system"],
    audit: ["Audit", "✎", "admin-audit"],
  };

  class AdminFrame extends HTMLElement {
    connectedCallback() {
      document.addEventListener("receptionist:connected", () => this.start());
      window.addEventListener("hashchange", () => this.go());
      if (api.needsBackend) this.ask("");
      else this.start();
    }

    async start() {
      this.replaceChildren(make("main", { id: "main", class: "page stack" }, make("div", { class: "skeleton tall" }), make("div", { class: "skeleton tall" })));
      try {
        await api.get("/v1/admin/businesses?limit=1");
      } catch (error) {
        if (error.status === undefined) throw error;
        if (error.status === 401 || error.status === 403) this.ask(api.connection.admin ? error.message : "");
        else this.replaceChildren(make("main", { id: "main", class: "page stack" }, trouble(error, () => this.start()), make("button", { class: "button", type: "button", text: "Another address or key", onclick: () => this.ask("") })));
        return;
      }
      this.build();
      this.go();
    }

    ask(problem) {
      const card = document.createElement("admin-sign-in");
      this.replaceChildren(card);
      card.ask(problem);
    }

    build() {
      this.links = Object.entries(VIEWS).map(([view, [name, shape]]) =>
        make("a", { href: say.link(view), "data-view": view }, make("span", { class: "tab-shape", "aria-hidden": "true", text: shape }), make("span", { text: name })),
      );
      const leave = make("button", { class: "button small quiet", type: "button", text: "Sign out" });
      leave.addEventListener("click", () => {
        api.connect({ admin: "", business: "" });
        this.ask("");
      });
      const fresh = make("button", { class: "button small", type: "button", text: "Look again", onclick: () => say.tell() });
      this.heading = make("h1", { tabindex: "-1" });
      this.views = make("div", {});
      const main = make("main", { id: "main", class: "desk" }, make("div", { class: "desk-head" }, this.heading, fresh), this.views);
      this.replaceChildren(
        make("div", { class: "frame" }, make("header", { class: "rail" }, make("p", { class: "rail-name", text: "Operator" }), make("nav", { class: "tabs", "aria-label": "Operator" }, ...this.links), leave), main),
      );
      this.opened = {};
    }

    // Views are made when they are first opened, and stay.
    go() {
      if (!this.views?.isConnected) return;
      const { view: asked, id } = say.place();
      const view = VIEWS[asked] ? asked : "tenants";
      const [name, , part] = VIEWS[view];
      const shown = view === "tenants" && id ? "admin-tenant" : part;
      if (!this.opened[shown]) {
        this.opened[shown] = document.createElement(shown);
        this.views.append(this.opened[shown]);
      }
      for (const [other, node] of Object.entries(this.opened)) node.hidden = other !== shown;
      for (const link of this.links) {
        if (link.dataset.view === view) link.setAttribute("aria-current", "page");
        else link.removeAttribute("aria-current");
      }
      const title = shown === "admin-tenant" ? "Tenant" : name;
      if (this.heading.textContent !== title) {
        const moved = this.heading.textContent !== "";
        this.heading.textContent = title;
        document.title = `${title}, operator`;
        window.scrollTo(0, 0);
        if (moved) this.heading.focus();
      }
      document.dispatchEvent(new CustomEvent("receptionist:place"));
    }
  }

  customElements.define("admin-frame", AdminFrame);
})();
