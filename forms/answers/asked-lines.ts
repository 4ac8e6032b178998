import type { TemplateNode } from '../../shared/schema/template-content.ts';
import type { FilledForm } from '../fill/filled-form.ts';
import type { Place } from '../fill/place.ts';

/** A line in one place of a form, with the places of it that are asked now: of a repeat one a turn, of any other one at most. */
export interface AskedLine {
  readonly line: TemplateNode;
  /** `turn`: counted from 1. */
  readonly places: readonly { readonly place: Place; readonly turn: number }[];
}

/** The lines in a group, a turn or the form itself, in their order; words alone ask nothing. */
export function askedLines(form: FilledForm, within: Place): readonly AskedLine[] {
  const lines = form.linesIn(within.line).filter(({ type }) => type !== 'note');
  return lines.map((line) => {
    const places = line.kind === 'repeat' ? within.turnsOf(line) : [within.child(line)];
    const counted = places.map((place, at) => ({ place, turn: at + 1 }));
    return { line, places: counted.filter(({ place }) => place.isRelevant) };
  });
}
