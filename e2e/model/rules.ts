import { conflictHandlerOf } from '../../renderer/data/conflict-handler.ts';
import { verdictOf } from '../../server/services/push-verdict.ts';
import type { Server } from './world.ts';

/** What of the protocol a test may put something wrong in the place of, to see that the search finds it. */
export interface Rules {
  readonly verdictOf: typeof verdictOf;
  readonly conflictHandlerOf: typeof conflictHandlerOf;
  /** Below it everything can be read, whoever commits later. */
  feedEnd(server: Server): number;
  /** Receipts are kept with notes and documents. */
  readonly keepsReceipts: boolean;
  /** A page waits until no document in it is under way. */
  readonly waitsForPush: boolean;
  /** A pulled document that may be older than what was confirmed since it was asked for is held back. */
  readonly holdsOutdated: boolean;
  /** Pulled documents are marked as they are written. */
  readonly marksPulled: boolean;
  /** Where the server was restored, answers on the wire are of one that is no more. */
  readonly givesUpOldAnswers: boolean;
}

export const trueRules: Rules = {
  verdictOf,
  conflictHandlerOf,
  feedEnd: ({ nextXid, open }) => Math.min(nextXid, ...open.map(({ xid }) => xid)),
  keepsReceipts: true,
  waitsForPush: true,
  holdsOutdated: true,
  marksPulled: true,
  givesUpOldAnswers: true,
};
