// What every card does: it is loading, empty, at fault or full, and never blank; it listens until it leaves the page.
(() => {
  "use strict";
  const { make } = window.receptionist;

  // Keeps the keyboard where it was when a card is drawn again: elements are known by their data-key.
  function replaceKeepingFocus(host, ...nodes) {
    const key = host.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
    host.replaceChildren(...nodes);
    if (key) host.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus();
  }

  class Live extends HTMLElement {
    connectedCallback() {
      this.leaving = new AbortController();
      this.build();
    }

    disconnectedCallback() {
      this.leaving.abort();
    }

    listen(name, heard, target = document) {
      target.addEventListener(name, heard, { signal: this.leaving.signal });
    }

    // Redraws when something of those kinds changed, once for a burst of news.
    onNews(kinds, reload) {
      let timer = null;
      this.listen("receptionist:news", ({ detail }) => {
        if (!kinds.includes(detail.kind) && detail.kind !== "all") return;
        clearTimeout(timer);
        timer = setTimeout(() => this.isConnected && reload(detail), 250);
      });
    }
  }

  // `load` fetches, `show` makes nodes of it or null where there is nothing; `empty` is the sentence for that.
  function fill(host, { load, show, empty, lines = 3 }) {
    let round = 0;
    const skeleton = () =>
      make(
        "div",
        { class: "stack tight skeletons", "aria-hidden": "true" },
        ...Array.from({ length: lines }, () => make("div", { class: "skeleton" })),
      );

    async function reload() {
      const mine = ++round;
      host.setAttribute("aria-busy", "true");
      if (!host.childElementCount) host.replaceChildren(skeleton());
      try {
        const found = await load();
        if (mine !== round) return;
        const shown = show(found);
        const nodes = Array.isArray(shown) ? shown : shown ? [shown] : [];
        const none = typeof empty === "string" ? make("p", { class: "empty", text: empty }) : empty;
        replaceKeepingFocus(host, ...(nodes.length ? nodes : none ? [none] : []));
      } catch (error) {
        if (mine !== round) return;
        if (error.status === undefined) throw error;
        showTrouble(host, trouble(error, reload));
      } finally {
        if (mine === round) host.removeAttribute("aria-busy");
      }
    }
    reload();
    return reload;
  }

  // What was there before is still worth reading, so it stays below.
  function showTrouble(host, fault) {
    host.querySelector(":scope > .skeletons, :scope > .trouble")?.remove();
    host.prepend(fault);
  }

  function trouble(error, retry) {
    return make(
      "div",
      { class: "notice error row trouble", role: "alert" },
      make("span", { class: "grow", text: error.message }),
      make("button", { class: "button small", type: "button", text: "Try again", onclick: retry }),
    );
  }

  const card = (title, body, ...beside) =>
    make("section", { class: "card" }, make("header", { class: "card-head" }, make("h2", { text: title }), ...beside), body);

  window.receptionist = Object.assign(window.receptionist || {}, { Live, fill, trouble, card, replaceKeepingFocus });
})();
