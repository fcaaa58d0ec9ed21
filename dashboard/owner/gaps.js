// The arithmetic of the day board: when people work, what is free, and from when to when to draw.
(() => {
  "use strict";
  const { days, desk } = window.receptionist;

  const LEAST = 30;

  // From when to when, in minutes of that day; what reaches beyond it is cut.
  function within(from, to, day) {
    const zone = desk.zone;
    const first = days.of(from, zone);
    const last = days.of(to, zone);
    if (first > day || last < day) return null;
    const span = [first < day ? 0 : days.minutes(from, zone), last > day ? 1440 : days.minutes(to, zone)];
    return span[1] > span[0] ? span : null;
  }

  function minus(spans, taken) {
    return spans.flatMap(([from, to]) => {
      if (taken[1] <= from || taken[0] >= to) return [[from, to]];
      return [
        [from, taken[0]],
        [taken[1], to],
      ].filter(([a, b]) => b > a);
    });
  }

  // When this person works on that day, by hours, holidays, closures and days off.
  function working(person, day) {
    const { business } = desk;
    if (business.holidays.includes(day)) return [];
    if ((person.days_off || []).some((off) => off.first <= day && day <= off.last)) return [];
    const hours = person.hours || business.business_hours;
    let spans = (hours[days.keyOf(day)] || []).map(([from, to]) => {
      const [a, b] = [days.read(from), days.read(to, true)];
      return [a, b > a ? b : 1440];
    });
    for (const closure of business.closures) {
      const closed = within(closure.from, closure.to, day);
      if (closed) spans = minus(spans, closed);
    }
    return spans;
  }

  // What can still be booked with this person on that day.
  function free(person, day, visits) {
    let spans = working(person, day);
    for (const visit of visits) {
      const taken = within(visit.start_time, visit.end_time, day);
      if (taken) spans = minus(spans, taken);
    }
    if (day < desk.today) return [];
    if (day === desk.today) spans = minus(spans, [0, Math.ceil(days.minutes(desk.now, desk.zone) / 15) * 15]);
    return spans.filter(([from, to]) => to - from >= LEAST);
  }

  // Whole hours around everything that happens, a working day where nothing does.
  function extent(people, day, visits) {
    const spans = people.flatMap((person) => working(person, day));
    for (const visit of visits) spans.push(within(visit.start_time, visit.end_time, day) || [480, 1020]);
    if (!spans.length) spans.push([480, 1020]);
    const from = Math.min(...spans.map((span) => span[0]));
    const to = Math.max(...spans.map((span) => span[1]));
    return [Math.floor(from / 60) * 60, Math.ceil(to / 60) * 60];
  }

  window.receptionist = Object.assign(window.receptionist || {}, { gaps: { within, working, free, extent } });
})();
