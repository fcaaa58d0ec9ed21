// A tenant's three keys: their beginnings, when last used, and new ones with a grace for the old.
(() => {
  "use strict";
  const { api, card, dialog, make, say, showSecrets, tenantForm } = window.receptionist;

  const KINDS = [
    ["api_key", "Business key", "rotate-key"],
    ["owner_token", "Owner token", "rotate-owner-token"],
    ["widget_token", "Widget token", "rotate-widget-token"],
  ];
  const GRACES = [["0", "At once"], ["15", "In 15 minutes"], ["60", "In an hour"], ["1440", "In a day"]];

  function rotate(tenant, [, label, path]) {
    const grace = tenantForm.select(GRACES, "60");
    const box = dialog({
      title: `New ${label.toLowerCase()} for ${tenant.name}`,
      body: [
        tenantForm.field("grace_minutes", "When does the old one stop?", grace, "At once where it may have leaked; later where it still has to be put in place."),
      ],
      actions: [
        {
          label: `Make a new ${label.toLowerCase()}`,
          kind: "primary",
          async run() {
            const made = await api.post(`/v1/admin/businesses/${encodeURIComponent(tenant.id)}/${path}`, { grace_minutes: Number(grace.value) });
            box.shut();
            showSecrets(`New ${label.toLowerCase()}`, made, make("p", { text: grace.value === "0" ? "The old one has stopped." : `The old one stops ${say.at(made.old_stops_at)}.` }));
            say.tell();
            return true;
          },
        },
      ],
    });
  }

  function keysCard(tenant) {
    const rows = KINDS.map((kind) => {
      const [field, label] = kind;
      const button = make("button", { class: "button small", type: "button", "data-key": `rotate-${field}`, text: "Rotate…", "aria-label": `Rotate the ${label.toLowerCase()}` });
      button.addEventListener("click", () => rotate(tenant, kind));
      return [label, make("code", { text: tenant[`${field}_prefix`] ? `${tenant[`${field}_prefix`]}…` : "none" }), say.at(tenant[`${field}_last_used_at`], tenant.timezone), button];
    });
    return card("Keys", say.table("Keys", [["Key"], ["Begins with"], ["Last used"], ["New one"]], rows));
  }

  window.receptionist = Object.assign(window.receptionist || {}, { keysCard });
})();
