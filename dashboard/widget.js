// The receptionist's chat for any web site, by one tag:
// <script defer src="https://YOUR-DOMAIN/dashboard/widget.js" data-token="WIDGET_TOKEN" data-color="#17594a"></script>
// All in one shadow root: neither page changes the other's looks.
(() => {
  "use strict";

  const tag = document.currentScript;
  const NAME = "receptionist-widget";
  if (!tag?.dataset.token || customElements.get(NAME)) return;
  const { token } = tag.dataset;
  const backend = (tag.dataset.backend || new URL(tag.src, location.href).origin).replace(/\/+$/, "");
  const STORE = `${NAME}:${token.slice(0, 12)}`;
  const KEPT_FOR = 24 * 60 * 60 * 1000;
  const MOST_KEPT = 60;

  const WORDS = {
    en: {
      open: "Chat with us",
      title: (name) => `Chat with ${name}`,
      close: "Close the chat",
      write: "Write a message",
      pick: "Suggested answers",
      send: "Send",
      us: "Receptionist",
      you: "You",
      typing: "Writing…",
      yes: "Yes",
      no: "No",
      again: "Try again",
      fresh: "Start a new chat",
      ended: "This chat has ended.",
      unsent: "Your message did not get through.",
      away: "The chat cannot be reached right now. Please give us a call.",
    },
    es: {
      open: "Chatee con nosotros",
      title: (name) => `Chat con ${name}`,
      close: "Cerrar el chat",
      write: "Escriba un mensaje",
      pick: "Respuestas sugeridas",
      send: "Enviar",
      us: "Recepción",
      you: "Usted",
      typing: "Escribiendo…",
      yes: "Sí",
      no: "No",
      again: "Intentar de nuevo",
      fresh: "Empezar otro chat",
      ended: "Este chat ha terminado.",
      unsent: "Su mensaje no llegó.",
      away: "No podemos abrir el chat en este momento. Por favor, llámenos.",
    },
  };

  const STYLE = `
    :host { display: contents !important; }
    .root { all: initial; position: fixed; right: 20px; bottom: 20px; z-index: 2147483000; color-scheme: light dark;
      --accent: #17594a; --on-accent: #fff; --surface: #fff; --sunken: #f1efe9; --ink: #1d2327; --soft: #545c63;
      --line: #8b9197; --danger: #a3201d; font: 16px/1.45 system-ui, sans-serif; }
    @media (prefers-color-scheme: dark) {
      .root { --surface: #1d2326; --sunken: #2a3236; --ink: #eceff0; --soft: #aeb8bd; --line: #7b868c; --danger: #ff9d97; }
    }
    *, *::before { box-sizing: border-box; }
    [hidden] { display: none !important; }
    button, textarea { font: inherit; color: inherit; }
    button { cursor: pointer; }
    :focus-visible { outline: 3px solid var(--ink); outline-offset: 2px; box-shadow: 0 0 0 2px var(--surface); }
    .round { display: grid; place-items: center; width: 60px; height: 60px; border: 0; border-radius: 50%;
      background: var(--accent); color: var(--on-accent); box-shadow: 0 4px 16px rgb(0 0 0 / 28%); margin-left: auto; }
    .panel { display: flex; flex-direction: column; width: 370px; max-width: calc(100vw - 24px); height: 560px;
      max-height: calc(100dvh - 110px); margin-bottom: 12px; overflow: hidden;
      background: var(--surface); color: var(--ink); border: 1px solid var(--line); border-radius: 14px;
      box-shadow: 0 12px 40px rgb(0 0 0 / 30%); }
    header { display: flex; align-items: center; gap: 8px; padding: 10px 10px 10px 16px; background: var(--accent);
      color: var(--on-accent); }
    h2 { flex: 1; margin: 0; font-size: 17px; font-weight: 600; overflow-wrap: anywhere; }
    header button { width: 44px; height: 44px; border: 0; border-radius: 8px; background: none; font-size: 24px; line-height: 1; }
    header button:focus-visible { outline-color: currentcolor; box-shadow: none; }
    .log { flex: 1; overflow-y: auto; padding: 14px; display: flex; flex-direction: column; gap: 8px; }
    .log p { margin: 0; max-width: 86%; padding: 9px 13px; border-radius: 14px; white-space: pre-wrap; overflow-wrap: anywhere; }
    .us { align-self: flex-start; background: var(--sunken); }
    .you { align-self: flex-end; background: var(--accent); color: var(--on-accent); }
    .danger { border: 2px solid var(--danger); font-weight: 600; }
    .note { align-self: center; color: var(--soft); font-size: 14px; text-align: center; }
    .who { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    .choices { display: flex; flex-wrap: wrap; gap: 8px; padding: 0 14px 10px; }
    .choices button { min-height: 44px; padding: 8px 14px; border: 1.5px solid var(--line); border-radius: 22px;
      background: var(--surface); }
    form { display: flex; gap: 8px; padding: 10px; border-top: 1px solid var(--line); }
    textarea { flex: 1; min-height: 44px; max-height: 120px; padding: 10px; resize: none; border: 1px solid var(--line);
      border-radius: 10px; background: var(--surface); }
    form button { min-width: 64px; min-height: 44px; border: 0; border-radius: 10px; background: var(--accent); color: var(--on-accent); }
    @media (max-width: 480px) { .root { right: 12px; bottom: 12px; } }`;

  function make(name, properties = {}, ...children) {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  }

  function icon() {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    for (const [name, value] of Object.entries({ viewBox: "0 0 24 24", width: "28", height: "28", "aria-hidden": "true" }))
      svg.setAttribute(name, value);
    path.setAttribute("fill", "currentColor");
    path.setAttribute("d", "M4 3h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H9l-5 4v-4a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2z");
    svg.append(path);
    return svg;
  }

  // A message that is sent again counts once.
  const once = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

  async function ask(method, path, body, key) {
    const headers = { "X-Widget-Token": token, Accept: "application/json" };
    if (body) headers["Content-Type"] = "application/json";
    if (key) headers["Idempotency-Key"] = key;
    const answer = await fetch(backend + path, { method, headers, body: body && JSON.stringify(body), credentials: "omit" });
    if (!answer.ok) throw Object.assign(new Error(`status ${answer.status}`), { status: answer.status });
    return answer.json();
  }

  // What this browser remembers of the chat, for a day.
  function remembered() {
    try {
      const kept = JSON.parse(localStorage.getItem(STORE));
      if (kept && Date.now() - kept.at < KEPT_FOR && Array.isArray(kept.lines)) return kept;
    } catch {
      // Nothing that we could read.
    }
    return { id: null, lines: [], choices: [], open: false, language: null };
  }

  // The business's own wall clock stands in the text of the time, so no zone is needed to show it.
  function clockTime(iso, language) {
    const style = { weekday: "long", month: "long", day: "numeric", hour: "numeric", minute: "2-digit", timeZone: "UTC" };
    return new Intl.DateTimeFormat(language === "es" ? "es-US" : "en-US", style).format(new Date(`${iso.slice(0, 16)}Z`));
  }

  class ReceptionistWidget extends HTMLElement {
    connectedCallback() {
      if (this.shadowRoot) return;
      this.chat = remembered();
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLE);
      const root = this.attachShadow({ mode: "open" });
      root.adoptedStyleSheets = [sheet];
      this.build(root);
      this.paint();
      if (this.chat.open) this.show(false);
    }

    get words() {
      return WORDS[this.chat.language || this.business?.language] || WORDS[document.documentElement.lang?.slice(0, 2)] || WORDS.en;
    }

    build(root) {
      this.heading = make("h2", { id: "title" });
      this.shut = make("button", { type: "button", textContent: "×", onclick: () => this.hide() });
      this.log = make("div", { className: "log", role: "log", tabIndex: 0 });
      this.choices = make("div", { className: "choices", role: "group", hidden: true });
      this.text = make("textarea", { rows: 1, maxLength: 1000 });
      this.sender = make("button", { type: "submit" });
      this.form = make("form", {}, this.text, this.sender);
      this.panel = make("div", { className: "panel", role: "dialog", hidden: true });
      this.panel.setAttribute("aria-labelledby", "title");
      this.panel.append(make("header", {}, this.heading, this.shut), this.log, this.choices, this.form);
      this.round = make("button", { type: "button", className: "round", onclick: () => (this.panel.hidden ? this.show(true) : this.hide()) }, icon());
      this.frame = make("div", { className: "root" }, this.panel, this.round);
      root.append(this.frame);
      this.form.addEventListener("submit", (event) => {
        event.preventDefault();
        this.say(this.text.value.trim());
      });
      this.text.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
        event.preventDefault();
        this.form.requestSubmit();
      });
      this.panel.addEventListener("keydown", (event) => event.key === "Escape" && this.hide());
      this.tint(tag.dataset.color || tag.dataset.colour);
    }

    // The page's colour, with black or white on it, whichever can be read.
    tint(color) {
      if (!color || !CSS.supports("color", color)) return;
      const { style } = this.frame;
      style.setProperty("color", color);
      const [red, green, blue] = (getComputedStyle(this.frame).color.match(/[\d.]+/g) || [0, 0, 0]).slice(0, 3).map((part) => {
        const share = Number(part) / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      const light = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
      style.removeProperty("color");
      style.setProperty("--accent", color);
      style.setProperty("--on-accent", light > 0.179 ? "#000" : "#fff");
    }

    paint() {
      const { words, chat } = this;
      this.setAttribute("lang", words === WORDS.es ? "es" : "en");
      this.heading.textContent = this.business ? words.title(this.business.name) : words.open;
      this.round.setAttribute("aria-label", this.panel.hidden ? words.open : words.close);
      this.round.setAttribute("aria-expanded", String(!this.panel.hidden));
      this.shut.setAttribute("aria-label", words.close);
      this.text.setAttribute("aria-label", words.write);
      this.text.placeholder = words.write;
      this.log.setAttribute("aria-label", this.heading.textContent);
      this.choices.setAttribute("aria-label", words.pick);
      this.sender.textContent = words.send;
      for (const line of chat.lines.slice(this.log.querySelectorAll(".us, .you").length)) this.log.append(this.bubble(line));
      this.offer(chat.choices.map((text) => [text, () => this.say(text)]));
      this.log.scrollTop = this.log.scrollHeight;
    }

    bubble({ by, text, danger }) {
      const who = make("span", { className: "who", textContent: `${by === "us" ? this.words.us : this.words.you}: ` });
      return make("p", { className: danger ? `${by} danger` : by }, who, text);
    }

    offer(buttons) {
      const made = buttons.map(([text, onclick]) => make("button", { type: "button", textContent: text, onclick }));
      this.choices.replaceChildren(...made);
      this.choices.hidden = !made.length;
    }

    keep(changes) {
      const chat = Object.assign(this.chat, changes, { at: Date.now() });
      try {
        localStorage.setItem(STORE, JSON.stringify({ ...chat, lines: chat.lines.slice(-MOST_KEPT) }));
      } catch {
        // No storage here.
      }
    }

    async show(byHand) {
      this.panel.hidden = false;
      this.keep({ open: true });
      this.paint();
      if (byHand) this.text.focus();
      await this.attempt(async () => {
        this.business ||= await ask("GET", "/v1/widget/business");
        if (!this.chat.id) await this.begin();
        this.paint();
      });
    }

    hide() {
      this.panel.hidden = true;
      this.keep({ open: false });
      this.paint();
      this.round.focus();
    }

    // What was written before the greeting came stays below it.
    async begin() {
      const begun = await ask("POST", "/v1/widget/start", {});
      const lines = [{ by: "us", text: begun.reply_text }, ...this.chat.lines];
      this.keep({ id: begun.conversation_id, lines, choices: [], language: null });
      this.log.replaceChildren();
    }

    async say(text) {
      if (!text) return;
      const key = once();
      this.text.value = "";
      this.keep({ lines: [...this.chat.lines, { by: "you", text }], choices: [] });
      this.paint();
      await this.attempt(async () => {
        if (!this.chat.id) await this.begin();
        const body = { conversation_id: this.chat.id, text };
        this.heard(await ask("POST", "/v1/widget/message", body, key));
      });
      this.text.focus();
    }

    heard({ reply_text: text, session_state: state }) {
      const lines = text ? [...this.chat.lines, { by: "us", text, danger: state.emergency_level === "life" }] : this.chat.lines;
      this.keep({ lines, language: state.language });
      if (state.asking === "choice") this.keep({ choices: state.offered.map(({ start }) => clockTime(start, state.language)) });
      if (state.asking === "confirm") this.keep({ choices: [this.words.yes, this.words.no] });
      this.paint();
      if (state.done) this.over();
    }

    over() {
      this.note(this.words.ended);
      const fresh = () => {
        this.keep({ id: null, lines: [] });
        this.attempt(() => this.begin().then(() => this.paint()));
      };
      this.offer([[this.words.fresh, fresh]]);
    }

    // One after the other. What goes wrong is said in the chat, with a way to go on.
    attempt(work) {
      this.turn = (this.turn || Promise.resolve()).then(async () => {
        this.note(this.words.typing);
        try {
          await work();
          this.note("");
        } catch (error) {
          this.failed(error, work);
        }
      });
      return this.turn;
    }

    failed(error, work) {
      const { words } = this;
      if (error.status === 404 || error.status === 409) {
        this.keep({ id: null, choices: [] });
        this.over();
        return;
      }
      this.note(this.chat.id ? words.unsent : words.away);
      this.offer([[words.again, () => this.attempt(work)]]);
    }

    note(text) {
      this.log.querySelector(".note")?.remove();
      if (text) this.log.append(make("p", { className: "note", textContent: text }));
      this.log.scrollTop = this.log.scrollHeight;
    }
  }

  customElements.define(NAME, ReceptionistWidget);
  const begin = () => document.body.append(document.createElement(NAME));
  if (document.body) begin();
  else document.addEventListener("DOMContentLoaded", begin, { once: true });
})();
