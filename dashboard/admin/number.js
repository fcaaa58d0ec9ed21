// A tenant's number: as it is at Twilio, as it should be, and the button that makes them the same.
(() => {
  "use strict";
  const { api, card, dialog, make, note, phone, say, trouble } = window.receptionist;

  const provision = (tenant, dry) => api.post(`/v1/admin/twilio/provision/${encodeURIComponent(tenant.id)}?dry_run=${dry}`);

  function changesOf(found) {
    if (!found.changes.length) return make("p", { class: "notice", text: "Everything is set as it should be." });
    const rows = found.changes.map((change) => [say.plain(change.setting), make("code", { text: change.from || "empty" }), make("code", { text: change.to || "empty" })]);
    return say.table("What would change at Twilio", [["Setting"], ["At Twilio"], ["As it should be"]], rows);
  }

  const notesOf = (found) => (found.notes.length ? make("ul", { class: "lines" }, ...found.notes.map((text) => make("li", { class: "line", text }))) : null);

  async function check(tenant, button) {
    button.disabled = true;
    try {
      const found = await provision(tenant, true);
      const fix = {
        label: "Set them at Twilio",
        kind: "primary",
        async run() {
          const done = await provision(tenant, false);
          note(done.verified ? `${tenant.name}: set, and read back from Twilio.` : `${tenant.name}: Twilio shows something else than was set.`);
          say.tell();
        },
      };
      dialog({ title: `Webhooks of ${phone(found.phone_number)}`, wide: true, body: [changesOf(found), notesOf(found)].filter(Boolean), actions: found.changes.length ? [fix] : [], close: found.changes.length ? "Leave as it is" : "Close" });
    } catch (error) {
      if (error.status === undefined) throw error;
      dialog({ title: "Webhooks at Twilio", body: [trouble(error, () => check(tenant, button))], close: "Close" });
    } finally {
      button.disabled = false;
    }
  }

  function numberCard(tenant, twilio) {
    const address = (path) => `${api.base}/twilio/${path}?business_id=${encodeURIComponent(tenant.id)}`;
    const button = make("button", { class: "button small", type: "button", "data-key": "provision", text: "Compare with Twilio…", disabled: !tenant.phone_number });
    button.addEventListener("click", () => check(tenant, button));
    return card(
      "Number and webhooks",
      make(
        "div",
        { class: "stack tight" },
        say.facts([
          ["Number", phone(tenant.phone_number) || "None yet: add it under Settings"],
          ["Calls (POST)", make("code", { text: address("voice") })],
          ["Texts (POST)", make("code", { text: address("sms") })],
          ["Calls answered", `${twilio?.voice_requests ?? 0} requests, ${say.count(twilio?.voice_errors ?? 0, "error", "errors")}`],
          ["Texts answered", `${twilio?.sms_requests ?? 0} requests, ${say.count(twilio?.sms_errors ?? 0, "error", "errors")}`],
        ]),
        make("p", { class: "empty", text: tenant.phone_number ? "Nothing is changed before you have seen what would be." : "With a number, this sets its webhooks at Twilio." }),
      ),
      button,
    );
  }

  window.receptionist = Object.assign(window.receptionist || {}, { numberCard });
})();
