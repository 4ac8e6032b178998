import type { TemplateContent } from '../../shared/schema/template-content.ts';

/** How much a template asks. */
export interface Counts {
  readonly questions: number;
  readonly groups: number;
  readonly repeats: number;
  readonly languages: readonly string[];
}

export function countsOf(content: TemplateContent | null): Counts {
  const count = (kind: string) => content?.nodes.filter((node) => node.kind === kind && !node.otherOf).length ?? 0;
  return {
    questions: count('item'),
    groups: count('group'),
    repeats: count('repeat'),
    languages: content?.languages ?? [],
  };
}
