// The canvas over the base map: draws the marks in view, finds the mark under the pointer, tells what is in view.

import { SHARPNESS } from "./incidents.js";
import { marksAt, radiusPixels } from "./groups.js";
import { drawArea, drawDot, drawGroup, drawPlate, drawSmallArea, familyOf } from "./symbols.js";

export class Overlay {
  /** `view()` gives {x, y, scale, width, height}: the middle in Mercator, pixels for the whole world, the size in pixels. */
  constructor(canvas, data, keep, look, sizeOf) {
    Object.assign(this, { canvas, data, keep, look, sizeOf, view: null, selected: -1, focus: null, marks: new Map(), hits: [] });
    this.pen = canvas.getContext("2d");
  }

  /** Forget the marks: the filters changed. */
  renew() { this.marks.clear(); }

  move(view) {
    this.view = view;
    const ratio = window.devicePixelRatio || 1;
    if (this.canvas.width !== Math.round(view.width * ratio) || this.canvas.height !== Math.round(view.height * ratio)) {
      this.canvas.width = Math.round(view.width * ratio);
      this.canvas.height = Math.round(view.height * ratio);
    }
    this.pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.draw();
  }

  /** Where a Mercator point lies in the window; of the worlds side by side, in the nearest one. */
  place(x, y) {
    const v = this.view;
    let dx = x - v.x;
    dx -= Math.round(dx);
    return [v.width / 2 + dx * v.scale, v.height / 2 + (y - v.y) * v.scale];
  }

  /** The marks for the whole number of zoom below: they stand still between two of them. */
  current() {
    const level = Math.floor(Math.log2(this.view.scale) * 2) / 2;
    if (!this.marks.has(level)) this.marks.set(level, marksAt(this.data, this.keep, 2 ** level));
    return this.marks.get(level);
  }

  draw() {
    const { pen, view, data, look } = this, plates = [];
    pen.clearRect(0, 0, view.width, view.height);
    this.hits = [];
    for (const mark of this.current()) {
      const [px, py] = this.place(mark.x, mark.y);
      const lead = mark.members[0];
      const r = mark.kind === "area" ? radiusPixels(data.radius[lead], data.lat[lead], view.scale) : 24;
      if (px < -r || py < -r || px > view.width + r || py > view.height + r) continue;
      if (mark.kind === "area") {
        const family = this.mainFamily(mark), status = this.firmest(mark);
        drawArea(pen, px, py, r, family, status, this.allDisputed(mark), look, mark.members.length > 1 ? 0.2 : 0.14);
        plates.push([mark, px, py, family, r]);
      } else this.drawSpot(mark, px, py);
    }
    for (const [mark, px, py, family, r] of plates) {
      // on the rim, for the middle of an area is no place; one alone needs no number
      const half = mark.members.length > 1 ? drawPlate(pen, px, py - r, mark.members.length, family, look) : 0;
      this.hits.push({ mark, px, py: py - r, r: half, middle: py, wide: r });
    }
    this.drawSelected();
  }

  drawSpot(mark, px, py) {
    const { pen, data, look } = this, i = mark.members[0];
    if (mark.kind === "group") {
      const r = Math.min(10.5 + 2 * Math.log2(mark.members.length), 27);
      drawGroup(pen, px, py, r, this.families(mark), mark.members.length, mark.spots > 1, look);
      this.hits.push({ mark, px, py, r: r + 2 });
      return;
    }
    const family = familyOf(data.terms.family[data.family[i]]), r = this.sizeOf(i);
    const draw = data.sharpness[i] === SHARPNESS.town ? drawDot : drawSmallArea;
    draw(pen, px, py, r, family, data.status[i], (data.marks[i] & 1) === 1, look);
    this.hits.push({ mark, px, py, r: Math.max(r, 12) });
  }

  drawSelected() {
    const i = this.selected;
    if (i < 0 || this.data.sharpness[i] > SHARPNESS.area) return;
    const [px, py] = this.place(this.data.x[i], this.data.y[i]), { pen, look } = this;
    if (this.data.sharpness[i] === SHARPNESS.area) {
      const r = Math.max(radiusPixels(this.data.radius[i], this.data.lat[i], this.view.scale), 9);
      const family = familyOf(this.data.terms.family[this.data.family[i]]);
      drawArea(pen, px, py, r, family, this.data.status[i], false, look, 0.25);
      ring(pen, px, py, r + 3, look);
    } else {
      drawDot(pen, px, py, this.sizeOf(i), familyOf(this.data.terms.family[this.data.family[i]]), this.data.status[i], (this.data.marks[i] & 1) === 1, look);
      ring(pen, px, py, this.sizeOf(i) + 5, look);
    }
  }

  families(mark) {
    const counts = new Map();
    for (const i of mark.members) {
      const family = familyOf(this.data.terms.family[this.data.family[i]]);
      counts.set(family, (counts.get(family) ?? 0) + 1);
    }
    return [...counts].sort((a, b) => b[1] - a[1]);
  }

  mainFamily(mark) { return this.families(mark)[0][0]; }

  allDisputed(mark) { return mark.members.every((i) => this.data.marks[i] & 1); }

  firmest(mark) {
    let least = 9;
    for (const i of mark.members) least = Math.min(least, this.data.status[i]);
    return least;
  }

  /** The mark under a point of the window, the last drawn first; an area's edge counts where nothing else is hit. */
  hit(px, py) {
    let best = null, least = Infinity;
    for (const h of this.hits) {
      const d = Math.hypot(h.px - px, h.py - py);
      if (h.r && d <= h.r + 2 && d < least) { best = h; least = d; }
    }
    if (best) return best.mark;
    const wide = this.hits.filter((h) => h.wide && Math.hypot(h.px - px, h.middle - py) <= h.wide);
    return wide.sort((a, b) => a.wide - b.wide)[0]?.mark ?? null;
  }

  /** The incidents whose point, or the middle of whose area, is in the window, in the order of the data. */
  inView() {
    const found = [], { data, keep, view } = this;
    for (let i = 0; i < data.n; i++) {
      if (!keep[i] || data.sharpness[i] > SHARPNESS.area) continue;
      const [px, py] = this.place(data.x[i], data.y[i]);
      if (px >= 0 && py >= 0 && px <= view.width && py <= view.height) found.push(i);
    }
    return found;
  }
}

function ring(pen, x, y, r, look) {
  for (const [width, colour] of [[6, look.panel], [3, look.accent]]) {
    pen.beginPath(); pen.arc(x, y, r, 0, 2 * Math.PI);
    pen.lineWidth = width; pen.strokeStyle = colour; pen.stroke();
  }
}
