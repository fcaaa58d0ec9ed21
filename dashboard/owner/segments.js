// How a text travels: in the plain alphabet (GSM-7) 160 units alone or 153 each, else (UCS-2) 70 or 67.
(() => {
  "use strict";
  const { make } = window.receptionist;

  const BASIC = new Set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
      "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
  );
  const EXTENDED = new Set("^{}\\[~]|€");
  // The service sends typography in its plain form, so it is counted so.
  const PLAIN = {
    "‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-",
    "−": "-", "‐": "-", "‑": "-", "…": "...", "•": "-", "\t": " ", "\u00a0": " ", "\u2007": " ", "\u2009": " ", "\u202f": " ",
  };

  function segments(text) {
    const body = [...text.normalize("NFC")].map((one) => PLAIN[one] ?? one).join("").trim();
    const letters = [...body];
    const costly = letters.find((one) => !BASIC.has(one) && !EXTENDED.has(one));
    const [alone, each] = costly ? [70, 67] : [160, 153];
    const costs = letters.map((one) => (costly ? one.length : EXTENDED.has(one) ? 2 : 1));
    const units = costs.reduce((sum, cost) => sum + cost, 0);
    let parts = 1;
    let used = 0;
    if (units > alone) {
      for (const cost of costs) {
        if (used + cost > each) [parts, used] = [parts + 1, 0];
        used += cost;
      }
    }
    return { units, parts, alone, costly };
  }

  // A line under a field that counts as one types.
  function counter(field) {
    const line = make("small", { class: "empty", "aria-live": "polite" });
    const count = () => {
      const { units, parts, alone, costly } = segments(field.value);
      const why = costly ? `; “${costly}” is outside the plain alphabet, so a text holds ${alone}` : "";
      line.textContent = `${units} of ${parts > 1 ? "many" : alone} characters, ${parts === 1 ? "1 text" : `${parts} texts`}${why}`;
    };
    field.addEventListener("input", count);
    count();
    return line;
  }

  window.receptionist = Object.assign(window.receptionist || {}, { segments, counter });
})();
