import { readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { demonstrationPassword } from '../../shared/demonstration.ts';
import { describeFindings } from '../audit-words.ts';
import { openConnections, transact } from '../database/connections.ts';
import { masterKey } from '../database/master-key.ts';
import { knownMigrations } from '../database/migrate.ts';
import { prepareDatabase } from '../database/prepare.ts';
import { seededRandom } from '../demonstration/random.ts';
import { beginAuditChain } from '../jobs/begin-audit-chain.ts';
import { type AuditEnd, auditEnd, auditLines } from '../queries/audit.ts';
import { standardRegistrations } from '../start.ts';
import { createTestDatabase, startTestServer, type TestServer } from '../testing/test-server.ts';
import { postJson } from '../testing/test-session.ts';
import { type AuditLine, addAuditLine } from './audit.ts';
import { type AuditFindings, checkAuditLog } from './audit-check.ts';
import { createCryptography } from './cryptography.ts';
import { createRegistry } from './registry.ts';

const chainMigration = '20261127T0900-audit-chain.sql';
let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

type Log = Pick<TestServer['server']['context'], 'connections' | 'cryptography' | 'now'>;

function check({ connections, cryptography }: Log, noted?: AuditEnd): Promise<AuditFindings> {
  return transact(
    connections.owner,
    {},
    (client) => checkAuditLog(auditLines(client), cryptography, noted),
    'snapshot',
  );
}

/** The broken lines as "place fault". */
async function faults(noted?: AuditEnd): Promise<string[]> {
  const { broken } = await check(server.server.context, noted);
  return broken.map(({ place, fault }) => `${place} ${fault}`);
}

function add(line: Partial<AuditLine> = {}, { server: { context } } = server): Promise<void> {
  const whole: AuditLine = { at: new Date(), kind: 'signedIn', personId: 'p-an', deviceId: 'device-1', ...line };
  return transact(context.connections.request, {}, (client) => addAuditLine(client, context, whole));
}

/** What somebody does who has the database's owner, and takes the table's own guard away first. */
async function tamper(...statements: string[]): Promise<void> {
  const { owner } = server.server.context.connections;
  const whole = ['alter table minh_tra.audit_lines disable trigger user', ...statements];
  await owner.query(`begin; ${whole.join(';')}; alter table minh_tra.audit_lines enable trigger user; commit`);
}

const set = (place: number, change: string) => `update minh_tra.audit_lines set ${change} where place = ${place}`;
const remove = (condition: string) => `delete from minh_tra.audit_lines where ${condition}`;
const misplaced = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, nth) => `${from + nth} misplaced`);
/** Moves lines down by one, one after the other, so that no place is there twice meanwhile. */
const close = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, nth) => set(from + nth, `place = ${from + nth - 1}`));

