import type { Words } from '../../shared/schema/template-content.ts';

/** Words in a language, else in the one that their template begins with, else in any that they have; empty where they have none. */
export function wordsIn(words: Words, language: string, defaultLanguage: string): string {
  return words[language] ?? words[defaultLanguage] ?? Object.values(words)[0] ?? '';
}
