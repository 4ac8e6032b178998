import { ProblemError } from '../../shared/problem/problem.ts';
import { type Answer, answerId } from '../../shared/schema/answers.ts';
import { isTaken } from './documents.ts';
import type { Workspace } from './workspace.ts';

export type AnswerChange = Partial<Pick<Answer, 'value' | 'response' | 'note'>>;

/** Saves of one answer stand in line: a note on its way must not bring an older value back. */
const lines = new Map<string, Promise<unknown>>();

/** The answer that the person typed over; `nothing` when there was none. */
export type SeenAnswer = Answer | 'nothing';

interface AnswerEdit {
  readonly caseId: string;
  readonly itemId: string;
  readonly change: AnswerChange;
  /** Absent for a choice, which counts on top of whatever stands. */
  readonly seen?: SeenAnswer | undefined;
}

const blank = { value: 'unanswered', response: null, note: '' } as const;

/**
 * Changes what was given and nothing else, on top of the answer as it stands on this device; makes it when it is the
 * first. Resolves once it is durable.
 */
export function saveAnswer(workspace: Workspace, { caseId, itemId, change, seen }: AnswerEdit): Promise<void> {
  const id = answerId(caseId, itemId);
  const save = async (): Promise<void> => {
    const present = await workspace.collections.answers.findOne(id).exec();
    if (!present) {
      try {
        await workspace.insert('answers', { id, caseId, itemId, ...blank, ...change });
        return;
      } catch (thrown) {
        if (!isTaken(thrown)) throw thrown;
        // A colleague's has arrived in this moment.
        return save();
      }
    }
    const before = seen === 'nothing' ? unanswered(present.toMutableJSON()) : seen;
    try {
      await workspace.change('answers', id, () => change, before);
    } catch (thrown) {
      if (!(thrown instanceof ProblemError && thrown.code === 'notFound')) throw thrown;
      // A colleague has taken it away in this moment.
      return save();
    }
  };
  // A save that failed told whoever asked for it; those behind it go on.
  const mine = (lines.get(id) ?? Promise.resolve()).then(save, save);
  lines.set(id, mine);
  const leave = () => {
    if (lines.get(id) === mine) lines.delete(id);
  };
  mine.then(leave, leave);
  return mine;
}

/** An answer before anybody gave one: what stands by now came while the person typed. */
function unanswered(present: Answer): Answer {
  const { origins: _, ...rest } = present;
  return { ...rest, ...blank, conflicts: [], updatedAt: present.createdAt, updatedBy: present.createdBy };
}
