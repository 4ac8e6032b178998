/** Functions of XPath 1.0 and of OpenRosa's XForms, with the fewest and the most arguments that each takes. */
const signatures: readonly (readonly [names: string, fewest: number, most: number])[] = [
  ['last true false now today random uuid pi', 0, 0],
  ['position', 0, 1],
  ['uuid', 0, 1],
  ['count sum not boolean lang once count-non-empty count-selected', 1, 1],
  ['number string name local-name namespace-uri string-length normalize-space', 0, 1],
  ['floor ceiling abs sqrt sin cos tan asin acos atan exp log log10 exp10 int', 1, 1],
  ['round', 1, 2],
  ['atan2 pow', 2, 2],
  ['concat coalesce min max', 1, 99],
  ['join', 1, 99],
  ['starts-with contains ends-with substring-before substring-after selected regex selected-at', 2, 2],
  ['substring substr', 2, 3],
  ['translate', 3, 3],
  ['if', 3, 3],
  ['boolean-from-string date date-time decimal-date-time decimal-time', 1, 1],
  ['format-date format-date-time', 2, 2],
  ['choice-name', 2, 2],
  ['indexed-repeat', 3, 7],
  ['checklist', 3, 99],
  ['weighted-checklist', 4, 99],
  ['depend', 1, 99],
  ['area distance', 1, 99],
  ['geofence', 2, 2],
  ['digest', 2, 3],
  ['base64-decode base64-encode', 1, 1],
  ['extract-signed', 2, 2],
  ['randomize', 1, 2],
  ['instance', 1, 1],
  ['current', 0, 0],
  ['pulldata', 4, 4],
  ['id', 1, 1],
  ['property itext', 1, 1],
  ['version', 0, 0],
  ['answer-of last-answer-of', 1, 1],
  ['intersects', 1, 1],
];

const byName = new Map(
  signatures.flatMap(([names, fewest, most]) => names.split(' ').map((name) => [name, { fewest, most }] as const)),
);

/** How many arguments a function takes; null of one that is not known. The prefix `jr:` says nothing. */
export function argumentsOf(name: string): { readonly fewest: number; readonly most: number } | null {
  return byName.get(name.replace(/^jr:/, '')) ?? null;
}

/** The known name that is most like this one; null where none is. */
export function likeliestFunction(name: string): string | null {
  const wanted = name.toLowerCase().replace(/[_\s]/g, '-');
  return (
    [...byName.keys()].find((known) => known === wanted || known.replaceAll('-', '') === wanted.replaceAll('-', '')) ??
    null
  );
}
