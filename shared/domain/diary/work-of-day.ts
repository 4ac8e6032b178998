import type { Answer } from '../../schema/answers.ts';
import type { OfficialDocument } from '../../schema/documents.ts';
import type { Evidence } from '../../schema/evidence.ts';
import type { Finding } from '../../schema/findings.ts';
import { msOfStamp } from '../clock/stamp.ts';
import { dayOfMs } from '../deadline/day.ts';
import { writersOf } from '../merge/origins.ts';

/** What one person did in a case on one day, in counts. */
export interface PersonsWork {
  readonly personId: string;
  readonly answers: number;
  readonly notCompliant: number;
  readonly findings: number;
  readonly evidence: number;
  /** Titles of official documents that they made. */
  readonly documents: readonly string[];
}

interface Done {
  readonly answers: Iterable<Answer>;
  readonly findings: readonly Finding[];
  readonly evidence: readonly Evidence[];
  readonly documents: readonly OfficialDocument[];
}

/** Who did what in a case on a day in Viet Nam, from what is stored: each answer counts for who gave it last. By person's id. */
export function workOfDay(day: string, { answers, findings, evidence, documents }: Done): PersonsWork[] {
  const people = new Map<string, PersonsWork>();
  const isThen = (stamp: string) => dayOfMs(msOfStamp(stamp)) === day;
  const add = (personId: string, change: (work: PersonsWork) => Partial<PersonsWork>) => {
    const none = { personId, answers: 0, notCompliant: 0, findings: 0, evidence: 0, documents: [] };
    const work = people.get(personId) ?? none;
    people.set(personId, { ...work, ...change(work) });
  };
  for (const answer of answers) {
    const { by, at } = writersOf(answer)('/value');
    if (answer.value === 'unanswered' || !isThen(at)) continue;
    const broken = answer.value === 'notCompliant' ? 1 : 0;
    add(by, (work) => ({ answers: work.answers + 1, notCompliant: work.notCompliant + broken }));
  }
  for (const { createdAt, createdBy } of findings) {
    if (isThen(createdAt)) add(createdBy, (work) => ({ findings: work.findings + 1 }));
  }
  for (const { createdAt, createdBy, withdrawn } of evidence) {
    if (withdrawn === null && isThen(createdAt)) add(createdBy, (work) => ({ evidence: work.evidence + 1 }));
  }
  for (const { createdAt, createdBy, cancelled, title } of documents) {
    if (cancelled === null && isThen(createdAt)) add(createdBy, (work) => ({ documents: [...work.documents, title] }));
  }
  return [...people.values()].sort((a, b) => (a.personId < b.personId ? -1 : 1));
}
