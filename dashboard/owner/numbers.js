// How it goes: what came in, what was booked, and when, for what and from where.
(() => {
  "use strict";
  const { api, chart, columns, days, desk, fill, Live, make, words } = window.receptionist;

  const percent = (rate) => `${Math.round(rate * 100)} %`;
  const entries = (counts, name) =>
    Object.entries(counts)
      .map(([key, value]) => ({ label: name(key), value, key }))
      .sort((a, b) => b.value - a.value);

  function duration(seconds) {
    if (seconds === null) return "–";
    return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
  }

  class OwnerNumbers extends Live {
    build() {
      this.days = 30;
      const span = make(
        "select",
        { name: "days" },
        ...[7, 30, 90].map((days) => make("option", { value: days, text: `Last ${days} days`, selected: days === this.days })),
      );
      span.addEventListener("change", () => {
        this.days = Number(span.value);
        this.reload();
      });
      const body = make("div", { class: "stack" });
      this.replaceChildren(make("div", { class: "stack" }, make("label", { class: "field narrow" }, make("span", { class: "visually-hidden", text: "How far back" }), span), body));
      this.reload = fill(body, {
        load: () => this.load(),
        show: (found) => this.show(found),
        lines: 12,
      });
      this.onNews(["appointment", "conversation"], () => this.reload());
    }

    async load() {
      const get = (path) => api.get(`/v1/owner/${path}`);
      const [made, mix, texts, retention, followups] = await Promise.all([
        get(`analytics?days=${this.days}`),
        get(`service-mix?days=${this.days}`),
        get("sms-metrics"),
        get("retention"),
        get("followups"),
      ]);
      return { made, mix, texts, retention, followups };
    }

    show({ made, mix, texts, retention, followups }) {
      const total = made.calls + made.texts + made.chats;
      if (!total && !mix.total_appointments) {
        return make("p", { class: "card empty", text: "No numbers yet. They grow with every call and text; ring your number to make the first." });
      }
      return [
        this.tiles(made, total),
        make(
          "div",
          { class: "charts" },
          this.byDay(made),
          this.byHour(made),
          this.mix(mix),
          this.outcomes(made),
          this.sources(made),
          this.texts(texts),
          this.campaigns([...retention.campaigns, ...followups.campaigns]),
        ),
      ];
    }

    tiles(made, total) {
      const tile = (label, value, hint) => make("div", { class: "tile" }, make("dt", { text: label }), make("dd", {}, make("strong", { text: value }), make("span", { class: "empty", text: hint })));
      return make(
        "dl",
        { class: "tiles" },
        tile("Answered", total, `${made.calls} calls, ${made.texts} texts, ${made.chats} chats`),
        tile("Booked", made.booked, `${made.booked_after_hours} of them after hours`),
        tile("Conversion", percent(made.conversion_rate), "booked of all"),
        tile("Missed", made.missed, "hung up, or to ring back"),
        tile("Emergencies", made.emergencies, "treated at once"),
        tile("Time to book", duration(made.median_seconds_to_book), `${made.average_turns} turns on average`),
      );
    }

    byDay(made) {
      const rows = made.by_day.map((day) => ({ label: days.show(day.date, { month: "short", day: "numeric" }), value: day.conversations, part: day.booked, day: day.date }));
      const best = rows.reduce((a, b) => (b.value > a.value ? b : a), rows[0]);
      return chart({
        title: "How many asked, and how many booked?",
        rows,
        kind: columns,
        heads: ["Day", "Asked", "Booked"],
        cells: (row) => [days.show(row.day, { weekday: "short", month: "short", day: "numeric" }), row.value, row.part],
        sentence: best.value ? `Most on ${days.show(best.day)}: ${best.value}.` : "Nobody asked in these days.",
        key: [["key-bar", "Asked"], ["key-part", "Booked"]],
      });
    }

    byHour(made) {
      const rows = made.by_hour.map((value, hour) => ({ label: days.clock(hour * 60).replace(":00", ""), value }));
      const best = rows.reduce((a, b) => (b.value > a.value ? b : a), rows[0]);
      return chart({
        title: "When do people call?",
        rows,
        kind: columns,
        heads: ["From", "Conversations"],
        cells: (row) => [row.label, row.value],
        sentence: best.value ? `Busiest from ${best.label}: ${best.value}.` : "Nobody called in these days.",
      });
    }

    mix(mix) {
      const urgent = mix.emergency_service_type_counts;
      const rows = entries(mix.service_type_counts, (key) => desk.service(key)).map((row) => ({ ...row, part: urgent[row.key] || 0 }));
      return chart({
        title: "What do they need?",
        rows,
        heads: ["Service", "Visits", "Emergencies"],
        cells: (row) => [row.label, row.value, row.part],
        sentence: rows.length ? `Most of all ${rows[0].label}. Booked ahead is counted, too.` : "No visits in these days.",
        key: [["key-bar", "Visits"], ["key-part", "Emergencies"]],
      });
    }

    outcomes(made) {
      return chart({
        title: "How did conversations end?",
        rows: entries(made.by_outcome, (key) => words.OUTCOME[key]?.[0] || "Going on"),
        heads: ["Outcome", "Conversations"],
        cells: (row) => [row.label, row.value],
        sentence: `${percent(made.conversion_rate)} ended with a visit.`,
      });
    }

    sources(made) {
      const rows = entries(made.by_lead_source, (key) => (key === "unknown" ? "Not known" : words.plain(key)));
      return chart({
        title: "Where do they come from?",
        rows,
        heads: ["Source", "Conversations"],
        cells: (row) => [row.label, row.value],
        sentence: rows.length ? `Most: ${rows[0].label.toLowerCase()}.` : "No conversations in these days.",
      });
    }

    texts(texts) {
      const rows = [
        ["Sent to customers", texts.customer_messages],
        ["Confirmed by text", texts.confirmations_via_sms],
        ["Moved by text", texts.reschedules_via_sms],
        ["Cancelled by text", texts.cancellations_via_sms],
        ["Said STOP", texts.opt_out_events],
        ["Said START again", texts.opt_in_events],
        ["Not delivered", texts.failed],
      ].map(([label, value]) => ({ label, value }));
      return chart({
        title: "What do our texts do?",
        rows,
        heads: ["What", "Texts"],
        cells: (row) => [row.label, row.value],
        sentence: `${texts.confirmations_via_sms} visits were confirmed by text since the beginning.`,
      });
    }

    campaigns(all) {
      const rows = all.map((one) => ({ label: words.plain(one.campaign_type), value: one.sent, part: one.booked_after }));
      const booked = rows.reduce((sum, row) => sum + row.part, 0);
      return chart({
        title: "What did our reminders to come back bring?",
        rows,
        heads: ["Campaign", "Sent", "Booked after"],
        cells: (row) => [row.label, row.value, row.part],
        sentence: rows.length ? `${words.count(booked, "visit", "visits")} in the last year.` : "None were sent yet.",
        key: rows.length ? [["key-bar", "Sent"], ["key-part", "Booked after"]] : undefined,
      });
    }
  }

  customElements.define("owner-numbers", OwnerNumbers);
})();
