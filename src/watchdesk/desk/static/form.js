"use strict";
// The form of a claim by keyboard. Outside its fields a digit goes to a field, and Enter saves. In a field, values from the
// report stand below the form, each under a key: a digit, or a letter where the field itself takes digits. A value that is
// taken leaves the field, so that the next digit goes to the next one. What is typed in a name stays typed: its digits
// take nothing once a letter stands before them.
const DRAWN = { "fatalities.best": ["fatalities.low", "fatalities.high"], date_start: ["date_end"], low: ["high"], "personnel.low": ["personnel.high"] };
const DAY_MS = 86400000;

/** Put the cursor into a field; what it holds is replaced by typing. */
function startIn(input) {
  input.focus();
  if (input.matches("input:not([type=date])")) input.select();
}

/** Put the cursor into the field of a digit, or into the first one; words selected in the report are written into it. */
function startAt(form, key) {
  const label = key ? form.querySelector(`[data-key="${key}"]:is(label)`) : null;
  if (key && !label) return;
  const input = (label ?? form).querySelector("select, input:not([type=hidden])"), words = key && chosenWords()?.words.replace(/\s+/g, " ");
  startIn(input);
  if (!words || !input.matches(/^[\d\s.,]+$/.test(words) ? "input:not([type=date])" : "input:not([type=date], [inputmode=numeric])")) return;
  wordBar.hidden = true;
  input.value = words.slice(0, input.maxLength);
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Outside the fields, where a digit goes to one. */
function toWay(form) {
  form.tabIndex = -1;
  form.focus({ preventScroll: true });
  show(form, "");
}

function show(form, path) {
  for (const list of form.querySelectorAll(".offers")) list.hidden = list.dataset.of !== path;
  const way = form.querySelector(".way");
  if (way) way.hidden = path !== "";
}

function takeOffer(button) {
  const form = button.form, values = JSON.parse(button.dataset.values), path = button.closest(".offers").dataset.of;
  for (const [name, value] of Object.entries(values)) form.elements[name].value = value;
  const input = form.elements[path];
  if (input.dataset.suggest) closeList(input);
  if ("place_id" in values) input.nextElementSibling.textContent = values.place_id ? button.querySelector("bdi").textContent : "";
  input.dispatchEvent(new Event("change", { bubbles: true }));
  tell(`${button.closest(".offers").dataset.name} → ${button.querySelector("bdi").textContent}`);
  toWay(form);
}

/** The offer that a key takes in a field; a digit takes none once something was typed into a name. */
function offerOf(input, key) {
  const offers = input.form.querySelector(`.offers[data-of="${CSS.escape(input.name)}"]`);
  const typed = input.matches("input:not([type=date], [inputmode=numeric])") && input.typed;
  return typed ? null : offers?.querySelector(`[data-key="${CSS.escape(key)}"]`);
}

function shiftDay(input, by) {
  input.valueAsNumber += by * DAY_MS;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

function pressedInField(event) {
  const input = event.target, form = input.form;
  if (input.type === "date" && "+=-".includes(event.key) && input.value) { event.preventDefault(); shiftDay(input, event.key === "-" ? -1 : 1); return; }
  const offer = /^[0-9a-i]$/.test(event.key) ? offerOf(input, event.key) : null;
  if (offer) { event.preventDefault(); event.stopPropagation(); takeOffer(offer); return; }
  if (event.key === "Escape" && form.matches(".new")) { event.stopPropagation(); toWay(form); return; }
  // Browsers open a choice by Enter; in this form Enter saves everywhere, and the arrows change a choice.
  if (event.key === "Enter" && form.matches(".new") && isOtherType(form)) { event.preventDefault(); toWay(form); return; }  // what follows from the type is looked at first
  if (event.key === "Enter" && input.matches("select")) { event.preventDefault(); form.requestSubmit(); }
}

function pressedOutside(event, form) {
  if (event.key === "Tab" || event.key === "?") return;
  event.stopPropagation();
  if (starting) { event.preventDefault(); return; }
  if (event.key === "Enter") { event.preventDefault(); form.requestSubmit(); }
  else if (event.key === "Escape") form.querySelector('[data-act="drop"], [data-act="close"]')?.click();
  else if (/^[0-9]$/.test(event.key)) { event.preventDefault(); startAt(form, event.key); }
  else if (event.key.length === 1) tell(document.getElementById("told").dataset.open ?? "");
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
  if (event.target.matches?.("form.edit")) pressedOutside(event, event.target);
  else if (event.target.name && event.target.matches("form.edit :is(input, select)")) pressedInField(event);
}, true);
document.addEventListener("focusin", (event) => {
  const form = event.target.form;
  if (!form?.matches?.("form.edit")) return;
  const input = event.target, drawn = DRAWN[input.name];
  input.typed = false;
  if (input.name) show(form, input.name);
  if (!drawn) return;
  const held = input.value;
  input.drawn = drawn.map((name) => form.elements[name]).filter((other) => other && other.value === held);
});
document.addEventListener("input", (event) => {
  event.target.typed = event.target.value !== "";
  for (const input of event.target.drawn ?? []) input.value = event.target.value;
});
document.addEventListener("mousedown", (event) => { if (event.target.closest?.(".offers button")) event.preventDefault(); });
document.addEventListener("click", (event) => {
  const button = event.target.closest(".offers button");
  if (button) takeOffer(button);
});
