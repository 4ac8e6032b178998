import { dateTimeOf } from '../expression/dates.ts';
import type { Environment } from '../expression/environment.ts';

/** When a form was first answered, by whom and on which device, and when last; milliseconds since 1970. */
export interface Filling {
  readonly beganMs: number;
  readonly lastMs: number;
  readonly person: string;
  readonly device: string;
}

const dateLength = 10;

/** What a metadata item holds: of how the form was filled; before its first answer, of this moment and whoever is here. */
export function preloaded(preload: string, filling: Filling | null, { now, offsetMin, property }: Environment): string {
  const began = dateTimeOf(filling?.beganMs ?? now(), offsetMin);
  if (preload === 'today') return began.slice(0, dateLength);
  if (preload === 'start') return began;
  if (preload === 'end') return dateTimeOf(filling?.lastMs ?? now(), offsetMin);
  if (preload === 'username') return filling?.person || property(preload);
  return preload === 'deviceid' ? (filling?.device ?? property(preload)) : property(preload);
}
