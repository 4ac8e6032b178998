import type { InspectionCase } from '../../schema/cases.ts';
import { msOfStamp } from '../clock/stamp.ts';

/** When the visit that goes on was begun, in milliseconds since 1970: by the move that began it, else by the plan. */
export function visitBegunMs({ moves, startsOn }: Pick<InspectionCase, 'moves' | 'startsOn'>): number {
  const begun = moves.findLast(({ to }) => to === 'onSite');
  return begun ? msOfStamp(begun.at) : Date.parse(`${startsOn}T08:00:00+07:00`);
}
