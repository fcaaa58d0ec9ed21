// Conversations: the list, and the transcript of the one chosen beside it.
(() => {
  "use strict";
  const { api, card, desk, fill, Live, make, phone, words } = window.receptionist;

  const FILTERS = [
    ["All", ""],
    ["Calls", "&channel=voice"],
    ["Texts", "&channel=sms"],
    ["Web chats", "&channel=web"],
    ["Flagged", "&flagged=true"],
  ];

  // One conversation in a list, known by its name, what it was about, and what came of it.
  function talkLine(talk) {
    const chosen = desk.place.id === talk.id;
    return make(
      "li",
      {},
      make(
        "a",
        { class: "pick", href: desk.link("talks", talk.id), "data-key": talk.id, "aria-current": chosen ? "true" : undefined },
        make("span", { class: "pick-top" }, make("strong", { text: talk.customer_name || phone(talk.phone) || "Unknown" }), make("span", { class: "empty", text: words.lately(talk.started_at) })),
        make("span", { class: "pick-line", text: talk.summary || (talk.ended_at ? "Nothing was said" : "Going on now") }),
        make(
          "span",
          { class: "row" },
          words.tag(words.CHANNEL[talk.channel]),
          words.outcomeTag(talk),
          words.alarmTag(talk),
          talk.taken_over ? words.tag("You have it", "waiting") : null,
          talk.flagged_for_review ? words.tag("Flagged", "waiting") : null,
        ),
      ),
    );
  }

  class OwnerTalks extends Live {
    build() {
      this.filter = "";
      this.search = make("input", { type: "search", name: "q", placeholder: "Name, phone, words", "aria-label": "Find conversations", autocomplete: "off" });
      this.list = make("div", { class: "list" });
      this.detail = make("div", { class: "detail" });
      this.chips = make("div", { class: "row chips", role: "group", "aria-label": "Which conversations" }, ...FILTERS.map(([label, query]) => this.chip(label, query)));
      this.replaceChildren(
        make(
          "div",
          { class: "two" },
          make("section", { class: "card stack tight list-side", "aria-label": "Conversations" }, this.search, this.chips, this.list),
          this.detail,
        ),
      );
      this.reload = fill(this.list, {
        load: () => this.load(),
        show: (page) => this.show(page),
        empty: "No conversations here. Calls, texts and chats appear as they happen; ring your number, or open try.html, for the first one.",
        lines: 8,
      });
      let timer = null;
      this.search.addEventListener("input", () => {
        clearTimeout(timer);
        timer = setTimeout(() => this.reload(), 200);
      });
      this.onNews(["conversation", "sms"], () => this.reload());
      this.listen("receptionist:place", () => this.open());
      this.open();
    }

    chip(label, query) {
      return make("button", {
        class: "chip",
        type: "button",
        "aria-pressed": String(query === this.filter),
        text: label,
        onclick: ({ target }) => {
          this.filter = query;
          for (const chip of this.chips.children) chip.setAttribute("aria-pressed", String(chip === target));
          this.reload();
        },
      });
    }

    load(cursor = "") {
      const q = this.search.value.trim();
      return api.get(`/v1/crm/conversations?limit=30${this.filter}${q && `&q=${encodeURIComponent(q)}`}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
    }

    show(page) {
      if (!page.items.length) return null;
      const list = make("ul", { class: "lines" }, ...page.items.map((talk) => talkLine(talk)));
      return [list, ...this.more(list, page.next_cursor)];
    }

    more(list, cursor) {
      if (!cursor) return [];
      const button = make("button", { class: "button small", type: "button", text: "Show older" });
      button.addEventListener("click", async () => {
        button.disabled = true;
        try {
          const page = await this.load(cursor);
          list.append(...page.items.map((talk) => talkLine(talk)));
          button.replaceWith(...this.more(list, page.next_cursor));
        } catch (error) {
          button.disabled = false;
          button.textContent = `${error.message} Try again`;
        }
      });
      return [button];
    }

    open() {
      const { view, id } = desk.place;
      if (view !== "talks") return;
      this.classList.toggle("one-open", Boolean(id));
      for (const link of this.querySelectorAll(".pick")) {
        if (link.dataset.key === id) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
      if (!id) {
        this.detail.replaceChildren(make("p", { class: "empty card", text: "Choose a conversation to read it: what was said, what was understood, and what came of it." }));
        return;
      }
      const talk = document.createElement("owner-talk");
      talk.setAttribute("talk", id);
      this.detail.replaceChildren(talk);
    }
  }

  // The last few beside the day, as they happen.
  class OwnerLately extends Live {
    build() {
      const body = make("div", {});
      this.replaceChildren(card("Just now", body, make("a", { href: desk.link("talks"), text: "All" })));
      const reload = fill(body, {
        load: () => api.get("/v1/crm/conversations?limit=5"),
        show: (page) => page.items.length && make("ul", { class: "lines" }, ...page.items.map(talkLine)),
        empty: "Nobody has called or written yet. Conversations appear here while they happen.",
      });
      this.onNews(["conversation"], reload);
    }
  }

  customElements.define("owner-talks", OwnerTalks);
  customElements.define("owner-lately", OwnerLately);
})();
