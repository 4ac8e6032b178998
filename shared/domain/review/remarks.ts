import type { Activity } from '../../schema/activity.ts';

/** `mended`: the team says so; `accepted`: whoever made the remark agrees, or it needed no mending. */
export type RemarkState = 'open' | 'mended' | 'accepted';

/** A review remark with its replies, earliest first. */
export interface Remark {
  readonly remark: Activity;
  readonly replies: readonly Activity[];
  readonly state: RemarkState;
}

/** The remarks of a case, earliest first, out of all that happened in it. */
export function remarksOf(activity: readonly Activity[]): Remark[] {
  const inOrder = [...activity].sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
  return inOrder
    .filter(({ kind }) => kind === 'remark')
    .map((remark) => {
      const replies = inOrder.filter(({ kind, replyTo }) => kind === 'reply' && replyTo === remark.id);
      return { remark, replies, state: stateOf(remark, replies) };
    });
}

/** Remarks that must be mended before approval and that nobody has mended. */
export function openRemarks(activity: readonly Activity[]): Activity[] {
  return remarksOf(activity)
    .filter(({ remark, state }) => remark.mustMend && state === 'open')
    .map(({ remark }) => remark);
}

/** The last reply that decides: a resolving one closes the remark, its author's own answer opens it again. */
function stateOf(remark: Activity, replies: readonly Activity[]): RemarkState {
  const isDeciding = (reply: Activity) => reply.resolves || reply.createdBy === remark.createdBy;
  const last = replies.findLast(isDeciding);
  if (!last) return 'open';
  if (!last.resolves) return 'open';
  return last.createdBy === remark.createdBy ? 'accepted' : 'mended';
}
