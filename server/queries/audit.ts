import type { Queryable } from '../database/connections.ts';

/** A line of the audit log as it is stored. Of one that was tampered with every field may be anything. */
export interface StoredLine {
  /** Number of its arrival; leaves gaps. */
  readonly id: string;
  readonly place: number;
  /** Seconds since 1970 with six decimals, as PostgreSQL writes them. */
  readonly seconds: string;
  readonly kind: string;
  readonly personId: string | null;
  readonly deviceId: string | null;
  readonly details: unknown;
  readonly lineProof: string;
  readonly chainProof: string;
}

/** A line at its place, before it has an id. */
export type PlacedLine = Omit<StoredLine, 'id'>;

/** Place of the last line and its proof; of an empty log 0 and an empty text. */
export interface AuditEnd {
  readonly place: number;
  readonly proof: string;
}

interface Selection {
  /** Not before this moment. */
  readonly since?: Date | undefined;
  readonly kind?: string | undefined;
}

const portion = 5_000;
const columns = `
  id, place, extract(epoch from at)::text as seconds, kind, person_id as "personId", device_id as "deviceId", details,
  line_proof as "lineProof", chain_proof as "chainProof"`;

/** The end of the log; nobody else adds to it until the transaction ends. */
export async function lockAuditEnd(client: Queryable): Promise<AuditEnd> {
  return endOf(await client.query('select place, proof from minh_tra.audit_end()'));
}

/** The end of the log as it stands. For the owner's connection. */
export async function auditEnd(owner: Queryable): Promise<AuditEnd> {
  return endOf(
    await owner.query('select place, chain_proof as proof from minh_tra.audit_lines order by place desc limit 1'),
  );
}

function endOf({ rows: [row] }: { rows: { place: string; proof: string }[] }): AuditEnd {
  return { place: Number(row?.place ?? 0), proof: row?.proof ?? '' };
}

/** Adds a line, which is refused anywhere but at the end; no grant lets a request read, change or remove one. */
export async function insertAuditLine(client: Queryable, line: PlacedLine): Promise<void> {
  await client.query('select minh_tra.add_audit_line($1, to_timestamp($2::numeric), $3, $4, $5, $6, $7, $8)', [
    line.place,
    line.seconds,
    line.kind,
    line.personId,
    line.deviceId,
    JSON.stringify(line.details),
    line.lineProof,
    line.chainProof,
  ]);
}

/** The log in its order, portion by portion and as it stood at the first; inside a transaction. For the owner's connection. */
export async function* auditLines(owner: Queryable, { since, kind }: Selection = {}): AsyncGenerator<StoredLine[]> {
  await owner.query(
    `declare audit_log no scroll cursor for select ${columns} from minh_tra.audit_lines
     where ($1::timestamptz is null or at >= $1) and ($2::text is null or kind = $2) order by place, id`,
    [since ?? null, kind ?? null],
  );
  for (;;) {
    const { rows } = await owner.query<StoredLine>(`fetch ${portion} from audit_log`);
    if (rows.length === 0) break;
    yield rows.map((row) => ({ ...row, place: Number(row.place) }));
  }
  await owner.query('close audit_log');
}

/** Writes the proofs of lines that have none yet. For the owner's connection. */
export async function proveLines(owner: Queryable, lines: readonly StoredLine[]): Promise<void> {
  await owner.query(
    `update minh_tra.audit_lines l set line_proof = n.line_proof, chain_proof = n.chain_proof
     from unnest($1::bigint[], $2::text[], $3::text[]) as n(place, line_proof, chain_proof) where l.place = n.place`,
    [lines.map(({ place }) => place), lines.map((line) => line.lineProof), lines.map((line) => line.chainProof)],
  );
}
