"use strict";
// The form of a claim: opened at a field by its digit, and a value that draws others along while they held the same.
const DRAWN = { "fatalities.best": ["fatalities.low", "fatalities.high"], date_start: ["date_end"], low: ["high"], "personnel.low": ["personnel.high"] };

/** Put the cursor into the field of a digit, or into the first one; what it holds is replaced by typing. */
function startAt(form, key) {
  const label = key ? form.querySelector(`[data-key="${key}"]`) : null;
  if (key && !label) return;
  const input = (label ?? form).querySelector("select, input:not([type=hidden])");
  input.focus();
  if (input.matches("input:not([type=date])")) input.select();
}

// Esc leaves a field of a new claim, so that another one's digit can follow; the queue closes its form itself.
document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.("form.new");
  if (!form) return;
  if (event.key === "Escape") { form.tabIndex = -1; form.focus(); }
  else if (event.target === form && /^[1-9]$/.test(event.key)) { event.preventDefault(); event.stopPropagation(); startAt(form, event.key); }
}, true);
document.addEventListener("focusin", (event) => {
  const drawn = event.target.form?.matches("form.edit") ? DRAWN[event.target.name] : null;
  if (!drawn) return;
  const held = event.target.value;
  event.target.drawn = drawn.map((name) => event.target.form.elements[name]).filter((input) => input && input.value === held);
});
document.addEventListener("input", (event) => {
  for (const input of event.target.drawn ?? []) input.value = event.target.value;
});
document.addEventListener("keydown", (event) => {
  // Browsers open a choice by Enter; in this form Enter saves everywhere, and the arrows change a choice.
  if (event.key !== "Enter" || event.isComposing || !event.target.matches?.("form.edit select")) return;
  event.preventDefault();
  event.target.form.requestSubmit();
});
