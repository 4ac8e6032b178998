import type { Activity } from '../../schema/activity.ts';

/** `mended`: the team says so; `accepted`: whoever made the remark agrees, or it needed no mending. */
export type RemarkState = 'open' | 'mended' | 'accepted';

/** A review remark with its replies, earliest first; those that their author took back are left out. */
export interface Remark {
  readonly remark: Activity;
  readonly replies: readonly Activity[];
  readonly state: RemarkState;
}

/** The remarks of a case, earliest first, out of all that happened in it. */
export function remarksOf(activity: readonly Activity[]): Remark[] {
  const inOrder = [...activity].sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
  const gone = new Set(withdrawals(inOrder).values());
  return inOrder
    .filter(({ kind }) => kind === 'remark')
    .map((remark) => {
      const replies = inOrder.filter(
        ({ id, kind, replyTo }) => kind === 'reply' && replyTo === remark.id && !gone.has(id),
      );
      return { remark, replies, state: stateOf(remark, replies) };
    });
}

/**
 * Replies that take back another one of the same person, each with the id of that other. Nothing in the activity is ever
 * changed: taking back is a reply to one's own reply.
 */
export function withdrawals(activity: readonly Activity[]): Map<string, string> {
  const replies = activity.filter(({ kind }) => kind === 'reply');
  const authors = new Map(replies.map(({ id, createdBy }) => [id, createdBy]));
  return new Map(
    replies
      .filter(({ replyTo, createdBy }) => authors.get(replyTo) === createdBy)
      .map(({ id, replyTo }) => [id, replyTo]),
  );
}

/** True when whoever made a remark closes it before anybody has answered. */
export function isWithdrawal(reply: Activity, remark: Activity, activity: readonly Activity[]): boolean {
  const isByAuthor = reply.createdBy === remark.createdBy && reply.resolves;
  const isAnswer = ({ kind, replyTo, createdBy, createdAt }: Activity) =>
    kind === 'reply' && replyTo === remark.id && createdBy !== remark.createdBy && createdAt < reply.createdAt;
  return isByAuthor && !activity.some(isAnswer);
}

/** Remarks that must be mended before approval and that nobody has mended. */
export function openRemarks(activity: readonly Activity[]): Activity[] {
  return remarksOf(activity)
    .filter(({ remark, state }) => remark.mustMend && state === 'open')
    .map(({ remark }) => remark);
}

interface Written {
  readonly updatedAt: string;
}
interface WrittenFinding extends Written {
  readonly id: string;
  readonly itemId: string;
}

/**
 * True when something was written where a remark is pinned since its author last spoke: the answer to the item or a finding
 * at it, the finding (or it is gone). Of a remark on the whole case that can't be said: false.
 */
export function isMendedInPlace(
  { remark, replies }: Pick<Remark, 'remark' | 'replies'>,
  answers: ReadonlyMap<string, Written>,
  findings: readonly WrittenFinding[],
): boolean {
  const { target } = remark;
  const spoken = replies.findLast(({ createdBy }) => createdBy === remark.createdBy) ?? remark;
  const isLater = (document: Written | undefined) => document !== undefined && document.updatedAt > spoken.createdAt;
  if (target.kind === 'item') {
    return isLater(answers.get(target.id)) || findings.some((each) => each.itemId === target.id && isLater(each));
  }
  if (target.kind === 'case') return false;
  const finding = findings.find(({ id }) => id === target.id);
  return !finding || isLater(finding);
}

/** The last reply that decides: a resolving one closes the remark, its author's own answer opens it again. */
function stateOf(remark: Activity, replies: readonly Activity[]): RemarkState {
  const isDeciding = (reply: Activity) => reply.resolves || reply.createdBy === remark.createdBy;
  const last = replies.findLast(isDeciding);
  if (!last) return 'open';
  if (!last.resolves) return 'open';
  return last.createdBy === remark.createdBy ? 'accepted' : 'mended';
}
