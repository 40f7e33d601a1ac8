"use strict";
// Words that a person selects in a report: where they stand, in characters of the report, and what to do with them.
const wordBar = document.getElementById("words");

function place(node, offset) {
  // A selection may begin or end on an element: go down to the text.
  while (node.nodeType !== Node.TEXT_NODE) {
    if (!node.childNodes.length) return null;
    const last = offset >= node.childNodes.length;
    node = node.childNodes[last ? node.childNodes.length - 1 : offset];
    offset = last ? (node.nodeType === Node.TEXT_NODE ? node.data.length : node.childNodes.length) : 0;
  }
  const run = node.parentElement.closest("[data-at]");
  if (!run) return null;
  let before = "";
  for (const text of run.childNodes) {
    if (text === node) break;
    before += text.textContent;
  }
  return Number(run.dataset.at) + [...(before + node.data.slice(0, offset))].length;
}

function chosenWords() {
  const selection = window.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const holder = (range.commonAncestorContainer.nodeType === Node.TEXT_NODE ? range.commonAncestorContainer.parentElement : range.commonAncestorContainer).closest(".text");
  if (!holder) return null;
  let start = place(range.startContainer, range.startOffset);
  let end = place(range.endContainer, range.endOffset);
  if (start === null || end === null || end <= start) return null;
  let words = "";
  for (const run of holder.querySelectorAll("[data-at]")) {
    const at = Number(run.dataset.at), letters = [...run.textContent];
    if (at + letters.length <= start || at >= end) continue;
    const gap = words && at > start + [...words].length ? "\n\n" : "";
    words += gap + letters.slice(Math.max(0, start - at), end - at).join("");
  }
  const lead = words.length - words.trimStart().length;
  start += lead;
  words = words.trim();
  return words ? { start, end: start + [...words].length, words, box: range.getBoundingClientRect() } : null;
}

/** The sentences of the text that is shown, as ranges. */
function sentencesShown() {
  const holder = document.querySelector(".text"), found = [];
  const parts = new Intl.Segmenter(holder.lang || "en", { granularity: "sentence" });
  for (const paragraph of holder.querySelectorAll("p")) {
    const walk = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT), nodes = [];
    for (let at = 0; walk.nextNode(); at += walk.currentNode.data.length) nodes.push([at, walk.currentNode]);
    const seat = (place) => nodes.findLast(([at]) => at <= place);
    for (const { segment, index } of parts.segment(paragraph.textContent)) {
      if (!segment.trim()) continue;
      const range = document.createRange(), last = index + segment.trimEnd().length - 1;
      range.setStart(seat(index)[1], index - seat(index)[0]);
      range.setEnd(seat(last)[1], last + 1 - seat(last)[0]);
      found.push(range);
    }
  }
  return found;
}

/** Select the sentence so many on from the selected one; from none, the first after the words of the claim shown. */
function moveSentence(by) {
  const every = sentencesShown(), selection = window.getSelection();
  if (!every.length) return;
  let at;
  if (chosenWords()) {
    const held = selection.getRangeAt(0);
    at = every.findLastIndex((range) => range.compareBoundaryPoints(Range.START_TO_START, held) <= 0) + by;
  } else {
    const marks = document.querySelectorAll(document.querySelector(".queue") ? ".text .m" : ".text .m.lit");
    const end = document.createRange();
    if (marks.length) { end.setStartAfter(marks[marks.length - 1]); at = every.findIndex((range) => range.compareBoundaryPoints(Range.START_TO_START, end) >= 0); }
  }
  const next = every[Math.max(0, Math.min(every.length - 1, at === -1 ? every.length - 1 : at ?? 0))];
  selection.removeAllRanges();
  selection.addRange(next);
  next.startContainer.parentElement.scrollIntoView({ block: "nearest" });
}

let chosen = null;
function offerWords() {
  const found = chosenWords();
  const kind = document.querySelector(".item, .card.lit")?.dataset.kind;
  if (!found || !wordBar) { if (wordBar) wordBar.hidden = true; chosen = null; return; }
  chosen = found;
  for (const part of wordBar.querySelectorAll("[data-for]")) part.hidden = part.dataset.for !== kind;
  if (!kind && !wordBar.querySelector("[data-new]")) return;
  wordBar.hidden = false;
  const top = found.box.bottom + window.scrollY + 6;
  const sheet = document.adoptedStyleSheets.find((s) => s.words) ?? Object.assign(new CSSStyleSheet(), { words: true });
  if (!document.adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  sheet.replaceSync(`.wordbar { top: ${Math.round(top)}px; left: ${Math.round(Math.max(8, Math.min(found.box.left, innerWidth - 380)))}px; }`);
}
document.addEventListener("selectionchange", () => { clearTimeout(offerWords.timer); offerWords.timer = setTimeout(offerWords, 150); });

wordBar?.addEventListener("mousedown", (event) => event.preventDefault());
wordBar?.addEventListener("click", async (event) => {
  const field = event.target.closest("[data-field]")?.dataset.field;
  const claim = document.querySelector(".item, .card.lit")?.dataset.claim;
  if (!field || !claim || !chosen) return;
  const { start, end, words } = chosen;
  try {
    const made = await post(`/claims/${claim}/words`, { field, start, end, words });
    window.getSelection().removeAllRanges();
    wordBar.hidden = true;
    document.dispatchEvent(new CustomEvent("desk:judged", { detail: { ...made, claim, stay: true } }));
  } catch (fault) { tell(fault.message, true); }
});
