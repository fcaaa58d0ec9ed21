// A tenant's settings that are the operator's to keep right; the owner has all others on their own desk.
(() => {
  "use strict";
  const { api, card, make, note, say, tenantForm } = window.receptionist;
  const { VERTICALS, field, select, zoneInput } = tenantForm;

  const path = (tenant) => `/v1/admin/businesses/${encodeURIComponent(tenant.id)}`;

  // Says what changed, and takes it back on demand.
  async function change(tenant, changes, sentence) {
    const before = Object.fromEntries(Object.keys(changes).map((name) => [name, tenant[name]]));
    await api.patch(path(tenant), changes);
    say.tell();
    note(sentence, () => api.patch(path(tenant), before).then(say.tell, (error) => note(error.message)));
  }

  function editCard(tenant) {
    const [zone, zones] = zoneInput(tenant.timezone);
    const text = (value, more) => make("input", { value: value ?? "", autocomplete: "off", ...more });
    const consent = select([["not_required", "Not asked for"], ["required", "Consent on record is required"]], tenant.marketing_consent);
    const form = make(
      "form",
      { class: "stack tight sides" },
      field("name", "Name", text(tenant.name, { required: true, maxlength: "120" })),
      field("vertical", "Trade", select(VERTICALS, tenant.vertical)),
      field("language", "Language", select([["en", "English"], ["es", "Español"]], tenant.language)),
      field("timezone", "Time zone", zone),
      zones,
      field("phone_number", "Number that customers ring", text(tenant.phone_number, { type: "tel" })),
      field("owner_phone", "Owner's own phone", text(tenant.owner_phone, { type: "tel" })),
      field("owner_email", "Owner's e-mail", text(tenant.owner_email, { type: "email" })),
      field("marketing_consent", "Before marketing texts", consent, "In the United States, marketing texts need the customer's consent."),
      field("transcript_retention_days", "Days that transcripts are kept", text(tenant.transcript_retention_days, { type: "number", min: "1", max: "3650" })),
      make("p", { class: "notice error", role: "alert", hidden: true }),
      make("div", { class: "row" }, make("button", { class: "button primary", "data-key": "save-tenant", text: "Save settings" })),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      save(tenant, form);
    });
    return card("Settings", form);
  }

  const told = (tenant, name, value) => (name === "transcript_retention_days" ? Number(value) : value === "" && tenant[name] !== "" ? null : value);

  async function save(tenant, form) {
    const fault = form.querySelector(".notice.error");
    fault.hidden = true;
    const values = [...new FormData(form)].map(([name, value]) => [name, told(tenant, name, value.trim())]);
    const changes = Object.fromEntries(values.filter(([name, value]) => value !== tenant[name]));
    const names = Object.keys(changes);
    if (!names.length) {
      note("Nothing was changed.");
      return;
    }
    try {
      await change(tenant, changes, `${tenant.name}: saved ${names.map((name) => name.replaceAll("_", " ")).join(", ")}.`);
    } catch (error) {
      if (error.status === undefined) throw error;
      fault.textContent = (error.problem.errors || []).map((one) => `${one.loc.at(-1)}: ${one.msg}`).join(" ") || error.message;
      fault.hidden = false;
    }
  }

  window.receptionist = Object.assign(window.receptionist || {}, { editCard, changeTenant: change });
})();
