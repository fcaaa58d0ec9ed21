// Making elements without ever parsing text as markup, and showing times in the business's zone.
(() => {
  "use strict";

  function make(tag, options = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(options)) {
      if (value === undefined || value === null || value === false) continue;
      if (name === "text") element.textContent = value;
      else if (name === "class") element.className = value;
      else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  }

  function when(iso, zone, options) {
    const style = options || { weekday: "short", month: "short", day: "numeric", hour: "numeric", minute: "2-digit" };
    try {
      return new Intl.DateTimeFormat(undefined, { ...style, timeZone: zone }).format(new Date(iso));
    } catch {
      return iso;
    }
  }

  function phone(e164) {
    const us = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(e164 || "");
    return us ? `(${us[1]}) ${us[2]}-${us[3]}` : e164 || "";
  }

  window.receptionist = Object.assign(window.receptionist || {}, { make, when, phone });
})();
