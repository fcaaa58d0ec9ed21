// Speaking and listening where the browser can (Web Speech API); the page works without.
(() => {
  "use strict";

  const Recognition = window.SpeechRecognition || window.webkitSpeechRecognition;

  const voice = {
    canListen: Boolean(Recognition),
    canSpeak: "speechSynthesis" in window,
    speaking: false,

    say(text, language) {
      if (!voice.canSpeak || !voice.speaking || !text) return;
      speechSynthesis.cancel();
      const utterance = new SpeechSynthesisUtterance(text);
      utterance.lang = language === "es" ? "es-US" : "en-US";
      speechSynthesis.speak(utterance);
    },

    quiet() {
      if (voice.canSpeak) speechSynthesis.cancel();
    },

    listen(language, { onText, onEnd }) {
      if (!Recognition) return;
      voice.quiet();
      const recognition = new Recognition();
      recognition.lang = language === "es" ? "es-US" : "en-US";
      recognition.interimResults = false;
      recognition.onresult = (event) => onText(event.results[0][0].transcript);
      recognition.onend = onEnd;
      recognition.onerror = onEnd;
      recognition.start();
    },
  };

  window.receptionist = Object.assign(window.receptionist || {}, { voice });
})();
