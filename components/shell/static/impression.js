// On paper: charts and maps keep their shape and fit the sheet (a still copy stands in for each while printing), the
// choices made on the page are written as words, with the day it was printed. Nothing is left once it is done.
(() => {
  "use strict";

  const COPY = "sd-paper-copy";
  const SVG = "http://www.w3.org/2000/svg";
  let made = [];

  // Two drawings in one page may not share the names of their clips and patterns.
  const renamed = (drawing) =>
    new XMLSerializer().serializeToString(drawing).replace(/(\bid="|url\((?:&quot;|["'])?#)/g, "$1papier-");

  const chartCopy = (chart) => {
    const box = chart.querySelector(".svg-container");
    if (box === null) return null;
    const copy = document.createElementNS(SVG, "svg");
    copy.setAttribute("viewBox", `0 0 ${parseFloat(box.style.width)} ${parseFloat(box.style.height)}`);
    // A narrow chart is not blown up: its words keep the size of those around it.
    copy.style.maxWidth = box.style.width;
    copy.innerHTML = [...box.querySelectorAll(".main-svg")].map(renamed).join("");
    // Its own layers had a background each: the upper one would hide the lower.
    for (const layer of copy.children) layer.style.background = "none";
    return copy;
  };

  const mapCopy = (map) => {
    const canvas = map.querySelector("canvas");
    if (canvas === null || canvas.width === 0) return null;
    const copy = document.createElement("img");
    copy.src = canvas.toDataURL();
    copy.alt = map.getAttribute("aria-label") || "";
    return copy;
  };

  const KINDS = { '[data-testid="stPlotlyChart"]': chartCopy, '[data-testid="stDeckGlJsonChart"]': mapCopy };

  const inFrench = (day) =>
    day.toLocaleDateString("fr-FR", { day: "numeric", month: "long", year: "numeric" }).replace(/^1 /, "1er ");

  const choices = () =>
    [...document.querySelectorAll('#stMain :is([data-testid="stSelectbox"], [data-testid="stDateInput"])')]
      .filter((box) => box.offsetParent !== null && box.closest('[data-testid="stForm"]') === null)
      .map((box) => {
        const label = box.querySelector('[data-testid="stWidgetLabel"]');
        const field = box.querySelector("input");
        // A list shows its choice beside an empty field.
        const shown = field?.value || field?.closest("[data-baseweb]")?.innerText || "";
        const dated = /^\d{4}-\d\d-\d\d$/.test(shown) ? inFrench(new Date(`${shown}T12:00`)) : shown.trim();
        const words = label && label.getBoundingClientRect().height > 1 ? label.innerText.trim() : "";
        return words && dated ? `${words}\u00a0: ${dated}` : "";
      })
      .filter((words) => words !== "");

  // By the browser's own menu a wide chart is printed as it was drawn, smaller: it is said how to have it larger.
  const REDUCED = "Graphique réduit à la feuille. Pour l'avoir plus grand : « Imprimer la page entière », au bas de la page.";
  const WIDEST = 800;

  const noted = (copy) => {
    const note = document.createElement("p");
    note.className = "sd-paper-note";
    note.textContent = REDUCED;
    copy.after(note);
    made.push(note);
  };

  const prepare = () => {
    clean();
    for (const [selector, copyOf] of Object.entries(KINDS)) {
      for (const drawn of document.querySelectorAll(selector)) {
        const copy = copyOf(drawn);
        if (copy === null) continue;
        copy.classList.add(COPY);
        drawn.append(copy);
        made.push(copy);
        if (parseFloat(copy.style.maxWidth) > WIDEST) noted(copy);
      }
    }
    const scope = document.querySelector(".sd-print-only");
    if (scope === null) return;
    const said = document.createElement("span");
    said.textContent = ["", ...choices(), `imprimé le ${inFrench(new Date())}`].join(" · ");
    scope.append(said);
    made.push(said);
  };

  const clean = () => {
    for (const one of made) one.remove();
    made = [];
  };

  window.addEventListener("beforeprint", prepare);
  window.addEventListener("afterprint", clean);
})();
