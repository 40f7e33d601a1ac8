"use strict";
// What every page needs: the sign of a write on each request of htmx, and words about what went wrong.
const csrf = document.querySelector('meta[name="csrf"]')?.content ?? "";
const toast = document.getElementById("say");
let toastTimer = 0;

function tell(words, bad = false) {
  clearTimeout(toastTimer);
  toast.textContent = words;
  toast.classList.toggle("bad", bad);
  toastTimer = setTimeout(() => { toast.textContent = ""; }, bad ? 9000 : 3000);
}

async function post(address, fields) {
  const body = new URLSearchParams(fields);
  const keepalive = body.toString().length < 60000;  // sent to the end also where the page is left meanwhile; browsers allow 64 kB
  const answer = await fetch(address, { method: "POST", body, keepalive, headers: { "X-CSRF-Token": csrf, Accept: "application/json" } });
  const told = await answer.json().catch(() => ({ detail: answer.statusText }));
  if (!answer.ok) throw new Error(told.detail || told.error || String(answer.status));
  return told;
}

document.body.addEventListener("htmx:configRequest", (event) => { event.detail.headers["X-CSRF-Token"] = csrf; });
document.body.addEventListener("htmx:responseError", (event) => {
  const page = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
  const told = ["main h1", "main .words"].map((at) => page.querySelector(at)?.textContent.trim()).filter(Boolean);
  tell(told.join(": ") || `${event.detail.xhr.status}`, true);
});
const room = document.querySelector(".bar nav [aria-current]");  // on a phone the rooms are wider than the screen
if (room) room.parentElement.scrollLeft = room.offsetLeft - room.parentElement.offsetLeft - (room.parentElement.clientWidth - room.offsetWidth) / 2;
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") for (const menu of document.querySelectorAll("details.menu[open]")) menu.open = false;
});
