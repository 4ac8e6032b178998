import { nextStamp } from '../../clock/stamp.ts';
import type { WriteStamp } from '../origins.ts';

const morning = Date.UTC(2026, 10, 17, 2, 0, 0);

/** The stamp of a write by this person, on a laptop of their own, so many minutes after nine in the morning. */
export function stamp(by: string, minute: number): WriteStamp {
  const device = `laptop-${by}`;
  return { by, device, at: nextStamp(null, morning + minute * 60_000, device), clockOffsetMs: 0 };
}

const made = stamp('binh', 0);

/** What every synchronised document has, as Bình made it. */
export const synced = {
  scope: '01',
  createdAt: made.at,
  createdBy: 'binh',
  updatedAt: made.at,
  updatedBy: 'binh',
  device: made.device,
  clockOffsetMs: 0,
  conflicts: [],
};
