// Secrets are shown once, with a button to copy each; nothing of them stays on the page.
(() => {
  "use strict";
  const { api, dialog, make } = window.receptionist;

  const NAMES = {
    api_key: ["Business key (X-API-Key)", "For the voice, telephony and reminder interfaces. Keep it on a server."],
    owner_token: ["Owner token (X-Owner-Token)", "Give it to the owner: it opens their desk."],
    widget_token: ["Widget token", "Public. It goes into the web site's tag."],
  };

  function line(kind, secret) {
    const [label, hint] = NAMES[kind];
    const copy = make("button", { class: "button small", type: "button", text: "Copy", "aria-label": `Copy: ${label}` });
    copy.addEventListener("click", async () => {
      await navigator.clipboard.writeText(secret);
      copy.textContent = "Copied";
    });
    return make(
      "div",
      { class: "stack tight" },
      make("strong", { text: label }),
      make("p", { class: "address-line" }, make("code", { text: secret }), copy),
      make("p", { class: "empty", text: hint }),
    );
  }

  // `made` holds some of the three secrets; `more` are further lines below them.
  function showSecrets(title, made, ...more) {
    const kinds = Object.keys(NAMES).filter((kind) => made[kind]);
    dialog({
      title,
      wide: true,
      close: "I have kept them",
      body: [
        make("p", { class: "notice", text: "Shown this once. Only their beginnings are kept here." }),
        ...kinds.map((kind) => line(kind, made[kind])),
        ...more,
      ],
    });
  }

  // Pages of a tenant, which hand the secret over in a fragment that no server sees.
  const deskLink = (token) => `index.html#owner=${encodeURIComponent(token)}${api.connection.backend ? `&backend=${encodeURIComponent(api.base)}` : ""}`;

  window.receptionist = Object.assign(window.receptionist || {}, { showSecrets, deskLink });
})();
