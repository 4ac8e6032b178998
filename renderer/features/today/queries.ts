import type { MangoQuery, MangoQuerySelector } from 'rxdb';
import type { CaseState, InspectionCase } from '../../../shared/schema/cases.ts';
import type { Person } from '../../../shared/schema/people.ts';

type CasesQuery = MangoQuery<InspectionCase>;

/** How far ahead "due soon" looks. */
export const dueWithinDays = 14;
/** Counted up to this many; a list shows the first few. */
const mostCounted = 50;
const mostRows = 8;
const mostAgenda = 5;

/** States in which a case still has work to do. */
const openStates: CaseState[] = [
  'preparing',
  'decided',
  'announced',
  'onSite',
  'reporting',
  'submitted',
  'returned',
  'approved',
  'handling',
  'followUp',
];

/** Inspectors and team leaders see the cases of their teams; a supervisor those of the unit. */
export function isReviewer(person: Person): boolean {
  return person.role === 'supervisor' || person.role === 'administrator';
}

function mine(person: Person): MangoQuerySelector<InspectionCase> {
  return isReviewer(person) ? {} : { team: { $elemMatch: { id: person.id } } };
}

/** Visits that were begun and not ended, the one worked on last first. */
export function visitsQuery(person: Person): CasesQuery {
  return {
    selector: { state: 'onSite', team: { $elemMatch: { id: person.id } } },
    sort: [{ updatedAt: 'desc' }],
    limit: mostRows,
  };
}

/** What is shown in a list of its own, or waits for somebody else. */
const notDueForTeam: readonly CaseState[] = ['submitted', 'returned'];

/** Open cases whose deadline has passed or comes until `lastDay` (yyyy-mm-dd), the nearest first. */
export function dueQuery(person: Person, lastDay: string): CasesQuery {
  const states = isReviewer(person) ? openStates : openStates.filter((state) => !notDueForTeam.includes(state));
  return {
    selector: { dueOn: { $lte: lastDay }, state: { $in: states }, ...mine(person) },
    sort: [{ dueOn: 'asc' }, { id: 'asc' }],
    limit: mostCounted,
  };
}

/** What the supervisor has sent back, the latest first. */
export function returnedQuery(person: Person): CasesQuery {
  return {
    selector: { state: 'returned', ...mine(person) },
    sort: [{ updatedAt: 'desc' }],
    limit: mostRows,
  };
}

/** What waits for review, the longest waiting first. */
export function reviewQuery(): CasesQuery {
  return { selector: { state: 'submitted' }, sort: [{ updatedAt: 'asc' }], limit: mostRows };
}

/** Inspections that begin today or later, the next first. */
export function agendaQuery(person: Person, today: string): CasesQuery {
  return {
    selector: { state: { $in: ['preparing', 'decided', 'announced'] }, startsOn: { $gte: today }, ...mine(person) },
    sort: [{ startsOn: 'asc' }, { id: 'asc' }],
    limit: mostAgenda,
  };
}
