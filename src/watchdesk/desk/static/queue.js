"use strict";
// The queue: the next claim stands ready before it is asked for, and a judgement is sent while the next one is read.
const queue = document.querySelector(".queue");
const list = document.getElementById("list");
const stage = document.getElementById("item");
const left = document.getElementById("left");
const help = document.getElementById("help");
const words = document.getElementById("told").dataset;
const ready = new Map();
const trail = [];
let sending = Promise.resolve();
const waiting = new Set();

const here = () => list.querySelector('li[aria-current="true"]');
const step = (li, back) => {
  do { li = back ? li?.previousElementSibling : li?.nextElementSibling; } while (li && !back && li.classList.contains("judged"));
  return li;
};

function fetchItem(claim) {
  if (!ready.has(claim)) {
    const part = fetch(`/queue/item/${claim}`, { headers: { Accept: "text/html" } }).then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(String(answer.status)))));
    ready.set(claim, part);
    part.then((html) => ready.set(claim, html), () => ready.delete(claim));
    if (ready.size > 40) ready.delete(ready.keys().next().value);
  }
  return ready.get(claim);
}

function put(html) {
  stage.innerHTML = html;
  stage.scrollTop = 0;
  stage.querySelector(".key")?.scrollIntoView({ block: "nearest" });
}

function prepare(li) {
  let next = li;
  for (let n = 0; n < 3 && next; n += 1) { next = step(next); if (next) fetchItem(next.dataset.claim); }
  if (!next) more();
}

let asking = false;
async function more() {
  if (asking || !list.lastElementChild) return;
  asking = true;
  // after the last that is still to be judged: one that is judged stands elsewhere now, or nowhere
  const last = [...list.children].findLast((li) => !li.classList.contains("judged"));
  const query = new URLSearchParams({ after: last?.dataset.claim ?? "", kind: queue.dataset.kind, why: queue.dataset.why });
  const answer = await fetch(`/queue/more?${query}`);
  const html = answer.ok ? await answer.text() : "";
  const known = new Set([...list.children].map((li) => li.dataset.claim));
  const template = document.createElement("template");
  template.innerHTML = html;
  for (const li of template.content.querySelectorAll("li")) if (!known.has(li.dataset.claim)) list.append(li);
  asking = false;
}

async function go(li) {
  if (!li) { stage.replaceChildren(Object.assign(document.createElement("p"), { className: "empty", textContent: words.end })); here()?.removeAttribute("aria-current"); return; }
  here()?.removeAttribute("aria-current");
  li.setAttribute("aria-current", "true");
  li.scrollIntoView({ block: "nearest" });
  const claim = li.dataset.claim;
  const found = fetchItem(claim);
  try {
    const html = typeof found === "string" ? found : await found;
    if (here()?.dataset.claim === claim) put(html);
  } catch (fault) { tell(words.failed, true); }
  history.replaceState(null, "", `/queue?${new URLSearchParams({ kind: queue.dataset.kind, why: queue.dataset.why, claim })}`);
  prepare(li);
}

function send(address, fields) {
  // One after the other, in the order in which they were decided; all at once where the page is left.
  const shown = new URLSearchParams({ kind: queue.dataset.kind, why: queue.dataset.why });
  let start;
  const leaving = new Promise((done) => { start = done; waiting.add(start); });
  const answer = Promise.race([sending, leaving]).then(() => { waiting.delete(start); return post(`${address}?${shown}`, fields); });
  sending = answer.catch(() => {});
  return answer;
}
window.addEventListener("pagehide", () => { for (const start of waiting) start(); });

const blind = () => stage.querySelector(".item[data-blind]");

/** What was fetched before a correction offers old values: it is fetched again. */
function renew() {
  ready.clear();
  if (here()) prepare(here());
}

function judge(verdict, fields = {}) {
  const li = here();
  const claim = stage.querySelector(".item")?.dataset.claim;
  if (!claim) return tell(words.nothing);
  if (blind()) return tell(words.blind);
  const entry = { claim, li };
  trail.push(entry);
  li?.classList.add("judged", verdict);
  entry.sent = send(`/claims/${claim}/judge`, { verdict, ...fields }).then((made) => {
    entry.judgement = made.judgement;
    left.textContent = made.left;
    if (verdict === "edit") renew(); else ready.delete(claim);
    return made;
  });
  entry.sent.catch((fault) => {
    trail.splice(trail.indexOf(entry), 1);
    li?.classList.remove("judged", verdict);
    tell(fault.message, true);
    if (verdict !== "edit") go(li);
  });
  if (verdict !== "edit") { tell(words[verdict]); go(li ? step(li) : null); }
  return entry.sent;
}

async function code(form, verdict) {
  // Coded blind: not a judgement, and kept before the next one is shown.
  const li = here(), claim = blind().dataset.claim;
  const made = await send(new URL(form.action).pathname, { ...Object.fromEntries(new FormData(form)), verdict });
  left.textContent = made.left;
  ready.delete(claim);
  li?.classList.add("judged", "edit");
  tell(words.coded);
  go(li ? step(li) : null);
}

