// The signs of the map: colour and inner mark say the type, filling says how firmly it is told, shape how closely it is placed.

export const FAMILIES = [
  ["Battles", "#d55e00", "cross"],
  ["Explosions/Remote violence", "#e69f00", "burst"],
  ["Violence against civilians", "#0072b2", "bar"],
  ["Protests", "#009e73", "ring"],
  ["Riots", "#cc79a7", "wedge"],
  ["Strategic developments", "#8d99a6", "square"],
];
const OTHER = ["", "#6d6d6d", "none"];
const known = new Map(FAMILIES.map((f) => [f[0], f]));
export const familyOf = (name) => known.get(name) ?? OTHER;

const STATUS = { occurred: 0, alleged: 1, announced: 2, denied: 3 };

/** A town: a dot. Solid: occurred; hollow: alleged; dotted: announced; hatched: denied; solid with a bar across: disputed. */
export function drawDot(pen, x, y, r, family, status, disputed, look) {
  pen.beginPath();
  pen.arc(x, y, r, 0, 2 * Math.PI);
  fillAs(pen, x, y, r, family[1], status, look);
  pen.lineWidth = 1.3; pen.strokeStyle = look.edge; pen.setLineDash([]);
  pen.beginPath(); pen.arc(x, y, r, 0, 2 * Math.PI); pen.stroke();
  if (status === STATUS.occurred && r >= 5) inner(pen, x, y, r * 0.5, family[2], family[1] === "#0072b2" ? "#fff" : "#111");
  if (disputed) slash(pen, x, y, r, look);
}

/** An area too small to be seen at its true size: a dashed ring round nothing, so that no dot stands for it. */
export function drawSmallArea(pen, x, y, r, family, status, disputed, look) {
  pen.beginPath(); pen.arc(x, y, r, 0, 2 * Math.PI);
  pen.fillStyle = status === STATUS.occurred ? family[1] + "55" : look.panel; pen.fill();
  if (status === STATUS.denied) hatch(pen, x, y, r, family[1]);
  pen.lineWidth = 3.4; pen.strokeStyle = look.halo; pen.stroke();
  pen.lineWidth = 2; pen.strokeStyle = look.strong(family[1]); pen.setLineDash([3, 2.2]); pen.stroke(); pen.setLineDash([]);
  if (disputed) slash(pen, x, y, r, look);
}

/** An area at its true size on the ground: `r` in pixels. */
export function drawArea(pen, x, y, r, family, status, disputed, look, strength = 0.16) {
  pen.beginPath(); pen.arc(x, y, r, 0, 2 * Math.PI);
  if (status === STATUS.occurred) { pen.globalAlpha = strength; pen.fillStyle = family[1]; pen.fill(); pen.globalAlpha = 1; }
  if (status === STATUS.denied) { pen.globalAlpha = 0.5; hatch(pen, x, y, r, family[1]); pen.globalAlpha = 1; }
  pen.beginPath(); pen.arc(x, y, r, 0, 2 * Math.PI);
  pen.lineWidth = 1.6; pen.strokeStyle = look.strong(family[1]);
  pen.setLineDash(status === STATUS.occurred ? [7, 4] : [2, 4]); pen.stroke(); pen.setLineDash([]);
  if (disputed) slash(pen, x, y - r, 7, look);
}

/** Several incidents: their number, and round it how many of each type. `places`: false where all stand on one point. */
export function drawGroup(pen, x, y, r, counts, total, places, look) {
  if (places) {
    pen.beginPath(); pen.arc(x, y, r + 3.5, 0, 2 * Math.PI);
    pen.fillStyle = look.shade; pen.fill();
  }
  let turn = -Math.PI / 2;
  for (const [family, count] of counts) {
    const to = turn + (2 * Math.PI * count) / total;
    pen.beginPath(); pen.moveTo(x, y); pen.arc(x, y, r, turn, to); pen.closePath();
    pen.fillStyle = family[1]; pen.fill();
    turn = to;
  }
  pen.beginPath(); pen.arc(x, y, r, 0, 2 * Math.PI); pen.lineWidth = 1; pen.strokeStyle = look.edge; pen.stroke();
  pen.beginPath(); pen.arc(x, y, r - Math.max(3.5, r * 0.24), 0, 2 * Math.PI); pen.fillStyle = look.panel; pen.fill();
  pen.lineWidth = 0.7; pen.stroke();
  label(pen, x, y, shortNumber(total), look, r > 17 ? 12.5 : 11);
}

