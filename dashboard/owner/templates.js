// The texts in the business's own words, with a preview of a real one and what it costs.
(() => {
  "use strict";
  const { area, counter, desk, field, make, setting, words } = window.receptionist;

  const NAMES = {
    confirmation: "Booked",
    confirmation_emergency: "Booked, emergency",
    confirmation_moved: "Moved",
    confirmation_cancelled: "Cancelled",
    reminder: "Reminder, the day before",
    reminder_soon: "Reminder, shortly before",
    on_my_way: "On my way",
    textback: "After a missed call",
    followup: "Asked, but not booked",
    retention: "It has been a while",
  };
  const SAMPLE = {
    name: "Maria",
    when: "tomorrow, Thursday, at 4:00 PM",
    day: "tomorrow, Thursday",
    time: "4:00 PM",
    address: "4120 Rainbow Blvd",
    service: "water heater",
    phone: "(816) 555-0100",
    link: "https://…",
    words: "all over the garage",
    reason: "gas smell",
  };

  function filled(template, business) {
    const fields = { ...SAMPLE, business: business.name, technician: business.technicians[0].name.split(" ")[0] };
    return template.replace(/[ ,]*[("]?\{(\w+)\}[)"]?/g, (found, name) => (fields[name] ? found.replace(`{${name}}`, fields[name]) : "")).replace(/ {2,}/g, " ").trim();
  }

  const templatesSetting = () => {
    let chosen = "confirmation";
    let language = desk.business.language;
    return setting({
      title: "Texts in your words",
      hint: "What customers read, with a preview and its length.",
      draw: (business) => {
        const ours = business.template_defaults;
        const kind = make("select", { name: "template" }, ...Object.keys(ours).map((key) => make("option", { value: key, text: NAMES[key] || words.plain(key), selected: key === chosen })));
        const tongue = make("select", { name: "language" }, ...[["en", "English"], ["es", "Spanish"]].map(([value, text]) => make("option", { value, text, selected: value === language })));
        const input = area("", { maxlength: "480", rows: "4", name: "words" });
        const preview = make("textarea", { rows: "4", readonly: true, tabindex: "-1", class: "preview" });
        const fields = make("small", { class: "empty" });
        const length = make("div", {});
        const show = () => {
          preview.value = filled(input.value, business);
          length.replaceChildren(counter(preview));
        };
        const load = () => {
          [chosen, language] = [kind.value, tongue.value];
          input.value = business.templates[chosen]?.[language] || ours[chosen][language];
          fields.textContent = `It may name ${ours[chosen].fields.map((name) => `{${name}}`).join(", ")}.`;
          show();
        };
        kind.addEventListener("change", load);
        tongue.addEventListener("change", load);
        input.addEventListener("input", show);
        load();
        const reset = make("button", { class: "button small", type: "button", text: "Use the usual words" });
        reset.addEventListener("click", () => {
          input.value = ours[chosen][language];
          show();
        });
        return {
          nodes: [
            make("div", { class: "row top" }, field("Text", kind), field("Language", tongue)),
            field("Words", input),
            fields,
            field("Preview", preview),
            length,
            make("div", { class: "row" }, reset),
          ],
          read: () => {
            const own = input.value.trim() === ours[chosen][language] ? "" : input.value.trim();
            const kept = { ...business.templates[chosen], [language]: own };
            const all = { ...business.templates, [chosen]: Object.fromEntries(Object.entries(kept).filter(([, text]) => text)) };
            return { templates: Object.fromEntries(Object.entries(all).filter(([, texts]) => Object.keys(texts).length)) };
          },
        };
      },
      say: (business) =>
        Object.fromEntries(Object.entries(business.templates).flatMap(([key, texts]) => Object.entries(texts).map(([code, text]) => [`${NAMES[key] || words.plain(key)} (${code})`, text]))),
    });
  };

  window.receptionist = Object.assign(window.receptionist || {}, { templatesSetting });
})();
