import type { Activity } from '../../schema/activity.ts';

/** `mended`: the team says so; `accepted`: whoever made the remark agrees, or it needed no mending. */
export type RemarkState = 'open' | 'mended' | 'accepted';

/** A review remark with its replies, earliest first; those that their author took back are left out. */
export interface Remark {
  readonly remark: Activity;
  readonly replies: readonly Activity[];
  readonly state: RemarkState;
  /** What says that it was mended and has had no answer; empty where nothing does. */
  readonly claims: readonly Activity[];
  /** What the team answers now: the remark, or its author's last "not yet". */
  readonly round: string;
}

/**
 * The remarks of a case, earliest first, out of all that happened in it. What a reply answers it names (`replyTo`), so that
 * no clock decides: the team answers the remark or its author's "not yet", and that answers what the team said. A reply to
 * one's own reply takes it back.
 */
export function remarksOf(activity: readonly Activity[]): Remark[] {
  const inOrder = [...activity].sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
  const withdrawn = withdrawals(inOrder);
  const gone = new Set(withdrawn.values());
  const replies = inOrder.filter(({ id, kind }) => kind === 'reply' && !withdrawn.has(id));
  return inOrder.filter(({ kind }) => kind === 'remark').map((remark) => withReplies(remark, replies, gone));
}

function withReplies(remark: Activity, all: readonly Activity[], gone: ReadonlySet<string>): Remark {
  const thread = threadOf(remark, all);
  const byId = new Map(thread.map((reply) => [reply.id, reply]));
  const replies = thread.filter(({ id }) => !gone.has(id));
  const isAuthor = ({ createdBy }: Activity) => createdBy === remark.createdBy;
  const claimed = ({ replyTo }: Activity) => byId.get(replyTo);
  const refusals = replies.filter((reply) => isAuthor(reply) && !reply.resolves && claimed(reply)?.resolves);
  // One "not yet" answers all who had said it to the same.
  const refused = new Set(refusals.map((refusal) => claimed(refusal)?.replyTo));
  const claims = replies.filter((reply) => !isAuthor(reply) && reply.resolves && !refused.has(reply.replyTo));
  const isAccepted = replies.some((reply) => isAuthor(reply) && reply.resolves);
  const state = isAccepted ? 'accepted' : claims.length > 0 ? 'mended' : 'open';
  const round = refusals.findLast(({ id }) => !refused.has(id)) ?? remark;
  return { remark, replies, state, claims, round: round.id };
}

/** Those that answer the remark, or what answers it. */
function threadOf(remark: Activity, replies: readonly Activity[]): Activity[] {
  const among = new Set([remark.id]);
  let found: Activity[] = [];
  let before = -1;
  while (found.length > before) {
    before = found.length;
    found = replies.filter(({ replyTo }) => among.has(replyTo));
    for (const { id } of found) among.add(id);
  }
  return found;
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

/** The remark that a reply belongs to, through what it answers; null where this device does not hold the whole way. */
export function remarkOf(reply: Activity, byId: ReadonlyMap<string, Activity>): Activity | null {
  const seen = new Set<string>();
  let at: Activity | undefined = reply;
  while (at && at.kind === 'reply' && !seen.has(at.id)) {
    seen.add(at.id);
    at = byId.get(at.replyTo);
  }
  return at?.kind === 'remark' ? at : null;
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
