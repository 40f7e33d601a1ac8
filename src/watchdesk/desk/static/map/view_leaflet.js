// The base map by Leaflet, on a plain canvas: for browsers without WebGL. The same calls as `view_maplibre.js`.

import "./vendor/leaflet.js";
import { degrees, mercator } from "./incidents.js";

/** A view: where it looks (`view`), how to be told of moves, how to move it, and the names of countries and towns. */
export async function openLeaflet(holder, layers, look, words) {
  const L = window.L;
  const map = L.map(holder, {
    center: [12, 10], zoom: 2, minZoom: 1, maxZoom: 12, zoomControl: false, attributionControl: false, preferCanvas: true,
    zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false, zoomSnap: 0.5, worldCopyJump: true,
  });
  holder.setAttribute("role", "region");
  holder.setAttribute("aria-label", words.title);
  const pane = L.canvas({ padding: 0.3 });
  const drawn = {
    land: L.geoJSON(layers.land, { renderer: pane, interactive: false }), rivers: L.geoJSON(layers.rivers, { renderer: pane, interactive: false }),
    lakes: L.geoJSON(layers.lakes, { renderer: pane, interactive: false }), borders: L.geoJSON(layers.borders, { renderer: pane, interactive: false }),
  };
  const labels = new Labels(map, layers, look);
  const paint = (fresh) => {
    holder.style.backgroundColor = fresh.sea;
    drawn.land.setStyle({ fillColor: fresh.land, fillOpacity: 1, color: fresh.border, weight: 0.5 });
    drawn.lakes.setStyle({ fillColor: fresh.sea, fillOpacity: 1, stroke: false });
    drawn.rivers.setStyle({ color: fresh.water, weight: 0.8, fill: false });
    drawn.borders.setStyle({ color: fresh.border, weight: 1, fill: false });
    labels.look = fresh;
    labels.draw();
  };
  paint(look);
  Object.values(drawn).forEach((layer) => layer.addTo(map));
  return {
    engine: "Leaflet",
    loaded: Promise.resolve(),
    element: holder,
    onMove: (call) => map.on("move zoom resize viewreset", () => { labels.draw(); call(); }),
    onSettled: (call) => map.on("moveend", call),
    view() {
      const middle = map.getCenter(), [x, y] = mercator(middle.lng, middle.lat), size = map.getSize();
      return { x, y, scale: 256 * 2 ** map.getZoom(), width: size.x, height: size.y };
    },
    fit: (box, _animate, left) => map.fitBounds([[box[1], box[0]], [box[3], box[2]]],
      { paddingTopLeft: [left + 40, 40], paddingBottomRight: [60, 60], maxZoom: 10, animate: false }),
    jump: (lon, lat, zoom) => map.setView([lat, lon], zoom + 1, { animate: false }),
    at: () => [map.getZoom() - 1, map.getCenter().lat, map.getCenter().lng],
    go(x, y, zoomIn) { const [lon, lat] = degrees(x, y); map.setView([lat, lon], Math.max(map.getZoom(), zoomIn + 1), { animate: false }); },
    zoom: (by) => map.setZoom(map.getZoom() + by),
    restyle: paint,
    addTowns: (towns) => { layers.towns = towns; labels.draw(); },
    resize: () => map.invalidateSize({ animate: false }),
  };
}

/** Names of countries and towns on a canvas of their own: those that fit beside one another, the larger first. */
class Labels {
  constructor(map, layers, look) {
    Object.assign(this, { map, layers, look, canvas: document.createElement("canvas") });
    this.canvas.className = "map-labels";
    this.canvas.setAttribute("aria-hidden", "true");
    map.getContainer().append(this.canvas);
  }

  draw() {
    const size = this.map.getSize(), ratio = window.devicePixelRatio || 1, pen = this.canvas.getContext("2d");
    this.canvas.width = size.x * ratio; this.canvas.height = size.y * ratio;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.lineJoin = "round"; pen.lineWidth = 3; pen.strokeStyle = this.look.land; pen.textBaseline = "middle";
    const taken = [], zoom = this.map.getZoom() - 1;
    const names = zoom < 7.5 ? [...this.layers.names.features].sort((a, b) => b.properties.size - a.properties.size) : [];
    for (const f of names) if (zoom >= f.properties.least) this.write(pen, f, size, taken, `${zoom > 3 ? 14 : 11}px system-ui, sans-serif`, "center", this.look.name);
    for (const f of this.layers.towns?.features ?? []) {
      if (zoom >= f.properties.least && zoom >= 3.5) this.write(pen, f, size, taken, "11px system-ui, sans-serif", "left", this.look.town);
    }
  }

  write(pen, feature, size, taken, font, align, colour) {
    const [lon, lat] = feature.geometry.coordinates, at = this.map.latLngToContainerPoint([lat, lon]);
    if (at.x < 0 || at.y < 0 || at.x > size.x || at.y > size.y) return;
    pen.font = font; pen.textAlign = align;
    const wide = pen.measureText(feature.properties.name).width, left = align === "left" ? at.x - 3 : at.x - wide / 2;
    const box = [left - 3, at.y - 8, left + wide + 9, at.y + 8];
    if (taken.some((t) => box[0] < t[2] && box[2] > t[0] && box[1] < t[3] && box[3] > t[1])) return;
    taken.push(box);
    if (align === "left") {
      pen.beginPath(); pen.arc(at.x, at.y, 2, 0, 2 * Math.PI); pen.fillStyle = colour; pen.fill();
    }
    const x = align === "left" ? at.x + 5 : at.x;
    pen.strokeText(feature.properties.name, x, at.y);
    pen.fillStyle = colour; pen.fillText(feature.properties.name, x, at.y);
  }
}
