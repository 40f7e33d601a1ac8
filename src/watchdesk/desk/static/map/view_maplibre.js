// The base map by MapLibre GL, on WebGL. Throws where the browser has none.

import * as maplibre from "./vendor/maplibre-gl.mjs";
import { degrees, mercator } from "./incidents.js";

const FONT = ["sans-serif"];

/** A view with the calls that both engines share; see `view_leaflet.js`. */
export async function openMapLibre(holder, layers, look, words) {
  maplibre.setWorkerUrl(new URL("./vendor/maplibre-gl-worker.mjs", import.meta.url).href);
  const map = new maplibre.Map({
    container: holder, style: styleOf(layers, look), center: [10, 12], zoom: 1.6, minZoom: 0.6, maxZoom: 11, attributionControl: false,
    dragRotate: false, pitchWithRotate: false, touchPitch: false, renderWorldCopies: true, fadeDuration: 0, locale: { "Map.Title": words.title },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  return {
    engine: "MapLibre GL",
    loaded: new Promise((done) => { map.once("load", done); }),
    element: map.getCanvasContainer(),
    onMove: (call) => { map.on("move", call); map.on("resize", call); },
    onSettled: (call) => map.on("moveend", call),
    view() {
      const middle = map.getCenter(), [x, y] = mercator(middle.lng, middle.lat), box = map.getCanvas();
      return { x, y, scale: 512 * 2 ** map.getZoom(), width: box.clientWidth, height: box.clientHeight };
    },
    fit: (box, animate, left) => map.fitBounds(box, { padding: { top: 40, bottom: 60, right: 60, left: left + 40 }, maxZoom: 9, animate }),
    jump: (lon, lat, zoom) => map.jumpTo({ center: [lon, lat], zoom }),
    at: () => [map.getZoom(), map.getCenter().lat, map.getCenter().lng],
    go: (x, y, zoomIn) => map.easeTo({ center: degrees(x, y), zoom: Math.max(map.getZoom(), zoomIn), duration: 300 }),
    zoom: (by) => map.zoomTo(map.getZoom() + by, { duration: 200 }),
    restyle: (fresh) => map.setStyle(styleOf(layers, fresh), { diff: true }),
    addTowns: (towns) => { layers.towns = towns; map.getSource("towns").setData(towns); },
    resize: () => map.resize(),
  };
}

function styleOf(layers, look) {
  const source = (data) => ({ type: "geojson", data, tolerance: 0.2, buffer: 16 });
  const label = (size, colour) => ({ "text-color": colour, "text-halo-color": look.land, "text-halo-width": 1.4 });
  return {
    version: 8,
    sources: {
      land: source(layers.land), borders: source(layers.borders), rivers: source(layers.rivers), lakes: source(layers.lakes),
      names: source(layers.names), towns: source(layers.towns ?? { type: "FeatureCollection", features: [] }),
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": look.sea } },
      { id: "land", type: "fill", source: "land", paint: { "fill-color": look.land, "fill-outline-color": look.border } },
      { id: "rivers", type: "line", source: "rivers", minzoom: 2.8,
        paint: { "line-color": look.water, "line-width": ["interpolate", ["linear"], ["zoom"], 3, 0.5, 8, 2] } },
      { id: "lakes", type: "fill", source: "lakes", paint: { "fill-color": look.sea } },
      { id: "borders", type: "line", source: "borders", layout: { "line-join": "round" },
        paint: { "line-color": look.border, "line-width": ["interpolate", ["linear"], ["zoom"], 1, 0.6, 5, 1.3, 9, 2] } },
      { id: "town-dots", type: "circle", source: "towns", filter: [">=", ["zoom"], ["get", "least"]], minzoom: 3.5,
        paint: { "circle-radius": ["case", ["get", "capital"], 2.6, 1.7], "circle-color": look.panel, "circle-stroke-color": look.town, "circle-stroke-width": 1 } },
      { id: "towns", type: "symbol", source: "towns", filter: [">=", ["zoom"], ["get", "least"]], minzoom: 3.5,
        layout: { "text-field": ["get", "name"], "text-font": FONT, "text-size": ["case", ["get", "capital"], 12, 11], "text-anchor": "left",
          "text-offset": [0.5, 0], "symbol-sort-key": ["get", "order"], "text-max-width": 20 },
        paint: label(11, look.town) },
      { id: "names", type: "symbol", source: "names", filter: [">=", ["zoom"], ["get", "least"]], maxzoom: 7.5,
        layout: { "text-field": ["get", "name"], "text-font": FONT, "text-size": ["interpolate", ["linear"], ["zoom"], 1, 10, 5, 15],
          "symbol-sort-key": ["-", 0, ["get", "size"]], "text-letter-spacing": 0.06, "text-max-width": 7, "text-padding": 4 },
        paint: label(12, look.name) },
    ],
  };
}
