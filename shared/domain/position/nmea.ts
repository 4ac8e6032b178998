/** What one sentence of a receiver says (NMEA 0183); angles in WGS 84 degrees. */
export type Sentence =
  | {
      readonly kind: 'place';
      /** Of the receiver's own clock, milliseconds since 1970; null where its date is missing. */
      readonly atMs: number | null;
      readonly latitude: number;
      readonly longitude: number;
    }
  | {
      readonly kind: 'quality';
      readonly satellites: number | null;
      readonly hdop: number | null;
      readonly altitudeM: number | null;
    }
  /** Error of the place as the receiver reckons it, metres. */
  | { readonly kind: 'error'; readonly accuracyM: number | null }
  /** It hears no satellites well enough, or guesses. */
  | { readonly kind: 'void' }
  | { readonly kind: 'other' };

/** A sentence is at most so long, with all that surrounds it. */
export const longestSentence = 128;

/** Reads one line; null for what is no whole sentence: noise, half a line, a wrong sum, no sum at all. */
export function parseSentence(line: string): Sentence | null {
  const [, body, sum] = /^\$([\x20-\x7e]{5,100})\*([0-9A-Fa-f]{2})$/.exec(line.trim()) ?? [];
  if (body === undefined || sum === undefined || checksum(body) !== Number.parseInt(sum, 16)) return null;
  const [name = '', ...fields] = body.split(',');
  switch (name.slice(2)) {
    case 'RMC':
      return placeOf(fields);
    case 'GGA':
      return qualityOf(fields);
    case 'GST':
      return { kind: 'error', accuracyM: errorOf(fields) };
    default:
      return { kind: 'other' };
  }
}

function checksum(body: string): number {
  return [...body].reduce((sum, letter) => sum ^ letter.charCodeAt(0), 0);
}

/** RMC: time, status, latitude, N or S, longitude, E or W, speed, course, date, variation, its side, mode. */
function placeOf(fields: readonly string[]): Sentence {
  const [time = '', status, latitude = '', north, longitude = '', east, , , date = '', , , mode = 'A'] = fields;
  const at = { latitude: degreesOf(latitude, north, 'NS'), longitude: degreesOf(longitude, east, 'EW') };
  // Estimated, manual and simulated places are none; older receivers give no mode.
  const isMeasured = status === 'A' && /^[ADFRP]?$/.test(mode);
  if (!isMeasured || at.latitude === null || at.longitude === null) return { kind: 'void' };
  if (Math.abs(at.latitude) > 90 || Math.abs(at.longitude) > 180) return { kind: 'void' };
  return { kind: 'place', atMs: momentOf(date, time), latitude: at.latitude, longitude: at.longitude };
}

/** GGA: time, latitude, N or S, longitude, E or W, quality, satellites, HDOP, altitude. */
function qualityOf([, , , , , quality = '', satellites, hdop, altitude]: readonly string[]): Sentence {
  if (!/^[1-5]$/.test(quality)) return { kind: 'void' };
  return {
    kind: 'quality',
    ...{ satellites: numberOf(satellites), hdop: numberOf(hdop), altitudeM: numberOf(altitude) },
  };
}

/** GST: time, root mean square, the ellipse's two axes and its turn, deviation of latitude, longitude and altitude. */
function errorOf([, , , , , north, east]: readonly string[]): number | null {
  const [deviationNorth, deviationEast] = [numberOf(north), numberOf(east)];
  return deviationNorth === null || deviationEast === null ? null : Math.hypot(deviationNorth, deviationEast);
}

/** `2101.7100` and `N` are 21 degrees and 1.71 minutes. */
function degreesOf(text: string, side: string | undefined, sides: string): number | null {
  const [, degrees, minutes] = /^(\d{2,3})(\d{2}(?:\.\d+)?)$/.exec(text) ?? [];
  if (degrees === undefined || minutes === undefined || !side || !sides.includes(side)) return null;
  const value = Number(degrees) + Number(minutes) / 60;
  return side === sides[1] ? -value : value;
}

/** `271126` and `084512.00`, UTC. */
function momentOf(date: string, time: string): number | null {
  const [, day, month, year] = /^(\d{2})(\d{2})(\d{2})$/.exec(date) ?? [];
  const [, hour, minute, second] = /^(\d{2})(\d{2})(\d{2}(?:\.\d+)?)$/.exec(time) ?? [];
  if (day === undefined || hour === undefined) return null;
  const atMs = Date.parse(`20${year}-${month}-${day}T${hour}:${minute}:${Number(second).toFixed(3).padStart(6, '0')}Z`);
  return Number.isNaN(atMs) ? null : atMs;
}

function numberOf(text: string | undefined): number | null {
  return text !== undefined && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : null;
}
