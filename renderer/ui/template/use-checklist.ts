import { useMemo } from 'react';
import { type ChecklistSection, checklistOf } from '../../../shared/domain/checklist/checklist.ts';
import type { Problem } from '../../../shared/problem/problem.ts';
import type { Answer } from '../../../shared/schema/answers.ts';
import type { Workspace } from '../../data/workspace.ts';
import { useDocuments } from '../use-documents.ts';
import { useReference } from '../use-reference.ts';
import { CaseForms } from './case-forms.ts';
import { environmentOf } from './environment-of.ts';

export interface LiveChecklist {
  readonly checklist: readonly ChecklistSection[];
  /** The unit's own templates of the case while they are filled. */
  readonly forms: CaseForms;
  readonly loading: boolean;
  readonly problem: Problem | null;
}

/** The checklist of a case by its answers: templates that come with the program first, then the unit's own. `nameOf`: of a person by id. */
export function useChecklist(
  workspace: Workspace,
  templateIds: readonly string[],
  answers: readonly Answer[],
  nameOf: (personId: string) => string,
): LiveChecklist {
  const shipped = useReference(workspace, 'template');
  const ids = templateIds.join(' ');
  const { templates } = workspace.collections;
  const query = useMemo(
    () => templates.find({ selector: { id: { $in: ids.split(' ').filter(Boolean) } } }),
    [templates, ids],
  );
  const own = useDocuments(query);
  const starters = useMemo(() => checklistOf(ids.split(' ').filter(Boolean), shipped.value), [ids, shipped.value]);
  const forms = useMemo(() => {
    const order = ids.split(' ');
    const inOrder = own.value.toSorted((one, other) => order.indexOf(one.id) - order.indexOf(other.id));
    return new CaseForms(inOrder, environmentOf(workspace));
  }, [own.value, ids, workspace]);
  const checklist = useMemo(() => {
    forms.take(answers, nameOf);
    return [...starters, ...forms.sections(starters.length)];
  }, [starters, forms, answers, nameOf]);
  return { checklist, forms, loading: shipped.loading || own.loading, problem: shipped.problem ?? own.problem };
}
