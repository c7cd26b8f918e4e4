// Applies FRENCH (declared above this file when it is served) to Streamlit's own texts.
(() => {
  "use strict";

  const words = new Map(Object.entries(FRENCH.words));
  const sentences = new Map(Object.entries(FRENCH.sentences));
  const patterns = FRENCH.patterns.map(([source, french]) => [new RegExp(source), french]);
  const content = FRENCH.content.join(",");
  const chrome = FRENCH.chrome.join(",");
  const LONGEST = 300;

  function ofTheChrome(text) {
    const word = words.get(text);
    if (word !== undefined) return word;
    for (const [pattern, french] of patterns) {
      if (pattern.test(text)) return text.replace(pattern, french);
    }
    return undefined;
  }

  function translateText(node) {
    const raw = node.data;
    if (raw.length > LONGEST) return;
    const text = raw.trim();
    if (text === "") return;
    let french = sentences.get(text);
    if (french === undefined) {
      french = ofTheChrome(text);
      // Looked up last: most texts are in no list, and climbing the tree costs more than a lookup.
      if (french === undefined || french === text) return;
      const around = node.parentElement && node.parentElement.closest(content);
      if (around && !around.closest(chrome)) return;
    }
    node.data = raw.replace(text, () => french);
  }

  // A chart's buttons are named « Fullscreen: <the chart's name> ».
  function ofTheLabel(text) {
    const whole = sentences.get(text) ?? ofTheChrome(text);
    if (whole !== undefined) return whole;
    const colon = text.indexOf(": ");
    const first = colon > 0 ? words.get(text.slice(0, colon)) : undefined;
    return first === undefined ? undefined : `${first}\u00a0${text.slice(colon)}`;
  }

  function translateAttributes(element) {
    for (const name of FRENCH.attributes) {
      const value = element.getAttribute(name);
      if (!value || value.length > LONGEST) continue;
      const french = ofTheLabel(value.trim());
      if (french !== undefined && french !== value && !element.closest(".stHtml")) element.setAttribute(name, french);
    }
  }

  // Tables and drawings written by pages can hold thousands of nodes and none of Streamlit's words.
  const skipped = (element) =>
    element.classList.contains("stHtml") || element.localName === "canvas" || element.localName === "script";

  function translateTree(root) {
    if (root.nodeType === Node.TEXT_NODE) {
      translateText(root);
      return;
    }
    if (root.nodeType !== Node.ELEMENT_NODE || root.closest(".stHtml")) return;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
      node.nodeType === Node.ELEMENT_NODE && skipped(node) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
    );
    for (let node = walker.currentNode; node; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) translateText(node);
      else translateAttributes(node);
    }
  }

  new MutationObserver((records) => {
    for (const record of records) {
      if (record.type === "childList") record.addedNodes.forEach(translateTree);
      else if (record.type === "characterData") translateText(record.target);
      else translateAttributes(record.target);
    }
  }).observe(document.documentElement, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: FRENCH.attributes,
  });
  translateTree(document.documentElement);
})();
