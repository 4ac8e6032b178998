import type { TemplateContent } from '../../../shared/schema/template-content.ts';

/** How people call the program's languages in a form. */
const names = { vi: /^(vi\b|tiếng việt|vietnamese)|\(vi\)/i, en: /^(en\b|english|tiếng anh)|\(en\)/i } as const;

/** The language of a template that is nearest to the program's: its own, or the one that the template begins with. */
export function languageFor({ languages, defaultLanguage }: TemplateContent, ui: 'vi' | 'en'): string {
  return languages.find((language) => names[ui].test(language)) ?? defaultLanguage;
}
