// The incidents as typed arrays, and which of them the filters let through: 50,000 in a few milliseconds.

const UNDATED = -1000000;
export const VIEWS = ["lowest", "low-best-high", "most-representative"];
export const SHARPNESS = { town: 0, area: 1, country: 2, none: 3 };

/** Everything drawn, by column; `x` and `y` are Mercator's, 0 to 1 over the whole world. */
export function decode(data) {
  const c = data.columns, n = data.count;
  const found = {
    n, ids: c.id, terms: data.terms, actors: c.actors,
    first: new Int32Array(n), last: new Int32Array(n), x: new Float64Array(n), y: new Float64Array(n), lat: new Float32Array(n),
    lon: new Float32Array(n), radius: new Float32Array(n), deaths: c.deaths,
    family: Int16Array.from(c.family), type: Int16Array.from(c.type), status: Uint8Array.from(c.status), marks: Uint8Array.from(c.marks),
    sharpness: Uint8Array.from(c.sharpness), place: Int32Array.from(c.place), country: Int16Array.from(c.country),
    reason: Int32Array.from(c.reason), reports: Int32Array.from(c.reports),
  };
  for (let i = 0; i < n; i++) {
    found.first[i] = c.first[i] ?? UNDATED;
    found.last[i] = c.first[i] === null ? UNDATED : c.first[i] + c.last[i];
    found.lat[i] = c.lat[i] / 10000; found.lon[i] = c.lon[i] / 10000; found.radius[i] = c.radius[i] / 10;
    [found.x[i], found.y[i]] = mercator(found.lon[i], found.lat[i]);
  }
  found.span = spanOf(found);
  return found;
}

export function mercator(lon, lat) {
  const sine = Math.sin((Math.max(-85, Math.min(85, lat)) * Math.PI) / 180);
  return [lon / 360 + 0.5, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
}

export function degrees(x, y) {
  return [(x - 0.5) * 360, (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI];
}

export const isDated = (data, i) => data.first[i] !== UNDATED;

/** First and last day of all that is dated; today where nothing is. */
function spanOf(data) {
  let from = Infinity, to = -Infinity;
  for (let i = 0; i < data.n; i++) {
    if (data.first[i] === UNDATED) continue;
    if (data.first[i] < from) from = data.first[i];
    if (data.last[i] > to) to = data.last[i];
  }
  const today = Math.floor(Date.now() / 86400000);
  return from > to ? [today - 30, today] : [from, to];
}

/** One number of deaths by a view, for filters and sizes; null where nobody counted. */
export function deathsOf(data, i, view) {
  const told = data.deaths[i];
  return told ? told[view === "lowest" ? 0 : view === "low-best-high" ? 2 : 4] : null;
}

/**
 * Which incidents fit: 1 for each that does, and in `timeless` also those that only the days keep out.
 * A set of types, statuses or places that is null lets all through. Undated incidents fit only where no day is asked for.
 */
export function filtered(data, wanted, keep, timeless) {
  const whole = wanted.from <= data.span[0] && wanted.to >= data.span[1];
  const types = flags(data.terms.family, wanted.families), statuses = flags(data.terms.status, wanted.statuses);
  const sides = matching(data.terms.actors, wanted.actor), places = wanted.country;
  let shown = 0;
  for (let i = 0; i < data.n; i++) {
    let fits = types[data.family[i]] && statuses[data.status[i]] && (places === null || data.terms.country[data.country[i]] === places);
    if (fits && sides) fits = data.actors[i].some((a) => sides[a]);
    if (fits && wanted.deaths > 0) fits = (deathsOf(data, i, wanted.view) ?? -1) >= wanted.deaths;
    timeless[i] = fits ? 1 : 0;
    if (fits && !whole) fits = data.first[i] !== UNDATED && data.last[i] >= wanted.from && data.first[i] <= wanted.to;
    keep[i] = fits ? 1 : 0;
    shown += keep[i];
  }
  return shown;
}

function flags(terms, wanted) {
  return Uint8Array.from(terms, (term) => (wanted === null || wanted.has(term) ? 1 : 0));
}

function matching(terms, words) {
  const sought = fold(words).trim();
  return sought ? Uint8Array.from(terms, (term) => (fold(term).includes(sought) ? 1 : 0)) : null;
}

export const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

export function dayText(day) {
  return new Date(day * 86400000).toISOString().slice(0, 10);
}

export function dayOf(text) {
  const found = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(found) ? null : Math.floor(found / 86400000);
}
