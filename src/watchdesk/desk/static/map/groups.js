// What is drawn at one zoom: areas at true size, single signs, and groups of those that would cover one another.

import { SHARPNESS } from "./incidents.js";

const CELL = 54;
const SEEN = 13;
const EARTH_KM = 40075.017;

/** The radius of an area in pixels, by the scale (pixels for the whole world) at its own latitude. */
export function radiusPixels(km, lat, scale) {
  return (km / (EARTH_KM * Math.cos((lat * Math.PI) / 180))) * scale;
}

/**
 * The marks for one zoom. Each has Mercator x and y, the numbers of its incidents, and `kind`: `area` (drawn at its true
 * size), `one` (a single sign) or `group`. Areas of one place are one mark; those too small to be seen are grouped.
 */
export function marksAt(data, keep, scale) {
  const areas = new Map(), places = new Map();
  for (let i = 0; i < data.n; i++) {
    if (!keep[i] || data.sharpness[i] > SHARPNESS.area) continue;
    const wide = data.sharpness[i] === SHARPNESS.area && radiusPixels(data.radius[i], data.lat[i], scale) >= SEEN;
    const spots = wide ? areas : places;
    const key = wide ? `${data.x[i]} ${data.y[i]} ${data.radius[i]}` : data.y[i] * 3e9 + data.x[i];
    const spot = spots.get(key);
    if (spot) spot.members.push(i);
    else spots.set(key, { x: data.x[i], y: data.y[i], members: [i], kind: wide ? "area" : "one", spots: 1 });
  }
  const found = [...areas.values()].sort((a, b) => data.radius[b.members[0]] - data.radius[a.members[0]]);
  return found.concat(joined([...places.values()], CELL / scale));
}

/** Spots joined with the larger ones that they would cover: the largest first, each group standing on its largest place. */
function joined(spots, reach) {
  spots.sort((a, b) => b.members.length - a.members.length || a.x - b.x || a.y - b.y);
  const grid = new Map(), columns = Math.ceil(1 / reach) + 2, found = [];
  const cell = (x, y) => Math.floor(y / reach) * columns + Math.floor(x / reach);
  for (const spot of spots) {
    const near = nearest(grid, spot, cell, columns, reach);
    if (near) {
      near.parts.push(spot);
    } else {
      const home = { x: spot.x, y: spot.y, parts: [spot] };
      const key = cell(spot.x, spot.y), held = grid.get(key);
      if (held) held.push(home); else grid.set(key, [home]);
      found.push(home);
    }
  }
  return found.map(finished);
}

function nearest(grid, spot, cell, columns, reach) {
  let best = null, least = reach * reach;
  const at = cell(spot.x, spot.y);
  for (const row of [at - columns, at, at + columns]) {
    for (let c = row - 1; c <= row + 1; c++) {
      for (const home of grid.get(c) ?? []) {
        const d = (home.x - spot.x) ** 2 + (home.y - spot.y) ** 2;
        if (d < least) { least = d; best = home; }
      }
    }
  }
  return best;
}

function finished(home) {
  const members = home.parts.length === 1 ? home.parts[0].members : home.parts.flatMap((p) => p.members);
  return { x: home.x, y: home.y, members, kind: members.length === 1 ? "one" : "group", spots: home.parts.length };
}
