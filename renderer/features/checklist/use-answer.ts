import { useCallback } from 'react';
import type { ChecklistItem } from '../../../shared/domain/checklist/checklist.ts';
import type { AnswerValue } from '../../../shared/schema/answers.ts';
import type { Finding } from '../../../shared/schema/findings.ts';
import { useKeepDeadline } from '../../app/use-keep-deadline.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { newFinding } from '../../ui/finding/new-finding.ts';
import { useNotices } from '../../ui/notices.tsx';
import { type AnswerChange, type SeenAnswer, saveAnswer } from './save-answer.ts';

/** True when nobody has written anything into a finding that an answer opened. */
function isUntouched(finding: Finding): boolean {
  return finding.fact === '' && finding.provision === null && finding.measure === 'none' && finding.measureNote === '';
}

export interface Answering {
  /** Saves a change to an item's answer, typed over what was `seen` of it; resolves once it is durable. */
  save(item: ChecklistItem, change: AnswerChange, seen?: SeenAnswer): Promise<void>;
  /** Answers about compliance; not compliant opens a finding, taking that back removes one that is still empty. */
  answer(item: ChecklistItem, value: AnswerValue): void;
}

/** Writes answers of the case on the screen. */
export function useAnswering(): Answering {
  const { workspace, inspectionCase, findings, today } = useCaseFile();
  const keepDeadline = useKeepDeadline();
  const notices = useNotices();
  const caseId = inspectionCase.id;

  const save = useCallback(
    (item: ChecklistItem, change: AnswerChange, seen?: SeenAnswer) =>
      saveAnswer(workspace, { caseId, itemId: item.id, change, seen }),
    [workspace, caseId],
  );

  const answer = async (item: ChecklistItem, value: AnswerValue) => {
    const own = findings.filter((finding) => finding.itemId === item.id);
    try {
      await save(item, { value });
      if (value === 'notCompliant' && own.length === 0) {
        await workspace.insert('findings', newFinding(caseId, today, item));
        await keepDeadline(caseId);
      }
      if (value !== 'notCompliant') {
        const empty = own.filter(isUntouched);
        for (const finding of empty) await workspace.remove('findings', finding.id);
        if (empty.length > 0) await keepDeadline(caseId);
      }
    } catch (thrown) {
      notices.problem(thrown);
    }
  };
  return { save, answer: (item, value) => void answer(item, value) };
}
