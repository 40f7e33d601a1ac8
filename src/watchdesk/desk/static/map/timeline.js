// The timeline: how many incidents in each stretch of days, by type, and two handles that choose the days.

import { dayText, isDated } from "./incidents.js";
import { FAMILIES, familyOf } from "./symbols.js";

const STEPS = [1, 2, 3, 7, 14, 28, 91, 182, 365];
const EDGE = 12;

export class Timeline {
  /** `changed(from, to, done)` is called while a handle moves, and with `done` once it stands. */
  constructor(root, data, words, changed) {
    Object.assign(this, { root, data, words, changed, span: data.span, from: data.span[0], to: data.span[1] });
    this.canvas = root.querySelector("canvas");
    this.pen = this.canvas.getContext("2d");
    this.handles = [...root.querySelectorAll("[role=slider]")];
    this.handles.forEach((handle, side) => this.listen(handle, side));
    this.canvas.addEventListener("pointerdown", (event) => this.drag(event));
    new ResizeObserver(() => this.draw()).observe(root);
  }

  /** Choose days without telling anybody. */
  set(from, to) {
    this.from = Math.max(this.span[0], Math.min(from, this.span[1]));
    this.to = Math.max(this.from, Math.min(to, this.span[1]));
    this.draw();
  }

  /** Count what fits every filter but the days. */
  count(timeless, look) {
    this.look = look;
    this.timeless = timeless;
    this.draw();
  }

  x(day) { return EDGE + ((day - this.span[0]) / Math.max(1, this.span[1] + 1 - this.span[0])) * (this.width - 2 * EDGE); }

  day(x) {
    const part = (x - EDGE) / Math.max(1, this.width - 2 * EDGE);
    return Math.round(this.span[0] + part * (this.span[1] + 1 - this.span[0]));
  }

  bins() {
    const days = this.span[1] + 1 - this.span[0], wanted = Math.max(24, (this.width - 2 * EDGE) / 7);
    const step = STEPS.find((s) => days / s <= wanted) ?? Math.ceil(days / wanted);
    const many = Math.ceil(days / step), rows = FAMILIES.length + 1, counts = new Uint32Array(many * rows);
    const index = this.data.terms.family.map((name) => { const at = FAMILIES.indexOf(familyOf(name)); return at < 0 ? rows - 1 : at; });
    for (let i = 0; i < this.data.n; i++) {
      if (!this.timeless[i] || !isDated(this.data, i)) continue;
      counts[Math.floor((this.data.first[i] - this.span[0]) / step) * rows + index[this.data.family[i]]]++;
    }
    return { step, many, rows, counts };
  }

  draw() {
    const box = this.root.getBoundingClientRect(), ratio = window.devicePixelRatio || 1, height = 74;
    if (!this.timeless || box.width < 10) return;
    this.width = box.width;
    this.canvas.width = box.width * ratio; this.canvas.height = height * ratio;
    const { pen, look } = this, base = height - 18;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    const { step, many, rows, counts } = this.bins();
    let top = 1;
    for (let b = 0; b < many; b++) { let sum = 0; for (let f = 0; f < rows; f++) sum += counts[b * rows + f]; top = Math.max(top, sum); }
    const left = this.x(this.from), right = this.x(this.to + 1);
    pen.fillStyle = look.panel; pen.fillRect(left, 2, right - left, base - 2);
    for (let b = 0; b < many; b++) {
      const first = this.span[0] + b * step, x = this.x(first), wide = Math.max(1, this.x(first + step) - x - 1);
      const inside = first + step > this.from && first <= this.to;
      let y = base;
      for (let f = 0; f < rows; f++) {
        const tall = (counts[b * rows + f] / top) * (base - 8);
        if (!tall) continue;
        pen.globalAlpha = inside ? 1 : 0.28;
        pen.fillStyle = f < FAMILIES.length ? FAMILIES[f][1] : look.quiet;
        pen.fillRect(x, y - tall, wide, tall);
        y -= tall;
      }
    }
    pen.globalAlpha = 1;
    this.axis(base);
    pen.fillStyle = look.quiet; pen.textAlign = "left"; pen.textBaseline = "top"; pen.font = "11px system-ui, sans-serif";
    pen.fillText(this.words.most.replace("{n}", top.toLocaleString(document.documentElement.lang)).replace("{days}", step), EDGE + 2, 0);
    this.placeHandles(left, right);
  }

