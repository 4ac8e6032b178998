/** A stranger's text as a line of at most so many characters. */
export function fitLine(text: string, most: number): string {
  return text
    .slice(0, most)
    .replace(/[\p{Cc}\p{Cs}]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

const longestName = 120;

/** A page's or window's title as the beginning of a file's name. */
export function nameFrom(title: string): string {
  return fitLine(title, longestName);
}
