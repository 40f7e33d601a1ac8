"use strict";
// What may be meant while a name is written: places of the gazetteer, actors of the registry and of the report. Down and
// Up choose, Enter takes the chosen one, Esc closes the list; Enter alone keeps what is written.
const SUGGESTED = {
  places: (one) => ({ text: `${one.words} (${one.feature})`, id: one.id }),
  actors: (one) => ({ text: one, value: one }),
};

function listOf(input) { return document.getElementById(input.getAttribute("aria-controls")); }

function closeList(input) {
  listOf(input).hidden = true;
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
}

async function offer(input) {
  const sort = input.dataset.suggest, asked = input.value.trim();
  // who codes blind is not offered the names that the reader found in the report
  const report = input.form.matches(".code") ? "" : document.querySelector(".text")?.dataset.report ?? "";
  const answer = await fetch(`/${sort}?${new URLSearchParams({ q: asked, report })}`);
  if (!answer.ok || input.value.trim() !== asked || document.activeElement !== input) return;
  const list = listOf(input), found = (await answer.json()).map(SUGGESTED[sort]);
  list.replaceChildren(...found.map((one, at) => {
    const option = Object.assign(document.createElement("li"), { id: `${list.id}-${at}`, textContent: one.text });
    Object.assign(option.dataset, { value: one.value ?? "", id: one.id ?? "" });
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    return option;
  }));
  list.hidden = !found.length;
  input.dataset.offered = asked;
  input.setAttribute("aria-expanded", String(found.length > 0));
  input.removeAttribute("aria-activedescendant");
}

function choose(input, by) {
  const options = [...listOf(input).children];
  if (!options.length) return;
  const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
  const next = options[Math.max(0, Math.min(options.length - 1, at + by))];
  options.forEach((option) => option.setAttribute("aria-selected", String(option === next)));
  input.setAttribute("aria-activedescendant", next.id);
  next.scrollIntoView({ block: "nearest" });
}

function take(input, option) {
  const hidden = input.form.elements.place_id;
  if (option.dataset.value) input.value = option.dataset.value;
  if (input.dataset.suggest === "places" && hidden) { hidden.value = option.dataset.id; input.nextElementSibling.textContent = option.textContent; }
  closeList(input);
}

document.addEventListener("input", (event) => {
  const input = event.target.closest("input[data-suggest]");
  if (!input) return;
  if (input.dataset.suggest === "places") { input.form.elements.place_id.value = ""; input.nextElementSibling.textContent = ""; }
  clearTimeout(input.timer);
  input.timer = setTimeout(() => offer(input), 100);
});
document.addEventListener("keydown", (event) => {
  const input = event.target.closest?.("input[data-suggest]");
  if (!input) return;
  const open = !listOf(input).hidden, chosen = listOf(input).querySelector('[aria-selected="true"]');
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (open) choose(input, event.key === "ArrowDown" ? 1 : -1);
    else offer(input).then(() => choose(input, 1));
  } else if (event.key === "Enter" && open && chosen) { event.preventDefault(); take(input, chosen); }
  else if (event.key === "Escape" && open) { event.preventDefault(); event.stopPropagation(); closeList(input); }
}, true);
document.addEventListener("focusout", (event) => { if (event.target.matches?.("input[data-suggest]")) closeList(event.target); });
document.addEventListener("mousedown", (event) => {
  const option = event.target.closest?.(".suggested li");
  if (!option) return;
  event.preventDefault();
  take(document.querySelector(`[aria-controls="${CSS.escape(option.parentElement.id)}"]`), option);
});
