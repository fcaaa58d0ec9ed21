// Holidays and closures: days and hours on which nothing is booked.
(() => {
  "use strict";
  const { box, days, desk, field, listOf, make, setting, words } = window.receptionist;

  const holidaysSetting = () =>
    setting({
      title: "Holidays",
      hint: "Whole days on which you are closed.",
      draw: (business) => {
        const list = listOf(business.holidays, {
          name: (day) => day,
          add: "Add a holiday",
          fresh: () => "",
          row: (day) => {
            const input = box(day, { type: "date", required: true });
            return { nodes: [field("Closed on", input)], read: () => input.value };
          },
        });
        return { nodes: [list.node], read: () => ({ holidays: list.read() }) };
      },
      say: (business) => Object.fromEntries(business.holidays.map((day) => [days.show(day), "closed"])),
    });

  // A field of the browser knows no zone: what it shows and takes is the business's clock.
  const local = (iso) => `${days.of(iso, desk.zone)}T${days.write(days.minutes(iso, desk.zone))}`;
  const moment = (text) => days.at(text.slice(0, 10), days.read(text.slice(11, 16)), desk.zone).toISOString();

  const closuresSetting = () =>
    setting({
      title: "Closures",
      hint: "An afternoon, a week: nothing is booked meanwhile.",
      draw: (business) => {
        const list = listOf(business.closures, {
          name: (closure) => closure.reason,
          add: "Add a closure",
          fresh: () => {
            const tomorrow = days.add(desk.today, 1);
            return { from: days.at(tomorrow, 720, desk.zone).toISOString(), to: days.at(tomorrow, 1020, desk.zone).toISOString(), reason: "" };
          },
          row: (closure) => {
            const from = box(local(closure.from), { type: "datetime-local", required: true });
            const to = box(local(closure.to), { type: "datetime-local", required: true });
            const reason = box(closure.reason, { maxlength: "200" });
            return {
              nodes: [make("div", { class: "row top" }, field("From", from), field("Until", to), field("Reason, for you", reason))],
              read: () => ({ from: moment(from.value), to: moment(to.value), reason: reason.value.trim() }),
            };
          },
        });
        return { nodes: [list.node], read: () => ({ closures: list.read() }) };
      },
      say: (business) => Object.fromEntries(business.closures.map((one) => [words.at(one.from), `closed until ${words.at(one.to)}`])),
    });

  window.receptionist = Object.assign(window.receptionist || {}, { holidaysSetting, closuresSetting });
})();
