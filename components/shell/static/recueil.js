// Contributions typed in an arrondissement meeting: kept in this browser at each key, sent when the server answers,
// forgotten only once it says that it has recorded them. Nothing here waits for the connection.
(() => {
  "use strict";

  const DRAFT = "sdaasp-recueil-brouillon";
  // One key a contribution: two tabs of the same browser never write over one another's list.
  const ROW = "sdaasp-recueil-attente:";
  const LISTS = ["objects", "territories"];
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
  const forget = (row) => window.localStorage.removeItem(ROW + row.remark_id);
  const queue = () => {
    let names = [];
    try {
      names = Object.keys(window.localStorage).filter((name) => name.startsWith(ROW));
    } catch {
      return [];
    }
    const rows = names.map((name) => read(name, null)).filter((row) => row && row.remark_id);
    return rows.sort((a, b) => a.rang - b.rang || (a.remark_id < b.remark_id ? -1 : 1));
  };
  const token = (row) => row.remark_id + "." + (row.revision || 0);
  const form = () => document.querySelector("[data-recueil]");
  const fields = (box) => [...box.querySelectorAll("[data-champ]")];
  const value = (field) => (field.type === "checkbox" ? field.checked : field.value);
  const put = (field, said) => {
    if (field.type === "checkbox") field.checked = Boolean(said);
    else field.value = said ?? "";
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
  const saveDraft = (draft) => {
    if (!write(DRAFT, draft)) say("Ce navigateur ne garde rien : notez sur papier, ou quittez la navigation privée.");
  };

  // The identifier is given with the first key and follows the words wherever they go: kept, taken back, sent again.
  const keepDraft = () => {
    const box = form();
    if (!box) return;
    const before = read(DRAFT, {});
    const typed = Object.fromEntries(fields(box).map((field) => [field.dataset.champ, value(field)]));
    const suite = before.suite && typed.body === before.body;
    saveDraft({ ...before, ...typed, suite, remark_id: before.remark_id || newId() });
    follow(box);
  };
  // The communes come as « 59001 Abancourt|59002 … »: a fifth of what as many written choices weigh.
  const unfold = (box) => {
    const group = box.querySelector("[data-communes]");
    if (!group || group.childElementCount || !group.dataset.communes) return;
    for (const one of group.dataset.communes.split("|")) {
      const option = document.createElement("option");
      option.value = "com:" + one.slice(0, one.indexOf(" "));
      option.textContent = one.slice(one.indexOf(" ") + 1);
      group.append(option);
    }
  };
  const fill = (box) => {
    const draft = read(DRAFT, {});
    unfold(box);
    const known = Object.keys(draft).length > 0;
    for (const field of fields(box)) if (known) put(field, draft[field.dataset.champ]);
    for (const list of LISTS) chips(box, list);
    follow(box);
    box.dataset.pret = "oui";
    drawn = "";
  };

  // What the contribution just kept leaves to the next one is written where it is typed, with a way out of it.
  const follow = (box) => {
    const line = box.querySelector("[data-recueil-suite]");
    if (!line) return;
    const draft = read(DRAFT, {});
    line.hidden = !draft.suite || !draft.body;
    line.querySelector("[data-recueil-qui]").textContent = draft.table ? draft.body + ", table " + draft.table : draft.body;
  };
  const other = () => {
    const box = form();
    keepDraft();
    saveDraft({ ...read(DRAFT, {}), body: "", family: "", suite: false });
    fill(box);
    box.querySelector('[data-champ="body"]').focus();
  };

  // Several actions, several territories: each choice of a list joins what is chosen, and can be taken away.
  const chips = (box, list) => {
    const place = box.querySelector('[data-liste="' + list + '"]');
    if (!place) return;
    const chosen = read(DRAFT, {})[list] || [];
    place.replaceChildren(
      ...chosen.map((one) => {
        const line = document.createElement("li");
        const away = document.createElement("button");
        away.type = "button";
        away.textContent = "Retirer";
        away.setAttribute("aria-label", "Retirer : " + one.nom);
        away.addEventListener("click", () => {
          const draft = read(DRAFT, {});
          saveDraft({ ...draft, [list]: (draft[list] || []).filter((other) => other.code !== one.code) });
          chips(box, list);
        });
        line.append(one.nom, " ", away);
        return line;
      }),
    );
  };
  const choose = (select) => {
    const box = form();
    const list = select.dataset.ajout;
    const draft = read(DRAFT, {});
    const chosen = draft[list] || [];
    const picked = select.selectedOptions[0];
    if (select.value && !chosen.some((one) => one.code === select.value)) {
      saveDraft({ ...draft, [list]: [...chosen, { code: select.value, nom: picked.textContent }] });
      keepDraft();
    }
    select.value = "";
    chips(box, list);
  };

  const keep = () => {
    const box = form();
    keepDraft();
    const said = read(DRAFT, {});
    const missing = fields(box).find((field) => field.required && !String(value(field)).trim());
    if (missing) {
      say("Il manque : " + missing.dataset.nom + ".");
      missing.focus();
      return;
    }
    const meeting = said.origine || {
      territory_id: box.dataset.territoire,
      meeting_id: box.dataset.reunion,
      round: box.dataset.tour,
      said_on: box.dataset.jour || null,
    };
    const row = {
      ...meeting,
      remark_id: said.remark_id,
      revision: said.revision || 0,
      rang: said.rang || Date.now(),
      table: said.table,
      kind: said.kind,
      body: said.body,
      family: said.family,
      text: said.text,
      objects: said.objects || [],
      territories: said.territories || [],
      volunteer: said.volunteer,
    };
    if (!write(ROW + row.remark_id, row)) {
      say("Ce navigateur ne garde rien : laissez ce texte à l'écran et notez-le.");
      return;
    }
    // The table and who speaks stay, and are said: the next contribution often comes from the same chair. The rest is
    // asked anew, so that nothing is recorded that nobody chose for it.
    saveDraft({ table: said.table, body: said.body, family: said.family, suite: true });
    fill(box);
    show();
    const kind = box.querySelector('[data-champ="kind"]');
    if (kind) kind.focus();
    push(true);
  };

  const takeBack = (id) => {
    const row = queue().find((one) => one.remark_id === id);
    const box = form();
    if (!row || !box) return;
    const typing = box.querySelector('[data-champ="text"]');
    if (typing && typing.value.trim()) {
      say("Gardez d'abord la contribution en cours de saisie.");
      return;
    }
    // Once sent, the server may hold it already: it keeps its meeting, and its new wording is a revision of the first.
    // A first wording that was refused is held nowhere: it starts anew.
    const { territory_id, meeting_id, round, said_on } = row;
    const origine = { territory_id, meeting_id, round, said_on };
    let known = {};
    if (row.refus && !row.revision) known = { remark_id: newId() };
    else if (row.envoyee) known = { revision: (row.revision || 0) + 1, origine };
    saveDraft({ ...row, ...known, refus: undefined, envoyee: undefined });
    forget(row);
    fill(box);
    show();
  };

  const show = () => {
    const list = document.querySelector("[data-recueil-attente]");
    if (!list) return;
    const rows = queue();
    const state = JSON.stringify(rows.map((row) => [token(row), row.text, row.refus]));
    if (state === drawn && list.childElementCount === rows.length) return;
    drawn = state;
    list.replaceChildren(
      ...rows.map((row) => {
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
    const count = rows.length;
    say(count ? "Gardé dans ce navigateur, en attente d'envoi : " + count + "." : "Rien en attente d'envoi.");
  };

  // What the server says it has recorded leaves the queue; what it refuses stays, with its reason.
  const acknowledge = () => {
    const rows = queue();
    if (!rows.length) return;
    const known = new Set();
    for (const mark of document.querySelectorAll("[data-recu]")) {
      for (const name of mark.dataset.recu.split(" ")) known.add(name);
    }
    const refused = new Map(
      [...document.querySelectorAll("[data-refuse]")].map((mark) => [mark.dataset.refuse, mark.textContent]),
    );
    for (const row of rows) {
      const why = refused.get(token(row));
      if (known.has(token(row))) forget(row);
      else if (why && row.refus !== why) write(ROW + row.remark_id, { ...row, refus: why });
    }
  };

  const push = (now) => {
    const box = document.querySelector(".st-key-recueil-envoi textarea");
    const rows = queue().filter((row) => !row.refus).slice(0, 100);
    if (!box || box.disabled || !rows.length || (!now && Date.now() - sent < AGAIN_MS)) return;
    sent = Date.now();
    for (const row of rows) if (!row.envoyee) write(ROW + row.remark_id, { ...row, envoyee: true });
    const codes = (chosen) => chosen.map((one) => one.code);
    const contributions = rows.map((row) => ({
      ...row,
      objects: codes(row.objects),
      territories: codes(row.territories),
    }));
    const words = JSON.stringify({ envoi: sent, contributions });
    const setter = Object.getOwnPropertyDescriptor(window.HTMLTextAreaElement.prototype, "value").set;
    box.dispatchEvent(new FocusEvent("focusin", { bubbles: true }));
    setter.call(box, words);
    box.dispatchEvent(new Event("input", { bubbles: true }));
    // The field gives its value when it is left; it never takes the focus from who is typing.
    window.setTimeout(() => box.dispatchEvent(new FocusEvent("focusout", { bubbles: true })), 50);
  };

  // Without a connection the page could not be opened again: who types is told, and asked before leaving it.
  const warn = () => {
    const line = document.querySelector("[data-recueil-coupure]");
    const box = document.querySelector(".st-key-recueil-envoi textarea");
    const cut = !window.navigator.onLine || Boolean(box && box.disabled);
    if (line && line.hidden === cut) line.hidden = !cut;
  };
  window.addEventListener("online", warn);
  window.addEventListener("offline", warn);
  window.addEventListener("beforeunload", (event) => {
    if (form() && !window.navigator.onLine) event.preventDefault();
  });

  document.addEventListener("input", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-recueil]")) keepDraft();
  });
  document.addEventListener("change", (event) => {
    if (!(event.target instanceof Element) || !event.target.closest("[data-recueil]")) return;
    if (event.target instanceof HTMLSelectElement && event.target.dataset.ajout) choose(event.target);
    else keepDraft();
  });
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    if (event.target.closest("[data-recueil-garder]")) keep();
    if (event.target.closest("[data-recueil-autre]")) other();
  });
  window.setInterval(() => {
    const box = form();
    if (!box) return;
    if (!box.dataset.pret) fill(box);
    acknowledge();
    show();
    warn();
    push(false);
  }, 700);
})();
