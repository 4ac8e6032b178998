import { afterAll, beforeAll } from 'vitest';
import { startTestServer, type TestServer } from '../../server/testing/test-server.ts';
import type { TestSession } from '../../server/testing/test-session.ts';
import { type OpenTransaction, type Transactions, transactionsOn } from '../../server/testing/transactions.ts';
import { type Play, scenario } from './scenario.ts';

let server: TestServer;
let binh: TestSession;
let transactions: Transactions;
beforeAll(async () => {
  server = await startTestServer();
  binh = await server.signIn('binh');
  transactions = transactionsOn(server.databaseUrl);
});
afterAll(async () => {
  await transactions.close();
  await server.stop();
});

const stepsARound = 14;
const lastWriter = 2;

/** Three writers and a reader, each step by chance. What the reader holds in the end, and what was committed: body by id. */
async function interleave({ random, note }: Play, name: string) {
  const held = new Map<string, string>();
  const open = new Map<number, { readonly transaction: OpenTransaction; readonly written: Map<string, string> }>();
  const committed = new Map<string, string>();
  let checkpoint: string | undefined;
  const pull = async () => {
    const page = await binh.pull('entities', checkpoint, random.between(1, 4));
    for (const document of page.documents) held.set(String(document.id), JSON.stringify(document));
    checkpoint = page.checkpoint;
    return page.more;
  };
  const end = async (writer: number, how: 'commit' | 'rollback') => {
    const ending = open.get(writer);
    open.delete(writer);
    await ending?.transaction.end(how);
    if (how === 'commit') for (const [id, body] of ending?.written ?? []) committed.set(id, body);
    note(`${name}: ${how} ${writer}`);
  };
  await server.sql('delete from sync.entities');
  for (let step = 0; step < stepsARound; step += 1) {
    const writer = random.between(0, lastWriter);
    const writing = open.get(writer);
    const chance = random.next();
    if (chance < 0.35) {
      note(`${name}: pull`);
      await pull();
    } else if (!writing) {
      note(`${name}: begin ${writer}`);
      open.set(writer, { transaction: await transactions.open(), written: new Map() });
    } else if (chance < 0.75) {
      // Ids of one's own: two writers of one row would wait for each other, in any database.
      const id = `${name}-${writer}-${random.between(0, 2)}`;
      note(`${name}: write ${id}`);
      writing.written.set(id, await writing.transaction.write(id));
    } else {
      await end(writer, random.next() < 0.8 ? 'commit' : 'rollback');
    }
  }
  for (const writer of [...open.keys()]) await end(writer, 'commit');
  while (await pull());
  return { held, committed };
}

// Transactions commit in another order than they began, while a device pulls.
scenario('commit order', { ci: 50, full: 1_000, roundMs: 1_000 }, async (play) => {
  let acknowledged = 0;
  const lost: string[] = [];
  const diverged: string[] = [];
  for (let round = 0; round < play.rounds; round += 1) {
    const { held, committed } = await interleave(play, `${play.seed}-${round}`);
    acknowledged += committed.size;
    for (const [id, body] of committed) {
      if (!held.has(id)) lost.push(id);
      else if (held.get(id) !== body) diverged.push(id);
    }
    diverged.push(...[...held.keys()].filter((id) => !committed.has(id)));
  }
  return { acknowledged, lost, doubled: [], diverged };
});
