import type { Activity } from '../../schema/activity.ts';

/** What is told of an original: that somebody looked at it, and that somebody wrote it to a file of their own. */
export const custodyActs = ['viewed', 'exported'] as const;
export type CustodyAct = (typeof custodyActs)[number];

export function isCustodyAct(field: string): field is CustodyAct {
  return (custodyActs as readonly string[]).includes(field);
}

/** The lines about one piece of evidence, the oldest first. */
export function custodyOf(activity: readonly Activity[], evidenceId: string): readonly Activity[] {
  return activity.filter(({ kind, target }) => kind === 'custody' && target.id === evidenceId);
}
