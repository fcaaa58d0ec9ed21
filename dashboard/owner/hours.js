// Hours as a week one can paint with a finger, and write to the minute beside it.
(() => {
  "use strict";
  const { box, days, field, make, setting } = window.receptionist;

  const WEEK = [["mon", "Monday"], ["tue", "Tuesday"], ["wed", "Wednesday"], ["thu", "Thursday"], ["fri", "Friday"], ["sat", "Saturday"], ["sun", "Sunday"]];
  const CELL = 30;

  const sayDay = (spans) => (spans.length ? spans.map(([from, to]) => `${from}–${to}`).join(", ") : "closed");
  const sayWeek = (hours) => Object.fromEntries(WEEK.map(([key, name]) => [name, sayDay(hours[key] || [])]));

  // The painted strip: pointer only, since the fields below say and change the same.
  function strip(spans, range, changed) {
    const cells = [];
    for (let minute = range[0]; minute < range[1]; minute += CELL) cells.push(make("span", { "data-minute": minute }));
    const node = make("div", { class: "paint", "aria-hidden": "true" }, ...cells);
    const paint = (list) => {
      for (const cell of cells) {
        const minute = Number(cell.dataset.minute);
        cell.classList.toggle("on", list.some(([from, to]) => days.read(from) <= minute && minute < (days.read(to, true) > days.read(from) ? days.read(to, true) : 1440)));
      }
    };
    const read = () => {
      const found = [];
      for (const cell of cells) {
        const minute = Number(cell.dataset.minute);
        const last = found.at(-1);
        if (!cell.classList.contains("on")) continue;
        if (last && last[1] === minute) last[1] = minute + CELL;
        else found.push([minute, minute + CELL]);
      }
      return found.map(([from, to]) => [days.write(from), to === 1440 ? "24:00" : days.write(to)]);
    };
    let on = null;
    const touch = (event) => {
      const cell = document.elementFromPoint(event.clientX, event.clientY);
      if (on !== null && cell?.parentElement === node) cell.classList.toggle("on", on);
    };
    node.addEventListener("pointerdown", (event) => {
      if (event.target.parentElement !== node) return;
      on = !event.target.classList.contains("on");
      node.setPointerCapture(event.pointerId);
      touch(event);
    });
    node.addEventListener("pointermove", touch);
    const end = () => {
      if (on === null) return;
      on = null;
      changed(read());
    };
    node.addEventListener("pointerup", end);
    node.addEventListener("pointercancel", end);
    paint(spans);
    return { node, paint };
  }

  // An hour input cannot say 24:00, so midnight at the end of a day is written 00:00 there.
  const shown = (clock) => (clock === "24:00" ? "00:00" : clock);

  function dayRow(name, spans, range) {
    const list = make("div", { class: "row spans" });
    const row = strip(spans, range, (found) => draw(found));
    const read = () =>
      [...list.querySelectorAll(".span")]
        .map((span) => [...span.querySelectorAll("input")].map((input) => input.value))
        .filter(([from, to]) => from && to)
        .map(([from, to]) => [from, to === "00:00" ? "24:00" : to]);
    function draw(found) {
      const one = ([from, to]) => {
        const inputs = [box(from, { type: "time", "aria-label": `${name}, open from` }), box(shown(to), { type: "time", "aria-label": `${name}, open until` })];
        const drop = make("button", { class: "button small", type: "button", text: "Close", "aria-label": `${name}: closed from ${from} to ${to}` });
        const span = make("span", { class: "span" }, inputs[0], "–", inputs[1], drop);
        drop.addEventListener("click", () => {
          span.remove();
          draw(read());
        });
        inputs.forEach((input) => input.addEventListener("change", () => row.paint(read())));
        return span;
      };
      const more = make("button", { class: "button small", type: "button", text: found.length ? "Add a span" : "Open", "aria-label": `${name}: ${found.length ? "add a span of hours" : "open"}` });
      more.addEventListener("click", () => draw([...read(), found.length ? ["18:00", "20:00"] : ["08:00", "17:00"]]));
      list.replaceChildren(...(found.length ? found.map(one) : [make("span", { class: "empty", text: "Closed" })]), more);
      row.paint(found);
    }
    draw(spans);
    return { node: make("fieldset", { class: "day" }, make("legend", { text: name }), row.node, list), read };
  }

  function week(hours) {
    const all = Object.values(hours).flat();
    const wide = all.some(([from, to]) => days.read(from) < 360 || days.read(to, true) > 1320 || days.read(to, true) <= days.read(from));
    const range = wide ? [0, 1440] : [360, 1320];
    const rows = WEEK.map(([key, name]) => [key, dayRow(name, hours[key] || [], range)]);
    const scale = make("div", { class: "paint-scale", "aria-hidden": "true" }, ...[0, 1, 2, 3].map((i) => make("span", { text: days.clock(range[0] + (i * (range[1] - range[0])) / 4).replace(":00", "") })));
    return {
      node: make("div", { class: "week" }, scale, ...rows.map(([, row]) => row.node)),
      read: () => Object.fromEntries(rows.map(([key, row]) => [key, row.read()])),
    };
  }

  const hoursSetting = () =>
    setting({
      title: "Opening hours",
      hint: "When visits are booked. Paint the week, or write the times.",
      draw: (business) => {
        const editor = week(business.business_hours);
        return { nodes: [editor.node], read: () => ({ business_hours: editor.read() }) };
      },
      say: (business) => sayWeek(business.business_hours),
    });

  const RULES = [
    ["min_notice_minutes", "Notice before a visit, minutes"],
    ["buffer_minutes", "Pause between visits, minutes"],
    ["arrival_window_minutes", "Arrival window told to customers, minutes"],
    ["max_days_ahead", "Days that can be booked ahead"],
    ["max_jobs_per_day", "Most visits a day, 0 for no limit"],
    ["emergency_slots_per_day", "Times a day kept for emergencies"],
  ];

  const rulesSetting = () =>
    setting({
      title: "Booking rules",
      hint: "Notice, pauses and limits.",
      draw: (business) => {
        const inputs = RULES.map(([name, label]) => [name, box(business.slot_rules[name], { type: "number", min: "0", name }), label]);
        return {
          nodes: [make("div", { class: "columns" }, ...inputs.map(([, input, label]) => field(label, input)))],
          read: () => ({ slot_rules: { ...business.slot_rules, ...Object.fromEntries(inputs.map(([name, input]) => [name, Number(input.value)])) } }),
        };
      },
      say: (business) => Object.fromEntries(RULES.map(([name, label]) => [label, String(business.slot_rules[name])])),
    });

  window.receptionist = Object.assign(window.receptionist || {}, { hoursSetting, rulesSetting, week, sayWeek });
})();
