// The map page: fetches what is drawn, opens the base map that this browser can draw, and keeps map, days and lists in step.

import { layersOf, townsOf } from "./basemap.js";
import { SHARPNESS, VIEWS, dayOf, dayText, decode, deathsOf, degrees, filtered, isDated, mercator } from "./incidents.js";
import { Lists } from "./lists.js";
import { Overlay } from "./overlay.js";
import { Base, Still } from "./still.js";
import { FAMILIES, drawArea, drawDot, drawGroup, drawPlate, drawSmallArea, familyOf, lookOf } from "./symbols.js";
import { Timeline } from "./timeline.js";

const root = document.getElementById("map-page"), $ = (id) => document.getElementById(id);
const words = JSON.parse($("map-words").textContent), language = document.documentElement.lang;
const say = (key, values = {}) => Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, value), words[key]);
const number = (n) => n.toLocaleString(language);
const state = { families: null, statuses: null, country: null, actor: "", deaths: 0, view: VIEWS[0], from: 0, to: 0 };
let look = lookOf(root), picked = null;

start().catch((fault) => {
  $("map-state").textContent = say("failed", { why: fault.message ?? fault });
  root.dataset.state = "failed";
  throw fault;
});

async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

async function start() {
  const incidents = fetched(root.dataset.incidents).then(decode);
  incidents.catch(() => {});  // looked at below; until then a failure is not unhandled
  const basemap = await fetched(root.dataset.basemap);
  const base = new Base(new Still($("map-still"), basemap, look));
  base.still.draw();
  const data = await incidents;
  run(data, base, new Map(basemap.countries.filter((c) => c.code).map((c) => [c.code, c[language]])));
  await painted();
  root.dataset.frame = String(Math.round(performance.now()));
  const layers = layersOf(basemap, language);
  const engine = await openBase(layers);
  root.dataset.engine = engine.engine;
  const standing = base.become(engine);
  root.dataset.state = "ready";
  await standing;
  root.dataset.base = String(Math.round(performance.now()));
  engine.addTowns(townsOf(await fetched(root.dataset.towns)));
}

/** Once the browser has shown what is drawn: the callback after the next frame's. */
const painted = () => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); });

/** MapLibre where the browser has WebGL, else Leaflet, with a line that says so. */
async function openBase(layers) {
  const shared = { title: say("title") };
  try {
    const { openMapLibre } = await import("./view_maplibre.js");
    return await openMapLibre($("map-base"), layers, look, shared);
  } catch (fault) {
    $("map-base").replaceChildren();
    $("map-plain").hidden = false;
    console.info("no WebGL, drawn by Leaflet:", fault.message ?? fault);
    const { openLeaflet } = await import("./view_leaflet.js");
    return openLeaflet($("map-base"), layers, look, shared);
  }
}

function run(data, base, countryNames) {
  const keep = new Uint8Array(data.n), timeless = new Uint8Array(data.n);
  const overlay = new Overlay($("map-over"), data, keep, look, (i) => sizeOf(data, i));
  const list = new Lists(root, data, listWords(countryNames), (i, move) => pick(i, move));
  const timeline = new Timeline($("map-time"), data, { most: words.most }, (from, to, done) => { state.from = from; state.to = to; renew(done); });
  list.look = look;
  [state.from, state.to] = data.span;

  const redraw = () => overlay.move(base.view());
  const settle = () => {
    const seen = picked ? picked.members.filter((i) => keep[i]) : overlay.inView();
    list.show(seen, state.view);
    $("map-seen-count").textContent = number(seen.length);
    $("map-seen-title").textContent = picked ? picked.title : say("in_view");
    $("map-unpick").hidden = !picked;
    $("map-none").hidden = seen.length > 0;
  };
  const renew = (done = true) => {
    const shown = filtered(data, state, keep, timeless);
    overlay.renew();
    redraw();
    timeline.count(timeless, look);
    $("map-state").textContent = shown === data.n ? say("all", { n: number(shown) }) : say("some", { n: number(shown), all: number(data.n) });
    root.dataset.shown = shown;
    $("map-from").value = dayText(state.from); $("map-to").value = dayText(state.to);
    if (!done) return;
    picked = null;
    settle();
    $("map-off-count").textContent = number(list.showOff(keep, state.view));
    remember(data, base);
  };
  const pick = (i, move) => {
    overlay.selected = i;
    if (move && data.sharpness[i] <= SHARPNESS.area) {
      const [px, py] = overlay.place(data.x[i], data.y[i]), v = overlay.view;
      if (px < 0 || py < 0 || px > v.width || py > v.height) base.go(data.x[i], data.y[i], 0);
    }
    redraw();
  };

  wireFilters(data, countryNames, renew, timeline);
  wirePointer(base, overlay, data, list, settle, redraw);
  base.onMove(redraw);
  base.onSettled(() => { if (!picked) settle(); remember(data, base); });
  $("map-in").addEventListener("click", () => base.zoom(1));
  $("map-out").addEventListener("click", () => base.zoom(-1));
  $("map-fit").addEventListener("click", () => fit(base, data, keep, true));
  $("map-unpick").addEventListener("click", () => { picked = null; settle(); });
  const recolour = () => { look = lookOf(root); overlay.look = look; list.look = look; base.restyle(look); drawSigns(); renew(); };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolour);
  new ResizeObserver(() => { base.resize(); redraw(); }).observe($("map-base"));

  const at = recall(data, timeline);
  drawSigns();
  filtered(data, state, keep, timeless);
  if (at) base.jump(at[2], at[1], at[0]);
  else fit(base, data, keep, false);
  renew();
}

