import type { Finding } from '../../schema/findings.ts';

const longest = 160;
/** In this order. */
const named = ['title', 'provision', 'fact'] as const;

type Named = Pick<Finding, (typeof named)[number]>;

/**
 * What a finding is called: its title, else the behaviour that its provision forbids, else the first line of its fact;
 * empty while it says nothing.
 */
export function headingOf(finding: Named): string {
  const words = wholeHeadingOf(finding);
  // Cut where a word ends.
  return words.length > longest ? `${words.slice(0, longest).replace(/[\s,;:]*\s\S*$/, '')}…` : words;
}

/** The same, however long: for paper. */
export function wholeHeadingOf(finding: Named): string {
  const field = headingField(finding);
  return field ? wordsOf(finding, field) : '';
}

/** The field that a finding is called by; null while it says nothing. */
export function headingField(finding: Named): (typeof named)[number] | null {
  return named.find((field) => wordsOf(finding, field) !== '') ?? null;
}

function wordsOf({ title, provision, fact }: Named, field: (typeof named)[number]): string {
  if (field === 'title') return title.trim();
  return field === 'provision' ? (provision?.behaviour.trim() ?? '') : (fact.trim().split('\n', 1)[0] ?? '');
}
