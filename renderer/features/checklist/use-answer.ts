import { useCallback, useEffect, useRef, useState } from 'react';
import type { ChecklistItem } from '../../../shared/domain/checklist/checklist.ts';
import type { AnswerValue } from '../../../shared/schema/answers.ts';
import type { Finding } from '../../../shared/schema/findings.ts';
import { useKeepDeadline } from '../../app/use-keep-deadline.ts';
import { savePending } from '../../data/pending-saves.ts';
import { type AnswerChange, type SeenAnswer, saveAnswer } from '../../data/save-answer.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { newFinding } from '../../ui/finding/new-finding.ts';
import { useNotices } from '../../ui/notices.tsx';

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
  const forget = useRef<(() => void) | null>(null);
  const isLeft = useRef(false);
  useEffect(() => {
    isLeft.current = false;
    return () => {
      isLeft.current = true;
      forget.current?.();
    };
  }, []);
  /** Items at which a finding is being opened. */
  const opening = useRef(new Set<string>());

  const write = useCallback(
    (item: ChecklistItem, change: AnswerChange, seen?: SeenAnswer) =>
      saveAnswer(workspace, { caseId, itemId: item.id, change, seen }),
    [workspace, caseId],
  );
  const save = useCallback(
    (item: ChecklistItem, change: AnswerChange, seen?: SeenAnswer) => {
      // Ctrl+Z is about the last change: after this one it must not take back the answer before it, elsewhere.
      forget.current?.();
      return write(item, change, seen);
    },
    [write],
  );

  const find = async (item: ChecklistItem) => {
    const hasFinding = latest.current.findings.some(({ itemId }) => itemId === item.id);
    if (hasFinding || opening.current.has(item.id)) return;
    opening.current.add(item.id);
    setOpened(item.id);
    try {
      await workspace.insert('findings', newFinding(caseId, today, item));
      await keepDeadline(caseId);
    } catch (thrown) {
      setOpened(null);
      throw thrown;
    } finally {
      opening.current.delete(item.id);
    }
  };
  /** Findings of an item into which nobody has written: what is typed at this moment counts, and stays when in doubt. */
  const emptyFindings = async (item: ChecklistItem) => {
    if (!(await savePending())) return [];
    const own = await workspace.collections.findings.find({ selector: { caseId } }).exec();
    return own.map((finding) => finding.toMutableJSON()).filter((each) => each.itemId === item.id && isUntouched(each));
  };
  const give = async (item: ChecklistItem, value: AnswerValue) => {
    await write(item, { value });
    if (value === 'notCompliant') return find(item);
    const empty = await emptyFindings(item);
    for (const finding of empty) await workspace.remove('findings', finding);
    if (empty.length > 0) await keepDeadline(caseId);
  };
  const answer = async (item: ChecklistItem, value: AnswerValue) => {
    const before = latest.current.answers.get(item.id)?.value ?? 'unanswered';
    await give(item, value);
    if (isLeft.current) return;
    forget.current = notices.canUndo(async () => {
      const present = latest.current.answers.get(item.id);
      // A colleague has answered since, or the case has gone on: theirs stands.
      const isMine = present?.value === value && present.updatedBy === workspace.session.person.id;
      if (!latest.current.mayEdit || !isMine) return false;
      await give(item, before);
      return true;
    });
  };
  return {
    save,
    answer: (item, value) => void answer(item, value).catch(notices.problem),
    find: (item) => void find(item).catch(notices.problem),
    opened,
    shown: () => setOpened(null),
  };
}
