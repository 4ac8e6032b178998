import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import type { Role } from '../../../shared/schema/people.ts';
import { CaseFilter, CaseSort, type ViewBase } from './filter.ts';

/** The views that everyone has, by name of their text `cases:view.<id>`. */
export const builtInViews = {
  mine: { mine: true },
  onSite: { states: ['announced', 'onSite'] },
  returned: { states: ['returned'] },
  submitted: { states: ['submitted'] },
  late: { late: true },
  all: {},
} as const satisfies Record<string, ViewBase>;
export type BuiltInView = keyof typeof builtInViews;

/** What of a view a role is shown: who works on site looks for their own cases, who supervises for the unit's. */
export function viewOf(view: BuiltInView, role: Role): ViewBase {
  const isOwn = (role === 'inspector' || role === 'teamLeader') && view !== 'all';
  return isOwn ? { ...builtInViews[view], mine: true } : builtInViews[view];
}

/** Which views a role sees, in order; the first opens. */
export function viewsFor(role: Role): readonly BuiltInView[] {
  if (role === 'supervisor') return ['submitted', 'onSite', 'returned', 'late', 'all'];
  if (role === 'administrator') return ['all', 'onSite', 'returned', 'late'];
  return ['mine', 'onSite', 'returned', 'late', 'all'];
}

/** A view that a person made: a built-in one with chips and an order, under a name of their own. */
export const OwnView = Type.Object(
  {
    id: Type.String(),
    name: Type.String({ minLength: 1, maxLength: 60 }),
    base: Type.Enum(['mine', 'onSite', 'returned', 'submitted', 'late', 'all']),
    filter: CaseFilter,
    sort: CaseSort,
  },
  { additionalProperties: false },
);
export type OwnView = Static<typeof OwnView>;

/** Name of the note that holds a person's own views. */
export const ownViewsNote = 'cases.views';

/** Own views out of a note, leaving out what an older version of the program wrote otherwise. */
export function ownViewsFrom(note: unknown): OwnView[] {
  return Array.isArray(note) ? note.filter((view): view is OwnView => Value.Check(OwnView, view)) : [];
}
