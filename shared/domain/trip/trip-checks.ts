import { daysBetween } from '../deadline/day.ts';

/** What is looked at before a team leaves for where there may be no network. */
export const tripCheckIds = [
  'data',
  'sent',
  'history',
  'checklist',
  'law',
  'forms',
  'numbers',
  'lease',
  'clock',
  'pin',
  'room',
  'originals',
  'battery',
] as const;
export type TripCheckId = (typeof tripCheckIds)[number];

/** What is good to have, and does not keep a team from leaving. */
const optional: readonly TripCheckId[] = ['sent', 'forms', 'originals', 'battery'];

/** `ready`: it is here. `attention`: it is, and something should be seen to. `missing`: without it there is no work off-line. */
export type TripState = 'ready' | 'attention' | 'missing';

export interface TripCheck {
  readonly id: TripCheckId;
  readonly state: TripState;
  readonly isOptional: boolean;
}

/** What this laptop has for a case, at one moment. Times are milliseconds since 1970. */
export interface TripFacts {
  readonly nowMs: number;
  /** Last day of the case's plan, yyyy-mm-dd, and today. */
  readonly endsOn: string;
  readonly today: string;
  /** The first download is whole. */
  readonly isWhole: boolean;
  /** When everything was last confirmed both ways; null where it never was. */
  readonly syncedMs: number | null;
  readonly unsent: number;
  readonly hasEntity: boolean;
  /** Templates of the case, and those of them that are here. */
  readonly templates: Counted;
  /** Provisions in force on the day of the visit. */
  readonly provisions: number;
  readonly forms: number;
  /** Of the kind of number of which the fewest are left. */
  readonly numbersLeft: number;
  /** Until when one may work without having met the server. */
  readonly leaseEndsMs: number;
  /** Server clock minus the laptop's; null where it was never measured. */
  readonly clockOffsetMs: number | null;
  readonly hasPin: boolean;
  /** Null where the system does not say. */
  readonly freeBytes: number | null;
  /** Originals of earlier visits to the entity. */
  readonly originals: Counted;
  /** Null where there is none, or the system does not say. */
  readonly battery: { readonly level: number; readonly isCharging: boolean } | null;
}

export interface Counted {
  readonly here: number;
  readonly all: number;
}

const hourMs = 3_600_000;
const gigabyte = 1_073_741_824;
/** Numbers for so many documents of a kind are enough for a visit. */
const enoughNumbers = 5;

/** Each check with its state, the needed ones first, in the order in which they are best mended. */
export function tripChecks(facts: TripFacts): TripCheck[] {
  return tripCheckIds
    .filter((id) => id !== 'battery' || facts.battery !== null)
    .map((id) => ({ id, state: stateOf[id](facts), isOptional: optional.includes(id) }));
}

/** True when all that is needed is on this laptop. */
export function isReady(checks: readonly TripCheck[]): boolean {
  return checks.every(({ state, isOptional }) => isOptional || state === 'ready');
}

const stateOf: Readonly<Record<TripCheckId, (facts: TripFacts) => TripState>> = {
  data: ({ isWhole, syncedMs, nowMs }) => {
    if (!isWhole || syncedMs === null) return 'missing';
    return nowMs - syncedMs <= 12 * hourMs ? 'ready' : 'attention';
  },
  sent: ({ unsent }) => (unsent === 0 ? 'ready' : 'attention'),
  history: ({ hasEntity }) => (hasEntity ? 'ready' : 'missing'),
  checklist: ({ templates }) => (templates.here === templates.all ? 'ready' : 'missing'),
  law: ({ provisions }) => (provisions > 0 ? 'ready' : 'missing'),
  forms: ({ forms }) => (forms > 0 ? 'ready' : 'attention'),
  numbers: ({ numbersLeft }) => (numbersLeft >= enoughNumbers ? 'ready' : numbersLeft > 0 ? 'attention' : 'missing'),
  // To the end of the last day, and at least until tomorrow.
  lease: ({ leaseEndsMs, nowMs, endsOn, today }) => {
    const days = Math.max(daysBetween(today, endsOn), 0) + 1;
    if (leaseEndsMs >= nowMs + days * 24 * hourMs) return 'ready';
    return leaseEndsMs >= nowMs + 24 * hourMs ? 'attention' : 'missing';
  },
  clock: ({ clockOffsetMs }) =>
    clockOffsetMs !== null && Math.abs(clockOffsetMs) <= hourMs / 30 ? 'ready' : 'attention',
  pin: ({ hasPin }) => (hasPin ? 'ready' : 'missing'),
  room: ({ freeBytes }) => {
    if (freeBytes === null) return 'attention';
    return freeBytes >= 10 * gigabyte ? 'ready' : freeBytes >= 2 * gigabyte ? 'attention' : 'missing';
  },
  originals: ({ originals }) => (originals.here === originals.all ? 'ready' : 'attention'),
  battery: ({ battery }) => (battery && (battery.isCharging || battery.level >= 0.5) ? 'ready' : 'attention'),
};
