// Customers: found as one types, each with their page beside the list.
(() => {
  "use strict";
  const { api, desk, editPerson, fill, Live, make, phone, words } = window.receptionist;

  class OwnerPeople extends Live {
    build() {
      this.search = make("input", { type: "search", name: "q", placeholder: "Name, phone, email, address", "aria-label": "Find people", autocomplete: "off" });
      this.list = make("div", { class: "list" });
      this.detail = make("div", { class: "detail" });
      const add = make("button", { class: "button small", type: "button", "data-key": "add-person", text: "Add a person", onclick: () => editPerson(null) });
      this.replaceChildren(
        make("div", { class: "two" }, make("section", { class: "card stack tight list-side", "aria-label": "People" }, this.search, add, this.list), this.detail),
      );
      this.reload = fill(this.list, {
        load: () => this.load(),
        show: (page) => page.items.length && make("ul", { class: "lines" }, ...page.items.map((person) => this.line(person))),
        empty: "Nobody is found. Whoever calls or texts is added by itself; you can add somebody by hand.",
        lines: 8,
      });
      let timer = null;
      this.search.addEventListener("input", () => {
        clearTimeout(timer);
        timer = setTimeout(() => this.reload(), 150);
      });
      this.onNews(["customer", "conversation"], () => this.reload());
      this.listen("receptionist:place", () => this.open());
      this.open();
    }

    load() {
      const q = this.search.value.trim();
      return api.get(`/v1/crm/customers?limit=40${q && `&q=${encodeURIComponent(q)}`}`);
    }

    line(person) {
      return make(
        "li",
        {},
        make(
          "a",
          { class: "pick", href: desk.link("people", person.id), "data-key": person.id, "aria-current": desk.place.id === person.id ? "true" : undefined },
          make("span", { class: "pick-top" }, make("strong", { text: person.name }), make("span", { class: "empty", text: phone(person.phone) })),
          person.address ? make("span", { class: "pick-line", text: person.address }) : null,
          person.tags.length || person.sms_opt_out
            ? make("span", { class: "row" }, ...person.tags.map((tag) => words.tag(tag)), person.sms_opt_out ? words.tag("No texts", "waiting") : null)
            : null,
        ),
      );
    }

    open() {
      const { view, id } = desk.place;
      if (view !== "people") return;
      this.classList.toggle("one-open", Boolean(id));
      for (const link of this.querySelectorAll(".pick")) {
        if (link.dataset.key === id) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
      if (!id) {
        this.detail.replaceChildren(make("p", { class: "empty card", text: "Choose somebody to see every call, text and visit of theirs on one line of time." }));
        return;
      }
      const person = document.createElement("owner-person");
      person.setAttribute("person", id);
      this.detail.replaceChildren(person);
    }
  }

  customElements.define("owner-people", OwnerPeople);
})();
