import { inspect } from 'node:util';
import fc from 'fast-check';
import { expect } from 'vitest';
import { servePort } from '../../electron/database/port.ts';
import { openEngine } from '../../electron/database/testing/engines.ts';
import { fileFaults } from '../../electron/database/testing/file-faults.ts';
import { humanSchema } from '../../electron/database/testing/human-schema.ts';
import { wireSchemaOf } from '../../electron/database/testing/wire-schema.ts';
import { isProblemCode } from '../../shared/problem/catalogue.ts';
import { protocolVersion } from '../../shared/storage/contract.ts';
import { createPortPair, listen } from '../../shared/storage/port.ts';
import { schemaHashOf } from '../../shared/storage/schema-hash.ts';
import { hostileCalls, humans, sentTo } from '../hostile/storage-requests.ts';
import { scenario } from './scenario.ts';

interface Reply {
  readonly call: number;
  readonly value?: unknown;
  readonly problem?: { readonly code: string; readonly details?: { readonly reason?: unknown } };
}

/** Some are nested so deep that nothing can print them. */
/** Of all calls: those that got past the look at their form and at whose instance it is. */
const fairShare = 0.15;
const shown = { depth: 12, maxStringLength: 2_000, maxArrayLength: 20 };

// The same to the database port, past the program's own half of the storage. Lost: a call without an answer, or with one that
// is no code, or the document that stood there before. Different: SQLite finds the file unsound, or with a table too many.
scenario('hostile calls', { ci: 1_000, full: 10_000, roundMs: 200 }, async ({ rounds, seed, note }) => {
  const engine = openEngine();
  const [near, far] = createPortPair();
  servePort({
    engine,
    port: far,
    allowed: [{ name: humans, version: humanSchema.version, schemaHash: await schemaHashOf(humanSchema) }],
  });
  const waiting = new Map<number, (reply: Reply) => void>();
  listen(near, (data) => {
    for (const reply of (data as { replies: Reply[] }).replies) waiting.get(reply.call)?.(reply);
  });
  let calls = 0;
  const ask = (request: object) => {
    const call = ++calls;
    const reply = new Promise<Reply>((resolve) => waiting.set(call, resolve));
    near.postMessage({ requests: [{ ...request, call }] });
    return reply;
  };
  const open = async (database: string) => {
    const input = {
      protocol: protocolVersion,
      database,
      collection: humans,
      schema: wireSchemaOf(humanSchema),
      options: { searchFields: ['name'], elementFields: ['friends.id'] },
    };
    return ((await ask({ op: 'open', input })).value as { instance: number }).instance;
  };
  const kept = await open('kept');
  const document = JSON.stringify({
    id: 'kept',
    name: 'An',
    _deleted: false,
    _attachments: {},
    _rev: '1-a',
    _meta: { lwt: 1 },
  });
  await ask({ op: 'write', input: { instance: kept, documents: [document], previous: [null], context: 'x' } });
  let instance = await open('hostile');
  let sent = 0;
  let reached = 0;
  const lost: string[] = [];
  const send = async (request: unknown) => {
    if (typeof request !== 'object' || request === null) return;
    const { value, problem } = await ask(sentTo(instance, request));
    sent++;
    if (problem?.code !== 'database.closed' && problem?.details?.reason !== 'request') reached++;
    if (problem ? !isProblemCode(problem.code) || problem.code === 'internal' : value === undefined) {
      throw new Error(problem ? `answered ${problem.code}` : 'answered nothing');
    }
    // A call that was sound after all may have shut it.
    const { problem: gone } = await ask({ op: 'find', input: { instance, ids: [], withDeleted: true } });
    if (gone) instance = await open('hostile');
  };
  const details = await fc.check(fc.asyncProperty(hostileCalls(), send), { numRuns: rounds, seed });
  const [found] = details.counterexample ?? [];
  if (found !== undefined) {
    const { message } = details.errorInstance as Error;
    note(`${message}\n${inspect(found, shown)}`);
    lost.push(message);
  }
  const { value } = await ask({ op: 'find', input: { instance: kept, ids: ['kept'], withDeleted: true } });
  if (JSON.stringify(value) !== JSON.stringify([document])) lost.push('the document that was there');
  expect(reached).toBeGreaterThan(sent * fairShare);
  engine.close();
  return { acknowledged: calls, lost, doubled: [], diverged: fileFaults(engine.file), measured: { reached } };
});