/** A sign grows with the deaths of the chosen view, slowly: ten deaths are not ten times one. */
function sizeOf(data, i) {
  const deaths = deathsOf(data, i, state.view) ?? 0;
  return Math.min(6 + 1.6 * Math.log2(1 + deaths), 15);
}

/** Move to what is shown; the outermost hundredth on each side may lie outside, or one slip makes a map of the world. */
function fit(base, data, keep, animate) {
  const xs = [], ys = [];
  for (let i = 0; i < data.n; i++) {
    if (keep[i] && data.sharpness[i] <= SHARPNESS.area) { xs.push(data.x[i]); ys.push(data.y[i]); }
  }
  if (!xs.length) return;
  xs.sort((a, b) => a - b); ys.sort((a, b) => a - b);
  const cut = xs.length > 200 ? Math.floor(xs.length / 100) : 0;
  const [west, north] = degrees(xs[cut], ys[cut]), [east, south] = degrees(xs.at(-1 - cut), ys.at(-1 - cut));
  const slack = 0.4;
  base.fit([west - slack, Math.max(-80, south - slack), east + slack, Math.min(80, north + slack)], animate, covered());
}

/** The pixels of the map that the open legend covers on the left, at most a third of it. */
function covered() {
  const legend = $("map-legend");
  return legend.open ? Math.min(legend.offsetWidth, $("map-base").clientWidth / 3) : 0;
}

function wirePointer(base, overlay, data, list, settle, redraw) {
  const tip = $("map-tip"), holder = $("map-base");
  const at = (event) => { const box = holder.getBoundingClientRect(); return [event.clientX - box.left, event.clientY - box.top]; };
  let down = null;
  holder.addEventListener("pointerdown", (event) => { down = at(event); });
  holder.addEventListener("pointermove", (event) => {
    const [x, y] = at(event), mark = event.buttons ? null : overlay.hit(x, y);
    base.element.style.cursor = mark ? "pointer" : "";
    tip.hidden = !mark;
    if (!mark) return;
    tip.textContent = tipText(data, mark);
    tip.style.transform = `translate(${Math.min(x + 14, overlay.view.width - 260)}px, ${y + 14 > overlay.view.height - 60 ? y - 50 : y + 14}px)`;
  });
  holder.addEventListener("pointerleave", () => { tip.hidden = true; });
  holder.addEventListener("pointerup", (event) => {
    const [x, y] = at(event);
    if (!down || Math.hypot(down[0] - x, down[1] - y) > 4) return;
    const mark = overlay.hit(x, y);
    tip.hidden = true;
    if (mark && mark.kind === "group" && mark.spots > 1) return open(base, data, mark);
    picked = mark ? { members: mark.members, title: placeTitle(data, mark) } : null;
    overlay.selected = mark ? mark.members[0] : -1;
    redraw();
    settle();
    if (mark) list.point(mark.members[0]);
  });
}

