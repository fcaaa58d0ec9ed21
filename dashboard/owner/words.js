// The page's words for what the service knows by keys, and how times and numbers are written.
(() => {
  "use strict";
  const { days, desk, make, phone, when } = window.receptionist;

  const VISIT = {
    SCHEDULED: ["Booked", "info", "○"],
    CONFIRMED: ["Confirmed", "good", "✓"],
    PENDING_RESCHEDULE: ["Wants a new time", "waiting", "↻"],
    COMPLETED: ["Done", "", "■"],
    CANCELLED: ["Cancelled", "", "✕"],
    NO_SHOW: ["No-show", "danger", "∅"],
  };
  const OUTCOME = {
    booked: ["Booked", "good"],
    rescheduled: ["Moved", "good"],
    cancelled: ["Cancelled", ""],
    emergency_dispatched: ["Emergency sent", "danger"],
    callback_requested: ["Wants a call back", "waiting"],
    transferred: ["Put through", "info"],
    answered: ["Answered", "info"],
    abandoned: ["Hung up", ""],
  };
  const REASON = {
    MISSED_CALL: "Missed call",
    VOICEMAIL: "Voicemail",
    HUMAN_REQUESTED: "Asked for a person",
    MESSAGE: "Left a message",
    AVAILABILITY_UNKNOWN: "Time to be confirmed",
    WAITLIST: "Nothing was free",
    SYSTEM_ERROR: "Something went wrong",
  };
  const CHANNEL = { voice: "Call", sms: "Text", web: "Web chat" };
  const HELD = {
    opted_out: "not sent: this number said STOP",
    no_marketing_consent: "not sent: no consent to marketing",
    no_phone: "not sent: no phone number",
    invalid_number: "not sent: no number that can be texted",
    quiet_hours: "waits for the morning",
    paused: "held: texts are paused",
  };

  const tag = (label, kind) => make("span", { class: `tag ${kind || ""}`, text: label });

  const words = {
    VISIT,
    OUTCOME,
    CHANNEL,
    plain: (key) => {
      const text = (key || "").replaceAll("_", " ").toLowerCase();
      return text.charAt(0).toUpperCase() + text.slice(1);
    },
    reason: (key) => REASON[key] || words.plain(key),
    tag,

    visitTag(visit) {
      const [label, kind, shape] = VISIT[visit.status];
      return make("span", { class: `tag ${kind}` }, make("span", { "aria-hidden": "true", text: `${shape} ` }), label);
    },

    outcomeTag(talk) {
      if (!talk.outcome) return talk.ended_at ? tag("Ended") : tag("Going on", "info");
      return tag(...OUTCOME[talk.outcome]);
    },

    // Beside an outcome that does not say so already.
    alarmTag: (talk) => (talk.is_emergency && talk.outcome !== "emergency_dispatched" ? tag("Emergency", "danger") : null),

    at: (iso) => when(iso, desk.zone, { weekday: "short", month: "short", day: "numeric", hour: "numeric", minute: "2-digit" }),
    clock: (iso) => when(iso, desk.zone, { hour: "numeric", minute: "2-digit" }),

    // Today's by the clock, this week's with the weekday, older ones with the date; always the business's.
    lately(iso) {
      const day = days.of(iso, desk.zone);
      if (day === desk.today) return words.clock(iso);
      if (day > days.add(desk.today, -6)) return when(iso, desk.zone, { weekday: "short", hour: "numeric", minute: "2-digit" });
      return words.at(iso);
    },

    // The same ahead, for a button: "Today 4:00 PM", "Thu 8:00 AM".
    soon(iso) {
      const day = days.of(iso, desk.zone);
      if (day === desk.today) return `Today ${words.clock(iso)}`;
      if (day > desk.today && day < days.add(desk.today, 7)) return when(iso, desk.zone, { weekday: "short", hour: "numeric", minute: "2-digit" });
      return words.at(iso);
    },

    span(visit) {
      return `${words.at(visit.start_time)} – ${words.clock(visit.end_time)}`;
    },

    // "today", "tomorrow" or the weekday.
    near(iso) {
      const day = days.of(iso, desk.zone);
      if (day === desk.today) return "today";
      if (day === days.add(desk.today, 1)) return "tomorrow";
      return days.show(day, { weekday: "long", month: "short", day: "numeric" });
    },

    count: (number, one, many) => `${number} ${number === 1 ? one : many}`,

    ring: (number, label) => make("a", { class: "button small", href: `tel:${number}`, text: label || phone(number), "aria-label": `Ring ${phone(number)}` }),

    map: (address) =>
      make("a", {
        href: `https://www.google.com/maps/search/?api=1&query=${encodeURIComponent(address)}`,
        target: "_blank",
        rel: "noopener noreferrer",
        text: address,
      }),

    // What became, or would become, of a text.
    fate(text) {
      if (HELD[text.reason]) {
        return text.send_after ? `${HELD[text.reason]}, goes out ${words.at(text.send_after)}` : HELD[text.reason];
      }
      if (text.status === "deferred") return `goes out ${words.at(text.send_after)}`;
      return text.reason ? `${words.plain(text.status)}: ${words.plain(text.reason)}` : words.plain(text.status);
    },

    facts: (rows) =>
      make(
        "dl",
        { class: "facts" },
        ...rows.filter(([, value]) => value).flatMap(([label, value]) => [make("dt", { text: label }), make("dd", {}, value)]),
      ),
  };

  window.receptionist = Object.assign(window.receptionist || {}, { words });
})();
