"use strict";
// A claim that the reader missed, begun on selected words: the form comes with what the reader proposes for them.

let starting = false;  // a form is on its way: keys pressed meanwhile are not meant for the claim that is shown

/** Put the form of a new claim into `holder`; without a kind the reader says which is likeliest. */
async function beginClaim(holder, { start, end }, kind = "", subEvent = "") {
  const report = document.querySelector(".text").dataset.report;
  starting = true;
  try {
    const answer = await fetch(`/reports/${report}/new?${new URLSearchParams({ kind, start, end, sub_event: subEvent })}`);
    if (!answer.ok) throw new Error(String(answer.status));
    holder.innerHTML = await answer.text();
  } catch (fault) { tell(document.getElementById("told").dataset.failed, true); return; } finally { starting = false; }
  wordBar.hidden = true;
  window.getSelection().removeAllRanges();
  const form = holder.querySelector("form");
  form.first = form.elements.sub_event_type?.value;  // what was proposed, empty where nothing was
  form.scrollIntoView({ block: "nearest" });
  const open = form.querySelector("select:invalid");
  if (open) startIn(open); else toWay(form);
}

/** Keep the claim of a form; what is refused is told in the form, and gives null. */
async function keepClaim(form) {
  try {
    return await post(`/reports/${form.dataset.report}/claims`, Object.fromEntries(new FormData(form)));
  } catch (fault) {
    const alert = form.querySelector(".fault");
    alert.textContent = fault.message;
    alert.hidden = false;
    return null;
  }
}

let picking = false;

/** Whether a key pressed outside forms belongs to a new claim: n begins it on the selected words, or goes to a sentence. */
function claimKey(event, holder) {
  if (starting) { event.preventDefault(); return true; }
  const found = chosenWords();
  if (event.key === "n" || (event.key === "Enter" && picking && found)) {
    if (found) { picking = false; beginClaim(holder, found); } else { picking = true; moveSentence(1); tell(document.getElementById("told").dataset.select); }
  } else if (picking && found && (event.key === "ArrowDown" || event.key === "ArrowUp")) moveSentence(event.key === "ArrowDown" ? 1 : -1);
  else if (picking && found && event.key === "Escape") { picking = false; window.getSelection().removeAllRanges(); }
  else return false;
  event.preventDefault();
  return true;
}

// Of another type other actors may be meant: when its field is left, and as long as nothing else was written, the reader is
// asked anew.
function isOtherType(form) {
  const type = form.elements.sub_event_type;
  return !form.written && type?.value && (type.value !== form.elements.proposed.value) && type.value !== form.first;
}
async function askAnew(form) {
  const { kind, start, end, sub_event_type: type } = form.elements;
  await beginClaim(form.parentElement, { start: start.value, end: end.value }, kind.value, type.value);
}
for (const told of ["input", "change"]) {
  document.addEventListener(told, (event) => { if (event.target.name !== "sub_event_type" && event.target.form?.matches?.("form.new")) event.target.form.written = true; });
}
document.addEventListener("focusout", (event) => {
  const form = event.target.form;
  if (event.target.name === "sub_event_type" && form.matches("form.new") && isOtherType(form)) askAnew(form);
});
document.addEventListener("click", (event) => {
  const kind = event.target.closest("form.new [data-new]")?.dataset.new;
  if (!kind) return;
  const form = event.target.closest("form.new"), { start, end } = form.elements;
  beginClaim(form.parentElement, { start: start.value, end: end.value }, kind);
});
