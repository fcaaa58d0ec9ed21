// What the business offers and who does it: services, technicians, and answers to questions.
(() => {
  "use strict";
  const { area, box, check, field, listOf, make, sayWeek, setting, week } = window.receptionist;

  const key = (name) => name.toLowerCase().normalize("NFD").replace(/[^a-z0-9]+/g, "_").replace(/^_+|_+$/g, "") || `n${Date.now()}`;
  const named = (items, say) => Object.fromEntries(items.map((item) => [item.name || item.question, say(item)]));

  const servicesSetting = () =>
    setting({
      title: "Services",
      hint: "What can be booked, how long it takes, what is said about the price.",
      draw: (business) => {
        const list = listOf(business.services, {
          name: (service) => service.name,
          add: "Add a service",
          fresh: () => ({ key: "", name: "", duration_minutes: 60, price_text: "", keywords: [], names: {} }),
          row: (service) => {
            const name = box(service.name, { required: true, maxlength: "80" });
            const spanish = box(service.names.es, { maxlength: "80", lang: "es" });
            const minutes = box(service.duration_minutes, { type: "number", min: "5", max: "1440", step: "5", required: true });
            const price = box(service.price_text, { maxlength: "300" });
            const keywords = box(service.keywords.join(", "));
            return {
              nodes: [
                make("div", { class: "row top" }, field("Name", name), field("In Spanish", spanish), field("Minutes", minutes)),
                field("Price, as it is said", price),
                field("Words that mean it", keywords, "Separated by commas"),
              ],
              read: () => ({
                key: service.key || key(name.value),
                name: name.value.trim(),
                duration_minutes: Number(minutes.value),
                price_text: price.value.trim(),
                keywords: keywords.value.split(",").map((one) => one.trim()).filter(Boolean),
                names: spanish.value.trim() ? { ...service.names, es: spanish.value.trim() } : {},
              }),
            };
          },
        });
        return { nodes: [list.node], read: () => ({ services: list.read() }) };
      },
      say: (business) => named(business.services, (one) => `${one.duration_minutes} min, ${one.price_text || "no price said"}`),
    });

  function technicianRow(person, services) {
    const name = box(person.name, { required: true, maxlength: "80" });
    const number = box(person.phone, { type: "tel" });
    const skills = services.map((one) => [one.key, check(person.skills.includes(one.key), one.name)]);
    const does = make("fieldset", { class: "day" }, make("legend", { text: "Does only these; nothing ticked: everything" }), make("div", { class: "columns" }, ...skills.map(([, box]) => box.node)));
    const call = check(person.on_call, "On call for emergencies");
    const active = check(person.active, "Takes visits");
    const own = check(Boolean(person.hours), "Own hours");
    const hours = make("div", {});
    let editor = null;
    const draw = () => {
      editor = own.read() ? week(person.hours || { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] }) : null;
      hours.replaceChildren(...(editor ? [editor.node] : []));
    };
    own.node.querySelector("input").addEventListener("change", draw);
    draw();
    return {
      nodes: [
        make("div", { class: "row top" }, field("Name", name), field("Phone", number)),
        does,
        make("div", { class: "row" }, call.node, active.node, own.node),
        hours,
      ],
      read: () => ({
        id: person.id || key(name.value),
        name: name.value.trim(),
        phone: number.value.trim() || null,
        skills: skills.filter(([, box]) => box.read()).map(([key]) => key),
        hours: editor ? editor.read() : null,
        on_call: call.read(),
        calendar_id: person.calendar_id,
        active: active.read(),
        days_off: person.days_off,
      }),
    };
  }

  const techniciansSetting = () =>
    setting({
      title: "Technicians",
      hint: "Who goes out, what they do, who is on call.",
      draw: (business) => {
        const list = listOf(business.technicians, {
          name: (person) => person.name,
          add: "Add a technician",
          fresh: () => ({ id: "", name: "", phone: null, skills: [], hours: null, on_call: false, calendar_id: null, active: true, days_off: [] }),
          row: (person) => technicianRow(person, business.services),
        });
        return { nodes: [list.node], read: () => ({ technicians: list.read() }) };
      },
      say: (business) =>
        named(business.technicians, (one) =>
          [one.phone || "no phone", one.on_call && "on call", one.active ? "takes visits" : "takes none", one.skills.join(" ") || "does everything", one.hours ? Object.values(sayWeek(one.hours)).join(" ") : "business hours"].filter(Boolean).join(", "),
        ),
    });

  const faqSetting = () =>
    setting({
      title: "Questions and answers",
      hint: "What the assistant answers in the middle of a call.",
      draw: (business) => {
        const list = listOf(business.faq, {
          name: (entry) => entry.question,
          add: "Add a question",
          fresh: () => ({ question: "", answer: "" }),
          row: (entry) => {
            const question = box(entry.question, { required: true, maxlength: "300" });
            const answer = area(entry.answer, { required: true, maxlength: "1000" });
            return { nodes: [field("Question", question), field("Answer", answer)], read: () => ({ question: question.value.trim(), answer: answer.value.trim() }) };
          },
        });
        return { nodes: [list.node], read: () => ({ faq: list.read() }) };
      },
      say: (business) => named(business.faq, (one) => one.answer),
    });

  window.receptionist = Object.assign(window.receptionist || {}, { servicesSetting, techniciansSetting, faqSetting });
})();
