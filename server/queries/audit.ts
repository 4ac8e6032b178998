import type { Queryable } from '../database/connections.ts';

export interface AuditLine {
  readonly at: Date;
  readonly kind:
    | 'signedIn'
    | 'signInRefused'
    | 'signedOut'
    | 'refreshReused'
    | 'deviceRevoked'
    | 'accountLocked'
    | 'gaveBack';
  readonly personId?: string | undefined;
  readonly deviceId?: string | undefined;
  readonly details?: Readonly<Record<string, string | number>> | undefined;
}

/** Adds a line to the audit log; no grant lets a request read, change or remove one. */
export async function addAuditLine(client: Queryable, line: AuditLine): Promise<void> {
  await client.query(
    'insert into minh_tra.audit_lines (at, kind, person_id, device_id, details) values ($1, $2, $3, $4, $5)',
    [line.at, line.kind, line.personId ?? null, line.deviceId ?? null, JSON.stringify(line.details ?? {})],
  );
}
