/** `${name}`, or `${last-saved#name}`, the answer of the time before. */
const reference = /\$\{\s*(?:(last-saved)#)?([^\s{}]+)\s*\}/g;

export interface Reference {
  readonly name: string;
  readonly isLastSaved: boolean;
}

/** The items that an expression, or words with answers in them, names. */
export function referencesIn(text: string): readonly Reference[] {
  return [...text.matchAll(reference)].map(([, lastSaved, name = '']) => ({
    name,
    isLastSaved: lastSaved !== undefined,
  }));
}

/** The text with something else in the place of each name. */
export function withReferences(text: string, replaced: (found: Reference) => string): string {
  return text.replace(reference, (_, lastSaved: string | undefined, name: string) =>
    replaced({ name, isLastSaved: lastSaved !== undefined }),
  );
}