describe('a log that somebody tampers with', () => {
  beforeEach(async () => {
    // Begun by the server at its start, as the first line; then nine more.
    await tamper('truncate minh_tra.audit_lines');
    await beginAuditChain(server.server.context);
    for (let nth = 2; nth <= 10; nth += 1) await add({ details: { documents: nth, collection: 'cases' } });
  });

  it('is whole while nobody does', async () => {
    expect(await check(server.server.context)).toMatchObject({
      broken: [],
      end: { place: 10 },
      begun: { linesBefore: 0 },
    });
  });

  it.each<[string, string[], string[]]>([
    ['what a line says', [set(5, `kind = 'signedOut'`)], ['5 altered']],
    ['who it names', [set(5, `person_id = 'p-binh'`)], ['5 altered']],
    ['which device it names', [set(5, 'device_id = null')], ['5 altered']],
    ['a number in its details', [set(5, `details = details || '{"documents": 6}'`)], ['5 altered']],
    ['one detail more', [set(5, `details = details || '{"_rev": 1}'`)], ['5 altered']],
    ['its time, by a microsecond', [set(5, `at = at + interval '1 microsecond'`)], ['5 altered']],
    ['its time, to none', [set(5, `at = 'infinity'`)], ['5 altered']],
    ['the proof of its words', [set(5, `line_proof = 'x'`)], ['5 forged']],
    ['the proof of its place', [set(5, `chain_proof = 'x'`)], ['5 misplaced', '6 misplaced']],
    ['a line in the middle, removed', [remove('place = 5')], ['5 missing']],
    ['several', [remove('place between 4 and 7')], ['4 missing']],
    ['one removed, and the gap closed', [remove('place = 5'), ...close(6, 10)], misplaced(5, 9)],
    ['the first', [remove('place = 1')], ['1 missing']],
    ['the first, and the gap closed', [remove('place = 1'), ...close(2, 10)], misplaced(1, 9)],
    [
      'two swapped',
      [set(5, 'place = 0'), set(6, 'place = 5'), set(0, 'place = 6')],
      ['5 misplaced', '6 misplaced', '7 misplaced'],
    ],
    [
      'two whose words are swapped',
      [
        set(5, `details = '{"documents": 6, "collection": "cases"}'`),
        set(6, `details = '{"documents": 5, "collection": "cases"}'`),
      ],
      ['5 altered', '6 altered'],
    ],
    [
      'a copy of an earlier line at the end',
      [
        `insert into minh_tra.audit_lines (place, at, kind, person_id, device_id, details, line_proof, chain_proof)
         select 11, at, kind, person_id, device_id, details, line_proof, chain_proof
         from minh_tra.audit_lines where place = 3`,
      ],
      ['11 misplaced'],
    ],
    [
      'a place twice, once the rule against it is gone',
      [
        'alter table minh_tra.audit_lines drop constraint audit_lines_place_key',
        `insert into minh_tra.audit_lines (place, at, kind, details, line_proof, chain_proof)
         values (5, now(), 'signedIn', '{}', 'x', 'x')`,
      ],
      ['5 forged'],
    ],
    ['all of it', ['truncate minh_tra.audit_lines'], ['1 withoutBeginning']],
  ])('is broken where it happened: %s', async (_what, statements, expected) => {
    await tamper(...statements);
    expect(await faults()).toEqual(expected);
    await tamper('truncate minh_tra.audit_lines');
    await tamper(
      'alter table minh_tra.audit_lines drop constraint if exists audit_lines_place_key, add unique (place)',
    );
  });

  it('is as whole as before when the keys of details are written in another order', async () => {
    const [line] = await server.sql<{ details: object }>('select details from minh_tra.audit_lines where place = 5');
    await tamper(set(5, `details = '{"collection": "cases", "documents": 5}'`));
    expect(Object.keys(line?.details ?? {}).sort()).toEqual(['collection', 'documents']);
    expect(await faults()).toEqual([]);
    const { proofOfLine } = server.server.context.cryptography;
    const said = { seconds: '1.000000', kind: 'signedIn', personId: null, deviceId: null };
    expect(proofOfLine({ ...said, details: { a: 1, b: 2 } })).toBe(proofOfLine({ ...said, details: { b: 2, a: 1 } }));
  });

  it('does not show by itself that its end was cut off; an end that was noted does', async () => {
    const { owner } = server.server.context.connections;
    const noted = await auditEnd(owner);
    await add();
    expect(await faults(noted)).toEqual([]);
    await tamper(remove('place >= 9'));
    expect(await faults()).toEqual([]);
    expect(await faults(noted)).toEqual(['9 endMissing']);
    // Written on by the server: all of it is proven, and it is another log.
    await add();
    await add();
    await add();
    expect(await faults()).toEqual([]);
    expect(await faults(noted)).toEqual(['10 notAsNoted']);
  });

  it('is found by the noted end when whoever has the key writes it anew', async () => {
    const { connections, cryptography } = server.server.context;
    const noted = await auditEnd(connections.owner);
    await tamper('truncate minh_tra.audit_lines');
    await beginAuditChain({ connections, cryptography, now: Date.now });
    for (let nth = 2; nth <= 10; nth += 1) await add();
    expect(await faults()).toEqual([]);
    expect(await faults(noted)).toEqual(['10 notAsNoted']);
  });

  it('is broken from the first line on when it was signed with another key', async () => {
    const { connections } = server.server.context;
    const stranger = { connections, now: Date.now, cryptography: createCryptography(Buffer.alloc(32, 7)) };
    expect((await check(stranger)).broken[0]).toMatchObject({ place: 1, fault: 'forged' });
    await transact(connections.request, {}, (client) =>
      addAuditLine(client, stranger, { at: new Date(), kind: 'signedIn' }),
    );
    await add();
    expect(await faults()).toEqual(['11 forged']);
  });

  it('is not proven anew by a server that finds its proofs wiped: the second beginning gives it away', async () => {
    await tamper(set(5, `person_id = 'p-binh'`), `update minh_tra.audit_lines set line_proof = '', chain_proof = ''`);
    await beginAuditChain(server.server.context);
    expect(await faults()).toEqual(['11 begunAnew']);
  });

  it('refuses its own owner a change, a removal and an emptying', async () => {
    for (const sql of [set(5, `kind = 'x'`), remove('place = 5'), 'truncate minh_tra.audit_lines']) {
      await expect(server.sql(sql)).rejects.toMatchObject({ code: '42501' });
    }
    expect(await faults()).toEqual([]);
  });
});

