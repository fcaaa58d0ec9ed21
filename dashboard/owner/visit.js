// One visit, close up: who, what, where, and what can be done about it.
(() => {
  "use strict";
  const { api, composer, desk, dialog, make, moveVisit, note, phone, willBeTexted, words } = window.receptionist;

  const OVER = ["COMPLETED", "CANCELLED", "NO_SHOW"];
  const path = (visit) => `/v1/crm/appointments/${encodeURIComponent(visit.id)}`;

  function showVisit(visit) {
    const open = !OVER.includes(visit.status);
    const handle = dialog({
      title: visit.customer_name,
      close: "Close",
      body: [
        make("p", { class: "row" }, words.visitTag(visit), visit.is_emergency ? words.tag("Emergency", "danger") : null),
        words.facts([
          ["When", words.span(visit)],
          ["Technician", desk.technician(visit.technician_id)],
          ["Trouble", visit.description || desk.service(visit.service_type)],
          ["Service", visit.description ? desk.service(visit.service_type) : ""],
          ["Where", visit.address ? words.map(visit.address) : ""],
          ["Phone", visit.customer_phone ? make("a", { href: `tel:${visit.customer_phone}`, text: phone(visit.customer_phone) }) : ""],
          ["Calendar", visit.calendar_sync === "failed" ? "Not in the calendar; add it by hand" : ""],
        ]),
        make(
          "p",
          { class: "row" },
          make("a", { href: desk.link("people", visit.customer_id), text: "Their page", onclick: () => handle.shut() }),
          visit.conversation_id
            ? make("a", { href: desk.link("talks", visit.conversation_id), text: "The conversation", onclick: () => handle.shut() })
            : null,
        ),
      ],
      actions: open ? choices(visit) : [],
    });
    return handle;
  }

  function choices(visit) {
    const close = (status, said) => async () => {
      await api.patch(path(visit), { status });
      note(`${visit.customer_name}: ${said}.`);
      desk.tell("appointment", visit.id);
    };
    const begun = new Date(visit.start_time) <= desk.now;
    return [
      { label: "Move…", kind: "primary", run: (handle) => again(handle, () => moveVisit(visit)) },
      ...(visit.customer_phone ? [{ label: "On my way", run: (handle) => again(handle, () => onMyWay(visit)) }] : []),
      ...(begun
        ? [
            { label: "Done", run: close("COMPLETED", "done") },
            { label: "No-show", run: close("NO_SHOW", "noted as a no-show") },
          ]
        : visit.status === "SCHEDULED"
          ? [{ label: "Confirmed", run: close("CONFIRMED", "confirmed") }]
          : []),
      { label: "Cancel visit…", kind: "danger", run: (handle) => again(handle, () => cancelVisit(visit)) },
    ];
  }

  // One dialog after the other, so that the keyboard finds its way back.
  function again(handle, next) {
    handle.shut();
    setTimeout(next);
    return false;
  }

  function cancelVisit(visit) {
    const handle = dialog({ title: `Cancel ${visit.customer_name}`, close: "Keep visit", body: [make("div", { class: "skeleton" })] });
    api
      .patch(`${path(visit)}?dry_run=true`, { status: "CANCELLED" })
      .then((seen) =>
        handle.show(
          [make("p", { text: `${words.span(visit)}, ${desk.service(visit.service_type)}` }), willBeTexted(seen.texts)],
          [
            {
              label: "Cancel visit",
              kind: "danger",
              run: async () => {
                await api.request("DELETE", path(visit));
                note(`The visit of ${visit.customer_name} is cancelled.`);
                desk.tell("appointment", visit.id);
              },
            },
          ],
        ),
      )
      .catch((error) => handle.say(error.message));
  }

  // The business's own words for it, with what is known filled in; they can still be changed.
  function onMyWay(visit) {
    const { business } = desk;
    const language = business.language;
    const template = business.templates.on_my_way?.[language] || business.template_defaults.on_my_way[language];
    const [first] = desk.technician(visit.technician_id).split(" ");
    const fields = { business: business.name, technician: first, address: visit.address || "", name: visit.customer_name.split(" ")[0] };
    const body = template.replace(/[ ,]*\{(\w+)\}/g, (found, name) => (fields[name] ? found.replace(`{${name}}`, fields[name]) : "")).trim();
    const handle = dialog({
      title: `On my way to ${visit.customer_name}`,
      body: [composer({ to: { customer_id: visit.customer_id }, name: visit.customer_name, body, sent: () => handle.shut() })],
    });
  }

  window.receptionist = Object.assign(window.receptionist || {}, { showVisit, onMyWay });
})();
