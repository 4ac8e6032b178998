import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { revisionOf } from '../../shared/domain/revision.ts';
import { seededRandom } from '../demonstration/random.ts';
import { newEntity } from '../testing/documents.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import type { TestSession } from '../testing/test-session.ts';

let server: TestServer;
let binh: TestSession;
const idle: pg.Client[] = [];

beforeAll(async () => {
  server = await startTestServer();
  binh = await server.signIn('binh');
});
afterAll(async () => {
  for (const client of idle) await client.end();
  await server.stop();
});

/** Another writer's transaction, which the test opens, fills and ends when it likes. */
async function openTransaction(): Promise<{
  write(id: string): Promise<void>;
  end(how: 'commit' | 'rollback'): Promise<void>;
}> {
  const client = idle.pop() ?? (await connect());
  await client.query('begin');
  return {
    async write(id) {
      const document = { ...newEntity({ id: 'p-an', scope: 'song-mai' }), id };
      await client.query(
        `insert into sync.entities (scope, id, body, revision, change_xid, change_seq, origin, deleted, pushed_by)
         values ('song-mai', $1, $2, $3, pg_current_xact_id(), nextval('minh_tra.change_seq'), 'test', false, 'p-an')
         on conflict (scope, id) do update set body = excluded.body, revision = excluded.revision,
           change_xid = excluded.change_xid, change_seq = excluded.change_seq`,
        [id, JSON.stringify(document), revisionOf(document)],
      );
    },
    async end(how) {
      await client.query(how);
      idle.push(client);
    },
  };
}

async function connect(): Promise<pg.Client> {
  const client = new pg.Client(server.databaseUrl);
  await client.connect();
  return client;
}

function idsOf(documents: readonly { readonly [field: string]: unknown }[]): string[] {
  return documents.map(({ id }) => String(id));
}

describe('a transaction that began earlier and commits later', () => {
  it('is not jumped over: what commits meanwhile waits for it, and both then come', async () => {
    const { checkpoint } = await binh.pullAll('entities');
    const early = await openTransaction();
    await early.write('early');
    const late = await openTransaction();
    await late.write('late');
    await late.end('commit');
    const between = await binh.pull('entities', checkpoint);
    expect(between).toMatchObject({ documents: [], more: false });
    await early.end('commit');
    expect(idsOf((await binh.pull('entities', between.checkpoint)).documents)).toEqual(['early', 'late']);
  });

  it('is told of only when it can be read, though its notice came before', async () => {
    const { checkpoint } = await binh.pullAll('entities');
    const an = await server.signIn('an');
    const events = await binh.events();
    const held = await openTransaction();
    await held.write('held');
    const pushed = newEntity(an.person);
    await an.push('entities', [{ base: null, document: pushed }]);
    // The notice of the push is here, but nothing may be said of it yet.
    expect((await binh.pull('entities', checkpoint)).documents).toEqual([]);
    expect(events.received).toEqual([]);
    await held.end('rollback');
    await events.next(({ collection }) => collection === 'entities');
    expect(idsOf((await binh.pull('entities', checkpoint)).documents)).toEqual([pushed.id]);
    await events.close();
  });

  it('is in a first download that began before it ended', async () => {
    const held = await openTransaction();
    await held.write('held-in-first');
    const first = await binh.pull('entities', undefined, 1);
    await held.end('commit');
    expect(idsOf((await binh.pullAll('entities', first.checkpoint, 1)).documents)).toContain('held-in-first');
  });
});

describe('transactions that interleave at random', () => {
  const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);

  it(`never hide a change from a device that pulls meanwhile (50 rounds, SEED=${seed})`, async () => {
    const random = seededRandom(seed);
    for (let round = 0; round < 50; round += 1) await interleave(random, `${seed}-${round}`);
  });

  /** Three writers and a reader, each step by chance; in the end the reader must hold what was committed. */
  async function interleave(random: ReturnType<typeof seededRandom>, name: string): Promise<void> {
    const held = new Map<string, string>();
    const steps: string[] = [];
    let checkpoint: string | undefined;
    const pull = async () => {
      const page = await binh.pull('entities', checkpoint, random.between(1, 4));
      for (const document of page.documents) held.set(String(document.id), JSON.stringify(document));
      checkpoint = page.checkpoint;
      return page.more;
    };
    await server.sql('delete from sync.entities');
    const open = new Map<number, Awaited<ReturnType<typeof openTransaction>>>();
    for (let step = 0; step < 14; step += 1) {
      const writer = random.between(0, 2);
      const transaction = open.get(writer);
      const chance = random.next();
      if (chance < 0.35) {
        steps.push('pull');
        await pull();
      } else if (!transaction) {
        steps.push(`begin ${writer}`);
        open.set(writer, await openTransaction());
      } else if (chance < 0.75) {
        // Ids of one's own: two writers of one row would wait for each other, in any database.
        const id = `${name}-${writer}-${random.between(0, 2)}`;
        steps.push(`write ${id}`);
        await transaction.write(id);
      } else {
        const how = random.next() < 0.8 ? 'commit' : 'rollback';
        steps.push(`${how} ${writer}`);
        await transaction.end(how);
        open.delete(writer);
      }
    }
    for (const transaction of open.values()) await transaction.end('commit');
    while (await pull());
    const rows = await server.sql<{ id: string; body: string }>('select id, body from sync.entities order by id');
    const expected = Object.fromEntries(rows.map(({ id, body }) => [id, body]));
    expect({ steps, held: Object.fromEntries([...held].sort()) }).toEqual({ steps, held: expected });
  }
});

describe('a checkpoint', () => {
  it('that this server never wrote is refused', async () => {
    for (const checkpoint of [
      'nonsense',
      Buffer.from('{"song-mai":["on","x","0"]}').toString('base64url'),
      'eyJhIjpbXX0',
    ]) {
      const response = await binh.request(`/sync/entities?checkpoint=${checkpoint}`);
      expect([response.status, await response.json()]).toEqual([
        400,
        { code: 'request.invalid', details: { field: 'checkpoint' } },
      ]);
    }
  });

  it('stays as it is while nothing changes', async () => {
    const { checkpoint } = await binh.pullAll('entities');
    await server.sql('select pg_current_xact_id()');
    expect((await binh.pull('entities', checkpoint)).checkpoint).toBe(checkpoint);
  });
});
