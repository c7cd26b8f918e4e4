// « Imprimer la page entière »: what opens is opened, charts are drawn again as wide as a sheet, then the page is printed
// and put back as it was. Ctrl+P draws the charts again too, and opens nothing. The browser's own menu leaves no time for
// it: between that order and the sheet, a page may change what is written, not have its charts drawn again.
(() => {
  "use strict";

  const SHEET = "sd-sheet";
  //: Width of what is printed of an A4 sheet, in pixels, and a little more for what rounding adds.
  const WIDE = 681 + 4;
  const LIMIT_MS = 60000;
  const STEP_MS = 120;
  let busy = false;
  let unfolded = [];

  const main = () => document.getElementById("stMain");
  const pause = () => new Promise((done) => window.setTimeout(done, STEP_MS));
  const still = () => document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === "notRunning";
  const fits = () =>
    [...main().querySelectorAll(".svg-container")].every((box) => box.getBoundingClientRect().width <= WIDE);

  const until = async (reached, limit) => {
    // Twice in a row: a run may be about to begin, a chart about to be drawn again.
    for (let times = 0; times < 2 && performance.now() < limit; ) {
      await pause();
      times = reached() ? times + 1 : 0;
    }
  };

  const unfold = async (limit) => {
    const tried = new Set();
    while (performance.now() < limit) {
      for (const fold of main().querySelectorAll(".stHtml details:not([open])")) {
        fold.open = true;
        unfolded.push(() => (fold.open = false));
      }
      const closed = [...main().querySelectorAll('[data-testid="stExpander"] details:not([open]) > summary')];
      const next = closed.find((summary) => !tried.has(summary));
      if (next === undefined) return;
      tried.add(next);
      next.click();
      unfolded.push(() => next.isConnected && next.parentElement.open && next.click());
      await until(still, limit);
    }
  };

  // A map keeps its size: made narrower, it would be cut rather than drawn smaller. Its still copy is what shrinks.
  const maps = () => main().querySelectorAll('[data-testid="stDeckGlJsonChart"]');
  const freeze = () => {
    for (const map of maps()) {
      const box = map.getBoundingClientRect();
      map.style.setProperty("--sd-map-width", `${box.width}px`);
      map.style.setProperty("--sd-map-height", `${box.height}px`);
    }
  };

  const restore = () => {
    document.documentElement.classList.remove(SHEET);
    for (const fold of unfolded.reverse()) fold();
    unfolded = [];
    busy = false;
  };

  const print = async (whole) => {
    if (busy) return;
    busy = true;
    const limit = performance.now() + LIMIT_MS;
    freeze();
    document.documentElement.classList.add(SHEET);
    try {
      if (whole) await unfold(limit);
      await until(() => still() && fits(), limit);
    } finally {
      window.addEventListener("afterprint", restore, { once: true });
      window.print();
    }
  };

  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest(".sd-print-page")) print(true);
  });

  window.addEventListener(
    "keydown",
    (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.key?.toLowerCase() !== "p") return;
      if (main() === null || fits()) return;
      event.preventDefault();
      event.stopPropagation();
      print(false);
    },
    true,
  );
})();
