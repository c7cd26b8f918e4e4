// What the shell changes in Streamlit's behaviour. Runs before Streamlit does, with francais.js.
(() => {
  "use strict";

  // Streamlit would look for its server under every page's address (« /fiche/_stcore/health ») before the root.
  window.__streamlit = { BACKEND_BASE_URL: window.location.origin };

  // Calendars and number fields follow the browser's language; the dashboard is French on any machine.
  for (const [name, value] of [["language", "fr-FR"], ["languages", Object.freeze(["fr-FR", "fr"])]]) {
    Object.defineProperty(Navigator.prototype, name, { get: () => value, configurable: true });
  }

  // « r » reruns the page, « c » offers to clear the cache, « a » reruns for ever. Stopped on their way up, just below
  // the document where Streamlit listens, so that lists still jump to the letter typed.
  document.documentElement.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (["r", "c", "a"].includes((event.key || "").toLowerCase())) event.stopPropagation();
  });

  // On a phone the panel of pages covers the page it has just opened: it folds again.
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest('[data-testid="stSidebarNavLink"]') : null;
    if (link === null || !window.matchMedia("(max-width: 768px)").matches) return;
    window.setTimeout(() => {
      const fold = document.querySelector(
        '[data-testid="stSidebar"][data-collapsed="false"] [data-testid="stSidebarCollapseButton"] button',
      );
      if (fold) fold.click();
    }, 0);
  });

  // A line of a table of contents opens its section, goes to it and leaves the keyboard there; the address stays.
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest(".sd-contents a[href]") : null;
    const section = link && document.getElementById(new URL(link.href).hash.slice(1));
    if (!section) return;
    event.preventDefault();
    section.open = true;
    section.scrollIntoView({ block: "start" });
    section.querySelector("summary")?.focus({ preventScroll: true });
  });
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-tout-ouvrir]") : null;
    if (!button) return;
    const sections = [...document.querySelectorAll(".sd-fold")];
    const closed = sections.some((section) => !section.open);
    for (const section of sections) section.open = closed;
    button.textContent = closed ? "Tout fermer" : "Tout ouvrir";
  });

  // A link keeps the territory chosen, whichever way it is opened: the address is completed just before it is used.
  const keep = (event) => {
    const link = event.target instanceof Element ? event.target.closest(".stHtml a[href]") : null;
    const chosen = new URLSearchParams(window.location.search).get("territoire");
    if (link === null || link.hasAttribute("download") || "territory" in link.dataset) return;
    const url = new URL(link.href, window.location.href);
    if (url.origin !== window.location.origin) return;
    // A link that names a territory of its own leads there; what was added here may be changed here.
    if (url.searchParams.has("territoire") && !("carried" in link.dataset)) return;
    link.dataset.carried = "";
    if (chosen) url.searchParams.set("territoire", chosen);
    else url.searchParams.delete("territoire");
    if (url.href !== link.href) link.href = url.href.replace(/%3A/g, ":");
  };
  for (const name of ["pointerdown", "focusin", "contextmenu"]) document.addEventListener(name, keep, true);

  // A link written in HTML would reload everything and lose what the reader has typed. Streamlit already follows the
  // browser's history from page to page: a link of ours takes that way.
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest(".stHtml a[href]") : null;
    if (link === null || link.target || link.hasAttribute("download")) return;
    const url = new URL(link.href, window.location.href);
    const elsewhere = url.origin !== window.location.origin || /[./]/.test(url.pathname.slice(1));
    const here = url.pathname === window.location.pathname && url.search === window.location.search;
    if (elsewhere || (here && url.hash)) return;
    event.preventDefault();
    window.history.pushState({}, "", url);
    window.dispatchEvent(new PopStateEvent("popstate"));
    const main = document.getElementById("stMain");
    if (main && !here) {
      main.scrollTo(0, 0);
      main.focus({ preventScroll: true });
    }
  });

  // Recorded, the room goes on to the next point: it opens at its top, not where the button of the last one stood.
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    const main = document.getElementById("stMain");
    if (button === null || main === null || !/passer au suivant/.test(button.textContent || "")) return;
    const title = () => (main.querySelector(".stHtml h2, .stHtml h1") || main).textContent;
    const before = title();
    let left = 60;
    const watch = window.setInterval(() => {
      left -= 1;
      const moved = title() !== before;
      if (moved) main.scrollTo(0, 0);
      if (moved || left === 0) window.clearInterval(watch);
    }, 150);
  });

  // In a meeting a clicker sends PageUp and PageDown: they press the bar's own buttons, whatever has the focus. What is
  // being typed is given back first, so that it is kept before the screen moves.
  document.documentElement.addEventListener("keydown", (event) => {
    if (event.key !== "PageUp" && event.key !== "PageDown") return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.repeat) return;
    const name = event.key === "PageUp" ? "precedent" : "suivant";
    const button = document.querySelector(`.st-key-reunion-${name} button`);
    if (button === null) return;
    event.preventDefault();
    event.stopPropagation();
    const active = document.activeElement;
    if (active instanceof HTMLElement && active !== button) active.blur();
    window.setTimeout(() => button.click(), 0);
  }, true);

  // The clock of a meeting: the server says until when, the browser counts.
  const told = (seconds) => {
    const [whole, rest] = [Math.floor(Math.abs(seconds) / 60), Math.abs(seconds) % 60];
    const words = `${whole}\u00a0min\u00a0${String(rest).padStart(2, "0")}`;
    return seconds < 0 ? `dépassé de ${words}` : words;
  };
  window.setInterval(() => {
    for (const place of document.querySelectorAll(".sd-clock__time[data-until]")) {
      const seconds = Math.round((Date.parse(place.dataset.until) - Date.now()) / 1000);
      if (Number.isNaN(seconds)) continue;
      const words = told(seconds);
      if (place.textContent !== words) place.textContent = words;
      place.toggleAttribute("data-over", seconds < 0);
    }
  }, 1000);
})();
