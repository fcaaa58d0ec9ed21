// Writing a text by hand: the box with its counter, and the texts as they will go out or went.
(() => {
  "use strict";
  const { api, counter, make, note, phone, words } = window.receptionist;

  // `to` is {phone} or {customer_id}; `stopped` says that this person wants no texts.
  function composer({ to, name, body = "", stopped = false, label = "Your text", sent = () => {} }) {
    if (stopped) {
      return make("p", { class: "notice", text: `${name} said STOP and gets no texts. Ring them; a START from them opens it again.` });
    }
    const field = make("textarea", { name: "body", rows: "3", maxlength: "1600", required: true });
    field.value = body;
    const fault = make("p", { class: "notice error", role: "alert", hidden: true });
    const button = make("button", { class: "button primary", text: "Send text" });
    const form = make(
      "form",
      { class: "stack tight" },
      make("label", { class: "field" }, make("span", { text: label }), field),
      counter(field),
      fault,
      make("div", { class: "row" }, button, make("small", { class: "empty grow", text: `To ${name}. Who answers STOP gets no more texts.` })),
    );
    let key = crypto.randomUUID();
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (button.disabled) return;
      button.disabled = true;
      fault.hidden = true;
      try {
        const text = await api.post("/v1/owner/messages", { ...to, body: field.value }, { "Idempotency-Key": key });
        key = crypto.randomUUID();
        field.value = "";
        field.dispatchEvent(new Event("input"));
        note(`Text to ${name}: ${words.fate(text).toLowerCase()}.`);
        sent(text);
      } catch (error) {
        if (error.status === undefined) throw error;
        // After a refusal the next try is another request; after silence it is the same one.
        if (error.status) key = crypto.randomUUID();
        fault.textContent = error.message;
        fault.hidden = false;
      } finally {
        button.disabled = false;
      }
    });
    return form;
  }

  const textNote = (text) =>
    make(
      "li",
      { class: "text-note" },
      make(
        "header",
        {},
        words.tag(text.audience === "owner" ? "To you" : text.direction === "in" ? "From them" : "To the customer", text.audience === "owner" ? "info" : "good"),
        make("span", { text: phone(text.direction === "in" ? text.from : text.to) }),
        make("span", { text: words.fate(text) }),
      ),
      make("p", { text: text.body }),
    );

  // Before it happens: nobody has been told yet.
  function willBeTexted(texts) {
    const customer = texts.filter((text) => text.audience === "customer");
    const shown = customer.length ? customer : texts;
    if (!shown.length) return make("p", { class: "empty", text: "Nobody is texted about this." });
    return make(
      "div",
      { class: "stack tight" },
      make("h3", { text: "This will be texted" }),
      make("ul", { class: "stack tight" }, ...shown.map((text) => textNote({ ...text, status: text.status === "queued" ? "at once" : text.status }))),
      texts.length > shown.length ? make("p", { class: "empty", text: "You are told by text, too." }) : null,
    );
  }

  window.receptionist = Object.assign(window.receptionist || {}, { composer, textNote, willBeTexted });
})();
