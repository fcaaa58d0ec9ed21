// How the telephone side is doing: webhooks, their errors, false signatures, and what is set up.
(() => {
  "use strict";
  const { api, card, fill, Live, make, say } = window.receptionist;

  class AdminHealth extends Live {
    build() {
      const body = make("div", { class: "stack" });
      this.replaceChildren(body);
      const load = () => Promise.all([api.get("/v1/admin/twilio/health"), say.all("/v1/admin/businesses")]);
      const reload = fill(body, { load, show: ([health, tenants]) => this.show(health, tenants), empty: "", lines: 5 });
      this.onNews(["all"], reload);
    }

    show(health, tenants) {
      const names = new Map(tenants.map((tenant) => [tenant.id, tenant.name]));
      const all = health.global;
      return [
        card(
          "Webhooks",
          say.facts([
            ["Calls", `${all.voice_requests} requests, ${say.count(all.voice_errors, "error", "errors")}`],
            ["Texts", `${all.sms_requests} requests, ${say.count(all.sms_errors, "error", "errors")}`],
            ["False signatures", all.signature_failures ? say.tag(String(all.signature_failures), "danger") : say.tag("None", "good")],
            ["Last error", say.at(health.last_error_at)],
          ]),
        ),
        card(
          "How it is set up",
          make(
            "div",
            { class: "stack tight" },
            say.facts([
              ["Texts go out by", health.config.sms_provider === "stub" ? "The stub: kept and shown, not sent" : say.plain(health.config.sms_provider)],
              ["Signatures", health.config.signatures_verified ? say.tag("Verified", "good") : say.tag("Not verified", "waiting")],
              ["Numbers", health.config.numbers],
            ]),
            health.config.signatures_verified ? null : make("p", { class: "notice", text: "Without TWILIO_AUTH_TOKEN anybody can post as Twilio. Set it before a number points here." }),
          ),
        ),
        card("By tenant", this.byTenant(health.by_business, names)),
      ];
    }

    byTenant(figures, names) {
      const rows = Object.entries(figures).map(([id, one]) => [
        make("a", { href: say.link("tenants", id), text: names.get(id) || id }),
        one.voice_requests,
        one.voice_errors,
        one.sms_requests,
        one.sms_errors,
      ]);
      if (!rows.length) return make("p", { class: "empty", text: "Each tenant's webhooks are counted here from its first call on." });
      return say.table("Webhooks by tenant", [["Tenant"], ["Calls", "number"], ["Errors", "number"], ["Texts", "number"], ["Errors", "number"]], rows);
    }
  }

  customElements.define("admin-health", AdminHealth);
})();
