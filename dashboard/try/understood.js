// What the assistant has understood so far, filled in as the conversation goes.
(() => {
  "use strict";
  const { make, phone, when } = window.receptionist;

  const LEVELS = {
    life: "Yes: people in danger",
    damage: "Yes: the house is being damaged",
    urgent: "Yes: cannot wait long",
  };

  const STAGES = {
    greeting: "Greeting",
    collecting: "Finding out what is needed",
    offering: "Offering times",
    confirming: "Reading back before booking",
    emergency: "Emergency",
    changing: "Changing a visit",
    message: "Taking a message",
    closing: "Anything else?",
    done: "Finished",
  };

  const ROWS = [
    ["Trouble", (state) => state.slots.problem || (state.slots.service_type || "").replaceAll("_", " ")],
    ["Name", (state) => state.slots.name],
    ["Address", (state) => state.slots.address],
    ["Phone", (state) => phone(state.slots.phone)],
    ["Wished time", (state) => wish(state.slots.requested)],
    ["Emergency", (state) => (state.is_emergency ? LEVELS[state.emergency_level] : "")],
    ["Wants to", (state) => (state.intent === "other" ? "" : state.intent)],
    ["Language", (state) => ({ en: "English", es: "Spanish" })[state.language]],
    ["Stage", (state) => STAGES[state.stage] || state.stage],
  ];

  function wish(requested) {
    if (!requested) return "";
    const day = { weekday: "short", month: "short", day: "numeric" };
    const wall = `${requested.start.slice(0, 16)}Z`;
    const start = when(wall, "UTC", { hour: "numeric", minute: "2-digit" });
    const clock = wall.endsWith("T00:00Z") && requested.end ? "" : `, ${start}${requested.end ? " or later" : ""}`;
    return `“${requested.text}”: ${when(requested.start.slice(0, 10) + "T12:00:00Z", "UTC", day)}${clock}`;
  }

  class TryUnderstood extends HTMLElement {
    connectedCallback() {
      this.values = ROWS.map(() => make("dd", { class: "unknown", text: "–" }));
      this.replaceChildren(
        make(
          "section",
          { class: "card", "aria-labelledby": "understood-title" },
          make("h2", { id: "understood-title", text: "What it understood" }),
          make("dl", { class: "facts" }, ...ROWS.flatMap(([label], i) => [make("dt", { text: label }), this.values[i]])),
        ),
      );
      document.addEventListener("receptionist:turn", (event) => this.show(event.detail.session_state));
    }

    show(state) {
      ROWS.forEach(([, read], i) => {
        const value = read(state) || "";
        const cell = this.values[i];
        if (cell.textContent === (value || "–")) return;
        cell.textContent = value || "–";
        cell.className = value ? "fresh" : "unknown";
      });
    }
  }

  customElements.define("try-understood", TryUnderstood);
})();
