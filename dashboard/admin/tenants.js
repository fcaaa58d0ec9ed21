// All tenants in a table: how busy, when last, and whether something is wrong.
(() => {
  "use strict";
  const { api, createTenant, fill, Live, make, makeDemo, note, phone, say } = window.receptionist;

  class AdminTenants extends Live {
    build() {
      const body = make("div", {});
      this.find = make("input", { type: "search", placeholder: "Name or number", "aria-label": "Find a tenant", class: "narrow" });
      const create = make("button", { class: "button primary", type: "button", "data-key": "create", text: "New tenant", onclick: () => createTenant() });
      const demo = make("button", { class: "button", type: "button", "data-key": "demo", text: "Demo tenants" });
      demo.addEventListener("click", () => makeDemo(demo));
      const csv = make("button", { class: "button", type: "button", text: "Usage as CSV" });
      csv.addEventListener("click", () => api.download("/v1/admin/businesses/usage.csv?days=30", "usage.csv").then(() => note("Saved as usage.csv."), (error) => note(error.message)));
      this.replaceChildren(make("section", { class: "card stack tight" }, make("div", { class: "row" }, this.find, create, demo, csv), body));
      const reload = fill(body, {
        load: () => this.load(),
        show: (rows) => (rows.length ? this.table(rows) : null),
        empty: "Tenants appear here. Make the first one with New tenant, or look around with Demo tenants.",
        lines: 4,
      });
      this.onNews(["all"], reload);
      this.find.addEventListener("input", () => this.filter());
    }

    async load() {
      const [tenants, usage, health] = await Promise.all([say.all("/v1/admin/businesses"), say.all("/v1/admin/businesses/usage?days=30"), api.get("/v1/admin/twilio/health")]);
      const used = new Map(usage.map((one) => [one.business_id, one]));
      return tenants.map((tenant) => ({ tenant, usage: used.get(tenant.id), twilio: health.by_business[tenant.id] }));
    }

    table(rows) {
      const heads = [["Tenant"], ["State"], ["Calls, 30 days", "number"], ["Trend"], ["Texts", "number"], ["Booked", "number"], ["Emergencies", "number"], ["Last active"]];
      this.shown = say.table("Tenants", heads, rows.map((row) => this.row(row)));
      this.filter();
      return this.shown;
    }

    row({ tenant, usage, twilio }) {
      const calls = usage?.calls ?? 0;
      return [
        make(
          "span",
          {},
          make("a", { href: say.link("tenants", tenant.id), text: tenant.name }),
          make("span", { class: "empty block", text: phone(tenant.phone_number) || "No number yet" }),
        ),
        AdminTenants.state(tenant, twilio),
        calls,
        say.spark((usage?.by_day || []).map((day) => day.calls), `${say.count(calls, "call", "calls")} in 30 days`),
        (usage?.texts_in ?? 0) + (usage?.texts_out ?? 0),
        usage?.bookings ?? 0,
        usage?.emergencies ?? 0,
        say.at(usage?.last_activity_at),
      ];
    }

    static state(tenant, twilio) {
      if (tenant.status === "SUSPENDED") return say.tag("Suspended", "waiting");
      const errors = (twilio?.voice_errors || 0) + (twilio?.sms_errors || 0);
      if (errors) return say.tag(say.count(errors, "webhook error", "webhook errors"), "danger");
      return tenant.phone_number ? say.tag("Well", "good") : say.tag("No number", "info");
    }

    filter() {
      const wanted = this.find.value.trim().toLowerCase();
      const digits = wanted.replaceAll(/\D/g, "");
      for (const row of this.shown?.querySelectorAll("tbody tr") || []) {
        const text = row.firstChild.textContent.toLowerCase();
        row.hidden = !(text.includes(wanted) || (digits && text.replaceAll(/\D/g, "").includes(digits)));
      }
    }
  }

  customElements.define("admin-tenants", AdminTenants);
})();
