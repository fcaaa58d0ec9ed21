// When nothing is sent, what is paused, who hears of it, emergencies, and the calendar feed.
(() => {
  "use strict";
  const { api, area, box, card, check, desk, dialog, field, make, note, setting } = window.receptionist;

  const quietSetting = () =>
    setting({
      title: "Quiet hours",
      hint: "Texts that nobody waits for go out in the morning.",
      draw: (business) => {
        const [from, to] = business.quiet_hours.map((clock) => box(clock, { type: "time", required: true }));
        return { nodes: [make("div", { class: "row top" }, field("From", from), field("Until", to))], read: () => ({ quiet_hours: [from.value, to.value] }) };
      },
      say: (business) => ({ "Quiet hours": business.quiet_hours.join("–") }),
    });

  const pauseSetting = () =>
    setting({
      title: "Pause",
      hint: "For a day when everything goes wrong.",
      draw: (business) => {
        const texts = check(business.pause.texts, "Hold all texts to customers");
        const booking = check(business.pause.booking, "Book nothing: callers are offered a call back");
        return { nodes: [texts.node, booking.node], read: () => ({ pause: { texts: texts.read(), booking: booking.read() } }) };
      },
      say: (business) => ({ Texts: business.pause.texts ? "held" : "sent", Booking: business.pause.booking ? "paused" : "on" }),
    });

  const emergencySetting = () =>
    setting({
      title: "Emergencies",
      hint: "Who is alerted, and how long we wait for an answer.",
      draw: (business) => {
        const policy = business.emergency_policy;
        const transfer = check(policy.transfer, "Put the call through to somebody");
        const after = check(policy.after_hours, "Also outside opening hours");
        const minutes = box(policy.ack_minutes, { type: "number", min: "1", max: "120", required: true });
        const price = area(policy.call_out_text, { maxlength: "300" });
        return {
          nodes: [transfer.node, after.node, field("Minutes until the next person is alerted", minutes), field("What is said about the call-out charge", price)],
          read: () => ({ emergency_policy: { ...policy, transfer: transfer.read(), after_hours: after.read(), ack_minutes: Number(minutes.value), call_out_text: price.value.trim() } }),
        };
      },
      say: ({ emergency_policy: policy }) => ({
        Transfer: policy.transfer ? "on" : "off",
        "After hours": policy.after_hours ? "on" : "off",
        "Next person after": `${policy.ack_minutes} min`,
        "Call-out charge": policy.call_out_text,
      }),
    });

  const DETAILS = [
    ["name", "Name"],
    ["owner_phone", "Your mobile, for alerts"],
    ["owner_email", "Your email"],
    ["address", "Address"],
  ];

  const detailsSetting = () =>
    setting({
      title: "Your business",
      hint: "Name, and where alerts go.",
      draw: (business) => {
        const inputs = DETAILS.map(([name, label]) => [name, box(business[name], { name, required: name === "name" }), label]);
        return {
          nodes: [make("div", { class: "columns" }, ...inputs.map(([, input, label]) => field(label, input)))],
          read: () => Object.fromEntries(inputs.map(([name, input]) => [name, input.value.trim() || null])),
        };
      },
      say: (business) => Object.fromEntries(DETAILS.map(([name, label]) => [label, business[name]])),
    });

  function feedCard() {
    const body = make("div", { class: "stack tight" });
    const draw = () => {
      const address = desk.business.calendar_feed_url;
      const copy = make("button", { class: "button small", type: "button", text: "Copy" });
      copy.addEventListener("click", async () => {
        await navigator.clipboard.writeText(address);
        note("The address is copied.");
      });
      const rotate = make("button", { class: "button small", type: "button", "data-key": "rotate", text: address ? "New address…" : "Make an address", onclick: () => ask() });
      body.replaceChildren(
        make("p", { class: "empty", text: "Your visits in any calendar on your telephone. Whoever has the address can read them." }),
        address ? make("p", { class: "address-line" }, make("code", { text: address }), copy) : make("p", { class: "empty", text: "There is no address yet." }),
        make("div", { class: "row" }, rotate),
      );
    };
    const ask = () =>
      dialog({
        title: "Make a new calendar address",
        body: [make("p", { text: "The old address stops at once; every calendar that uses it must be given the new one." })],
        actions: [
          {
            label: "Make a new address",
            kind: "primary",
            run: async () => {
              const made = await api.post("/v1/owner/calendar-feed/rotate");
              desk.business.calendar_feed_url = made.calendar_feed_url;
              draw();
              note("The new address is there; the old one has stopped.");
            },
          },
        ],
      });
    draw();
    return card("Calendar feed", body);
  }

  window.receptionist = Object.assign(window.receptionist || {}, { quietSetting, pauseSetting, emergencySetting, detailsSetting, feedCard });
})();
