import type { Logger } from 'pino';
import { transact } from '../database/connections.ts';
import { traceOf } from '../plugins/problems.ts';
import { purgeRates, purgeSessions } from '../queries/purge.ts';
import { broughtFolder } from '../services/brought-files.ts';
import type { Context } from '../services/context.ts';

const everyMs = 60 * 60_000;
const sessionsMs = 90 * 24 * 60 * 60_000;
/** Longer than any window. */
const ratesMs = 60 * 60_000;
/** A laptop that has sent a part of a file may be on the way for weeks. */
const incomingMs = 60 * 24 * 60 * 60_000;

/** Clears what nobody needs any more, each hour; any instance may do it. Answers what stops it. */
export function startPurge(context: Context, log: Logger): () => void {
  const timer = setInterval(() => {
    purge(context).catch((error: unknown) => log.warn(traceOf(error), 'purge failed'));
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}

/**
 * Removes ended sessions once the audit log alone need remember them, counts of windows that are over, and parts of files that
 * nobody has sent on.
 */
export async function purge(context: Context): Promise<void> {
  const now = context.now();
  await transact(context.connections.owner, {}, async (client) => {
    await purgeSessions(client, new Date(now - sessionsMs));
    await purgeRates(client, new Date(now - ratesMs));
  });
  await context.evidence.forget(now - incomingMs, broughtFolder);
}
