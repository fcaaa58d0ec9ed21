// What every part of the operator's page needs: lists read to their end, times, tables and small lines of figures.
(() => {
  "use strict";
  const { api, make, when } = window.receptionist;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

  const say = {
    // The operator reads the times of many zones in their own; a tenant's page says the tenant's.
    at: (iso, inZone) => (iso ? when(iso, inZone || zone) : "Never"),

    plain(key) {
      const text = (key || "").replaceAll(/[_.-]/g, " ");
      return text.charAt(0).toUpperCase() + text.slice(1);
    },

    count: (amount, one, many) => `${amount} ${amount === 1 ? one : many}`,

    tag: (label, kind) => make("span", { class: `tag ${kind || ""}`, text: label }),

    place() {
      const [view, id] = location.hash.slice(1).split("/");
      return { view: view || "tenants", id: id ? decodeURIComponent(id) : "" };
    },

    link: (view, id) => `#${view}${id ? `/${encodeURIComponent(id)}` : ""}`,

    tell: () => document.dispatchEvent(new CustomEvent("receptionist:news", { detail: { kind: "all" } })),

    // `heads`: [name, "number" or ""]; a row's cells are texts or nodes, the first one names the row.
    table(caption, heads, rows) {
      const cell = (content, i) =>
        make(i ? "td" : "th", { scope: i ? undefined : "row", class: heads[i][1] || "" }, content instanceof Node ? content : String(content ?? ""));
      return make(
        "div",
        { class: "scroll", tabindex: "0", role: "group", "aria-label": caption },
        make(
          "table",
          {},
          make("caption", { class: "visually-hidden", text: caption }),
          make("thead", {}, make("tr", {}, ...heads.map(([name, kind]) => make("th", { scope: "col", class: kind || "", text: name })))),
          make("tbody", {}, ...rows.map((cells) => make("tr", {}, ...cells.map(cell)))),
        ),
      );
    },

    // A month in the height of a line; the number beside it says the sum.
    spark(values, sentence) {
      const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
      const line = document.createElementNS("http://www.w3.org/2000/svg", "polyline");
      const most = Math.max(1, ...values);
      const points = values.map((value, i) => `${(i / Math.max(1, values.length - 1)) * 96 + 2},${22 - (value / most) * 20}`);
      for (const [name, value] of Object.entries({ class: "spark", viewBox: "0 0 100 24", role: "img", "aria-label": sentence })) svg.setAttribute(name, value);
      line.setAttribute("points", points.join(" "));
      svg.append(line);
      return svg;
    },

    // Every page of a list, as long as it is one that a person may read.
    async all(path) {
      const found = [];
      let cursor = null;
      do {
        const page = await api.get(`${path}${path.includes("?") ? "&" : "?"}limit=200${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`);
        found.push(...page.items);
        cursor = page.next_cursor;
      } while (cursor && found.length < 2000);
      return found;
    },

    facts: (pairs) => make("dl", { class: "facts" }, ...pairs.flatMap(([name, value]) => [make("dt", { text: name }), make("dd", {}, value instanceof Node ? value : String(value ?? "–"))])),
  };

  window.receptionist = Object.assign(window.receptionist || {}, { say });
})();
