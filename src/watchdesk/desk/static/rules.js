"use strict";
// The codebook's rule for a type, where it is chosen.
let rules = null;
document.addEventListener("change", async (event) => {
  const line = event.target.form?.querySelector(".chosen-rule");
  if (!line || !["sub_event_type", "action"].includes(event.target.name)) return;
  rules ??= await (await fetch("/rules")).json();
  line.textContent = rules[event.target.value] ?? "";
  line.hidden = !line.textContent;
});
