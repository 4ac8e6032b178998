import { type Evidence, evidenceKinds } from '../../../shared/schema/evidence.ts';

/** What of a case's evidence is shown: all that stands in its documents, one kind of it, what is tied to nothing, or what was withdrawn. */
export const evidenceFilters = ['all', ...evidenceKinds, 'untied', 'withdrawn'] as const;
export type EvidenceFilter = (typeof evidenceFilters)[number];

const isShown: Readonly<Record<EvidenceFilter, (evidence: Evidence) => boolean>> = {
  all: ({ withdrawn }) => withdrawn === null,
  untied: ({ withdrawn, ties }) => withdrawn === null && ties.length === 0,
  withdrawn: ({ withdrawn }) => withdrawn !== null,
  photo: ofKind('photo'),
  video: ofKind('video'),
  sound: ofKind('sound'),
  document: ofKind('document'),
  capture: ofKind('capture'),
  reading: ofKind('reading'),
};

function ofKind(kind: (typeof evidenceKinds)[number]): (evidence: Evidence) => boolean {
  return ({ withdrawn, signed }) => withdrawn === null && signed.record.kind === kind;
}

/** The evidence that a filter leaves, the newest first. */
export function filtered(all: readonly Evidence[], filter: EvidenceFilter): readonly Evidence[] {
  return all.filter(isShown[filter]).toReversed();
}

/** The filters that leave something, with how many; `all` always. */
export function filterCounts(all: readonly Evidence[]): readonly (readonly [EvidenceFilter, number])[] {
  return evidenceFilters
    .map((filter) => [filter, all.filter(isShown[filter]).length] as const)
    .filter(([filter, count]) => filter === 'all' || count > 0);
}