/** How many incidents lie somewhere in an area: a plate at its middle, square, so that it is no point. */
export function drawPlate(pen, x, y, total, family, look) {
  const text = shortNumber(total), width = 12 + text.length * 7;
  pen.beginPath(); pen.roundRect(x - width / 2, y - 9, width, 18, 3);
  pen.fillStyle = look.panel; pen.fill();
  pen.lineWidth = 1.6; pen.strokeStyle = look.strong(family[1]); pen.setLineDash([4, 2.5]); pen.stroke(); pen.setLineDash([]);
  label(pen, x, y, text, look, 11);
  return width / 2;
}

export function shortNumber(n) {
  return n < 1000 ? String(n) : n < 10000 ? `${(Math.floor(n / 100) / 10).toFixed(1)}k` : `${Math.floor(n / 1000)}k`;
}

/** The colours of the page, for the canvas. */
export function lookOf(element) {
  const style = getComputedStyle(element), value = (name) => style.getPropertyValue(name).trim();
  const dark = style.colorScheme.includes("dark");
  return {
    dark, panel: value("--panel"), ink: value("--ink"), quiet: value("--quiet"), line: value("--line"), accent: value("--accent"),
    sea: value("--map-sea"), land: value("--map-land"), border: value("--map-border"), water: value("--map-water"), name: value("--map-name"),
    town: value("--map-town"),
    edge: dark ? "#0b0d0f" : "#22262a", halo: dark ? "#0b0d0fcc" : "#ffffffd0", shade: dark ? "#ffffff38" : "#1b202530",
    strong: (colour) => mix(colour, dark ? 255 : 0, dark ? 0.25 : 0.28),
  };
}

function mix(colour, towards, part) {
  const at = (i) => Math.round(parseInt(colour.slice(i, i + 2), 16) * (1 - part) + towards * part);
  return `rgb(${at(1)},${at(3)},${at(5)})`;
}

function fillAs(pen, x, y, r, colour, status, look) {
  pen.fillStyle = status === STATUS.occurred ? colour : look.panel;
  pen.fill();
  if (status === STATUS.denied) return hatch(pen, x, y, r, colour);
  if (status === STATUS.occurred) return;
  pen.beginPath(); pen.arc(x, y, r - 1.8, 0, 2 * Math.PI);
  pen.lineWidth = 3; pen.strokeStyle = colour;
  pen.setLineDash(status === STATUS.announced ? [2.2, 2.2] : []); pen.stroke(); pen.setLineDash([]);
}

function hatch(pen, x, y, r, colour) {
  pen.save();
  pen.beginPath(); pen.arc(x, y, r, 0, 2 * Math.PI); pen.clip();
  pen.beginPath();
  const step = r > 12 ? 7 : 3.6;
  for (let d = -2 * r; d <= 2 * r; d += step) { pen.moveTo(x + d - r, y + r); pen.lineTo(x + d + r, y - r); }
  pen.lineWidth = 1.6; pen.strokeStyle = colour; pen.stroke();
  pen.restore();
}

function slash(pen, x, y, r, look) {
  const d = r * 0.72;
  for (const [width, colour] of [[4.4, look.edge], [2.2, look.panel]]) {
    pen.beginPath(); pen.moveTo(x - d, y + d); pen.lineTo(x + d, y - d);
    pen.lineWidth = width; pen.strokeStyle = colour; pen.stroke();
  }
}

function inner(pen, x, y, s, mark, colour) {
  pen.beginPath(); pen.lineWidth = 1.5; pen.strokeStyle = colour;
  const line = (x1, y1, x2, y2) => { pen.moveTo(x + x1 * s, y + y1 * s); pen.lineTo(x + x2 * s, y + y2 * s); };
  if (mark === "cross" || mark === "burst") { line(-0.8, -0.8, 0.8, 0.8); line(-0.8, 0.8, 0.8, -0.8); }
  if (mark === "burst") { line(0, -1.1, 0, 1.1); line(-1.1, 0, 1.1, 0); }
  if (mark === "bar") line(-1, 0, 1, 0);
  if (mark === "ring") pen.arc(x, y, s * 0.7, 0, 2 * Math.PI);
  if (mark === "wedge") { line(-0.9, 0.7, 0, -0.9); line(0, -0.9, 0.9, 0.7); line(0.9, 0.7, -0.9, 0.7); }
  if (mark === "square") pen.rect(x - s * 0.7, y - s * 0.7, s * 1.4, s * 1.4);
  pen.stroke();
}

function label(pen, x, y, text, look, size) {
  pen.font = `600 ${size}px system-ui, sans-serif`; pen.textAlign = "center"; pen.textBaseline = "middle";
  pen.fillStyle = look.ink; pen.fillText(text, x, y + 0.5);
}
