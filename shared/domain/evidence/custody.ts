import type { Activity } from '../../schema/activity.ts';

/** What is told of an original: that somebody looked at it, wrote it to a file of their own, or handed that on. */
const evidenceActs = ['viewed', 'exported', 'handedOver'] as const;
export type EvidenceAct = (typeof evidenceActs)[number];

/** What is told of an exhibit. */
const exhibitActs = ['sealed', 'unsealed', 'seized', 'handedOver', 'returned'] as const;
export type ExhibitAct = (typeof exhibitActs)[number];

export function isEvidenceAct(field: string): field is EvidenceAct {
  return (evidenceActs as readonly string[]).includes(field);
}

export function isExhibitAct(field: string): field is ExhibitAct {
  return (exhibitActs as readonly string[]).includes(field);
}

/** True when the target of a line of custody is something that has custody, and the line names what was done. */
export function isCustody({ kind, field }: Activity['target']): boolean {
  return kind === 'evidence' ? isEvidenceAct(field) : kind === 'exhibit' && isExhibitAct(field);
}

/** The lines about one piece of evidence or one exhibit, the oldest first. */
export function custodyOf(activity: readonly Activity[], id: string): readonly Activity[] {
  return activity.filter(({ kind, target }) => kind === 'custody' && target.id === id);
}
