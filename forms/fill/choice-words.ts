import type { Choice } from '../../shared/schema/template-content.ts';
import { programLanguage } from '../content/program-language.ts';
import { otherName } from './filtered-choices.ts';
import type { Place } from './place.ts';

const otherWords = { vi: 'Khác', en: 'Other' };

/** What a choice is called where it is offered; its name where it has no words. `language`: as the template calls it. */
export function choiceWords(place: Place, { name, label }: Choice, language: string): string {
  const words = place.form.inWords(label, language, place);
  if (words !== '') return words;
  return place.line.orOther && name === otherName ? otherWords[programLanguage(language)] : name;
}
