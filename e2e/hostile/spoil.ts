import fc from 'fast-check';

/** Text that stands as it is in the JSON, or the JavaScript, that is made of a value. */
export class Raw {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What takes the place of something in a value, or comes on top of it. */
interface Change {
  readonly how: 'replace' | 'bend' | 'leave out' | 'add' | 'twice' | 'many' | 'wrap';
  /** The n-th place of the value, counted round. */
  readonly at: number;
  readonly odd: unknown;
  readonly key: string;
  readonly piece: string;
}

type Container = Record<string, unknown>;
interface Place {
  readonly parent: Container;
  readonly key: string;
}

const keys = ['__proto__', 'constructor', 'prototype', 'toString', '', '$where', '_id', 'more', '\u0000', '\ud800'];
/** Put into a text that is sound otherwise: it still has the length, and often the pattern, that is asked for. */
const pieces = [
  '\u0000',
  '\ud800',
  '\udfff',
  '\u0001',
  '\u007f',
  '\u202e',
  '\u200b',
  '\ufeff',
  "'",
  '"',
  '\\',
  '%',
  '\n',
  '<b>',
  '{{x}}',
];
const manyTimes = 2_000;
const mostCharacters = 4_000_000;

/** A sound value with one to three faults in it: of form, of type, in excess, lacking, named twice, far too much. */
export function spoiled(sound: fc.Arbitrary<unknown>, odd: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const change: fc.Arbitrary<Change> = fc.record({
    how: fc.oneof(
      { weight: 5, arbitrary: fc.constant('replace' as const) },
      { weight: 4, arbitrary: fc.constant('bend' as const) },
      { weight: 2, arbitrary: fc.constantFrom('leave out', 'add') },
      { weight: 1, arbitrary: fc.constantFrom('twice', 'many', 'wrap') },
    ),
    at: fc.nat(),
    odd,
    key: fc.constantFrom(...keys),
    piece: fc.constantFrom(...pieces),
  });
  return fc
    .tuple(sound, fc.array(change, { minLength: 1, maxLength: 3 }))
    .map(([value, changes]) => changes.reduce(changed, structuredClone(value)));
}

function changed(value: unknown, { how, at, odd, key, piece }: Change): unknown {
  const root: Container = { value };
  const places = placesIn(root).filter(({ parent, key }) => how !== 'bend' || typeof parent[key] === 'string');
  const place = places[at % places.length];
  if (!place) return value;
  const { parent, key: own } = place;
  const inner = parent[own];
  if (how === 'bend') parent[own] = bent(String(inner), piece, at);
  else if (how === 'replace') parent[own] = odd;
  else if (how === 'leave out') Reflect.deleteProperty(parent, own);
  else if (how === 'many') parent[own] = manyOf(inner);
  else if (how === 'wrap') parent[own] = { [key === '__proto__' ? 'value' : key]: [inner] };
  else if (isContainer(inner) && !Array.isArray(inner)) {
    const again = how === 'twice' ? (Object.keys(inner)[0] ?? key) : key;
    const text = textOf(inner).slice(0, -1);
    parent[own] = new Raw(`${text}${text === '{' ? '' : ','}${JSON.stringify(again)}:${textOf(odd)}}`);
  } else parent[own] = [inner, odd];
  return root.value;
}

function bent(text: string, piece: string, at: number): string {
  const place = at % (text.length + 1);
  return `${text.slice(0, place)}${piece}${text.slice(place)}`;
}

/** As text, so that no later change is made in all of them. */
function manyOf(value: unknown): Raw {
  const text = textOf(value);
  const times = Math.min(manyTimes, Math.ceil(mostCharacters / text.length));
  return new Raw(`[${Array.from({ length: times }, () => text).join(',')}]`);
}

function placesIn(parent: Container): Place[] {
  return Object.keys(parent).flatMap((key) => {
    const inner = parent[key];
    return [{ parent, key }, ...(isContainer(inner) ? placesIn(inner) : [])];
  });
}

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null && !(value instanceof Raw);
}

/** The value as JSON, with what is raw as it is. */
export function textOf(value: unknown): string {
  if (value instanceof Raw) return value.text;
  if (Array.isArray(value)) return `[${value.map(textOf).join(',')}]`;
  if (!isContainer(value)) return JSON.stringify(value) ?? 'null';
  return `{${Object.entries(value)
    .map(([key, inner]) => `${JSON.stringify(key)}:${textOf(inner)}`)
    .join(',')}}`;
}