describe('lines at random', () => {
  it('hold, whatever their moments, names and details are', async () => {
    const seed = Date.now() % 1_000_000_000;
    console.log(`audit lines at random: seed ${seed}`);
    const random = seededRandom(seed);
    const texts = ['', 'p-an', 'Nguyễn "An"\n\t\\', '🙂', `'; drop table x; --`, 'null'];
    const text = () => random.pick(texts);
    for (let nth = 0; nth < 100; nth += 1) {
      await add({
        at: new Date(random.between(0, 4_000_000_000_000)),
        personId: text(),
        deviceId: random.next() < 0.5 ? undefined : text(),
        details: { [text()]: text(), [`n${nth}`]: random.between(-1e12, 1e12), share: random.next() / 1e9 },
      });
    }
    expect(await faults()).toEqual([]);
  });
});

describe('writers at the same time', () => {
  it('leave one chain without a gap, from two instances, and whatever is rolled back', async () => {
    const second = await startTestServer({ databaseUrl: server.databaseUrl });
    const before = (await auditEnd(server.server.context.connections.owner)).place;
    const gone = new Error('rolled back');
    await Promise.all(
      Array.from({ length: 200 }, async (_, nth) => {
        const { context } = (nth % 2 === 0 ? server : second).server;
        const writing = transact(context.connections.request, {}, async (client) => {
          await addAuditLine(client, context, { at: new Date(), kind: 'signedIn', details: { nth } });
          if (nth % 5 === 0) throw gone;
        });
        await writing.catch((error: unknown) => expect(error).toBe(gone));
      }),
    );
    expect(await check(server.server.context)).toMatchObject({ broken: [], end: { place: before + 160 } });
    await second.stop();
  });

  it('sign in, fail to, sign out and are revoked without waiting for one another for ever', async () => {
    const second = await startTestServer({ databaseUrl: server.databaseUrl });
    const names = ['an', 'binh', 'giang', 'dung', 'nobody'];
    const administrator = await server.signIn('nga');
    const device = (nth: number) => `device-crowd-${nth % 4}`;
    const attempt = async (nth: number): Promise<number[]> => {
      const { url } = nth % 2 === 0 ? server : second;
      const password = nth % 7 === 0 ? 'sai' : demonstrationPassword;
      const username = names[nth % names.length];
      const body = { username, password, deviceId: device(nth), deviceName: 'Máy thử' };
      const signedIn = await postJson(url, '/auth/sign-in', body);
      if (nth % 10 === 9) {
        const revoked = await administrator.request(`/devices/${device(nth)}/revoke`, { method: 'POST' });
        return [signedIn.status, revoked.status];
      }
      if (!signedIn.ok) return [signedIn.status];
      const { refreshToken } = (await signedIn.json()) as { refreshToken: string };
      const signedOut = await postJson(url, '/auth/sign-out', { refreshToken, deviceId: device(nth) });
      return [signedIn.status, signedOut.status];
    };
    const answers = await Promise.all(Array.from({ length: 50 }, (_, nth) => attempt(nth)));
    expect(answers.flat().filter((status) => status >= 500)).toEqual([]);
    expect(answers.flat().filter((status) => status === 200).length).toBeGreaterThan(0);
    expect(await faults()).toEqual([]);
    await second.stop();
  });
});

