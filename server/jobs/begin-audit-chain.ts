import { transact } from '../database/connections.ts';
import { type AuditEnd, auditLines, lockAuditEnd, proveLines } from '../queries/audit.ts';
import { addAuditLine, placedAfter } from '../services/audit.ts';
import type { Context } from '../services/context.ts';

/**
 * Begins the audit log's chain, once: proves the lines that were there before, and adds one that says how many they were.
 * They are proven from here on, not from when they were written.
 */
export async function beginAuditChain(context: Pick<Context, 'connections' | 'cryptography' | 'now'>): Promise<void> {
  await transact(context.connections.owner, {}, async (client) => {
    await lockAuditEnd(client);
    let end: AuditEnd = { place: 0, proof: '' };
    for await (const lines of auditLines(client)) {
      // By its first line, which no request can write once the chain has begun.
      if (end.place === 0 && lines[0]?.chainProof) return;
      const proven = lines.map((line) => {
        const placed = placedAfter(end, line, context);
        end = { place: placed.place, proof: placed.chainProof };
        return placed;
      });
      await proveLines(client, proven);
    }
    const details = { linesBefore: end.place };
    await addAuditLine(client, context, { at: new Date(context.now()), kind: 'chainBegun', details });
  });
}
