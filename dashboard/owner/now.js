// What is next, and the day in a sentence that can be played.
(() => {
  "use strict";
  const { api, desk, fill, Live, make, onMyWay, showVisit, words } = window.receptionist;

  class OwnerNow extends Live {
    build() {
      this.next = make("div", {});
      this.day = make("div", { class: "day-line" });
      this.replaceChildren(
        make("section", { class: "card next", "aria-labelledby": "next-title" }, make("h2", { id: "next-title", text: "Next" }), this.next, this.day),
      );
      const next = fill(this.next, {
        load: () => this.find(),
        show: (visit) => visit && this.visit(visit),
        empty: "No visit is planned. The next one booked appears here.",
      });
      const day = fill(this.day, { load: () => api.get("/v1/owner/schedule/today"), show: (plan) => this.summary(plan), lines: 1 });
      this.onNews(["appointment"], () => [next, day].forEach((reload) => reload()));
      const minute = setInterval(next, 60000);
      this.leaving.signal.addEventListener("abort", () => clearInterval(minute));
    }

    async find() {
      const since = new Date(desk.now - 6 * 36e5).toISOString();
      const { items } = await api.get(`/v1/crm/appointments?from=${since}&limit=20&status=SCHEDULED&status=CONFIRMED`);
      return items.find((visit) => new Date(visit.end_time) > desk.now);
    }

    visit(visit) {
      const begun = new Date(visit.start_time) <= desk.now;
      const minutes = Math.round((new Date(visit.start_time) - desk.now) / 6e4);
      const soon = begun ? "now" : minutes < 90 ? `in ${minutes} min` : words.near(visit.start_time);
      return make(
        "div",
        { class: "stack tight" },
        make("p", { class: "when" }, make("strong", { text: words.clock(visit.start_time) }), make("span", { text: ` ${soon}` })),
        make(
          "p",
          {},
          make("strong", { text: visit.customer_name }),
          `, ${visit.description || desk.service(visit.service_type)} `,
          visit.is_emergency ? words.tag("Emergency", "danger") : null,
        ),
        visit.address ? make("p", {}, words.map(visit.address)) : make("p", { class: "empty", text: "No address yet; ring and ask." }),
        make("p", { class: "empty", text: desk.technician(visit.technician_id) }),
        make(
          "div",
          { class: "row" },
          visit.customer_phone ? make("button", { class: "button primary", type: "button", "data-key": "on-my-way", text: "On my way", onclick: () => onMyWay(visit) }) : null,
          visit.customer_phone ? words.ring(visit.customer_phone, "Ring") : null,
          make("button", { class: "button small", type: "button", "data-key": "next-more", text: "More…", onclick: () => showVisit(visit) }),
        ),
      );
    }

    summary(plan) {
      const player = make("button", { class: "button small", type: "button", "data-key": "play", text: "Play the morning summary" });
      const heard = make("div", { class: "stack tight" });
      player.addEventListener("click", () => this.play(player, heard));
      return [make("p", { class: "empty", text: plan.reply_text }), player, heard];
    }

    async play(button, area) {
      button.disabled = true;
      try {
        const { reply_text: text, audio } = await api.get("/v1/owner/summary/today/audio");
        if (!audio) {
          area.replaceChildren(make("p", { class: "notice", text: `No voice is set up here. It would say: ${text}` }));
          return;
        }
        const sound = await api.sound(audio);
        area.replaceChildren(sound, make("p", { class: "empty", text }));
        await sound.play().catch(() => {});
      } catch (error) {
        if (error.status === undefined) throw error;
        area.replaceChildren(make("p", { class: "notice error", role: "alert", text: error.message }));
      } finally {
        button.disabled = false;
      }
    }
  }

  customElements.define("owner-now", OwnerNow);
})();
