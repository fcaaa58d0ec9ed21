// Booking by hand into a free gap: for somebody known, or somebody new.
(() => {
  "use strict";
  const { api, desk, dialog, make, note, phone, propose, whenFields, willBeTexted, words } = window.receptionist;

  const field = (label, input, hint) =>
    make("label", { class: "field grow" }, make("span", { text: label }), input, hint ? make("small", { class: "empty", text: hint }) : null);

  // Finds people as one types; what is typed and not found becomes a new person.
  function whoFields() {
    let chosen = null;
    const name = make("input", { name: "name", required: true, autocomplete: "off", maxlength: "200" });
    const number = make("input", { name: "phone", type: "tel", autocomplete: "off" });
    const address = make("input", { name: "address", autocomplete: "off", maxlength: "300" });
    const found = make("ul", { class: "found", "aria-label": "People found" });
    let timer = null;
    const pick = (person) => {
      chosen = person;
      name.value = person.name;
      number.value = phone(person.phone);
      address.value = person.address || "";
      found.replaceChildren(make("li", { class: "empty", text: "Known customer" }));
    };
    const look = async () => {
      const { items } = await api.get(`/v1/crm/customers?limit=4&q=${encodeURIComponent(name.value.trim())}`);
      found.replaceChildren(
        ...items.map((person) =>
          make("li", {}, make("button", { class: "button small", type: "button", text: [person.name, phone(person.phone)].filter(Boolean).join(", "), onclick: () => pick(person) })),
        ),
      );
    };
    name.addEventListener("input", () => {
      chosen = null;
      clearTimeout(timer);
      found.replaceChildren();
      if (name.value.trim().length > 1) timer = setTimeout(() => look().catch(() => found.replaceChildren()), 200);
    });
    return {
      nodes: [make("div", {}, field("Name", name), found), make("div", { class: "row top" }, field("Phone", number), field("Address", address))],
      ready: () => name.reportValidity(),
      address: () => address.value.trim() || null,
      async id() {
        if (chosen) return chosen.id;
        const person = { name: name.value.trim(), phone: number.value.trim() || null, address: address.value.trim() || null };
        chosen = await api.post("/v1/crm/customers", person);
        return chosen.id;
      },
    };
  }

  // `from` is the moment at which the gap begins.
  function bookVisit({ from, technician_id: technician }) {
    const who = whoFields();
    const time = whenFields(from, technician);
    const service = make("select", { name: "service" }, ...desk.business.services.map((one) => make("option", { value: one.key, text: one.name })));
    const trouble = make("input", { name: "description", autocomplete: "off", maxlength: "1000" });
    const key = crypto.randomUUID();
    let customer = null;
    const plan = {
      verb: "Book visit",
      send: (target, query) =>
        api.post(
          `/v1/crm/appointments${query}`,
          {
            customer_id: customer,
            start_time: target.start,
            technician_id: target.technician_id,
            service_type: service.value,
            description: trouble.value.trim(),
            address: who.address(),
            lead_source: "by hand",
          },
          query.includes("dry_run") ? {} : { "Idempotency-Key": `${key}-${target.start}-${target.technician_id}${query}` },
        ),
      describe: (seen) => [
        make("p", { class: "from-to" }, make("strong", { text: `${seen.customer_name}, ${words.span(seen)}, ${desk.technician(seen.technician_id)}` })),
        willBeTexted(seen.texts),
      ],
      done: (seen) => {
        note(`${seen.customer_name} is booked for ${words.at(seen.start_time)}.`);
        desk.tell("appointment", seen.id);
      },
    };
    dialog({
      title: "Book a visit",
      body: [...who.nodes, field("Trouble", trouble, "In the customer's words"), field("Service", service), time.node],
      actions: [
        {
          label: "See what is texted",
          kind: "primary",
          run: async (handle) => {
            if (!who.ready() || !time.ready()) return false;
            customer = await who.id();
            return propose(handle, plan, time.read());
          },
        },
      ],
    });
  }

  window.receptionist = Object.assign(window.receptionist || {}, { bookVisit, field });
})();
