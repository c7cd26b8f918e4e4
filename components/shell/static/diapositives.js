// Slides on a screen: the keys of any clicker or keyboard, the words as large as the screen lets them be, and a word when
// nothing comes from the server any more. Runs before Streamlit does.
(() => {
  "use strict";

  // Keys ------------------------------------------------------------------------------------------------------------
  const BUTTONS = {
    PageDown: "apres", ArrowRight: "apres", ArrowDown: "apres", " ": "apres",
    PageUp: "avant", ArrowLeft: "avant", ArrowUp: "avant",
    Home: "debut", End: "fin",
  };
  const KEYS = ".st-key-diapo-touches";
  // Presses kept while the slide they follow is being drawn, and how long one is waited for.
  const KEPT = 5, PATIENCE_MS = 3000;
  const button = (name) => document.querySelector(`[class*="st-key-diapo-${name}-"] button:not(:disabled)`);
  let pressed = null, pressedAt = 0, asked = [];

  const press = (name) => {
    if (pressed !== null && pressed.isConnected && Date.now() - pressedAt < PATIENCE_MS) {
      if (asked.length < KEPT) asked.push(name);
      return;
    }
    pressed = button(name);
    pressedAt = Date.now();
    pressed?.click();
  };
  // Each slide has its own buttons: those pressed are gone once the next one is drawn.
  const answered = () => {
    if (pressed === null || pressed.isConnected) return;
    pressed = null;
    if (asked.length) press(asked.shift());
  };

  document.documentElement.addEventListener("keydown", (event) => {
    const keys = document.querySelector(KEYS);
    if (keys === null || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const back = event.key === " " && event.shiftKey;
    if (!(event.key in BUTTONS) || (event.shiftKey && !back)) return;
    // What has the focus keeps its own keys: a field being typed in, a list, notes that scroll. The slides' own
    // buttons have no use for them but the space bar, with which they press themselves.
    const active = document.activeElement;
    const free = active === null || active === document.body || active.id === "stMain";
    if (!free && (event.key === " " || !keys.contains(active))) return;
    event.preventDefault();
    if (!event.repeat) press(back ? "avant" : BUTTONS[event.key]);
  });

  // A button pressed with the mouse gives the keyboard back to the slides. One pressed with the keyboard is drawn anew
  // with the slide: the focus goes to the one that takes its place.
  let held = "";
  document.addEventListener("click", (event) => {
    const pressed = event.target instanceof Element ? event.target.closest(`${KEYS} button`) : null;
    if (!(pressed instanceof HTMLElement)) return;
    if (event.detail > 0) pressed.blur();
    const named = /st-key-diapo-(debut|avant|apres|fin)-/.exec(pressed.closest('[class*="st-key-diapo-"]').className);
    held = named && document.activeElement === pressed ? named[1] : "";
  });
  const holdFocus = () => {
    if (held === "" || document.activeElement !== document.body) return;
    const next = button(held);
    held = "";
    if (next instanceof HTMLElement) next.focus();
  };

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
  new MutationObserver(() => {
    if (slides.length === 0) return;
    fitNew();
    holdFocus();
    answered();
  }).observe(document, { subtree: true, childList: true });
  window.addEventListener("resize", fitAgain);
  window.addEventListener("afterprint", fitAgain);
  document.addEventListener("load", (event) => {
    if (event.target instanceof Element && event.target.closest(".sd-slide")) fitAgain();
  }, true);
  document.fonts?.ready.then(fitAgain);
})();
