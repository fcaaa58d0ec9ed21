// A new tenant: four fields are enough for a receptionist that answers. And the two demo tenants.
(() => {
  "use strict";
  const { api, deskLink, dialog, make, note, say, showSecrets } = window.receptionist;

  const VERTICALS = [["plumbing", "Plumbing"], ["hvac", "Heating and air"], ["electrical", "Electrical"], ["general", "General trades"]];
  const ZONES = ["America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles", "America/Anchorage", "Pacific/Honolulu"];

  function field(name, label, control, hint) {
    control.name = name;
    return make("label", { class: "field" }, make("span", { text: label }), control, hint ? make("small", { class: "empty", text: hint }) : null);
  }

  const select = (options, chosen) => make("select", {}, ...options.map(([value, text]) => make("option", { value, text, selected: value === chosen })));

  function zoneInput(value) {
    const list = make("datalist", { id: "zones" }, ...ZONES.map((zone) => make("option", { value: zone })));
    return [make("input", { list: "zones", value, required: true, autocomplete: "off", spellcheck: "false" }), list];
  }

  // What was typed, without the fields that were left empty.
  const given = (form) => Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value));

  function createTenant() {
    const [zone, zones] = zoneInput(Intl.DateTimeFormat().resolvedOptions().timeZone);
    const form = make(
      "form",
      { class: "stack tight" },
      field("name", "Name of the business", make("input", { required: true, maxlength: "120", autocomplete: "off" })),
      field("vertical", "Trade", select(VERTICALS, "plumbing"), "Its usual services and hours are filled in, and can be changed."),
      field("timezone", "Time zone", zone, "An IANA name, such as America/Chicago."),
      zones,
      field("phone_number", "Number that customers ring", make("input", { type: "tel", autocomplete: "off" }), "The Twilio number. It can be added later."),
      field("owner_phone", "Owner's own phone", make("input", { type: "tel", autocomplete: "off" }), "Alerts and transfers go there."),
      field("language", "Language", select([["en", "English"], ["es", "Español"]], "en")),
    );
    const box = dialog({
      title: "New tenant",
      body: [form],
      actions: [
        {
          label: "Create tenant",
          kind: "primary",
          async run() {
            if (!form.reportValidity()) return false;
            const made = await api.post("/v1/admin/businesses", given(form));
            box.shut();
            say.tell();
            showSecrets(`${made.name} is ready`, made, make("p", {}, make("a", { href: deskLink(made.owner_token), target: "_blank", rel: "noopener", text: "Open the owner's desk" })));
            return true;
          },
        },
      ],
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.querySelector("input").focus();
  }

  async function makeDemo(button) {
    button.disabled = true;
    try {
      const { tenants } = await api.post("/v1/admin/demo-tenants");
      say.tell();
      dialog({
        title: "Two demo tenants",
        wide: true,
        close: "Close",
        body: tenants.map((tenant) =>
          make(
            "div",
            { class: "stack tight" },
            make("strong", { text: tenant.name }),
            make("p", {}, make("a", { href: deskLink(tenant.owner_token), target: "_blank", rel: "noopener", text: `Open the desk of ${tenant.name}` })),
          ),
        ),
      });
    } catch (error) {
      note(error.message);
    } finally {
      button.disabled = false;
    }
  }

  window.receptionist = Object.assign(window.receptionist || {}, { createTenant, makeDemo, tenantForm: { VERTICALS, field, select, zoneInput } });
})();
