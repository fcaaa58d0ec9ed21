// A person: who they are, and one line of time with every call, text, visit and callback.
(() => {
  "use strict";
  const { api, composer, desk, dialog, field, fill, Live, make, note, phone, privacy, showVisit, textNote, words } = window.receptionist;

  const ENTRY = {
    appointment: (visit) => [
      make("p", { class: "row" }, make("strong", { text: "Visit" }), words.visitTag(visit), visit.is_emergency ? words.tag("Emergency", "danger") : null),
      make("p", { text: `${words.span(visit)}, ${desk.technician(visit.technician_id)}: ${visit.description || desk.service(visit.service_type)}` }),
      make("button", { class: "link", type: "button", "data-key": `visit-${visit.id}`, text: "Open the visit", onclick: () => showVisit(visit) }),
    ],
    conversation: (talk) => [
      make("p", { class: "row" }, make("strong", { text: words.CHANNEL[talk.channel] }), words.outcomeTag(talk), words.alarmTag(talk)),
      talk.summary ? make("p", { text: talk.summary }) : null,
      make("a", { href: desk.link("talks", talk.id), text: "Read it" }),
    ],
    text: (text) => [make("ul", {}, textNote(text))],
    callback: (one) => [
      make("p", { class: "row" }, make("strong", { text: words.reason(one.reason) }), words.tag(one.status === "DONE" ? "Rung back" : "To ring back", one.status === "DONE" ? "good" : "waiting")),
      one.transcript ? make("blockquote", { text: one.transcript }) : null,
    ],
  };

  class OwnerPerson extends Live {
    build() {
      this.personId = this.getAttribute("person");
      this.path = `/v1/crm/customers/${encodeURIComponent(this.personId)}`;
      const head = make("div", { class: "stack tight" });
      const line = make("div", {});
      this.write = make("div", {});
      this.replaceChildren(
        make("section", { class: "card stack" }, make("a", { class: "back", href: desk.link("people"), text: "← Everybody" }), head, this.write),
        make("section", { class: "card stack" }, make("h2", { text: "What happened" }), line),
      );
      const person = fill(head, { load: () => api.get(this.path), show: (found) => this.show(found), lines: 4 });
      const story = fill(line, {
        load: () => api.get(`${this.path}/timeline?limit=30`),
        show: (page) => this.story(page),
        empty: "Nothing yet. Their calls, texts and visits appear here.",
        lines: 6,
      });
      this.onNews(["customer"], person);
      this.onNews(["appointment", "conversation", "sms", "callback"], story);
    }

    show(person) {
      if (this.stopped !== person.sms_opt_out) {
        this.stopped = person.sms_opt_out;
        this.write.replaceChildren(
          person.phone
            ? make("details", {}, make("summary", { text: "Write a text" }), composer({ to: { customer_id: person.id }, name: person.name, stopped: person.sms_opt_out, sent: () => desk.tell("sms") }))
            : make("p", { class: "empty", text: "No phone number is known, so they cannot be texted." }),
        );
      }
      const mail = person.email && make("a", { href: `mailto:${person.email}`, text: person.email });
      return [
        make("div", { class: "card-head" }, make("h2", { text: person.name }), make("button", { class: "button small", type: "button", "data-key": "edit", text: "Edit", onclick: () => editPerson(person) })),
        words.facts([
          ["Phone", person.phone && make("a", { href: `tel:${person.phone}`, text: phone(person.phone) })],
          ["Email", mail],
          ["Address", person.address && words.map(person.address)],
          ["Language", { en: "English", es: "Spanish" }[person.language]],
          ["Texts", person.sms_opt_out ? "They said STOP" : ""],
          ["Notes", person.notes],
        ]),
        make("p", { class: "row" }, ...person.tags.map((one) => words.tag(one))),
        privacy(person),
      ];
    }

    story(page) {
      if (!page.items.length) return null;
      const list = make("ol", { class: "timeline" });
      const add = (items) => list.append(...items.map((one) => make("li", {}, make("time", { datetime: one.at, text: words.at(one.at) }), ...ENTRY[one.type](one[one.type]))));
      add(page.items);
      if (!page.next_cursor) return [list];
      let cursor = page.next_cursor;
      const more = make("button", { class: "button small", type: "button", text: "Show older" });
      more.addEventListener("click", async () => {
        more.disabled = true;
        try {
          const next = await api.get(`${this.path}/timeline?limit=30&cursor=${encodeURIComponent(cursor)}`);
          add(next.items);
          cursor = next.next_cursor;
          more.hidden = !cursor;
        } catch (error) {
          note(error.message);
        } finally {
          more.disabled = false;
        }
      });
      return [list, more];
    }
  }

  // `person` null: somebody new.
  function editPerson(person) {
    const known = person || { name: "", phone: "", email: "", address: "", language: "", tags: [], notes: "", sms_opt_out: false };
    const input = (name, label, more = {}) => {
      const box = make("input", { name, autocomplete: "off", ...more });
      box.value = known[name] || "";
      return field(label, box);
    };
    const language = make(
      "select",
      { name: "language" },
      ...[["", "Not known"], ["en", "English"], ["es", "Spanish"]].map(([value, text]) => make("option", { value, text, selected: value === (known.language || "") })),
    );
    const notes = make("textarea", { name: "notes", rows: "3" });
    notes.value = known.notes;
    const tags = make("input", { name: "tags", autocomplete: "off" });
    tags.value = known.tags.join(", ");
    const stopped = make("input", { type: "checkbox", class: "tick", name: "sms_opt_out", checked: known.sms_opt_out });
    const form = make(
      "form",
      { class: "stack tight" },
      input("name", "Name", { required: true, maxlength: "200" }),
      make("div", { class: "row top" }, input("phone", "Phone", { type: "tel" }), input("email", "Email", { type: "email" })),
      input("address", "Address"),
      make("div", { class: "row top" }, field("Language", language), field("Tags", tags, "Separated by commas")),
      field("Notes", notes),
      make("label", { class: "row" }, stopped, "They want no texts"),
    );
    form.addEventListener("submit", (event) => event.preventDefault());
    dialog({
      title: person ? `Edit ${person.name}` : "Add a person",
      body: [form],
      actions: [
        {
          label: "Save person",
          kind: "primary",
          run: async () => {
            if (!form.reportValidity()) return false;
            const given = Object.fromEntries(new FormData(form));
            const body = {
              name: given.name.trim(),
              phone: given.phone.trim() || null,
              email: given.email.trim() || null,
              address: given.address.trim() || null,
              language: given.language || null,
              tags: given.tags.split(",").map((one) => one.trim()).filter(Boolean),
              notes: given.notes,
              sms_opt_out: stopped.checked,
            };
            // Only what was changed, so that a wish to get no texts is noted when it is made and not again.
            const same = (name) => JSON.stringify(body[name]) === JSON.stringify(known[name]);
            if (person) Object.keys(body).filter(same).forEach((name) => delete body[name]);
            const saved = person ? await api.patch(`/v1/crm/customers/${encodeURIComponent(person.id)}`, body) : await api.post("/v1/crm/customers", body);
            note(`${saved.name} is saved.`);
            desk.tell("customer", saved.id);
            if (!person) location.hash = desk.link("people", saved.id);
            return true;
          },
        },
      ],
    });
  }

  customElements.define("owner-person", OwnerPerson);
  window.receptionist = Object.assign(window.receptionist || {}, { editPerson });
})();
