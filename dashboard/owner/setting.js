// One group of settings: a form that says what a save changed and can undo it, and editors for lists of things.
(() => {
  "use strict";
  const { desk, make, note } = window.receptionist;

  const MOST = 3;

  // What differs, in words: `say` makes {label: text} of a business.
  function changes(say, before, after) {
    const [old, now] = [say(before), say(after)];
    const lines = [...new Set([...Object.keys(old), ...Object.keys(now)])]
      .filter((label) => old[label] !== now[label])
      .map((label) => `${label}: ${old[label] || "nothing"} → ${now[label] || "nothing"}`);
    if (!lines.length) return "Nothing changed";
    return lines.slice(0, MOST).join("; ") + (lines.length > MOST ? `; and ${lines.length - MOST} more` : "");
  }

  // `draw(business)` gives {nodes, read}; `read` gives the fields to save.
  function setting({ title, hint, draw, say }) {
    const body = make("div", { class: "stack" });
    const box = make("details", { class: "card setting" }, make("summary", {}, make("h2", { text: title }), make("span", { class: "empty", text: hint })), body);

    function render() {
      const { nodes, read } = draw(desk.business);
      const fault = make("p", { class: "notice error", role: "alert", hidden: true });
      const save = make("button", { class: "button primary", text: "Save" });
      const form = make("form", { class: "stack" }, ...nodes, fault, make("div", { class: "row" }, save));
      form.addEventListener("submit", async (event) => {
        event.preventDefault();
        fault.hidden = true;
        save.disabled = true;
        try {
          await keep(read());
        } catch (error) {
          if (error.status === undefined) throw error;
          fault.textContent = plainly(error);
          fault.hidden = false;
        } finally {
          save.disabled = false;
        }
      });
      body.replaceChildren(form);
    }

    async function keep(fields) {
      const before = desk.business;
      await desk.save(fields);
      const back = Object.fromEntries(Object.keys(fields).map((name) => [name, before[name]]));
      note(`${title} saved. ${changes(say, before, desk.business)}.`, async () => {
        try {
          await desk.save(back);
          render();
          note(`${title}: as it was before.`);
        } catch (error) {
          note(error.message);
        }
      });
      render();
    }

    render();
    return box;
  }

  const plainly = (error) => {
    const first = error.problem?.errors?.[0];
    return first ? `${(first.loc || []).filter((part) => part !== "body").join(", ")}: ${first.msg}` : error.message;
  };

  // A list that grows and shrinks. `row(item)` gives {nodes, read}; `fresh` is a new item.
  function listOf(items, { row, fresh, add, name }) {
    const list = make("ul", { class: "stack" });
    const readers = new Map();
    const put = (item) => {
      const { nodes, read } = row(item);
      const drop = make("button", { class: "button small", type: "button", text: "Remove", "aria-label": `Remove ${name(item) || "this one"}` });
      const line = make("li", { class: "entry" }, ...nodes, make("div", { class: "row" }, drop));
      drop.addEventListener("click", () => {
        readers.delete(line);
        line.remove();
        more.focus();
      });
      readers.set(line, read);
      list.append(line);
      return line;
    };
    const more = make("button", { class: "button small", type: "button", text: add, onclick: () => put(fresh()).querySelector("input, textarea")?.focus() });
    items.forEach(put);
    return { node: make("div", { class: "stack" }, list, make("div", { class: "row" }, more)), read: () => [...readers.values()].map((read) => read()) };
  }

  const box = (value, more = {}) => {
    const input = make("input", { autocomplete: "off", ...more });
    input.value = value ?? "";
    return input;
  };
  const area = (value, more = {}) => {
    const input = make("textarea", { rows: "2", ...more });
    input.value = value ?? "";
    return input;
  };
  const check = (value, label) => {
    const input = make("input", { type: "checkbox", class: "tick", checked: value });
    return { node: make("label", { class: "row" }, input, label), read: () => input.checked };
  };

  window.receptionist = Object.assign(window.receptionist || {}, { setting, listOf, box, area, check });
})();