/** Go to the extent of a group's places. */
function open(base, data, mark) {
  let west = 180, south = 90, east = -180, north = -90;
  for (const i of mark.members) {
    west = Math.min(west, data.lon[i]); east = Math.max(east, data.lon[i]);
    south = Math.min(south, data.lat[i]); north = Math.max(north, data.lat[i]);
  }
  if (east - west > 180) base.go(mark.x, mark.y, 4);
  else base.fit([west - 0.02, south - 0.02, east + 0.02, north + 0.02], true, covered());
}

function placeTitle(data, mark) {
  const i = mark.members[0];
  const name = data.place[i] < 0 ? say("no_place") : data.terms.place[data.place[i]];
  return data.sharpness[i] === SHARPNESS.area ? say("place_area", { place: name, km: number(Math.round(data.radius[i])) }) : name;
}

function tipText(data, mark) {
  if (mark.members.length === 1) {
    const i = mark.members[0], family = data.terms.family[data.family[i]];
    const day = isDated(data, i) ? dayText(data.first[i]) : say("undated");
    const status = data.terms.status[data.status[i]];
    return `${placeTitle(data, mark)} · ${day} · ${typeName(data.terms.type[data.type[i]], family)}${status === "occurred" ? "" : ` · ${words.statuses[status]}`}`;
  }
  if (mark.kind === "group" && mark.spots > 1) return say("tip_group", { n: number(mark.members.length), places: number(mark.spots) });
  return say("tip_place", { n: number(mark.members.length), place: placeTitle(data, mark) });
}

const typeName = (type, family) => words.types[type] ?? words.types[family] ?? type;

function listWords(countryNames) {
  return {
    ...words, typeName, statusName: (status) => words.statuses[status], countryName: (code) => countryNames.get(code) ?? code,
    reason: (text) => words.reasons[text.split(";")[0].trim()] ?? text.split(";")[0].trim(),
  };
}

// --- filters -----------------------------------------------------------------------------------------------------------

function wireFilters(data, countryNames, renew, timeline) {
  const checks = [...root.querySelectorAll("[data-family]")], firm = [...root.querySelectorAll("[data-status]")];
  const chosen = (boxes, name, all) => {
    const on = boxes.filter((b) => b.checked).map((b) => b.dataset[name]);
    return on.length === boxes.length ? null : new Set(all(on));
  };
  const known = new Set(FAMILIES.map((f) => f[0]));
  const withOthers = (on) => [...on, ...(on.includes("") ? data.terms.family.filter((f) => !known.has(f)) : [])];
  for (const box of checks) box.addEventListener("change", () => { state.families = chosen(checks, "family", withOthers); renew(); });
  for (const box of firm) box.addEventListener("change", () => { state.statuses = chosen(firm, "status", (on) => on); renew(); });
  fillCountries(data, countryNames);
  fillActors(data);
  $("map-country").addEventListener("change", (e) => { state.country = e.target.value || null; renew(); });
  let wait = 0;
  $("map-actor").addEventListener("input", (e) => { state.actor = e.target.value; clearTimeout(wait); wait = setTimeout(renew, 120); });
  $("map-deaths").addEventListener("input", (e) => { state.deaths = Math.max(0, Number(e.target.value) || 0); renew(); });
  $("map-view").addEventListener("change", (e) => { state.view = e.target.value; $("map-view-note").textContent = words[`view_${state.view}`]; renew(); });
  for (const [id, side] of [["map-from", 0], ["map-to", 1]]) {
    $(id).addEventListener("change", (e) => {
      const day = dayOf(e.target.value) ?? data.span[side];
      timeline.set(side ? state.from : day, side ? day : state.to);
      [state.from, state.to] = [timeline.from, timeline.to];
      renew();
    });
  }
  $("map-reset").addEventListener("click", () => {
    Object.assign(state, { families: null, statuses: null, country: null, actor: "", deaths: 0, from: data.span[0], to: data.span[1] });
    timeline.set(...data.span);
    showState(data);
    renew();
  });
  $("map-filters").open = $("map-legend").open = matchMedia("(min-width: 60rem)").matches;
}

function fillCountries(data, names) {
  const counts = new Array(data.terms.country.length).fill(0);
  for (let i = 0; i < data.n; i++) if (data.country[i] >= 0) counts[data.country[i]]++;
  const made = data.terms.country.map((code, at) => new Option(`${names.get(code) ?? code} (${number(counts[at])})`, code));
  $("map-country").append(...made.sort((a, b) => a.text.localeCompare(b.text, language)));
}

