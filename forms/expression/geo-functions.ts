import { functionOf, type Given } from './arguments-of-call.ts';
import { type XFunction, xBoolean, xNumber } from './xpath-library.ts';

type Point = readonly [latitude: number, longitude: number];

/** Metres, as OpenRosa's XForms has it. */
const earthRadius = 6_378_100;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Points of a trace, `21.0 105.8 0 5; …`, or of several points. */
function pointsOf(given: Given): readonly Point[] {
  return given
    .texts(0)
    .flatMap((text) => text.split(';'))
    .map((text) => text.trim().split(/\s+/).map(Number))
    .flatMap(([latitude, longitude]): Point[] =>
      latitude !== undefined && longitude !== undefined && !Number.isNaN(latitude + longitude)
        ? [[latitude, longitude]]
        : [],
    );
}

function distance([lat1, lon1]: Point, [lat2, lon2]: Point): number {
  const [a, b] = [radians(lat1), radians(lat2)];
  const turn = Math.sin((b - a) / 2) ** 2 + Math.cos(a) * Math.cos(b) * Math.sin(radians(lon2 - lon1) / 2) ** 2;
  return 2 * earthRadius * Math.asin(Math.sqrt(turn));
}

/** Square metres of what a line of points goes round. */
function area(points: readonly Point[]): number {
  const sum = points.reduce((all, [lat, lon], at) => {
    const [nextLat, nextLon] = points[(at + 1) % points.length] ?? [lat, lon];
    return all + radians(nextLon - lon) * (2 + Math.sin(radians(lat)) + Math.sin(radians(nextLat)));
  }, 0);
  return Math.abs((sum * earthRadius * earthRadius) / 2);
}

/** Whether a point lies within a shape: a ray from it crosses its line an odd number of times. */
function isWithin([lat, lon]: Point, shape: readonly Point[]): boolean {
  return (
    shape.filter(([lat1, lon1], at) => {
      const [lat2, lon2] = shape[(at + 1) % shape.length] ?? [lat1, lon1];
      return lat1 > lat !== lat2 > lat && lon < ((lon2 - lon1) * (lat - lat1)) / (lat2 - lat1) + lon1;
    }).length %
      2 ===
    1
  );
}

export const geoFunctions: ReadonlyMap<string, XFunction> = new Map([
  ['area', functionOf((given) => xNumber(area(pointsOf(given))))],
  [
    'distance',
    functionOf((given) => {
      const points = pointsOf(given);
      return xNumber(points.slice(1).reduce((all, point, at) => all + distance(points[at] ?? point, point), 0));
    }),
  ],
  [
    'geofence',
    functionOf((given) => {
      const points = (at: number) => pointsOf({ ...given, texts: () => [given.text(at)] });
      const [point] = points(0);
      return xBoolean(point !== undefined && isWithin(point, points(1)));
    }),
  ],
]);
