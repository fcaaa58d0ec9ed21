// Days and clocks of the business, whatever the zone of this telephone. A day is "2026-06-04", a clock minutes from midnight.
(() => {
  "use strict";
  const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
  const formats = new Map();

  function fields(moment, zone) {
    if (!formats.has(zone)) {
      const numeric = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" };
      formats.set(zone, new Intl.DateTimeFormat("en-CA", { ...numeric, hourCycle: "h23", timeZone: zone }));
    }
    return Object.fromEntries(formats.get(zone).formatToParts(new Date(moment)).map((part) => [part.type, part.value]));
  }

  const days = {
    keyOf: (day) => DAYS[new Date(`${day}T12:00:00Z`).getUTCDay()],

    of(moment, zone) {
      const found = fields(moment, zone);
      return `${found.year}-${found.month}-${found.day}`;
    },

    minutes(moment, zone) {
      const found = fields(moment, zone);
      return Number(found.hour) * 60 + Number(found.minute);
    },

    add: (day, count) => new Date(Date.parse(`${day}T12:00:00Z`) + count * 864e5).toISOString().slice(0, 10),

    // The moment at which the business's clock shows that time of that day, also where clocks change.
    at(day, minutes, zone) {
      const wanted = Date.parse(`${day}T00:00:00Z`) + minutes * 6e4;
      const drift = (guess) => {
        const found = fields(guess, zone);
        return Date.parse(`${found.year}-${found.month}-${found.day}T${found.hour}:${found.minute}:00Z`) - wanted;
      };
      const first = wanted - drift(wanted);
      return new Date(first - drift(first));
    },

    show: (day, options) =>
      new Intl.DateTimeFormat(undefined, {
        ...(options || { weekday: "long", month: "long", day: "numeric" }),
        timeZone: "UTC",
      }).format(new Date(`${day}T12:00:00Z`)),

    clock: (minutes) =>
      new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit", timeZone: "UTC" }).format(minutes * 6e4),

    // "08:30" as minutes; an end of "00:00" or "24:00" is midnight.
    read(text, end) {
      const [hours, minutes] = text.split(":").map(Number);
      return end && hours === 0 && minutes === 0 ? 1440 : hours * 60 + minutes;
    },

    write: (minutes) => `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`,
  };

  window.receptionist = Object.assign(window.receptionist || {}, { days });
})();
