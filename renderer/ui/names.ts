/** Vietnamese given name: the last word of a full name. */
export function givenName(fullName: string): string {
  return fullName.trim().split(/\s+/).at(-1) ?? '';
}

/** The letter by which a person is known: first of the given name, its diacritics kept. */
export function initialOf(fullName: string): string {
  const [first = ''] = givenName(fullName).normalize('NFC');
  return first.toLocaleUpperCase('vi');
}
