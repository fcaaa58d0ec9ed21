// The times on offer, and then the visit as it was stored.
(() => {
  "use strict";
  const { api, make, when } = window.receptionist;

  const CALENDAR = {
    stub: "Kept here; no calendar is connected.",
    pending: "On its way to the calendar.",
    synced: "In the calendar.",
    failed: "The calendar did not take it yet; the owner is told.",
  };

  class TryOutcome extends HTMLElement {
    connectedCallback() {
      this.body = make("div", { class: "stack", "aria-live": "polite" });
      this.replaceChildren(make("section", { class: "card" }, make("h2", { text: "Times and booking" }), this.body));
      this.empty();
      document.addEventListener("receptionist:start", () => this.empty());
      document.addEventListener("receptionist:business", (event) => (this.technicians = event.detail.technicians));
      document.addEventListener("receptionist:turn", (event) => this.show(event.detail));
    }

    empty() {
      this.body.replaceChildren(
        make("p", { class: "empty", text: "Free times appear here once it knows what is wrong; then the booked visit." }),
      );
    }

    async show({ session_state: state, zone, say }) {
      if (state.appointment_id && ["booked", "rescheduled", "emergency_dispatched"].includes(state.outcome)) {
        await this.showVisit(state.appointment_id, zone);
      } else if (state.offered.length) {
        this.showOffers(state.offered, zone, say);
      } else if (state.outcome === "callback_requested") {
        this.body.replaceChildren(make("p", { class: "notice", text: "Someone will call back. The owner has been told." }));
      } else if (!state.appointment_id) {
        this.empty();
      }
    }

    showOffers(offered, zone, say) {
      const buttons = offered.map((slot) =>
        make("button", {
          class: "button",
          type: "button",
          text: when(slot.start, zone),
          onclick: () => say(when(slot.start, zone, { weekday: "long", hour: "numeric", minute: "2-digit" })),
        }),
      );
      this.body.replaceChildren(
        make("p", { class: "empty", text: "Free and held for you for a few minutes:" }),
        make("div", { class: "row" }, ...buttons),
      );
    }

    whoComes(visit) {
      const technician = (this.technicians || []).find((one) => one.id === visit.technician_id);
      return `${technician ? `${technician.name} comes. ` : ""}${CALENDAR[visit.calendar_sync] || ""}`;
    }

    async showVisit(id, zone) {
      let visit;
      try {
        visit = await api.get(`/v1/crm/appointments/${encodeURIComponent(id)}`);
      } catch (error) {
        this.body.replaceChildren(make("p", { class: "notice error", text: error.message }));
        return;
      }
      const kind = visit.status === "CANCELLED" ? "waiting" : "good";
      this.body.replaceChildren(
        make(
          "article",
          { class: "visit stack" },
          make(
            "div",
            {},
            make("span", { class: `tag ${kind}`, text: visit.status.toLowerCase().replaceAll("_", " ") }),
            visit.is_emergency ? make("span", { class: "tag danger", text: "emergency" }) : null,
          ),
          make("p", { class: "when", text: when(visit.start_time, zone) }),
          make("p", { text: visit.description || visit.service_type.replaceAll("_", " ") }),
          make("p", { text: [visit.customer_name, visit.address].filter(Boolean).join(", ") }),
          make("p", { class: "empty", text: this.whoComes(visit) }),
        ),
      );
    }
  }

  customElements.define("try-outcome", TryOutcome);
})();
