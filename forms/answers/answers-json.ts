import { cleanText } from '../content/clean-text.ts';
import type { FilledForm } from '../fill/filled-form.ts';
import type { Place } from '../fill/place.ts';
import { type AskedLine, askedLines } from './asked-lines.ts';

/** Answers by the names of what they stand in: of a group an object, of a repeat an object a turn. */
interface Answers {
  readonly [name: string]: string | null | Answers | readonly Answers[];
}

/** A form's answers as JSON in UTF-8: what is asked, with null where nothing is answered. Answers are texts, as they are kept. */
export function answersJson(form: FilledForm): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(answersIn(form, form.root), null, 2)}\n`);
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