  /** Years, or months where only few are shown, below the bars. */
  axis(base) {
    const { pen, look, span } = this;
    pen.strokeStyle = look.line; pen.lineWidth = 1;
    pen.beginPath(); pen.moveTo(EDGE, base + 0.5); pen.lineTo(this.width - EDGE, base + 0.5); pen.stroke();
    pen.fillStyle = look.quiet; pen.font = "11px system-ui, sans-serif"; pen.textBaseline = "top"; pen.textAlign = "left";
    const months = (span[1] - span[0]) / 30.4, room = (this.width - 2 * EDGE) / 62;
    const by = [1, 2, 3, 6, 12, 24, 60, 120].find((s) => months / s <= room) ?? 240;
    const start = new Date(span[0] * 86400000), language = document.documentElement.lang;
    for (let m = Math.floor(start.getUTCMonth() / by) * by, n = 0; n < 80; m += by, n++) {
      const day = Date.UTC(start.getUTCFullYear(), m, 1) / 86400000;
      if (day < span[0]) continue;
      if (day > span[1]) break;
      const date = new Date(day * 86400000), x = this.x(day);
      const text = date.getUTCMonth() === 0 || by >= 12 ? String(date.getUTCFullYear()) : date.toLocaleDateString(language, { month: "short", timeZone: "UTC" });
      pen.beginPath(); pen.moveTo(x + 0.5, base); pen.lineTo(x + 0.5, base + 5); pen.stroke();
      if (x + pen.measureText(text).width < this.width) pen.fillText(text, x + 3, base + 4);
    }
  }

  placeHandles(left, right) {
    const days = [this.from, this.to];
    [left, right].forEach((x, side) => {
      const handle = this.handles[side];
      handle.style.transform = `translateX(${x - 12}px)`;
      handle.setAttribute("aria-valuemin", this.span[0]); handle.setAttribute("aria-valuemax", this.span[1]);
      handle.setAttribute("aria-valuenow", days[side]); handle.setAttribute("aria-valuetext", dayText(days[side]));
    });
  }

  listen(handle, side) {
    const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -30, PageUp: 30 };
    handle.addEventListener("keydown", (event) => {
      const by = steps[event.key] ? steps[event.key] * (event.shiftKey ? 7 : 1) : { Home: -1e6, End: 1e6 }[event.key];
      if (!by) return;
      event.preventDefault();
      this.moved(side, (side ? this.to : this.from) + by, true);
    });
    handle.addEventListener("pointerdown", (event) => {
      handle.setPointerCapture(event.pointerId);
      const left = this.root.getBoundingClientRect().left;
      const move = (e) => this.moved(side, this.day(e.clientX - left) - (side ? 1 : 0), false);
      handle.addEventListener("pointermove", move);
      handle.addEventListener("pointerup", () => { handle.removeEventListener("pointermove", move); this.changed(this.from, this.to, true); }, { once: true });
    });
  }

  moved(side, day, done) {
    if (side) this.set(this.from, Math.max(day, this.from));
    else this.set(Math.min(day, this.to), this.to);
    this.changed(this.from, this.to, done);
  }

  /** Drag over the bars to choose days; inside a choice of not nearly all, drag to move it; a click alone chooses all days again. */
  drag(event) {
    const left = this.canvas.getBoundingClientRect().left, at = (e) => this.day(e.clientX - left);
    const start = at(event), from = this.from, to = this.to, days = to - from;
    const wide = days > 0.6 * (this.span[1] - this.span[0]), inside = !wide && start >= from && start <= to;
    let far = false;
    this.canvas.setPointerCapture(event.pointerId);
    const move = (e) => {
      const day = at(e);
      far = far || Math.abs(e.clientX - event.clientX) > 3;
      if (!far) return;
      if (inside) {
        const first = Math.max(this.span[0], Math.min(from + day - start, this.span[1] - days));
        this.set(first, first + days);
      } else this.set(Math.min(start, day), Math.max(start, day - 1));
      this.changed(this.from, this.to, false);
    };
    this.canvas.addEventListener("pointermove", move);
    this.canvas.addEventListener("pointerup", () => {
      this.canvas.removeEventListener("pointermove", move);
      if (!far) this.set(this.span[0], this.span[1]);
      this.changed(this.from, this.to, true);
    }, { once: true });
  }
}