function fillActors(data) {
  const counts = new Array(data.terms.actors.length).fill(0);
  for (const sides of data.actors) for (const a of sides) counts[a]++;
  const order = counts.map((count, at) => [count, at]).sort((a, b) => b[0] - a[0]).slice(0, 150);
  $("map-actors").append(...order.map(([, at]) => new Option(data.terms.actors[at])));
}

/** The filters as they stand, in the form. */
function showState(data) {
  for (const box of root.querySelectorAll("[data-family]")) box.checked = !state.families || state.families.has(box.dataset.family);
  for (const box of root.querySelectorAll("[data-status]")) box.checked = !state.statuses || state.statuses.has(box.dataset.status);
  $("map-country").value = state.country ?? "";
  $("map-actor").value = state.actor;
  $("map-deaths").value = state.deaths || "";
  $("map-view").value = state.view;
  $("map-view-note").textContent = words[`view_${state.view}`];
}

/** Write the filters into the address, so that a view can be kept and sent. */
function remember(data, base) {
  const kept = new URLSearchParams();
  if (state.families) kept.set("types", [...state.families].join("|"));
  if (state.statuses) kept.set("statuses", [...state.statuses].join("|"));
  for (const name of ["country", "actor"]) if (state[name]) kept.set(name, state[name]);
  if (state.deaths) kept.set("deaths", state.deaths);
  if (state.view !== VIEWS[0]) kept.set("view", state.view);
  if (state.from > data.span[0]) kept.set("from", dayText(state.from));
  if (state.to < data.span[1]) kept.set("to", dayText(state.to));
  kept.set("at", base.at().map((n) => n.toFixed(2)).join(","));
  history.replaceState(null, "", `#${kept}`);
}

/** Take the filters from the address; gives the place that it names (zoom, latitude, longitude), null where none. */
function recall(data, timeline) {
  const kept = new URLSearchParams(location.hash.slice(1));
  const several = (name) => (kept.has(name) ? new Set(kept.get(name).split("|")) : null);
  Object.assign(state, {
    families: several("types"), statuses: several("statuses"), country: kept.get("country"), actor: kept.get("actor") ?? "",
    deaths: Number(kept.get("deaths")) || 0, view: VIEWS.includes(kept.get("view")) ? kept.get("view") : VIEWS[0],
  });
  timeline.set(dayOf(kept.get("from")) ?? data.span[0], dayOf(kept.get("to")) ?? data.span[1]);
  [state.from, state.to] = [timeline.from, timeline.to];
  showState(data);
  const at = (kept.get("at") ?? "").split(",").map(Number);
  return at.length === 3 && at.every(Number.isFinite) ? at : null;
}

// --- the legend's signs, drawn as the map draws them --------------------------------------------------------------------

function drawSigns() {
  const battle = FAMILIES[0], draw = {
    town: (p) => drawDot(p, 15, 11, 7, battle, 0, false, look), small: (p) => drawSmallArea(p, 15, 11, 7, battle, 0, false, look),
    area: (p) => { drawArea(p, 15, 11, 9.5, battle, 0, false, look, 0.3); },
    plate: (p) => { drawArea(p, 15, 18, 10, battle, 0, false, look, 0.3); drawPlate(p, 15, 10, 12, battle, look); },
    group: (p) => drawGroup(p, 15, 11, 10, [[battle, 7], [FAMILIES[2], 3], [FAMILIES[3], 2]], 12, true, look),
    size: (p) => { drawDot(p, 7, 12, 5, battle, 0, false, look); drawDot(p, 20, 11, 9, battle, 0, false, look); },
    disputed: (p) => drawDot(p, 15, 11, 7, battle, 0, true, look),
  };
  for (const canvas of root.querySelectorAll("canvas[data-sign]")) {
    const ratio = Math.max(1, Math.ceil(window.devicePixelRatio || 1)), pen = canvas.getContext("2d"), [kind, value] = canvas.dataset.sign.split(":");
    canvas.width = 30 * ratio; canvas.height = 22 * ratio;
    pen.scale(ratio, ratio);
    if (kind === "family") drawDot(pen, 15, 11, 7, familyOf(value), 0, false, look);
    else if (kind === "status") drawDot(pen, 15, 11, 7, FAMILIES[2], Number(value), false, look);
    else draw[kind](pen);
  }
}
