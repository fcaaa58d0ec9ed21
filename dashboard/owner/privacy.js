// What is held on a person: given to them as a file, or erased.
(() => {
  "use strict";
  const { api, desk, dialog, make, note } = window.receptionist;

  async function give(person) {
    const held = await api.post("/v1/owner/privacy/export", { customer_id: person.id });
    api.keep(new Blob([JSON.stringify(held, null, 2)], { type: "application/json" }), `${person.id}.json`);
    note(`All that is held on ${person.name} is saved as a file.`);
  }

  function erase(person) {
    dialog({
      title: `Erase ${person.name}`,
      close: "Keep everything",
      body: [make("p", { text: "Their name, number, conversations, texts and visits are erased for good; only the counts stay. Visits to come are cancelled, and nobody is told. This cannot be undone." })],
      actions: [
        {
          label: "Erase for good",
          kind: "danger",
          run: async () => {
            await api.post("/v1/owner/privacy/erase", { customer_id: person.id });
            location.hash = desk.link("people");
            note(`${person.name} is erased.`);
            desk.tell("all");
          },
        },
      ],
    });
  }

  function privacy(person) {
    const file = make("button", { class: "button small", type: "button", text: "Save all that is held" });
    file.addEventListener("click", async () => {
      file.disabled = true;
      try {
        await give(person);
      } catch (error) {
        note(error.message);
      } finally {
        file.disabled = false;
      }
    });
    const gone = make("button", { class: "button small danger", type: "button", "data-key": "erase", text: "Erase…", onclick: () => erase(person) });
    return make("details", {}, make("summary", { text: "Their data" }), make("div", { class: "row" }, file, gone));
  }

  window.receptionist = Object.assign(window.receptionist || {}, { privacy });
})();
