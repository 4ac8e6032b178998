import type { InspectionCase } from '../../schema/cases.ts';

type Visit = Pick<InspectionCase, 'id' | 'startsOn'>;

/** Cases of an entity that began before one of them, or on its day; the last one first. */
export function earlierCases<Case extends Visit>(all: readonly Case[], { id, startsOn }: Visit): Case[] {
  const earlier = all.filter((each) => each.id !== id && each.startsOn <= startsOn);
  return earlier.sort((one, other) => (one.startsOn < other.startsOn ? 1 : -1));
}
