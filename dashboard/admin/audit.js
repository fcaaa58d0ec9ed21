// Who did what: newest first, by tenant and from a day on.
(() => {
  "use strict";
  const { api, fill, Live, make, note, say } = window.receptionist;

  const HEADS = [["When"], ["Who"], ["What"], ["Tenant"], ["On"], ["Request"]];

  class AdminAudit extends Live {
    build() {
      this.tenant = make("select", { name: "tenant" }, make("option", { value: "", text: "All tenants" }));
      this.since = make("input", { type: "date", name: "since" });
      this.body = make("div", { class: "stack tight" });
      const label = (text, control) => make("label", { class: "field narrow" }, make("span", { text }), control);
      this.replaceChildren(make("section", { class: "card stack" }, make("div", { class: "row" }, label("Tenant", this.tenant), label("From", this.since)), this.body));
      this.names = new Map();
      this.reload = fill(this.body, {
        load: () => this.load(),
        show: (page) => (page.items.length ? this.show(page) : null),
        empty: "Every change by the operator, every new key, export and erasure is written here.",
        lines: 5,
      });
      for (const control of [this.tenant, this.since]) control.addEventListener("change", () => this.reload());
      this.onNews(["all"], this.reload);
    }

    path(cursor) {
      const asked = new URLSearchParams({ limit: "50" });
      if (this.tenant.value) asked.set("business_id", this.tenant.value);
      if (this.since.value) asked.set("from", new Date(`${this.since.value}T00:00`).toISOString());
      if (cursor) asked.set("cursor", cursor);
      return `/v1/admin/audit?${asked}`;
    }

    async load() {
      if (!this.names.size) {
        for (const tenant of await say.all("/v1/admin/businesses")) {
          this.names.set(tenant.id, tenant.name);
          this.tenant.append(make("option", { value: tenant.id, text: tenant.name }));
        }
      }
      return api.get(this.path());
    }

    show(page) {
      const table = say.table("Audit log", HEADS, page.items.map((line) => this.row(line)));
      const more = make("button", { class: "button", type: "button", "data-key": "more", text: "Show older", hidden: !page.next_cursor });
      let cursor = page.next_cursor;
      more.addEventListener("click", async () => {
        more.disabled = true;
        try {
          const older = await api.get(this.path(cursor));
          const rows = say.table("", HEADS, older.items.map((line) => this.row(line))).querySelectorAll("tbody tr");
          table.querySelector("tbody").append(...rows);
          cursor = older.next_cursor;
          more.hidden = !cursor;
        } catch (error) {
          note(error.message);
        } finally {
          more.disabled = false;
        }
      });
      return [table, more];
    }

    row(line) {
      return [say.at(line.at), line.actor, say.plain(line.action), this.names.get(line.business_id) || line.business_id || "–", make("code", { text: line.target || "–" }), make("code", { text: line.request_id || "–" })];
    }
  }

  customElements.define("admin-audit", AdminAudit);
})();
