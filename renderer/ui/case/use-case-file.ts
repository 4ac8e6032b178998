import { useMemo } from 'react';
import { progressOf } from '../../../shared/domain/checklist/progress.ts';
import { isParty, mayWriteIn } from '../../../shared/domain/permission/permission.ts';
import { remarksOf } from '../../../shared/domain/review/remarks.ts';
import { caseFacts } from '../../../shared/domain/workflow/case-facts.ts';
import { mayEdit } from '../../../shared/domain/workflow/lock.ts';
import type { Problem } from '../../../shared/problem/problem.ts';
import type { InspectionCase } from '../../../shared/schema/cases.ts';
import type { Person } from '../../../shared/schema/people.ts';
import type { Workspace } from '../../data/workspace.ts';
import { useChecklist } from '../template/use-checklist.ts';
import { useDocument, useDocuments } from '../use-documents.ts';
import { useReference } from '../use-reference.ts';
import type { CaseFile } from './case-file.tsx';
import { useStandingEntity } from './use-standing-entity.ts';

export interface CaseFileState {
  /** Null while it loads, and when this device has no such case. */
  readonly file: CaseFile | null;
  readonly loading: boolean;
  readonly problem: Problem | null;
}

interface Around {
  readonly today: string;
  readonly nameOf: (personId: string) => string;
}

const noTemplates: readonly string[] = [];

/** A case with its checklist, answers, findings, evidence, documents and activity, live, from this device alone. */
export function useCaseFileOf(workspace: Workspace, caseId: string, { today, nameOf }: Around): CaseFileState {
  const { cases, answers, findings, evidence, documents, activity, entities } = workspace.collections;
  const queries = useMemo(() => {
    const selector = { caseId: { $eq: caseId } };
    return {
      inspectionCase: cases.findOne(caseId),
      answers: answers.find({ selector }),
      findings: findings.find({ selector, sort: [{ caseId: 'asc' }, { createdAt: 'asc' }] }),
      evidence: evidence.find({ selector, sort: [{ caseId: 'asc' }, { createdAt: 'asc' }] }),
      documents: documents.find({ selector, sort: [{ caseId: 'asc' }, { createdAt: 'asc' }] }),
      activity: activity.find({ selector, sort: [{ caseId: 'asc' }, { createdAt: 'asc' }] }),
    };
  }, [cases, answers, findings, evidence, documents, activity, caseId]);
  const found = useDocument(queries.inspectionCase);
  const answered = useDocuments(queries.answers);
  const made = useDocuments(queries.findings);
  const taken = useDocuments(queries.evidence);
  const papers = useDocuments(queries.documents);
  const told = useDocuments(queries.activity);
  const penalties = useReference(workspace, 'penalty');
  const inspectionCase = found.value;
  const entityId = inspectionCase?.entityId ?? '';
  const entity = useStandingEntity(entities, entityId || null);

  const templates = useChecklist(workspace, inspectionCase?.templateIds ?? noTemplates, answered.value, nameOf);
  const { checklist, forms } = templates;
  const byItem = useMemo(() => new Map(answered.value.map((answer) => [answer.itemId, answer])), [answered.value]);
  const progress = useMemo(() => progressOf(checklist, answered.value), [checklist, answered.value]);
  const remarks = useMemo(() => remarksOf(told.value), [told.value]);
  const facts = useMemo(
    () =>
      inspectionCase &&
      caseFacts({
        inspectionCase,
        checklist,
        answers: answered.value,
        findings: made.value,
        activity: told.value,
        penalties: penalties.value,
      }),
    [inspectionCase, checklist, answered.value, made.value, told.value, penalties.value],
  );

  const parts = [found, answered, made, taken, papers, told, templates, penalties];
  const loading = parts.some((part) => part.loading);
  const file = useMemo<CaseFile | null>(() => {
    if (!inspectionCase || !facts || loading) return null;
    return {
      workspace,
      inspectionCase,
      entity,
      offender: entity?.form ?? 'organisation',
      checklist,
      forms,
      progress,
      answers: byItem,
      findings: made.value,
      evidence: taken.value,
      documents: papers.value,
      activity: told.value,
      remarks,
      facts,
      ...rightsOf(workspace.session.person, inspectionCase),
      today,
      nameOf,
    };
  }, [
    workspace,
    inspectionCase,
    entity,
    checklist,
    forms,
    progress,
    byItem,
    made.value,
    taken.value,
    papers.value,
    told.value,
    remarks,
    facts,
    loading,
    today,
    nameOf,
  ]);
  return { file, loading, problem: parts.find((part) => part.problem)?.problem ?? null };
}

/** What a person may change in a case now; the server holds everyone to the same rules. */
function rightsOf(person: Person, inspectionCase: InspectionCase): Pick<CaseFile, 'mayEdit' | 'mayEditFacts'> {
  const { state } = inspectionCase;
  const bound = isParty(person, inspectionCase);
  return {
    mayEdit: bound && mayWriteIn(person.role, 'answers') && mayEdit(state),
    mayEditFacts: (bound || person.role === 'supervisor') && mayWriteIn(person.role, 'cases') && mayEdit(state),
  };
}
