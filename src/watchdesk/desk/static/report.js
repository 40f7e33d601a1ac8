"use strict";
// A report: a card lights up its words, words light up their cards; cards are judged where they stand.
const cards = new Map([...document.querySelectorAll(".card")].map((card) => [card.dataset.claim, card]));
const marks = [...document.querySelectorAll(".m[data-claims]")];
const words = document.getElementById("told").dataset;
const fresh = document.getElementById("new");
const trail = [];

function light(ids) {
  for (const mark of marks) mark.classList.toggle("lit", mark.dataset.claims.split(" ").some((id) => ids.includes(id)));
  for (const [id, card] of cards) card.classList.toggle("lit", ids.includes(id));
}

async function open(card, jump) {
  for (const other of cards.values()) if (other !== card) { other.querySelector(".body").hidden = true; other.querySelector(".head").setAttribute("aria-expanded", "false"); }
  const body = card.querySelector(".body");
  light([card.dataset.claim]);
  if (words.coder) {
    const answer = await fetch(`/claims/${card.dataset.claim}/card`);
    if (!answer.ok) return tell(words.failed, true);
    body.innerHTML = await answer.text();
  }
  body.hidden = false;
  card.querySelector(".head").setAttribute("aria-expanded", "true");
  if (jump) marks.find((mark) => mark.classList.contains("lit") && mark.classList.contains("key"))?.scrollIntoView({ block: "nearest" });
}

function shut(card) { card.querySelector(".body").hidden = true; card.querySelector(".head").setAttribute("aria-expanded", "false"); light([]); }

async function judge(verdict, fields, item) {
  try {
    const made = await post(`/claims/${item.dataset.claim}/judge`, { verdict, ...fields });
    trail.push(made.judgement);
    tell(words[verdict]);
    location.hash = `c-${item.dataset.claim}`;
    location.reload();
  } catch (fault) { const alert = item.querySelector("form.edit:not([hidden]) .fault"); if (alert) { alert.textContent = fault.message; alert.hidden = false; } else tell(fault.message, true); }
}

document.addEventListener("click", async (event) => {
  const card = event.target.closest(".card"), head = event.target.closest(".card .head"), mark = event.target.closest(".m[data-claims]");
  const act = event.target.closest("[data-act]")?.dataset.act;
  if (act === "accept" || act === "reject") await judge(act, {}, event.target.closest(".item"));
  else if (act === "edit") { const item = event.target.closest(".item"); item.classList.add("editing"); item.querySelector("form.edit").hidden = false; startAt(item.querySelector("form.edit")); }
  else if (act === "close") { const item = event.target.closest(".item"); item.classList.remove("editing"); item.querySelector("form.edit").hidden = true; }
  else if (act === "drop") fresh.replaceChildren();
  else if (head) { if (head.getAttribute("aria-expanded") === "true") shut(card); else await open(card, true); }
  else if (mark && window.getSelection().isCollapsed) {
    const ids = mark.dataset.claims.split(" ");
    light(ids);
    cards.get(ids[0])?.scrollIntoView({ block: "nearest" });
  }
});
document.addEventListener("submit", async (event) => {
  if (!event.target.matches("form.edit")) return;
  event.preventDefault();
  const form = event.target;
  if (!form.classList.contains("new")) return void judge("edit", Object.fromEntries(new FormData(form)), form.closest(".item"));
  const made = await keepClaim(form);
  if (!made) return;
  tell(words.added);
  location.hash = `c-${made.claim}`;
  location.reload();
});
wordBar?.addEventListener("click", (event) => {
  const kind = event.target.closest("[data-new]")?.dataset.new;
  if (kind && chosen) beginClaim(fresh, chosen, kind);
});
document.addEventListener("desk:judged", (event) => { tell(words.edit); location.hash = `c-${event.detail.claim}`; location.reload(); });
document.addEventListener("keydown", (event) => {
  if (event.target.closest("input, textarea, select, dialog") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (wordBar && claimKey(event, fresh)) return;
  const item = document.querySelector(".card .body:not([hidden]) .item");
  const act = { a: "accept", r: "reject", e: "edit" }[event.key];
  if (event.key === "Escape") light([]);
  else if (item && /^[0-9]$/.test(event.key)) { event.preventDefault(); item.querySelector('[data-act="edit"]').click(); startAt(item.querySelector("form.edit"), event.key); }
  else if (item && act) { event.preventDefault(); item.querySelector(`[data-act="${act}"]`).click(); }
  else if (event.key === "j" || event.key === "k") {
    const every = [...cards.values()], at = every.findIndex((card) => card.classList.contains("lit"));
    const next = every[event.key === "j" ? at + 1 : at - 1];
    if (next) { event.preventDefault(); open(next, true); next.scrollIntoView({ block: "nearest" }); next.querySelector(".head").focus(); }
  }
});
const target = cards.get(location.hash.slice(3));
if (target) { open(target, true); target.scrollIntoView({ block: "nearest" }); }
