// Tables to take home, as CSV that a spreadsheet opens.
(() => {
  "use strict";
  const { api, card, Live, make, note } = window.receptionist;

  const TABLES = [
    ["appointments", "Visits", true],
    ["conversations", "Conversations", true],
    ["service-mix", "Visits by service", true],
    ["customers", "Customers", false],
  ];

  class OwnerExports extends Live {
    build() {
      const span = make("select", { name: "export-days" }, ...[7, 30, 90].map((days) => make("option", { value: days, text: `Last ${days} days`, selected: days === 30 })));
      const buttons = TABLES.map(([name, label, dated]) => {
        const button = make("button", { class: "button small", type: "button", text: label });
        button.addEventListener("click", async () => {
          button.disabled = true;
          try {
            await api.download(`/v1/owner/export/${name}.csv${dated ? `?days=${span.value}` : ""}`, `${name}.csv`);
            note(`${label}: saved as ${name}.csv.`);
          } catch (error) {
            note(error.message);
          } finally {
            button.disabled = false;
          }
        });
        return button;
      });
      this.replaceChildren(
        card(
          "Take your tables home",
          make(
            "div",
            { class: "stack tight" },
            make("p", { class: "empty", text: "As CSV files, which every spreadsheet opens. Customers are always all of them." }),
            make("label", { class: "field narrow" }, make("span", { text: "How far back" }), span),
            make("div", { class: "row" }, ...buttons),
          ),
        ),
      );
    }
  }

  customElements.define("owner-exports", OwnerExports);
})();
