import type { TemplateContent } from '../../shared/schema/template-content.ts';

/** How people call the program's languages in a form: `English (en)`, `vi`, `Tiếng Việt`. */
const names = {
  vi: /^vi(-\w+)?$|tiếng việt|vietnamese|\(vi(-\w+)?\)/i,
  en: /^en(-\w+)?$|tiếng anh|english|\(en(-\w+)?\)/i,
} as const;

/** In which of the program's languages its own words stand beside those of a template's language: Vietnamese beside any but English. */
export function programLanguage(language: string): 'vi' | 'en' {
  return names.en.test(language) ? 'en' : 'vi';
}

/** The language of a template that is nearest to the program's: its own, or the one that the template begins with. */
export function languageFor({ languages, defaultLanguage }: TemplateContent, ui: 'vi' | 'en'): string {
  return languages.find((language) => names[ui].test(language)) ?? defaultLanguage;
}
