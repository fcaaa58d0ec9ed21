// What runs here: version, schema, readiness by part, what waits to go out, and when each job last ran.
(() => {
  "use strict";
  const { api, card, fill, Live, make, note, say } = window.receptionist;

  const OLD = 300;

  class AdminSystem extends Live {
    build() {
      const body = make("div", { class: "stack" });
      const run = make("button", { class: "button", type: "button", text: "Run what is due" });
      run.addEventListener("click", () => this.run(run));
      this.replaceChildren(body, make("div", { class: "row" }, run, make("span", { class: "empty", text: "Cron does this by itself; twice does no harm." })));
      const load = () => Promise.all([api.get("/v1/admin/system"), say.all("/v1/admin/jobs")]);
      const reload = fill(body, { load, show: ([system, jobs]) => [this.about(system), this.waiting(system), this.jobs(jobs)], empty: "", lines: 5 });
      this.onNews(["all"], reload);
    }

    about(system) {
      const { database } = system;
      return card(
        "What runs here",
        say.facts([
          ["Version", system.version],
          ["Environment", say.plain(system.environment)],
          ["Database", database.ready ? say.tag("Ready", "good") : say.tag(database.detail, "danger")],
          ["Schema", database.schema || "Kept in memory, nothing to migrate"],
          ["Public address", system.public_base_url || "Not set"],
          ["Providers", Object.entries(system.providers).map(([part, name]) => `${part}: ${name}`).join(", ")],
          ["Tenants", system.tenants],
        ]),
      );
    }

    waiting(system) {
      const { pending, oldest_age_seconds: age } = system.outbox;
      const { sent, delivered, failed, segments } = system.texts;
      return card(
        "Delivery",
        say.facts([
          ["Waiting to go out", say.tag(say.count(pending, "message or change", "messages or changes"), age > OLD ? "danger" : "good")],
          ["Oldest", pending ? `${Math.round(age)} seconds` : "Nothing waits"],
          ["Texts sent", sent],
          ["Delivered", delivered],
          ["Failed", failed],
          ["Segments", segments],
        ]),
      );
    }

    jobs(jobs) {
      const rows = jobs.map((job) => [job.name, job.business_id || "All", say.at(job.last_run_at), job.ok ? say.tag("Well", "good") : say.tag("Failed", "danger"), job.result]);
      const none = make("p", { class: "empty", text: "Each job's last run appears here. The lines for cron are in the runbook." });
      return card("Jobs", rows.length ? say.table("Jobs", [["Job"], ["Tenant"], ["Last run"], ["How"], ["Result"]], rows) : none);
    }

    async run(button) {
      button.disabled = true;
      try {
        await api.post("/v1/jobs/run-due");
        note("What was due is done.");
        say.tell();
      } catch (error) {
        note(error.message);
      } finally {
        button.disabled = false;
      }
    }
  }

  customElements.define("admin-system", AdminSystem);
})();
