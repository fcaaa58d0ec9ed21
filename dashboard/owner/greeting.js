// The first words of every call, to be read and to be heard before they are saved.
(() => {
  "use strict";
  const { api, area, field, make, setting } = window.receptionist;

  function listenButton(words) {
    const heard = make("div", { class: "stack tight", "aria-live": "polite" });
    const button = make("button", { class: "button", type: "button", text: "How will it sound?" });
    button.addEventListener("click", async () => {
      button.disabled = true;
      try {
        const text = words();
        const preview = await api.post("/v1/owner/greeting/preview", text ? { text } : {});
        const quote = make("blockquote", { text: preview.text });
        if (!preview.audio) {
          heard.replaceChildren(quote, make("p", { class: "empty", text: "No voice is set up here, so it can only be read." }));
          return;
        }
        const sound = await api.sound(preview.audio);
        heard.replaceChildren(quote, sound);
        await sound.play().catch(() => {});
      } catch (error) {
        if (error.status === undefined) throw error;
        heard.replaceChildren(make("p", { class: "notice error", text: error.message }));
      } finally {
        button.disabled = false;
      }
    });
    return [make("div", { class: "row" }, button), heard];
  }

  const greetingSetting = () =>
    setting({
      title: "Greeting",
      hint: "What callers hear first. Left empty, the assistant uses its own.",
      draw: (business) => {
        const input = area(business.greeting, { maxlength: "500", rows: "3", name: "greeting" });
        return {
          nodes: [field("Greeting", input, "It must say that it is an automated assistant; where it does not, that is added."), ...listenButton(() => input.value.trim())],
          read: () => ({ greeting: input.value.trim() }),
        };
      },
      say: (business) => ({ Greeting: business.greeting }),
    });

  window.receptionist = Object.assign(window.receptionist || {}, { greetingSetting });
})();
