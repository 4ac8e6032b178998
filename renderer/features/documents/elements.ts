/** The list with changes to one of its elements. */
export function withElement<Element extends { readonly id: string }>(
  list: readonly Element[],
  id: string,
  changes: Partial<Element>,
): Element[] {
  return list.map((each) => (each.id === id ? { ...each, ...changes } : each));
}

/** The list without one of its elements. */
export function without<Element extends { readonly id: string }>(list: readonly Element[], id: string): Element[] {
  return list.filter((each) => each.id !== id);
}

/** A document's texts with some of them changed; an empty one has no element. */
export function withTexts(
  fields: readonly { readonly id: string; readonly text: string }[],
  changes: Readonly<Record<string, string>>,
): { id: string; text: string }[] {
  const known = new Set(fields.map(({ id }) => id));
  const added = Object.entries(changes).filter(([id]) => !known.has(id));
  return [
    ...fields.map(({ id, text }) => ({ id, text: changes[id] ?? text })),
    ...added.map(([id, text]) => ({ id, text })),
  ].filter(({ text }) => text !== '');
}
