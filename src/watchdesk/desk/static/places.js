"use strict";
// The gazetteer's places of a name, while it is written.
document.addEventListener("input", (event) => {
  const input = event.target.closest("input[data-places]");
  if (!input) return;
  clearTimeout(input.timer);
  input.timer = setTimeout(async () => {
    const select = document.getElementById(input.dataset.places);
    const answer = await fetch(`/places?${new URLSearchParams({ q: input.value })}`);
    const found = answer.ok ? await answer.json() : [];
    select.replaceChildren(new Option("–", ""), ...found.map((one) => new Option(`${one.words} (${one.feature})`, one.id)));
    select.hidden = !found.length;
  }, 180);
});
