import type { Words } from '../../shared/schema/template-content.ts';
import { defaultName } from '../content/languages.ts';

/** A row of a sheet, by the headers of its columns. */
export type Cells = Readonly<Record<string, string>>;

/** Whether headers say of which language words are: those of a form of one language that has no name say nothing. */
export function hasNamedLanguages(languages: readonly string[]): boolean {
  return languages.length !== 1 || languages[0] !== defaultName;
}

/** The headers of a field that is words, one a language of the form. */
export function wordHeaders(field: string, languages: readonly string[]): readonly string[] {
  return hasNamedLanguages(languages) ? languages.map((language) => `${field}::${language}`) : [field];
}

/** Words as cells, in the languages of the form. */
export function wordCells(field: string, words: Words | undefined, languages: readonly string[]): Cells {
  const headers = wordHeaders(field, languages);
  return Object.fromEntries(languages.map((language, at) => [headers[at] ?? field, words?.[language] ?? '']));
}
