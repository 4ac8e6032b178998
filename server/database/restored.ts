import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { factOf, setFact } from '../queries/facts.ts';

/** What tells this database from a copy of it: a restored dump has other tables, a recovered cluster another timeline. */
interface Identity {
  readonly home: string;
  readonly timeline: string;
}

/**
 * Notices that the database was restored: from a dump, since its tables are others than those that were noted, or from a copy
 * of the cluster, since PostgreSQL begins a timeline whenever it recovers from one. Its rows stand in
 * transactions of another time, or of another cluster, that the feed may never reach: they get places of the present in
 * the order that they had, and the database a new epoch, by which laptops that have seen more are told apart.
 */
export async function noteRestore(client: pg.Client, collections: readonly string[]): Promise<void> {
  const present = await identityOf(client);
  const noted = { home: await factOf(client, 'home'), timeline: await factOf(client, 'timeline') };
  if (noted.home === present.home && noted.timeline === present.timeline) return;
  const isOther = noted.home !== present.home || noted.timeline !== null;
  await client.query('begin');
  try {
    // Without a note of the timeline, an older program was the last to start here.
    if (noted.home !== null && isOther) {
      const ended = (await factOf(client, 'epoch')) ?? '';
      for (const name of collections) {
        await holdStates(client, name, ended);
        await placeAnew(client, `sync.${pg.escapeIdentifier(name)}`);
      }
      await skipNumbers(client);
      await setFact(client, 'epoch', randomBytes(16).toString('hex'));
    }
    await setFact(client, 'home', present.home);
    await setFact(client, 'timeline', present.timeline);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

async function identityOf(client: pg.Client): Promise<Identity> {
  const answer = await client.query<Identity>(
    `select 'minh_tra.facts'::regclass::oid::text as home, left(pg_walfile_name(pg_current_wal_lsn()), 8) as timeline`,
  );
  return answer.rows[0] ?? { home: '', timeline: '' };
}

/** Notes what the restored copy holds: later states of the epoch that it ends are what laptops have to give back. */
async function holdStates(client: pg.Client, collection: string, ended: string): Promise<void> {
  await client.query(
    `insert into minh_tra.held_states (epoch, collection, scope, id, version)
     select $1, $2, scope, id, version from sync.${pg.escapeIdentifier(collection)}
     on conflict (epoch, collection, scope, id) do update set version = excluded.version, body = null`,
    [ended, collection],
  );
}

/** More than a unit gives out of one series between two backups: what was given after the copy was made is not in it. */
const skippedNumbers = 500;

/**
 * Official numbers go on well above what the copy knows, in series that it has and in those that it lacks: laptops may hold
 * what was given since, and the first that asks for more is perhaps none of them.
 */
async function skipNumbers(client: pg.Client): Promise<void> {
  await client.query(
    `insert into minh_tra.number_series as s (scope, year, symbol, last)
     select u.scope, y, '*', 0 from minh_tra.units u,
       generate_series(extract(year from now())::int, extract(year from now())::int + 1) y
     on conflict do nothing`,
  );
  await client.query(`update minh_tra.number_series set last = last + $1 where year >= extract(year from now())::int`, [
    skippedNumbers,
  ]);
}

async function placeAnew(client: pg.Client, table: string): Promise<void> {
  await client.query(
    `update ${table} t set change_xid = pg_current_xact_id(), change_seq = n.place
     from (select scope, id, row_number() over (order by change_xid, change_seq) as place from ${table}) n
     where t.scope = n.scope and t.id = n.id`,
  );
}
