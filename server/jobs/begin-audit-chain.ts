import { transact } from '../database/connections.ts';
import { type AuditEnd, auditLines, lockAuditEnd, proveLines } from '../queries/audit.ts';
import { addAuditLine, placedAfter } from '../services/audit.ts';
import type { Context } from '../services/context.ts';

/**
 * Begins the audit log's chain, once: proves the lines that were there before, and adds one that says how many they were.
 * They are proven from here on, not from when they were written. Answers that number; null when the chain had begun.
 */
export async function beginAuditChain(
  context: Pick<Context, 'connections' | 'cryptography' | 'now'>,
): Promise<number | null> {
  return transact(context.connections.owner, {}, async (client) => {
    await lockAuditEnd(client);
    let end: AuditEnd = { place: 0, proof: '' };
    for await (const lines of auditLines(client)) {
      // By its first line, which no request can write once the chain has begun.
      if (end.place === 0 && lines[0]?.chainProof) return null;
      const proven = lines.map((line) => {
        const placed = placedAfter(end, line, context);
        end = { place: placed.place, proof: placed.chainProof };
        return placed;
      });
      await proveLines(client, proven);
    }
    const linesBefore = end.place;
    const details = { linesBefore };
    await addAuditLine(client, context, { at: new Date(context.now()), kind: 'chainBegun', details });
    return linesBefore;
  });
}
