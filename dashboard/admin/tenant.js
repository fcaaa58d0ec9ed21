// One tenant: what it used, its keys, its number, its settings, and whether it is open.
(() => {
  "use strict";
  const { api, card, changeTenant, chart, columns, dialog, editCard, fill, keysCard, Live, make, note, numberCard, say } = window.receptionist;

  const FIGURES = [["calls", "Calls"], ["texts_in", "Texts in"], ["texts_out", "Texts out"], ["sms_segments", "Segments"], ["bookings", "Booked"], ["emergencies", "Emergencies"]];

  class AdminTenant extends Live {
    build() {
      this.body = make("div", { class: "stack" });
      this.replaceChildren(make("p", {}, make("a", { href: say.link("tenants"), text: "All tenants" })), this.body);
      this.listen("receptionist:place", () => this.open());
      this.onNews(["all"], () => this.reload?.());
      this.open();
    }

    open() {
      const { view, id } = say.place();
      if (view !== "tenants" || !id || id === this.tenantId) return;
      this.tenantId = id;
      this.body.replaceChildren();
      this.reload = fill(this.body, { load: () => this.load(id), show: (found) => this.show(found), empty: "", lines: 6 });
    }

    async load(id) {
      const path = `/v1/admin/businesses/${encodeURIComponent(id)}`;
      const [tenant, usage, health] = await Promise.all([api.get(path), api.get(`${path}/usage?days=30`), api.get("/v1/admin/twilio/health")]);
      return { tenant, usage, twilio: health.by_business[id] };
    }

    show({ tenant, usage, twilio }) {
      return [this.head(tenant, usage), this.advice(tenant), make("div", { class: "two" }, this.used(usage), this.calls(usage)), keysCard(tenant), numberCard(tenant, twilio), editCard(tenant)].filter(Boolean);
    }

    head(tenant, usage) {
      const open = tenant.status === "ACTIVE";
      const button = make("button", { class: open ? "button danger" : "button primary", type: "button", "data-key": "status", text: open ? "Suspend…" : "Resume" });
      button.addEventListener("click", () => (open ? this.suspend(tenant) : this.set(tenant, "ACTIVE")));
      return make(
        "section",
        { class: "card row" },
        make(
          "div",
          { class: "grow" },
          make("h2", { text: tenant.name }),
          make("p", { class: "empty", text: `${tenant.id}. Last active: ${say.at(usage.last_activity_at, tenant.timezone)}` }),
        ),
        say.tag(open ? "Active" : "Suspended", open ? "good" : "waiting"),
        make("a", { class: "button", href: `index.html#business=${encodeURIComponent(tenant.id)}`, text: "Open their desk" }),
        button,
      );
    }

    advice(tenant) {
      if (tenant.country !== "US" || tenant.marketing_consent === "required") return null;
      const button = make("button", { class: "button small", type: "button", "data-key": "consent", text: "Require consent" });
      button.addEventListener("click", () => changeTenant(tenant, { marketing_consent: "required" }, `${tenant.name}: marketing texts now need consent on record.`).catch((error) => note(error.message)));
      return make(
        "div",
        { class: "notice row" },
        make("span", { class: "grow", text: "This business texts in the United States, where marketing texts need the customer's consent. Switch the requirement on before the first campaign." }),
        button,
      );
    }

    suspend(tenant) {
      dialog({
        title: `Suspend ${tenant.name}?`,
        body: [make("p", { text: "Its keys stop working. Callers are put through to the owner's phone, or hear that nobody can answer. Nothing is deleted." })],
        actions: [{ label: "Suspend", kind: "danger", run: () => this.change(tenant, "SUSPENDED") }],
      });
    }

    async set(tenant, status) {
      try {
        await this.change(tenant, status);
      } catch (error) {
        note(error.message);
      }
    }

    change(tenant, status) {
      return changeTenant(tenant, { status }, `${tenant.name} is ${status === "ACTIVE" ? "open again" : "suspended"}.`);
    }

    used(usage) {
      return card("What did it use in 30 days?", make("div", { class: "stack tight" }, say.facts([...FIGURES.map(([field, label]) => [label, usage[field]]), ["Texts cost about", `$${(usage.sms_cost_cents / 100).toFixed(2)}`]])));
    }

    calls(usage) {
      const rows = usage.by_day.map((day) => ({ label: day.date.slice(5), value: day.calls, part: day.bookings, day }));
      return chart({
        title: "When was it rung?",
        sentence: `${say.count(usage.calls, "call", "calls")} and ${say.count(usage.bookings, "booking", "bookings")} in 30 days.`,
        rows,
        kind: columns,
        heads: ["Day", "Calls", "Booked", "Texts in", "Texts out"],
        cells: ({ day }) => [day.date, day.calls, day.bookings, day.texts_in, day.texts_out],
        key: [["key-bar", "Calls"], ["key-part", "Booked"]],
      });
    }
  }

  customElements.define("admin-tenant", AdminTenant);
})();
