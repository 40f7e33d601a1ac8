// The lists beside the map: what is in view, and what is told too vaguely to be drawn, each entry a link to its incident.

import { SHARPNESS, dayText, isDated } from "./incidents.js";
import { drawDot, drawSmallArea, familyOf } from "./symbols.js";

const PAGE = 60;

export class Lists {
  constructor(root, data, words, picked) {
    Object.assign(this, { data, words, picked, look: null, shown: PAGE, current: [] });
    this.seen = root.querySelector("#map-seen");
    this.more = root.querySelector("#map-more");
    this.off = root.querySelector("#map-off");
    this.language = document.documentElement.lang;
    this.more.addEventListener("click", () => { const last = this.seen.children.length; this.shown += PAGE; this.fill(this.view); this.seen.children[last]?.querySelector("a").focus(); });
  }

  /** Show the incidents in view, the newest first, those of a picked place alone where one is picked. */
  show(members, view, { again = false } = {}) {
    this.current = members;
    if (!again) this.shown = PAGE;
    this.fill(view);
  }

  fill(view) {
    this.view = view;
    const fresh = this.current.slice(0, this.shown).map((i) => this.entry(i, view));
    this.seen.replaceChildren(...fresh);
    this.more.hidden = this.current.length <= this.shown;
    this.more.textContent = this.words.more.replace("{n}", this.number(Math.min(PAGE, this.current.length - this.shown)));
  }

  number(n) { return n.toLocaleString(this.language); }

  /** Those of the filtered that stand on no map, by why: for each reason its count and, opened, its incidents. */
  showOff(keep, view) {
    const groups = new Map();
    let many = 0;
    for (let i = 0; i < this.data.n; i++) {
      if (!keep[i] || this.data.sharpness[i] <= SHARPNESS.area) continue;
      many++;
      const country = this.data.country[i] < 0 ? "" : this.words.countryName(this.data.terms.country[this.data.country[i]]);
      const only = this.data.sharpness[i] === SHARPNESS.country;
      const key = only ? `${this.words.country_only}\u0000${country}` : `${this.words.reason(this.data.terms.reason[this.data.reason[i]])}\u0000`;
      const held = groups.get(key);
      if (held) held.push(i); else groups.set(key, [i]);
    }
    const sorted = [...groups].sort((a, b) => b[1].length - a[1].length);
    this.off.replaceChildren(...sorted.slice(0, 60).map(([key, members]) => this.group(key, members, view)));
    return many;
  }

  group(key, members, view) {
    const [why, where] = key.split("\u0000"), box = document.createElement("details"), head = document.createElement("summary");
    head.append(textual("b", this.number(members.length)), ` ${where ? `${where}: ` : ""}${why}`);
    box.append(head);
    box.addEventListener("toggle", () => {
      if (!box.open || box.children.length > 1) return;
      const list = document.createElement("ol");
      list.append(...members.slice(0, 100).map((i) => this.entry(i, view)));
      box.append(list);
      if (members.length > 100) box.append(textual("p", this.words.first.replace("{n}", this.number(100)), "quiet"));
    });
    return box;
  }

  entry(i, view) {
    const { data, words } = this, item = document.createElement("li"), link = document.createElement("a"), family = data.terms.family[data.family[i]];
    link.href = `/incidents/${encodeURIComponent(data.ids[i])}`;
    link.dataset.number = i;
    link.append(this.sign(i));
    const place = data.place[i] < 0 ? words.no_place : data.terms.place[data.place[i]];
    const lines = document.createElement("span");
    lines.className = "lines";
    lines.append(textual("span", words.typeName(data.terms.type[data.type[i]], family), "what"), textual("span", this.where(i, place), "where"));
    const told = this.told(i, view);
    if (told.children.length) lines.append(told);
    link.append(lines, textual("time", isDated(data, i) ? dayText(data.first[i]) : words.undated));
    item.append(link);
    item.addEventListener("pointerenter", () => this.picked(i, false));
    link.addEventListener("focus", () => this.picked(i, true));
    return item;
  }

  where(i, place) {
    const { data, words } = this, country = data.country[i] < 0 ? "" : `, ${words.countryName(data.terms.country[data.country[i]])}`;
    const near = data.sharpness[i] === SHARPNESS.area ? ` (${words.within.replace("{km}", this.number(Math.round(data.radius[i])))})` : "";
    const same = country.slice(2).toLowerCase() === place.toLowerCase();
    return `${place}${same ? "" : country}${near}`;
  }

  /** Status where it is not plain, deaths by the view, who, and where reports part. */
  told(i, view) {
    const { data, words } = this, box = document.createElement("span");
    box.className = "told";
    const status = data.terms.status[data.status[i]];
    if (status !== "occurred") box.append(textual("span", words.statusName(status), `tag s-${status}`));
    if (data.marks[i] & 1) box.append(textual("span", words.disputed, "tag s-denied"));
    if (data.marks[i] & 2) box.append(textual("span", words.elsewhere, "tag s-alleged"));
    const deaths = data.deaths[i];
    if (deaths) {
      const value = view === "lowest" ? deaths[0] : view === "low-best-high" ? [deaths[1], deaths[2], deaths[3]].map((d) => this.number(d)).join(" / ") : deaths[4];
      box.append(textual("span", (value === 1 ? words.death : words.deaths).replace("{n}", typeof value === "number" ? this.number(value) : value), "dead"));
    }
    const who = data.actors[i].map((a) => data.terms.actors[a]).slice(0, 2).join(" – ");
    if (who) box.append(textual("span", who, "who-line"));
    return box;
  }

  sign(i) {
    const canvas = document.createElement("canvas"), pen = canvas.getContext("2d"), data = this.data, ratio = Math.min(2, Math.ceil(window.devicePixelRatio || 1));
    canvas.width = canvas.height = 20 * ratio; canvas.className = "sign";
    canvas.setAttribute("aria-hidden", "true");
    pen.scale(ratio, ratio);
    const draw = data.sharpness[i] === SHARPNESS.town ? drawDot : drawSmallArea;
    draw(pen, 10, 10, 7, familyOf(data.terms.family[data.family[i]]), data.status[i], (data.marks[i] & 1) === 1, this.look);
    return canvas;
  }

  /** Mark the entry of an incident and bring it into sight. */
  point(i) {
    for (const link of this.seen.querySelectorAll("[aria-current]")) link.removeAttribute("aria-current");
    const link = this.seen.querySelector(`[data-number="${i}"]`);
    if (!link) return;
    link.setAttribute("aria-current", "true");
    const box = this.seen.parentElement, top = link.offsetTop - box.offsetTop;
    if (top < box.scrollTop || top > box.scrollTop + box.clientHeight - 60) box.scrollTop = top - 40;
  }
}

function textual(name, text, className) {
  const element = document.createElement(name);
  element.textContent = text;
  if (className) element.className = className;
  return element;
}
