import { cleanText } from '../content/clean-text.ts';
import type { FilledForm } from '../fill/filled-form.ts';
import type { Place } from '../fill/place.ts';
import { type AnsweredForm, answerRows } from './answer-rows.ts';
import { type AskedLine, askedLines } from './asked-lines.ts';

/** Answers by the names of what they stand in: of a group an object, of a repeat an object a turn. */
interface Answers {
  readonly [name: string]: string | null | Answers | readonly Answers[];
}

/**
 * The answers of forms as JSON in UTF-8: what is asked, with null where nothing is answered. Answers are texts, as they are kept; notes are by the
 * paths of their items.
 */
export function answersJson(forms: readonly AnsweredForm[]): Uint8Array {
  const all = forms.map((answered) => ({
    template: answered.title,
    answers: answersIn(answered.form, answered.form.root),
    notes: Object.fromEntries(notesOf(answered)),
  }));
  return new TextEncoder().encode(`${JSON.stringify(all, null, 2)}\n`);
}

function notesOf(answered: AnsweredForm): readonly (readonly [path: string, note: string])[] {
  const rows = answerRows(answered, 'vi').filter(({ note }) => note !== '');
  return rows.map(({ path, note }) => [path, cleanText(note).text]);
}

function answersIn(form: FilledForm, within: Place): Answers {
  return Object.fromEntries(askedLines(form, within).flatMap((asked) => entryOf(form, asked)));
}

/** A repeat is told even without turns, any other line only where it is asked. */
function entryOf(form: FilledForm, { line, places }: AskedLine): readonly (readonly [string, Answers[string]])[] {
  if (line.kind === 'repeat') return [[line.name, places.map(({ place }) => answersIn(form, place))]];
  return places.map(({ place }) => [line.name, line.kind === 'item' ? answerOf(place) : answersIn(form, place)]);
}

function answerOf({ text }: Place): string | null {
  return cleanText(text ?? '').text || null;
}