async function pair(verdict) {
  if (blind()) return tell(words.blind);
  const item = stage.querySelector(".item");
  const other = item?.dataset.partner;
  if (!other) return tell(words.alone);
  const entry = { claim: item.dataset.claim, li: here() };
  trail.push(entry);
  try {
    const made = await send(`/claims/${item.dataset.claim}/pair`, { other, verdict });
    entry.judgement = made.judgement;
    left.textContent = made.left;
    tell(words[verdict]);
    again(item.dataset.claim);
  } catch (fault) { trail.pop(); tell(fault.message, true); }
}

async function again(claim) {
  ready.clear();
  const li = list.querySelector(`li[data-claim="${CSS.escape(claim)}"]`);
  if (li) { li.classList.remove("judged", "accept", "edit", "reject"); await go(li); } else put(await fetchItem(claim));
}

async function undo() {
  const entry = trail.pop();
  if (!entry) return tell(words.nothing);
  try {
    await entry.sent;
    const made = await (entry.added ? send(`/claims/${entry.claim}/judge`, { verdict: "reject" }) : send(`/judgements/${entry.judgement}/undo`, {}));
    left.textContent = made.left;
    tell(words.undo);
    if (entry.added) return;
    again(entry.claim);
  } catch (fault) { tell(fault.message, true); }
}

function openForm(key) {
  const begun = stage.querySelector("form.new");
  if (begun) { startAt(begun, key); return; }
  const form = stage.querySelector("form.edit");
  if (!form) return;
  form.hidden = false;
  stage.querySelector(".item").classList.add("editing");
  form.scrollIntoView({ block: "nearest" });
  startAt(form, key);
}

function closeForm() {
  const form = stage.querySelector("form.edit:not(.new)");
  if (form && !blind()) form.hidden = true;
  const item = stage.querySelector(".item");
  item?.classList.remove("editing");
  item?.setAttribute("tabindex", "-1");
  item?.focus();
}

/** Words that were added: the claim that was shown goes on being shown. */
async function add(form) {
  const made = await keepClaim(form);
  if (!made) return;
  trail.push({ claim: made.claim, added: true });
  renew();
  tell(words.added);
  closeNew();
}

function closeNew() {
  stage.querySelector(".fresh")?.replaceChildren();
  closeForm();
}

async function whole() {
  const claim = stage.querySelector(".item")?.dataset.claim;
  if (!claim || !stage.querySelector('[data-act="text"]')) return;
  const answer = await fetch(`/queue/item/${claim}?whole=true`, { headers: { Accept: "text/html" } });
  if (answer.ok) put(await answer.text()); else tell(words.failed, true);
}

function begin() {
  if (blind()) return tell(words.blind);
  const found = chosenWords();
  if (found) beginClaim(stage.querySelector(".fresh"), found); else tell(words.select);
}

const ACTS = {
  accept: () => judge("accept"), reject: () => judge("reject"), edit: () => openForm(), same: () => pair("same"), different: () => pair("different"),
  undo, next: () => { const li = step(here()); if (li) go(li); }, back: () => { const li = step(here(), true); if (li) go(li); },
  help: () => help.showModal(), close: closeForm, drop: closeNew, new: begin, text: whole,
};
const KEYS = { a: "accept", e: "edit", r: "reject", s: "same", d: "different", u: "undo", j: "next", k: "back", t: "text", "?": "help" };

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, dialog");
  if (event.key === "Escape" && stage.contains(event.target)) { closeForm(); return; }
  if (typing || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (!blind() && stage.querySelector(".fresh") && claimKey(event, stage.querySelector(".fresh"))) return;
  if (/^[0-9]$/.test(event.key)) { event.preventDefault(); openForm(event.key); return; }
  const act = KEYS[event.key];
  if (act) { event.preventDefault(); if (act !== "help" && stage.querySelector("form.new")) tell(words.open); else ACTS[act](); }
});
wordBar?.addEventListener("click", (event) => {
  const kind = event.target.closest("[data-new]")?.dataset.new, holder = stage.querySelector(".fresh");
  if (kind && chosen && holder) beginClaim(holder, chosen, kind);
});
document.addEventListener("click", (event) => {
  const act = event.target.closest("[data-act]")?.dataset.act;
  if (act) return void ACTS[act]();
  const li = event.target.closest("#list li");
  if (li && !event.ctrlKey && !event.metaKey) { event.preventDefault(); go(li); }
});
stage.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target, li = here();
  const alert = form.querySelector(".fault");
  try {
    if (form.matches(".new")) return void await add(form);
    if (form.matches(".code")) return void await code(form, event.submitter?.value ?? "yes");
    await judge("edit", Object.fromEntries(new FormData(form)));
    tell(words.edit);
    go(li ? step(li) : null);
  } catch (fault) { alert.textContent = fault.message; alert.hidden = false; }
});
document.addEventListener("desk:judged", (event) => {
  trail.push({ claim: event.detail.claim, judgement: event.detail.judgement, li: here() });
  tell(words.edit);
  again(event.detail.claim);
});
if (here()) { fetchItem(here().dataset.claim); prepare(here()); }
