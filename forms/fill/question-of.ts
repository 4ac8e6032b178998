import { programLanguage } from '../content/program-language.ts';
import type { Place } from './place.ts';

const specify = { vi: 'ghi rõ', en: 'please specify' };

/** What a place asks: of the words for another choice its question, of what has no words its name. `language`: as the template calls it. */
export function questionOf(place: Place, language: string): string {
  const { otherOf, name } = place.line;
  const question = otherOf === undefined ? undefined : place.form.outline.node(otherOf);
  const words = place.words('label', language);
  if (words !== '' || !question || !place.parent) return words || name;
  return `${questionOf(place.parent.child(question), language)}: ${specify[programLanguage(language)]}`;
}
