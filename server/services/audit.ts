import type { Queryable } from '../database/connections.ts';
import { type AuditEnd, insertAuditLine, lockAuditEnd, type PlacedLine } from '../queries/audit.ts';
import type { Context } from './context.ts';
import type { AuditedLine } from './cryptography.ts';

export interface AuditLine {
  readonly at: Date;
  readonly kind:
    | 'chainBegun'
    | 'signedIn'
    | 'signInRefused'
    | 'signedOut'
    | 'refreshReused'
    | 'deviceRevoked'
    | 'sessionsRevoked'
    | 'accountLocked'
    | 'signingKeyAdded'
    | 'originalFetched'
    | 'bundleTaken'
    | 'gaveBack'
    | 'numbersReserved'
    | 'numbersHeldAgain'
    | 'numbersVoided'
    | 'numbersReturned'
    | 'numberTwice'
    | 'broughtBack';
  readonly personId?: string | undefined;
  readonly deviceId?: string | undefined;
  readonly details?: Readonly<Record<string, string | number>> | undefined;
}

type Prover = Pick<Context, 'cryptography'>;

/**
 * Adds a line to the audit log, after which nobody else adds one until the transaction ends. So it comes last: whoever holds
 * the log's end waits for no row, and whoever holds rows may wait for the log.
 */
export async function addAuditLine(client: Queryable, prover: Prover, line: AuditLine): Promise<void> {
  const end = await lockAuditEnd(client);
  const { at, kind, personId = null, deviceId = null, details = {} } = line;
  await insertAuditLine(
    client,
    placedAfter(end, { seconds: secondsOf(at), kind, personId, deviceId, details }, prover),
  );
}

/** A line as it stands after the end of the log, with its proofs. */
export function placedAfter<Line extends AuditedLine>(
  end: AuditEnd,
  line: Line,
  { cryptography }: Prover,
): Line & PlacedLine {
  const place = end.place + 1;
  const lineProof = cryptography.proofOfLine(line);
  return { ...line, place, lineProof, chainProof: cryptography.proofOfPlace(end.proof, place, lineProof) };
}

function secondsOf(at: Date): string {
  return `${(at.getTime() / 1_000).toFixed(3)}000`;
}
