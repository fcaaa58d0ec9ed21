// Charts that answer one question each: drawn as SVG, said in a sentence, and with their numbers in a table behind.
(() => {
  "use strict";
  const { make } = window.receptionist;

  const HEIGHT = 160;
  const FLOOR = 22;
  const ROW = 30;
  let count = 0;

  function draw(tag, fields, text) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(fields)) element.setAttribute(name, value);
    if (text !== undefined) element.textContent = text;
    return element;
  }

  const canvas = (height, sentence) => {
    const svg = draw("svg", { class: "chart", width: "100%", height, role: "img" });
    svg.setAttribute("aria-label", sentence);
    return svg;
  };

  // Bars side by side: rows of {label, value, part}, where `part` of the value is drawn darker.
  function columns(rows, sentence) {
    const svg = canvas(HEIGHT + FLOOR, sentence);
    // An even number at the top, so that the middle is a whole one, too.
    const most = Math.max(2, 2 * Math.ceil(Math.max(...rows.map((row) => row.value)) / 2));
    const wide = 100 / rows.length;
    const every = Math.ceil(rows.length / 7);
    const scale = [0.5, 1];
    const height = (part) => HEIGHT - part * (HEIGHT - 16);
    for (const part of scale) svg.append(draw("line", { x1: "0", x2: "100%", y1: height(part), y2: height(part), class: "rule" }));
    rows.forEach((row, i) => {
      const x = `${i * wide + wide * 0.15}%`;
      for (const [name, value] of [["bar", row.value], ["bar part", row.part || 0]]) {
        const y = height(value / most);
        if (value) svg.append(draw("rect", { x, y, width: `${wide * 0.7}%`, height: HEIGHT - y, rx: 2, class: name }));
      }
      if (i % every === 0) svg.append(draw("text", { x: `${(i + 0.5) * wide}%`, y: HEIGHT + 16, "text-anchor": "middle" }, row.label));
    });
    for (const part of scale) svg.append(draw("text", { x: 0, y: height(part) - 4, class: "soft" }, most * part));
    svg.append(draw("line", { x1: "0", x2: "100%", y1: HEIGHT, y2: HEIGHT, class: "rule strong" }));
    return svg;
  }

  // Bars below each other, with their names.
  function bars(rows, sentence) {
    const svg = canvas(rows.length * ROW, sentence);
    const most = Math.max(1, ...rows.map((row) => row.value));
    rows.forEach((row, i) => {
      const y = i * ROW;
      svg.append(draw("text", { x: 0, y: y + 19 }, row.label));
      for (const [name, value] of [["bar", row.value], ["bar part", row.part || 0]]) {
        if (value) svg.append(draw("rect", { x: "44%", y: y + 6, width: `${(value / most) * 46}%`, height: 18, rx: 2, class: name }));
      }
      svg.append(draw("text", { x: `${45 + (row.value / most) * 46}%`, y: y + 19 }, row.value));
    });
    return svg;
  }

  // `heads` are the table's columns, `cells(row)` its cells; `key` explains the darker part.
  function chart({ title, rows, kind = bars, heads, cells, sentence, key }) {
    const id = `chart-${++count}`;
    const table = make(
      "table",
      {},
      make("caption", { class: "visually-hidden", text: title }),
      make("thead", {}, make("tr", {}, ...heads.map((head, i) => make("th", { scope: "col", class: i ? "number" : "", text: head })))),
      make(
        "tbody",
        {},
        ...rows.map((row) => make("tr", {}, ...cells(row).map((cell, i) => make(i ? "td" : "th", { scope: i ? undefined : "row", class: i ? "number" : "", text: cell })))),
      ),
    );
    return make(
      "section",
      { class: "card", "aria-labelledby": id },
      make("h2", { id, text: title }),
      make("p", { class: "empty", text: sentence }),
      kind ? kind(rows, `${title} ${sentence}`) : null,
      key ? make("p", { class: "key" }, ...key.map(([name, label]) => make("span", { class: name, text: label }))) : null,
      kind ? make("details", {}, make("summary", { text: "The numbers" }), make("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": `${title} Table` }, table)) : table,
    );
  }

  window.receptionist = Object.assign(window.receptionist || {}, { chart, bars, columns });
})();
