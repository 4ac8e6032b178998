import type { Finding } from '../../schema/findings.ts';

const longest = 160;

/**
 * What a finding is called: its title, else the behaviour that its provision forbids, else the first line of its fact;
 * empty while it says nothing.
 */
export function headingOf({ title, provision, fact }: Pick<Finding, 'title' | 'provision' | 'fact'>): string {
  const words = title.trim() || provision?.behaviour.trim() || (fact.trim().split('\n', 1)[0] ?? '');
  return words.length > longest ? `${words.slice(0, longest - 1).trimEnd()}…` : words;
}
