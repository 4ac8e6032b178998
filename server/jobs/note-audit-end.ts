import type { Logger } from 'pino';
import { traceOf } from '../plugins/problems.ts';
import { auditEnd } from '../queries/audit.ts';
import type { Context } from '../services/context.ts';

const everyMs = 60_000;

/**
 * Writes the end of the audit log into the program's own, now and whenever it has moved: whoever keeps that elsewhere can
 * show later that no line was cut off. Answers what stops it.
 */
export function startNotingAuditEnd(context: Context, log: Logger): () => void {
  let noted = 0;
  const note = async () => {
    const { place, proof } = await auditEnd(context.connections.owner);
    if (place !== noted) log.info({ audit: `${place}:${proof}` }, 'end of the audit log');
    noted = place;
  };
  const tryNote = () => {
    note().catch((error: unknown) => log.warn(traceOf(error), 'end of the audit log not noted'));
  };
  tryNote();
  const timer = setInterval(tryNote, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
