// All settings in groups, one open at a time.
(() => {
  "use strict";
  const r = window.receptionist;

  const GROUPS = [
    r.hoursSetting,
    r.holidaysSetting,
    r.closuresSetting,
    r.servicesSetting,
    r.techniciansSetting,
    r.rulesSetting,
    r.greetingSetting,
    r.faqSetting,
    r.templatesSetting,
    r.quietSetting,
    r.pauseSetting,
    r.emergencySetting,
    r.detailsSetting,
    r.feedCard,
  ];

  class OwnerSettings extends r.Live {
    build() {
      const groups = GROUPS.map((group) => group());
      for (const group of groups) {
        group.addEventListener("toggle", () => group.open && groups.forEach((other) => other !== group && other.tagName === "DETAILS" && (other.open = false)));
      }
      this.replaceChildren(r.make("div", { class: "stack settings" }, ...groups));
    }
  }

  customElements.define("owner-settings", OwnerSettings);
})();
