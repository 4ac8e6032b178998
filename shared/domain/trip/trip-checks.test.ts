import { describe, expect, it } from 'vitest';
import { isReady, type TripCheckId, type TripFacts, type TripState, tripCheckIds, tripChecks } from './trip-checks.ts';

const hour = 3_600_000;
const gigabyte = 1_073_741_824;
const nowMs = Date.parse('2026-11-17T14:02:00+07:00');
const prepared: TripFacts = {
  ...{ nowMs, today: '2026-11-17', endsOn: '2026-11-20', isWhole: true, syncedMs: nowMs - hour, unsent: 0 },
  ...{ hasEntity: true, templates: { here: 2, all: 2 }, provisions: 180, forms: 6, numbersLeft: 20 },
  ...{ leaseEndsMs: nowMs + 10 * 24 * hour, clockOffsetMs: 800, hasPin: true, freeBytes: 80 * gigabyte },
  ...{ originals: { here: 0, all: 0 }, battery: { level: 0.9, isCharging: false } },
};
const stateIn = (facts: TripFacts, id: TripCheckId) => tripChecks(facts).find((each) => each.id === id)?.state;

describe('before a trip', () => {
  it('all is ready where all is here', () => {
    const checks = tripChecks(prepared);
    expect(checks.map(({ id, state }) => [id, state])).toEqual(tripCheckIds.map((id) => [id, 'ready']));
    expect(isReady(checks)).toBe(true);
  });

  it.each<[string, Partial<TripFacts>, TripCheckId, TripState]>([
    ['the first download is a part', { isWhole: false }, 'data', 'missing'],
    ['the server was never met', { syncedMs: null }, 'data', 'missing'],
    ['it was met yesterday', { syncedMs: nowMs - 13 * hour }, 'data', 'attention'],
    ['something waits to be sent', { unsent: 3 }, 'sent', 'attention'],
    ['the entity is not here', { hasEntity: false }, 'history', 'missing'],
    ['a template has not come', { templates: { here: 1, all: 2 } }, 'checklist', 'missing'],
    ['no provision is in force then', { provisions: 0 }, 'law', 'missing'],
    ['no form is here', { forms: 0 }, 'forms', 'attention'],
    ['few numbers are left', { numbersLeft: 4 }, 'numbers', 'attention'],
    ['no number is left', { numbersLeft: 0 }, 'numbers', 'missing'],
    ['the lease ends within the visit', { leaseEndsMs: nowMs + 3 * 24 * hour }, 'lease', 'attention'],
    ['the lease ends tomorrow', { leaseEndsMs: nowMs + 20 * hour }, 'lease', 'missing'],
    [
      'the visit is over, and the lease is long enough for a day',
      { endsOn: '2026-11-10', leaseEndsMs: nowMs + 25 * hour },
      'lease',
      'ready',
    ],
    ['the clock is wrong', { clockOffsetMs: -3 * 60_000 }, 'clock', 'attention'],
    ['the clock was never compared', { clockOffsetMs: null }, 'clock', 'attention'],
    ['there is no PIN', { hasPin: false }, 'pin', 'missing'],
    ['little room is left', { freeBytes: 5 * gigabyte }, 'room', 'attention'],
    ['no room is left', { freeBytes: gigabyte }, 'room', 'missing'],
    ['nobody says how much room there is', { freeBytes: null }, 'room', 'attention'],
    ['originals are at the server alone', { originals: { here: 1, all: 3 } }, 'originals', 'attention'],
    ['the battery is low', { battery: { level: 0.3, isCharging: false } }, 'battery', 'attention'],
    ['the battery is being charged', { battery: { level: 0.3, isCharging: true } }, 'battery', 'ready'],
  ])('where %s', (_, own, id, expected) => {
    expect(stateIn({ ...prepared, ...own }, id)).toBe(expected);
  });

  it('nothing is said of a battery that is not there', () => {
    expect(stateIn({ ...prepared, battery: null }, 'battery')).toBeUndefined();
  });

  it.each<[string, Partial<TripFacts>, boolean]>([
    [
      'leaves, where only what is good to have is missing',
      { unsent: 2, forms: 0, originals: { here: 0, all: 1 }, battery: { level: 0.1, isCharging: false } },
      true,
    ],
    ['does not leave, where something needed should be seen to', { numbersLeft: 1 }, false],
    ['does not leave, where something needed is missing', { freeBytes: 0 }, false],
  ])('a team %s', (_, own, expected) => {
    expect(isReady(tripChecks({ ...prepared, ...own }))).toBe(expected);
  });
});
