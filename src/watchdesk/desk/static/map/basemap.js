// The base map's own data: steps of a hundredth of a degree into GeoJSON, and the towns in their order.

/** The points of one line: the first as it is, each other as the step from the one before. */
function points(steps) {
  const found = new Array(steps.length / 2);
  let x = 0, y = 0;
  for (let i = 0; i < steps.length; i += 2) {
    x += steps[i]; y += steps[i + 1];
    found[i / 2] = [x / 100, y / 100];
  }
  return found;
}

const feature = (geometry, properties = {}) => ({ type: "Feature", geometry, properties });
const collection = (features) => ({ type: "FeatureCollection", features });

/** GeoJSON of land, borders, rivers, lakes, and one label for each country in the reader's language. */
export function layersOf(basemap, language) {
  return {
    land: collection(basemap.countries.map((c) => feature({ type: "MultiPolygon", coordinates: c.shapes.map((s) => s.map(points)) }))),
    borders: collection([feature({ type: "MultiLineString", coordinates: basemap.borders.map(points) })]),
    rivers: collection([feature({ type: "MultiLineString", coordinates: basemap.rivers.map(points) })]),
    lakes: collection(basemap.lakes.map((l) => feature({ type: "Polygon", coordinates: [points(l)] }))),
    names: collection(basemap.countries.map((c) => feature({ type: "Point", coordinates: c.label }, { name: c[language], size: c.size, least: c.size < 0.5 ? 4.5 : c.size < 3 ? 3.4 : c.size < 12 ? 2.3 : 0 }))),
  };
}

/** GeoJSON of the towns; `least` is the zoom from which a town is shown. */
export function townsOf(towns) {
  const capitals = towns.capitals[0];
  return collection(towns.name.map((name, i) => feature(
    { type: "Point", coordinates: [towns.lon[i] / 100, towns.lat[i] / 100] },
    { name, capital: i < capitals, order: i, least: leastZoom(towns.people[i], i < capitals) })));
}

function leastZoom(thousands, capital) {
  if (capital) return 3.5;
  return thousands > 2000 ? 3.8 : thousands > 700 ? 4.5 : thousands > 200 ? 5 : thousands > 80 ? 5.7 : thousands > 30 ? 6.5 : 7.3;
}
