// Slides on a screen: the keys of any clicker or keyboard, the words as large as the screen lets them be, and a word when
// nothing comes from the server any more. Runs before Streamlit does.
(() => {
  "use strict";

  // Keys ------------------------------------------------------------------------------------------------------------
  // PageUp, PageDown, Home and End are the shortcuts of the buttons themselves.
  const BUTTONS = {
    ArrowRight: "apres", ArrowDown: "apres", " ": "apres",
    ArrowLeft: "avant", ArrowUp: "avant",
  };
  const KEYS = ".st-key-diapo-touches";

  document.documentElement.addEventListener("keydown", (event) => {
    const keys = document.querySelector(KEYS);
    if (keys === null || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const back = event.key === " " && event.shiftKey;
    if (!(event.key in BUTTONS) || (event.shiftKey && !back)) return;
    // What has the focus keeps its own keys: a field being typed in, a list, notes that scroll. The slides' own
    // buttons have no use for arrows, and press themselves with the space bar.
    const active = document.activeElement;
    const free = active === null || active === document.body || active.id === "stMain";
    if (!free && (event.key === " " || !keys.contains(active))) return;
    event.preventDefault();
    document.querySelector(`.st-key-diapo-${back ? "avant" : BUTTONS[event.key]} button:not(:disabled)`)?.click();
  });

  // A button pressed with the mouse gives the keyboard back to the slides.
  document.addEventListener("click", (event) => {
    if (event.detail === 0 || !(event.target instanceof Element)) return;
    const button = event.target.closest(`${KEYS} button`);
    if (button instanceof HTMLElement) button.blur();
  });

  // Connection ------------------------------------------------------------------------------------------------------
  // A screen asks every second where the presentation stands: when no answer comes, what it shows may be old.
  const SILENCE_MS = 6000;
  let heard = Date.now();
  const hear = () => { heard = Date.now(); };
  const Native = window.WebSocket;
  window.WebSocket = class extends Native {
    constructor(...asked) {
      super(...asked);
      this.addEventListener("message", hear);
    }
  };
  // A page in the background asks more rarely: it is judged from the moment it is looked at.
  document.addEventListener("visibilitychange", hear);
  window.setInterval(() => {
    const lost = document.querySelector(".sd-slide") !== null && Date.now() - heard > SILENCE_MS;
    for (const word of document.querySelectorAll(".sd-slide-lost")) word.toggleAttribute("data-lost", lost);
  }, 1000);
})();
