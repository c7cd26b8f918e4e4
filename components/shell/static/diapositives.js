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

  // Size ------------------------------------------------------------------------------------------------------------
  // Words as large as the slide can hold, so that a short one is read from the back of the room and a long one is whole.
  const SMALLEST = 0.72, LARGEST = 1.75, STEPS = 7;
  const IN_HAND = [1, 0.94, 0.88];
  const slides = document.getElementsByClassName("sd-slide");
  let fitted = new WeakSet();
  const fit = (slide) => {
    fitted.add(slide);
    const set = (size) => slide.style.setProperty("--sd-fit", size.toFixed(3));
    if (window.matchMedia("(max-width: 640px)").matches) {
      // In the hand, words keep a size that is read, and one scrolls if they must.
      for (const size of IN_HAND) {
        set(size);
        if (slide.getBoundingClientRect().height <= window.innerHeight) return;
      }
      return;
    }
    let low = SMALLEST, high = LARGEST;
    for (let step = 0; step < STEPS; step += 1) {
      const size = (low + high) / 2;
      set(size);
      const whole = slide.scrollHeight <= slide.clientHeight + 1 && slide.scrollWidth <= slide.clientWidth + 1;
      if (whole) low = size;
      else high = size;
    }
    set(low);
  };
  const fitNew = () => {
    for (const slide of slides) if (!fitted.has(slide)) fit(slide);
  };
  const fitAgain = () => {
    fitted = new WeakSet();
    fitNew();
  };
  // Before the browser paints: a slide never shows at another size first.
  new MutationObserver(() => { if (slides.length) fitNew(); }).observe(document, { subtree: true, childList: true });
  window.addEventListener("resize", fitAgain);
  window.addEventListener("afterprint", fitAgain);
  document.addEventListener("load", (event) => {
    if (event.target instanceof Element && event.target.closest(".sd-slide")) fitAgain();
  }, true);
  document.fonts?.ready.then(fitAgain);
})();
