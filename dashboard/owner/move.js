// Moving a visit: where to, what is texted because of it, and what is free near by where it cannot be.
(() => {
  "use strict";
  const { api, days, desk, dialog, make, note, willBeTexted, words } = window.receptionist;

  const TAKEN = "taken";

  const slotButton = (slot, run) =>
    make("button", {
      class: "button small slot",
      type: "button",
      text: `${words.soon(slot.start)}, ${desk.technician(slot.technician_id).split(" ")[0]}`,
      onclick: run,
    });

  // Asks what `send` would do, shows it, does it. `target` is {start, technician_id}.
  async function propose(handle, plan, target, force = false) {
    const query = (dry) => {
      const asked = [dry && "dry_run=true", force && "force=true"].filter(Boolean).join("&");
      return asked ? `?${asked}` : "";
    };
    const refused = (error) => {
      if (error.status !== 409) throw error;
      showConflict(handle, plan, target, error);
      return false;
    };
    try {
      const seen = await plan.send(target, query(true));
      handle.show(plan.describe(seen), [
        {
          label: plan.verb,
          kind: "primary",
          run: async () => {
            try {
              await plan.send(target, query(false));
            } catch (error) {
              return refused(error);
            }
            plan.done(seen);
            return true;
          },
        },
      ]);
      handle.box.querySelector(".dialog-actions .primary").focus();
      return false;
    } catch (error) {
      return refused(error);
    }
  }

  function showConflict(handle, plan, target, error) {
    const near = error.problem.alternatives || [];
    const pick = (slot) => guarded(handle, () => propose(handle, plan, { start: slot.start, technician_id: slot.technician_id }));
    const nodes = [
      make("p", { class: "notice", role: "alert", text: `${words.at(target.start)} with ${desk.technician(target.technician_id)}: ${error.message}` }),
      near.length
        ? make("div", { class: "stack tight" }, make("h3", { text: "These are free" }), make("div", { class: "row" }, ...near.map((slot) => slotButton(slot, () => pick(slot)))))
        : make("p", { class: "empty", text: "Nothing near it is free." }),
    ];
    const reason = error.problem.reason;
    const force = reason && reason !== TAKEN && !["past", "unavailable"].includes(reason);
    handle.show(nodes, force ? [{ label: `${plan.verb} all the same`, run: () => propose(handle, plan, target, true) }] : []);
    nodes[1].querySelector?.("button")?.focus();
  }

  function guarded(handle, run) {
    run().catch((error) => {
      if (error.status === undefined) throw error;
      handle.say(error.message);
    });
  }

  const planFor = (visit) => ({
    verb: "Move visit",
    send: (target, query) =>
      api.patch(`/v1/crm/appointments/${encodeURIComponent(visit.id)}${query}`, {
        start_time: target.start,
        technician_id: target.technician_id,
      }),
    describe: (seen) => [
      make(
        "p",
        { class: "from-to" },
        make("s", { text: `${words.at(visit.start_time)}, ${desk.technician(visit.technician_id)}` }),
        make("strong", { text: `${words.at(seen.start_time)}, ${desk.technician(seen.technician_id)}` }),
      ),
      willBeTexted(seen.texts),
    ],
    done: (seen) => {
      note(`${visit.customer_name} is ${words.at(seen.start_time)} with ${desk.technician(seen.technician_id)} now.`);
      desk.tell("appointment", visit.id);
    },
  });

  // `target` given: straight to what would be texted (a drag). Else the dialog asks where to.
  function moveVisit(visit, target) {
    const plan = planFor(visit);
    const handle = dialog({ title: `Move ${visit.customer_name}`, body: [make("div", { class: "skeleton" })] });
    if (target) guarded(handle, () => propose(handle, plan, target));
    else ask(handle, plan, visit);
    return handle;
  }

  function whenFields(start, technicianId) {
    const day = make("input", { type: "date", name: "day", required: true, value: days.of(start, desk.zone), min: desk.today });
    const time = make("input", { type: "time", name: "time", required: true, step: "300", value: days.write(days.minutes(start, desk.zone)) });
    const person = make(
      "select",
      { name: "technician" },
      ...desk.technicians.map((one) => make("option", { value: one.id, text: one.name, selected: one.id === technicianId })),
    );
    const field = (label, input) => make("label", { class: "field grow" }, make("span", { text: label }), input);
    return {
      node: make("div", { class: "row top" }, field("Day", day), field("Time", time), field("Technician", person)),
      read: () => ({ start: days.at(day.value, days.read(time.value), desk.zone).toISOString(), technician_id: person.value }),
      ready: () => day.reportValidity() && time.reportValidity(),
    };
  }

  async function ask(handle, plan, visit) {
    const fields = whenFields(visit.start_time, visit.technician_id);
    const free = make("div", { class: "row" }, make("div", { class: "skeleton grow" }));
    const next = () => (fields.ready() ? propose(handle, plan, fields.read()) : Promise.resolve(false));
    handle.show(
      [
        make("p", { class: "empty", text: `Now ${words.span(visit)}, ${desk.technician(visit.technician_id)}` }),
        fields.node,
        make("h3", { text: "Soonest free" }),
        free,
      ],
      [{ label: "See what is texted", kind: "primary", run: next }],
    );
    try {
      const service = encodeURIComponent(visit.service_type);
      const { items } = await api.get(`/v1/crm/availability?limit=6&service_type=${service}`);
      const pick = (slot) => guarded(handle, () => propose(handle, plan, { start: slot.start, technician_id: slot.technician_id }));
      free.replaceChildren(...(items.length ? items.map((slot) => slotButton(slot, () => pick(slot))) : [make("p", { class: "empty", text: "Nothing is free soon." })]));
    } catch (error) {
      free.replaceChildren(make("p", { class: "empty", text: error.message }));
    }
  }

  window.receptionist = Object.assign(window.receptionist || {}, { moveVisit, propose, whenFields });
})();
