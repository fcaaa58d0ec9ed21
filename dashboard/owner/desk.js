// What the whole page knows: the business, its clock, and where one is on the page.
(() => {
  "use strict";
  const { api, days } = window.receptionist;

  const desk = {
    business: null,
    skew: 0,

    async open() {
      desk.keep(await api.get("/v1/owner/business"));
    },

    keep(business) {
      desk.business = business;
      desk.skew = Date.parse(business.now) - Date.now() || 0;
    },

    // The service's own clock counts, whatever this telephone believes.
    get now() {
      return new Date(Date.now() + desk.skew);
    },

    get zone() {
      return desk.business.timezone;
    },

    get today() {
      return days.of(desk.now, desk.zone);
    },

    get technicians() {
      return desk.business.technicians.filter((person) => person.active);
    },

    technician: (id) => desk.business.technicians.find((person) => person.id === id)?.name || id,
    service: (key) => desk.business.services.find((service) => service.key === key)?.name || (key || "").replaceAll("_", " "),

    async save(changes) {
      desk.keep(await api.patch("/v1/owner/business", changes));
      desk.tell("business");
    },

    tell: (kind, id) => document.dispatchEvent(new CustomEvent("receptionist:news", { detail: { kind, id } })),

    // "#talks/abc" is the view "talks" with the one "abc" in it.
    get place() {
      const [view, id] = location.hash.slice(1).split("/");
      return { view: view || "today", id: id ? decodeURIComponent(id) : "" };
    },

    link: (view, id) => `#${view}${id ? `/${encodeURIComponent(id)}` : ""}`,
  };

  window.receptionist = Object.assign(window.receptionist || {}, { desk });
})();
