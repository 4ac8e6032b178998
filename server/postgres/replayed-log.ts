import { readdirSync } from 'node:fs';
import pg from 'pg';

/** Name of a file of the log: its timeline, then its place, each as hexadecimal text. */
export const segmentName = /^[0-9A-F]{24}$/;
const timelineDigits = 8;
const placeIn = (segment: string) => segment.slice(timelineDigits);

/** How far a recovery replayed the log. */
export interface Replayed {
  /** The last file that something was replayed of. */
  readonly segment: string;
  /** Of the last transaction; null when none was replayed. */
  readonly at: Date | null;
}

/** Asks a database that has recovered since it started, of the timeline of the segment `first`: it is on its next one by now. */
export async function replayedBy(url: string, first: string): Promise<Replayed> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    // A place at a file's beginning is the end of the file before.
    const { rows } = await client.query<Replayed>(
      'select pg_walfile_name(pg_last_wal_replay_lsn() - 1) as segment, pg_last_xact_replay_timestamp() as at',
    );
    const [replayed] = rows;
    if (!replayed?.segment) throw new Error('PostgreSQL did not say how far it replayed the log');
    return { ...replayed, segment: first.slice(0, timelineDigits) + placeIn(replayed.segment) };
  } finally {
    await client.end();
  }
}

/** The last file of the log in an archive; null when there is none. */
export function lastSegment(archive: string): string | null {
  const segments = readdirSync(archive).filter((name) => segmentName.test(name));
  return segments.sort().at(-1) ?? null;
}

/** Throws when the archive held more than was replayed of it: then a part in between is missing, or spoilt. */
export function demandWhole(archive: string, last: string | null, { segment, at }: Replayed): void {
  if (!last || placeIn(last) <= placeIn(segment)) return;
  const reached = at ? ` (last transaction of ${at.toISOString()})` : '';
  throw new Error(
    `${archive} holds the log up to ${last}, but it can be replayed only to ${segment}${reached}: ` +
      'what follows is missing or damaged. Copy the archive whole; with --until, a moment before that can be restored',
  );
}
