// The page around it all: signing in, the rail or the bar of tabs, one view at a time, and the news as it comes.
(() => {
  "use strict";
  const { api, desk, make, stream, trouble } = window.receptionist;

  const VIEWS = {
    today: ["Today", "◷", ["owner-alarm", "owner-now", "owner-waiting", "owner-board", "owner-lately"], []],
    talks: ["Calls & texts", "❝", ["owner-talks"], []],
    people: ["People", "☺", ["owner-people"], []],
    numbers: ["How it goes", "▥", ["owner-numbers", "owner-exports"], ["chart", "numbers", "exports"]],
    settings: [
      "Settings",
      "⚙",
      ["owner-settings"],
      ["setting", "hours", "days-off", "offers", "greeting", "templates", "quiet", "settings"],
    ],
  };
  // What is seldom opened is fetched when it is, from beside this file.
  const HERE = document.currentScript.src;
  const KINDS = ["appointment", "conversation", "callback", "sms"];

  class OwnerFrame extends HTMLElement {
    connectedCallback() {
      document.addEventListener("receptionist:connected", () => this.start());
      window.addEventListener("hashchange", () => this.go());
      if (api.needsBackend) this.ask("");
      else this.start();
    }

    async start() {
      this.stop?.();
      this.replaceChildren(make("main", { id: "main", class: "page stack" }, make("div", { class: "skeleton tall" }), make("div", { class: "skeleton tall" })));
      try {
        await desk.open();
      } catch (error) {
        if (error.status === undefined) throw error;
        if (error.status === 401 || error.status === 403) this.ask(api.connection.owner ? error.message : "");
        else this.replaceChildren(make("main", { id: "main", class: "page stack" }, trouble(error, () => this.start()), make("button", { class: "button", type: "button", text: "Another address or key", onclick: () => this.ask("") })));
        return;
      }
      this.build();
      this.go();
      this.follow();
    }

    ask(problem) {
      this.stop?.();
      const card = document.createElement("owner-sign-in");
      this.replaceChildren(card);
      card.ask(problem);
    }

    build() {
      this.links = Object.entries(VIEWS).map(([view, [name, shape]]) =>
        make("a", { href: desk.link(view), "data-view": view }, make("span", { class: "tab-shape", "aria-hidden": "true", text: shape }), make("span", { text: name })),
      );
      this.state = make("span", { class: "live", role: "status" });
      const leave = make("button", { class: "button small quiet", type: "button", text: "Sign out" });
      leave.addEventListener("click", () => {
        api.connect({ owner: "", key: "", business: "" });
        this.ask("");
      });
      this.heading = make("h1", { tabindex: "-1" });
      this.views = make("div", {});
      this.main = make("main", { id: "main", class: "desk" }, make("div", { class: "desk-head" }, this.heading, this.state), this.views);
      this.replaceChildren(
        make(
          "div",
          { class: "frame" },
          make("header", { class: "rail" }, make("p", { class: "rail-name", text: desk.business.name }), make("nav", { class: "tabs", "aria-label": "Desk" }, ...this.links), leave),
          this.main,
        ),
      );
      this.opened = {};
    }

    // Views are made when they are first opened, and stay.
    go() {
      if (!this.main?.isConnected) return;
      const view = VIEWS[desk.place.view] ? desk.place.view : "today";
      const [name, , parts, scripts] = VIEWS[view];
      if (!this.opened[view]) {
        this.fetch(scripts);
        this.opened[view] = make("div", { class: `view view-${view}` }, ...parts.map((part) => document.createElement(part)));
        this.views.append(this.opened[view]);
      }
      for (const [other, node] of Object.entries(this.opened)) node.hidden = other !== view;
      for (const link of this.links) {
        if (link.dataset.view === view) link.setAttribute("aria-current", "page");
        else link.removeAttribute("aria-current");
      }
      if (this.heading.textContent !== name) {
        const moved = this.heading.textContent !== "";
        this.heading.textContent = name;
        document.title = `${name}, ${desk.business.name}`;
        window.scrollTo(0, 0);
        if (moved) this.heading.focus();
      }
      document.dispatchEvent(new CustomEvent("receptionist:place"));
    }

    // In their order; the elements that wait for them come to life by themselves.
    fetch(scripts) {
      for (const name of scripts) {
        const script = make("script", { src: new URL(`${name}.js`, HERE).href });
        script.async = false;
        if (!document.querySelector(`script[src="${script.src}"]`)) document.head.append(script);
      }
    }

    follow() {
      let broken = false;
      const stop = stream(
        "/v1/owner/events",
        ({ kind, data }) => {
          if (kind === "reload") desk.tell("all");
          if (!KINDS.includes(kind)) return;
          let id;
          try {
            id = JSON.parse(data).id;
          } catch {
            id = undefined;
          }
          desk.tell(kind, id);
        },
        (live, fault) => {
          // A token that was rotated opens nothing any more.
          if (fault?.status === 401 || fault?.status === 403) {
            this.ask(fault.message);
            return;
          }
          this.state.textContent = live ? "Live" : "Not live; trying again";
          this.state.classList.toggle("on", live);
          // What happened while nobody told us is looked up.
          if (live && broken) desk.tell("all");
          broken = !live;
        },
      );
      let day = desk.today;
      const midnight = setInterval(() => {
        if (desk.today === day) return;
        day = desk.today;
        desk.tell("all");
      }, 30000);
      this.stop = () => {
        stop();
        clearInterval(midnight);
        this.stop = null;
      };
    }
  }

  customElements.define("owner-frame", OwnerFrame);
})();
