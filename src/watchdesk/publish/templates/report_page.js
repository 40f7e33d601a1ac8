"use strict";
for (const sheet of document.querySelectorAll(".sheet")) {
  const marks = [...sheet.querySelectorAll(".m[data-cards]")];
  const groups = [...sheet.querySelectorAll(".group")];
  const cards = new Map([...sheet.querySelectorAll(".card")].map((card) => [card.id, card]));
  const hint = sheet.querySelector("[data-hint]");
  const resting = hint.textContent;
  const idsOf = (mark) => mark.dataset.cards.split(" ");

  function clear() {
    marks.forEach((mark) => mark.classList.remove("lit"));
    cards.forEach((card) => {
      card.classList.remove("lit", "hidden");
      card.querySelector(".head").setAttribute("aria-pressed", "false");
    });
    groups.forEach((group) => group.classList.remove("empty"));
    hint.textContent = resting;
  }

  function lightCard(card, scroll) {
    const wasLit = card.classList.contains("lit");
    clear();
    if (wasLit) return;
    card.classList.add("lit");
    card.querySelector(".head").setAttribute("aria-pressed", "true");
    const words = marks.filter((mark) => idsOf(mark).includes(card.id));
    words.forEach((mark) => mark.classList.add("lit"));
    if (scroll && words.length) {
      const box = words[0].getBoundingClientRect();
      if (box.top < 0 || box.bottom > window.innerHeight) words[0].scrollIntoView({ block: "center", behavior: "smooth" });
    }
  }

  function lightWords(mark) {
    clear();
    const ids = idsOf(mark);
    cards.forEach((card) => card.classList.toggle("hidden", !ids.includes(card.id)));
    groups.forEach((group) => group.classList.toggle("empty", !group.querySelector(".card:not(.hidden)")));
    ids.forEach((id) => cards.get(id).classList.add("lit"));
    marks.filter((other) => idsOf(other).some((id) => ids.includes(id))).forEach((other) => other.classList.add("lit"));
    hint.textContent = ids.length + (ids.length === 1 ? " claim stands" : " claims stand") + " on these words. Esc shows all.";
    const first = cards.get(ids[0]);
    if (window.matchMedia("(max-width: 56rem)").matches) first.scrollIntoView({ block: "center", behavior: "smooth" });
    else first.closest(".claims").scrollTop = 0;
  }

  cards.forEach((card) => card.querySelector(".head").addEventListener("click", () => lightCard(card, true)));
  marks.forEach((mark) => {
    if (mark.classList.contains("key")) mark.tabIndex = 0;
    mark.addEventListener("click", () => lightWords(mark));
    mark.addEventListener("keydown", (press) => { if (press.key === "Enter") lightWords(mark); });
  });
  sheet.querySelectorAll(".filter").forEach((button) => button.addEventListener("click", () => {
    const shown = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(shown));
    sheet.querySelector(`[data-group="${button.dataset.kind}"]`).classList.toggle("hidden", !shown);
    marks.filter((mark) => mark.classList.contains("k-" + button.dataset.kind)).forEach((mark) => mark.classList.toggle("off", !shown));
  }));
  document.addEventListener("keydown", (press) => { if (press.key === "Escape") clear(); });
}
