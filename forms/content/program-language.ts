/** In which of the program's languages its own words stand beside those of a template's language: `English (en)` is English, any other Vietnamese. */
export function programLanguage(language: string): 'vi' | 'en' {
  return /english|tiếng anh|\(en(-\w+)?\)|^en(-\w+)?$/i.test(language) ? 'en' : 'vi';
}
