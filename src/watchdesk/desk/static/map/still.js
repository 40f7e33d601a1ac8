// The base map that stands at once: land, borders and water on a plain canvas, without names and without an engine. The
// engine (MapLibre GL or Leaflet) takes its place once it has drawn the same view.

import { degrees, mercator } from "./incidents.js";

const WORLD = 512, LEAST = 0.6, MOST = 11;

/** A still base map, with the calls of `view_maplibre.js`. */
export class Still {
  constructor(canvas, basemap, look) {
    Object.assign(this, { canvas, look, element: canvas.parentElement, pen: canvas.getContext("2d"), centre: mercator(10, 12), level: 1.6 });
    this.land = new Path2D(); this.lakes = new Path2D(); this.rivers = new Path2D(); this.borders = new Path2D();
    for (const country of basemap.countries) for (const shape of country.shapes) for (const ring of shape) trace(this.land, ring, true);
    for (const lake of basemap.lakes) trace(this.lakes, lake, true);
    for (const river of basemap.rivers) trace(this.rivers, river, false);
    for (const border of basemap.borders) trace(this.borders, border, false);
  }

  view() {
    const box = this.element.getBoundingClientRect();
    return { x: this.centre[0], y: this.centre[1], scale: WORLD * 2 ** this.level, width: box.width, height: box.height };
  }

  at() { const [lon, lat] = degrees(...this.centre); return [this.level, lat, lon]; }

  jump(lon, lat, zoom) { this.centre = mercator(lon, lat); this.level = Math.max(LEAST, Math.min(zoom, MOST)); }

  go(x, y, zoomIn) { this.centre = [x, y]; this.level = Math.max(this.level, zoomIn); }

  zoom(by) { this.level = Math.max(LEAST, Math.min(this.level + by, MOST)); }

  /** The view in which a box of degrees fits beside the legend. */
  fit([west, south, east, north], _animate, left) {
    const { width, height } = this.view(), [x1, y1] = mercator(west, north), [x2, y2] = mercator(east, south);
    const wide = Math.max(60, width - left - 100), tall = Math.max(60, height - 100);
    this.level = Math.max(LEAST, Math.min(9, Math.log2(Math.min(wide / (x2 - x1), tall / (y2 - y1)) / WORLD)));
    const scale = WORLD * 2 ** this.level;
    this.centre = [(x1 + x2) / 2 - (left - 20) / 2 / scale, (y1 + y2) / 2 + 10 / scale];
  }

  restyle(look) { this.look = look; }

  /** Show what an engine shows, while its own map is not complete. */
  follow(view) { this.centre = [view.x, view.y]; this.level = Math.log2(view.scale / WORLD); this.draw(); }

  draw() {
    const { pen, canvas, look } = this, v = this.view(), ratio = window.devicePixelRatio || 1;
    canvas.width = Math.round(v.width * ratio); canvas.height = Math.round(v.height * ratio);
    pen.fillStyle = look.sea; pen.fillRect(0, 0, canvas.width, canvas.height);
    const half = v.width / 2 / v.scale;
    for (let world = Math.floor(v.x - half); world <= Math.floor(v.x + half); world++) {
      pen.setTransform(v.scale * ratio, 0, 0, v.scale * ratio, (v.width / 2 + (world - v.x) * v.scale) * ratio, (v.height / 2 - v.y * v.scale) * ratio);
      pen.fillStyle = look.land; pen.fill(this.land);
      if (this.level >= 2.8) this.line(this.rivers, look.water, 0.5 / v.scale);
      pen.fillStyle = look.sea; pen.fill(this.lakes);
      this.line(this.borders, look.border, (this.level < 3 ? 0.8 : 1.3) / v.scale);
    }
    pen.setTransform(1, 0, 0, 1, 0, 0);
  }

  line(path, colour, width) { this.pen.strokeStyle = colour; this.pen.lineWidth = width; this.pen.stroke(path); }
}

/** One line of the base map's data, in Mercator's units: its first point, and steps from each to the next. */
function trace(path, steps, closed) {
  let lon = 0, lat = 0;
  for (let i = 0; i < steps.length; i += 2) {
    lon += steps[i]; lat += steps[i + 1];
    const [x, y] = mercator(lon / 100, lat / 100);
    if (i) path.lineTo(x, y); else path.moveTo(x, y);
  }
  if (closed) path.closePath();
}

/** The base map of the moment, first the still one: what is asked of it goes to that one, and its engine's moves come from it. */
export class Base {
  constructor(still) { Object.assign(this, { now: still, still, moves: [], settles: [] }); }

  get element() { return this.now.element; }
  view() { return this.now.view(); }
  at() { return this.now.at(); }
  onMove(call) { this.moves.push(call); }
  onSettled(call) { this.settles.push(call); }
  fit(...given) { this.now.fit(...given); this.moved(); }
  jump(...given) { this.now.jump(...given); this.moved(); }
  go(...given) { this.now.go(...given); this.moved(); }
  zoom(by) { this.now.zoom(by); this.moved(); }
  restyle(look) { this.still.restyle(look); if (this.now !== this.still) this.now.restyle(look); this.still.draw(); }
  resize() { if (this.now === this.still) this.moved(); else this.now.resize(); }

  /** The still map tells nobody that it moved. */
  moved() {
    if (this.now !== this.still) return;
    this.still.draw();
    for (const call of [...this.moves, ...this.settles]) call();
  }

  /** Let an engine take over, at the same place; the still map stays below what is drawn until the engine's is complete. */
  async become(engine) {
    const [zoom, lat, lon] = this.still.at();
    engine.jump(lon, lat, zoom);
    this.now = engine;
    for (const call of this.moves) engine.onMove(call);
    for (const call of this.settles) engine.onSettled(call);
    let covered = true;
    engine.onMove(() => { if (covered) this.still.follow(engine.view()); });
    for (const call of this.moves) call();
    await engine.loaded;
    covered = false;
    this.still.canvas.remove();
  }
}
