// Dialogs and passing notes. The browser's own dialog keeps the keyboard inside and gives it back afterwards.
(() => {
  "use strict";
  const { make } = window.receptionist;
  let count = 0;

  // `actions`: {label, kind, run}; `run` may be slow or fail, and the dialog stays until it has succeeded.
  function dialog({ title, body = [], actions = [], close = "Cancel" }) {
    const id = `dialog-${++count}`;
    const fault = make("p", { class: "notice error", role: "alert", hidden: true });
    const box = make("dialog", { class: "dialog", "aria-labelledby": id });
    const back = document.activeElement;
    const shut = () => box.close();
    const row = make("div", { class: "row dialog-actions" });
    const set = (buttons) => row.replaceChildren(...buttons.map(button), make("button", { class: "button", type: "button", text: close, onclick: shut }));

    const say = (sentence) => {
      fault.textContent = sentence;
      fault.hidden = !sentence;
    };

    function button({ label, kind = "", run }) {
      const made = make("button", { class: `button ${kind}`, type: "button", text: label });
      made.addEventListener("click", async () => {
        made.disabled = true;
        say("");
        try {
          if ((await run(handle)) !== false) shut();
        } catch (error) {
          if (error.status === undefined) throw error;
          say(error.message);
        } finally {
          made.disabled = false;
        }
      });
      return made;
    }

    const content = make("div", { class: "stack" }, ...body);
    box.append(make("h2", { id, text: title }), content, fault, row);
    set(actions);
    box.addEventListener("click", (event) => event.target === box && shut());
    box.addEventListener("close", () => {
      box.remove();
      const again = back?.isConnected ? back : back?.dataset?.key && document.querySelector(`[data-key="${CSS.escape(back.dataset.key)}"]`);
      again?.focus?.();
    });
    document.body.append(box);
    box.showModal();
    const handle = {
      box,
      shut,
      say,
      show: (nodes, buttons) => {
        content.replaceChildren(...nodes);
        if (buttons) set(buttons);
        say("");
      },
    };
    return handle;
  }

  // A note that something was done, with a way back where there is one.
  function note(sentence, undo) {
    let area = document.querySelector(".notes");
    if (!area) {
      area = make("div", { class: "notes", role: "status" });
      document.body.append(area);
    }
    const line = make("div", { class: "note-line" }, make("span", { text: sentence }));
    const gone = () => line.remove();
    if (undo) {
      const button = make("button", { class: "button small", type: "button", text: "Undo" });
      button.addEventListener("click", () => {
        gone();
        undo();
      });
      line.append(button);
    }
    line.append(make("button", { class: "button small quiet", type: "button", text: "Dismiss", onclick: gone }));
    area.replaceChildren(line);
    setTimeout(gone, undo ? 20000 : 8000);
  }

  window.receptionist = Object.assign(window.receptionist || {}, { dialog, note });
})();
