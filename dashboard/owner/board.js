// The day: hours down, technicians across, visits as blocks, free time to tap, a line for now.
(() => {
  "use strict";
  const { api, bookVisit, days, desk, draggable, fill, gaps, Live, make, moveVisit, showVisit, words } = window.receptionist;

  const FIXED = ["COMPLETED", "NO_SHOW"];

  class OwnerBoard extends Live {
    build() {
      this.day = desk.today;
      this.follows = true;
      this.quarter = Math.floor(desk.now / 9e5);
      this.heading = make("h2", { id: "board-title", "aria-live": "polite" });
      this.said = make("p", { class: "empty grow" });
      this.grid = make("div", { class: "board", role: "group", "aria-labelledby": "board-title", tabindex: "0" });
      const turn = (label, text, run) => make("button", { class: "button small", type: "button", text, "aria-label": label, onclick: run });
      this.replaceChildren(
        make(
          "section",
          { class: "card", "aria-labelledby": "board-title" },
          make(
            "header",
            { class: "card-head" },
            this.heading,
            make("div", { class: "row end" }, turn("The day before", "←", () => this.turn(-1)), turn("Back to today", "Today", () => this.turn(0)), turn("The day after", "→", () => this.turn(1))),
          ),
          this.said,
          this.grid,
        ),
      );
      this.reload = fill(this.grid, { load: () => this.load(), show: (visits) => this.show(visits), lines: 8 });
      this.listen("keydown", (event) => this.keys(event), this.grid);
      draggable(this.grid, {
        extent: () => this.extent,
        turn: (count) => this.turn(count),
        drop: (id, technician, minute) => this.drop(id, technician, minute),
      });
      this.onNews(["appointment", "business"], () => this.reload());
      const minute = setInterval(() => this.later(), 30000);
      this.leaving.signal.addEventListener("abort", () => clearInterval(minute));
    }

    turn(count) {
      this.day = count ? days.add(this.day, count) : desk.today;
      this.follows = this.day === desk.today;
      this.reload();
    }

    // The board that shows today goes on to the next day at midnight, and free time shrinks as it passes.
    later() {
      this.tick();
      const quarter = Math.floor(desk.now / 9e5);
      if (quarter === this.quarter) return;
      this.quarter = quarter;
      if (this.follows) this.day = desk.today;
      this.reload();
    }

    keys(event) {
      if (event.target !== this.grid) return;
      if (event.key === "ArrowLeft" && this.grid.scrollLeft <= 0) this.turn(-1);
      if (event.key === "ArrowRight" && this.grid.scrollLeft >= this.grid.scrollWidth - this.grid.clientWidth - 1) this.turn(1);
    }

    async load() {
      const [from, to] = [this.day, days.add(this.day, 1)].map((day) => days.at(day, 0, desk.zone).toISOString());
      const items = [];
      for (let cursor = ""; cursor !== null; ) {
        const page = await api.get(`/v1/crm/appointments?from=${from}&to=${to}&limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
        items.push(...page.items);
        cursor = page.next_cursor;
      }
      return items.filter((visit) => visit.status !== "CANCELLED");
    }

    show(visits) {
      this.visits = visits;
      const near = { [desk.today]: "Today, ", [days.add(desk.today, 1)]: "Tomorrow, ", [days.add(desk.today, -1)]: "Yesterday, " };
      this.heading.textContent = (near[this.day] || "") + days.show(this.day);
      const closed = desk.business.holidays.includes(this.day) ? "Closed for a holiday. " : "";
      this.said.textContent = closed + (visits.length ? words.count(visits.length, "visit", "visits") : "No visits yet. What is booked by phone or text appears here; tap a free time to book one by hand.");
      const busy = new Set(visits.map((visit) => visit.technician_id));
      const people = desk.business.technicians.filter((person) => person.active || busy.has(person.id));
      this.extent = gaps.extent(people, this.day, visits);
      const [from, to] = this.extent;
      this.grid.style.setProperty("--span", to - from);
      this.grid.style.setProperty("--lanes", people.length);
      const hours = make("div", { class: "hours", "aria-hidden": "true" });
      for (let minute = from; minute < to; minute += 60) hours.append(make("span", { text: days.clock(minute).replace(":00", "") }));
      this.line = make("div", { class: "now-line", "aria-hidden": "true" });
      this.tick();
      return [
        make("div", { class: "board-head" }, make("span", {}), ...people.map((person) => make("h3", { text: person.name }))),
        make("div", { class: "board-body" }, hours, ...people.map((person) => this.lane(person)), this.line),
      ];
    }

    lane(person) {
      const mine = this.visits.filter((visit) => visit.technician_id === person.id);
      const parts = [
        ...mine.map((visit) => [days.minutes(visit.start_time, desk.zone), () => this.block(visit)]),
        ...(person.active ? gaps.free(person, this.day, mine) : []).map((span) => [span[0], () => this.gap(person, span)]),
      ].sort((a, b) => a[0] - b[0]);
      const lane = make("div", { class: "lane", role: "group", "aria-label": person.name, "data-technician": person.id });
      for (const [from, to] of gaps.working(person, this.day)) lane.append(this.put(make("div", { class: "working" }), from, to));
      lane.append(...parts.map(([, draw]) => draw()));
      return lane;
    }

    put(element, from, to) {
      element.style.setProperty("--from", from - this.extent[0]);
      element.style.setProperty("--length", to - from);
      return element;
    }

    block(visit) {
      const [from, to] = gaps.within(visit.start_time, visit.end_time, this.day) || [this.extent[0], this.extent[0] + 30];
      const [label, kind, shape] = words.VISIT[visit.status];
      const trouble = visit.description || desk.service(visit.service_type);
      const block = make(
        "button",
        {
          class: `visit-block ${visit.is_emergency ? "danger" : kind} ${to - from < 45 ? "short" : ""}`,
          type: "button",
          "data-key": visit.id,
          "data-length": to - from,
          "data-moves": !FIXED.includes(visit.status),
          onclick: () => showVisit(visit),
        },
        make(
          "span",
          { class: "block-top" },
          make("span", { class: "shape", "aria-hidden": "true", text: visit.is_emergency ? "▲" : shape }),
          make("strong", { text: visit.customer_name }),
          make("span", { class: "visually-hidden", text: `, ${label}${visit.is_emergency ? ", emergency" : ""}, ` }),
          make("span", { class: "block-time", text: `${words.clock(visit.start_time)}` }),
        ),
        make("span", { class: "block-line", text: trouble }),
        visit.address ? make("span", { class: "block-line soft", text: visit.address.split(",")[0] }) : null,
      );
      return this.put(block, from, to);
    }

    gap(person, [from, to]) {
      const gap = make("button", {
        class: "gap",
        type: "button",
        "data-key": `gap-${person.id}-${from}`,
        text: `+ ${days.clock(from)}`,
        "aria-label": `Book ${person.name} from ${days.clock(from)}, free until ${days.clock(to)}`,
        onclick: () => bookVisit({ from: days.at(this.day, from, desk.zone), technician_id: person.id }),
      });
      return this.put(gap, from, to);
    }

    drop(id, technician, minute) {
      const visit = this.visits.find((one) => one.id === id);
      const start = days.at(this.day, minute, desk.zone);
      if (!visit || (start.getTime() === Date.parse(visit.start_time) && technician === visit.technician_id)) return;
      moveVisit(visit, { start: start.toISOString(), technician_id: technician });
    }

    tick() {
      const minute = days.minutes(desk.now, desk.zone);
      const [from, to] = this.extent || [0, 0];
      this.line.hidden = this.day !== desk.today || minute < from || minute > to;
      this.line.style.setProperty("--from", minute - from);
    }
  }

  customElements.define("owner-board", OwnerBoard);
})();
