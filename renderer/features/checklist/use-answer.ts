import { useCallback, useEffect, useRef, useState } from 'react';
import type { ChecklistItem } from '../../../shared/domain/checklist/checklist.ts';
import type { AnswerValue } from '../../../shared/schema/answers.ts';
import type { Finding } from '../../../shared/schema/findings.ts';
import { useKeepDeadline } from '../../app/use-keep-deadline.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { newFinding } from '../../ui/finding/new-finding.ts';
import { useNotices } from '../../ui/notices.tsx';
import { type AnswerChange, type SeenAnswer, saveAnswer } from './save-answer.ts';

/** True when nobody has written anything into a finding that an answer opened. */
function isUntouched({ title, kind, fact, actOn, provision, measure, measureNote }: Finding): boolean {
  const isEmpty = [title, fact, measureNote].every((text) => text === '');
  return isEmpty && kind === 'violation' && actOn === null && provision === null && measure === 'none';
}

export interface Answering {
  /** Saves a change to an item's answer, typed over what was `seen` of it; resolves once it is durable. */
  save(item: ChecklistItem, change: AnswerChange, seen?: SeenAnswer): Promise<void>;
  /**
   * Answers about compliance; not compliant opens a finding, taking that back removes one that is still empty. Can be
   * undone as a whole.
   */
  answer(item: ChecklistItem, value: AnswerValue): void;
  /** Opens a finding at an item. */
  find(item: ChecklistItem): void;
  /** The item whose finding was opened last, to be written at once; null when it has been shown. */
  readonly opened: string | null;
  shown(): void;
}

/** Writes answers of the case on the screen. */
export function useAnswering(): Answering {
  const file = useCaseFile();
  const { workspace, inspectionCase, today } = file;
  const caseId = inspectionCase.id;
  const keepDeadline = useKeepDeadline();
  const notices = useNotices();
  const [opened, setOpened] = useState<string | null>(null);
  // An answer is undone later: in the case as it is by then.
  const latest = useRef(file);
  useEffect(() => {
    latest.current = file;
  });
  const forget = useRef(() => {});
  useEffect(() => () => forget.current(), []);

  const save = useCallback(
    (item: ChecklistItem, change: AnswerChange, seen?: SeenAnswer) =>
      saveAnswer(workspace, { caseId, itemId: item.id, change, seen }),
    [workspace, caseId],
  );

  const find = async (item: ChecklistItem) => {
    setOpened(item.id);
    await workspace.insert('findings', newFinding(caseId, today, item));
    await keepDeadline(caseId);
  };
  const give = async (item: ChecklistItem, value: AnswerValue) => {
    const own = latest.current.findings.filter((finding) => finding.itemId === item.id);
    await save(item, { value });
    if (value === 'notCompliant') {
      if (own.length === 0) await find(item);
      return;
    }
    const empty = own.filter(isUntouched);
    for (const finding of empty) await workspace.remove('findings', finding.id);
    if (empty.length > 0) await keepDeadline(caseId);
  };
  const answer = async (item: ChecklistItem, value: AnswerValue) => {
    const before = latest.current.answers.get(item.id)?.value ?? 'unanswered';
    await give(item, value);
    forget.current = notices.canUndo(() => give(item, before));
  };
  return {
    save,
    answer: (item, value) => void answer(item, value).catch(notices.problem),
    find: (item) => void find(item).catch(notices.problem),
    opened,
    shown: () => setOpened(null),
  };
}
