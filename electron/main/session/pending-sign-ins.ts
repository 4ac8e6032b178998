import { ProblemError } from '../../../shared/problem/problem.ts';
import type { SessionReply } from '../../../shared/protocol/auth.ts';

/** Sessions that the server has granted for a password, and that no vault holds yet. In memory alone. */
export interface PendingSignIns {
  add(reply: SessionReply): void;
  /** What was granted to a person a short while ago; null when nothing was. */
  of(personId: string): SessionReply | null;
  /** As `of`; throws `session.expired` when there is nothing: the password is needed. */
  demand(personId: string): SessionReply;
  done(personId: string): void;
  /** Forgets everybody's. */
  clear(): void;
}

/** After this time a password that was checked counts no longer. */
const keptMs = 15 * 60_000;

export function pendingSignIns(now: () => number): PendingSignIns {
  const held = new Map<string, { readonly reply: SessionReply; readonly atMs: number }>();
  const of = (personId: string) => {
    const entry = held.get(personId);
    if (!entry) return null;
    if (now() - entry.atMs < keptMs) return entry.reply;
    held.delete(personId);
    return null;
  };
  return {
    of,
    add: (reply) => held.set(reply.person.id, { reply, atMs: now() }),
    demand(personId) {
      const reply = of(personId);
      if (!reply) throw new ProblemError('session.expired');
      return reply;
    },
    done: (personId) => held.delete(personId),
    clear: () => held.clear(),
  };
}
