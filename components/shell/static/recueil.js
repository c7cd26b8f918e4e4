// Contributions typed in an arrondissement meeting: kept in this browser at each key, sent when the server answers,
// forgotten only once it says that it has recorded them. Nothing here waits for the connection.
(() => {
  "use strict";

  const DRAFT = "sdaasp-recueil-brouillon";
  const QUEUE = "sdaasp-recueil-attente";
  const AGAIN_MS = 4000;
  let sent = 0;
  let drawn = "";

  const read = (key, fallback) => {
    try {
      return JSON.parse(window.localStorage.getItem(key)) ?? fallback;
    } catch {
      return fallback;
    }
  };
  const write = (key, value) => {
    try {
      window.localStorage.setItem(key, JSON.stringify(value));
      return true;
    } catch {
      return false;
    }
  };
  const form = () => document.querySelector("[data-recueil]");
  const fields = (box) => [...box.querySelectorAll("[data-champ]")];
  const value = (field) => (field.type === "checkbox" ? field.checked : field.value);
  const put = (field, said) => {
    if (field.type === "checkbox") field.checked = Boolean(said);
    else if (said !== undefined) field.value = said;
  };
  const newId = () => {
    if (window.crypto.randomUUID) return window.crypto.randomUUID();
    const bytes = window.crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
  };
  const say = (words) => {
    const line = document.querySelector("[data-recueil-etat]");
    if (line && line.textContent !== words) line.textContent = words;
  };

  const keepDraft = () => {
    const box = form();
    if (!box) return;
    const draft = Object.fromEntries(fields(box).map((field) => [field.dataset.champ, value(field)]));
    if (!write(DRAFT, draft)) say("Ce navigateur ne garde rien : notez sur papier, ou quittez la navigation privée.");
  };
  const fill = (box) => {
    const draft = read(DRAFT, {});
    for (const field of fields(box)) put(field, draft[field.dataset.champ]);
    box.dataset.pret = "oui";
    drawn = "";
  };

  const keep = () => {
    const box = form();
    const said = Object.fromEntries(fields(box).map((field) => [field.dataset.champ, value(field)]));
    const missing = fields(box).find((field) => field.required && !String(value(field)).trim());
    if (missing) {
      say("Il manque : " + missing.dataset.nom + ".");
      missing.focus();
      return;
    }
    const row = {
      remark_id: newId(),
      territory_id: box.dataset.territoire,
      round: box.dataset.tour,
      said_on: box.dataset.jour || null,
      table: said.table,
      kind: said.kind,
      body: said.body,
      family: said.family,
      text: said.text,
      objects: said.object ? [said.object] : [],
      territories: said.territory ? [said.territory] : [],
      volunteer: said.volunteer,
    };
    if (!write(QUEUE, [...read(QUEUE, []), row])) {
      say("Ce navigateur ne garde rien : laissez ce texte à l'écran et notez-le.");
      return;
    }
    // The table and the body stay: the next contribution often comes from the same chair.
    for (const field of fields(box)) if (["text", "object", "volunteer"].includes(field.dataset.champ)) put(field, "");
    keepDraft();
    show();
    const text = box.querySelector('[data-champ="text"]');
    if (text) text.focus();
    push(true);
  };

  const takeBack = (id) => {
    const queue = read(QUEUE, []);
    const row = queue.find((one) => one.remark_id === id);
    const box = form();
    if (!row || !box) return;
    const typing = box.querySelector('[data-champ="text"]');
    if (typing && typing.value.trim()) {
      say("Gardez d'abord la contribution en cours de saisie.");
      return;
    }
    write(DRAFT, { ...row, object: row.objects[0] || "", territory: row.territories[0] || "" });
    write(QUEUE, queue.filter((one) => one.remark_id !== id));
    fill(box);
    show();
  };

  const show = () => {
    const list = document.querySelector("[data-recueil-attente]");
    if (!list) return;
    const queue = read(QUEUE, []);
    const state = JSON.stringify(queue);
    if (state === drawn && list.childElementCount === queue.length) return;
    drawn = state;
    list.replaceChildren(
      ...queue.map((row) => {
        const line = document.createElement("li");
        const words = document.createElement("span");
        words.textContent = row.body + " : " + row.text + (row.refus ? " — " + row.refus : "");
        const back = document.createElement("button");
        back.type = "button";
        back.textContent = "Reprendre";
        back.setAttribute("aria-label", "Reprendre : " + row.text.slice(0, 60));
        back.addEventListener("click", () => takeBack(row.remark_id));
        line.append(words, " ", back);
        return line;
      }),
    );
    const count = queue.length;
    say(count ? "Gardé dans ce navigateur, en attente d'envoi : " + count + "." : "Rien en attente d'envoi.");
  };

  // What the server says it has recorded leaves the queue; what it refuses stays, with its reason.
  const acknowledge = () => {
    const queue = read(QUEUE, []);
    if (!queue.length) return;
    const known = new Set();
    for (const mark of document.querySelectorAll("[data-recu]")) {
      for (const id of mark.dataset.recu.split(" ")) known.add(id);
    }
    const refused = new Map(
      [...document.querySelectorAll("[data-refuse]")].map((mark) => [mark.dataset.refuse, mark.textContent]),
    );
    const left = queue
      .filter((row) => !known.has(row.remark_id))
      .map((row) => (refused.has(row.remark_id) ? { ...row, refus: refused.get(row.remark_id) } : row));
    if (JSON.stringify(left) !== JSON.stringify(queue)) write(QUEUE, left);
  };

  const push = (now) => {
    const box = document.querySelector(".st-key-recueil-envoi textarea");
    const queue = read(QUEUE, []).filter((row) => !row.refus);
    if (!box || box.disabled || !queue.length || (!now && Date.now() - sent < AGAIN_MS)) return;
    sent = Date.now();
    const words = JSON.stringify({ envoi: sent, contributions: queue.slice(0, 100) });
    const setter = Object.getOwnPropertyDescriptor(window.HTMLTextAreaElement.prototype, "value").set;
    box.dispatchEvent(new FocusEvent("focusin", { bubbles: true }));
    setter.call(box, words);
    box.dispatchEvent(new Event("input", { bubbles: true }));
    // The field gives its value when it is left; it never takes the focus from who is typing.
    window.setTimeout(() => box.dispatchEvent(new FocusEvent("focusout", { bubbles: true })), 50);
  };

  document.addEventListener("input", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-recueil]")) keepDraft();
  });
  document.addEventListener("change", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-recueil]")) keepDraft();
  });
  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-recueil-garder]")) keep();
  });
  window.setInterval(() => {
    const box = form();
    if (!box) return;
    if (!box.dataset.pret) fill(box);
    acknowledge();
    show();
    push(false);
  }, 700);
})();