describe('lines that were written before there was a chain', () => {
  it('are proven once, in their order, and the log says how many they were', async () => {
    const url = await createTestDatabase();
    await olderDatabase(url);
    const { requestUrl, applied } = await prepareDatabase(url, createRegistry(standardRegistrations()));
    expect(applied).toContain(chainMigration);
    const connections = openConnections(url, requestUrl, 2);
    const cryptography = createCryptography(await masterKey(connections.owner, undefined));
    const log = { connections, cryptography, now: Date.now };
    const begun = await Promise.all([beginAuditChain(log), beginAuditChain(log)]);
    expect(begun.toSorted()).toEqual([6_000, null]);
    const { rows } = await connections.owner.query(
      `select count(*)::int as count from minh_tra.audit_lines where details ->> 'nth' = place::text`,
    );
    expect(rows).toEqual([{ count: 6_000 }]);
    expect(await check(log)).toMatchObject({ broken: [], end: { place: 6_001 }, begun: { linesBefore: 6_000 } });
    expect(describeFindings(await check(log))).toContain('The first 6000 lines were there before');
    await connections.close();
  });

  /** A database as the program left it before, with lines whose ids have gaps. */
  async function olderDatabase(url: string): Promise<void> {
    const client = new pg.Client(url);
    await client.connect();
    await client.query('create table public.minh_tra_migrations (name text primary key, applied_at timestamptz)');
    for (const name of knownMigrations().filter((known) => known < chainMigration)) {
      await client.query(readFileSync(path.join(import.meta.dirname, '../migrations', name), 'utf8'));
      await client.query('insert into public.minh_tra_migrations values ($1, now())', [name]);
    }
    await client.query(
      `insert into minh_tra.audit_lines (id, at, kind, person_id, device_id, details) overriding system value
       select 3 * n, now() - n * interval '1 hour', 'signedOut', 'p-an', 'device-1', jsonb_build_object('nth', n)
       from generate_series(1, 6000) n order by n % 7`,
    );
    await client.end();
  }
});

describe('the role for requests', () => {
  let client: pg.PoolClient;
  const attempt = (sql: string) =>
    client.query(sql).then(
      ({ rows }) => rows,
      (error: pg.DatabaseError) => error.code,
    );
  const adding = (place: string) =>
    `select minh_tra.add_audit_line(${place}, now(), 'signedIn', 'p-an', null, '{}', 'forged', 'forged')`;

  beforeAll(async () => {
    client = await server.server.context.connections.request.connect();
  });
  afterAll(() => client.release());

  it('learns the end of the log and no line of it', async () => {
    const { place, proof } = await auditEnd(server.server.context.connections.owner);
    expect(await attempt('select * from minh_tra.audit_end()')).toEqual([{ place: String(place), proof }]);
    for (const sql of [
      'select * from minh_tra.audit_lines',
      'select count(*) from minh_tra.audit_lines',
      `insert into minh_tra.audit_lines (place, at, kind, details, line_proof, chain_proof)
       values (${place + 1}, now(), 'x', '{}', '', '')`,
      set(1, `kind = 'x'`),
      remove('true'),
    ]) {
      expect([sql, await attempt(sql)]).toEqual([sql, '42501']);
    }
  });

  it('adds at the next place alone, and what it adds without the key is found', async () => {
    const { place } = await auditEnd(server.server.context.connections.owner);
    for (const chosen of [place, place + 2, 0, -1, 'null', '9223372036854775807']) {
      expect([chosen, await attempt(adding(String(chosen)))]).toEqual([chosen, '42501']);
    }
    expect(await faults()).toEqual([]);
    expect(await attempt(adding(String(place + 1)))).toEqual([{ add_audit_line: '' }]);
    await add();
    expect(await faults()).toEqual([`${place + 1} forged`]);
  });

  it('can not be tricked by another schema in the search path', async () => {
    expect(
      await attempt(`set search_path = pg_temp; create temp table audit_lines (place bigint, chain_proof text);
      insert into audit_lines values (1, 'x')`),
    ).not.toEqual([]);
    const [end] = (await attempt('select proof from minh_tra.audit_end()')) as { proof: string }[];
    expect(end?.proof).toHaveLength(43);
    await attempt('reset search_path');
  });
});
