import { expect, it } from 'vitest';
import { protocolVersion } from '../../shared/storage/contract.ts';
import { createPortPair, listen } from '../../shared/storage/port.ts';
import { servePort } from './port.ts';
import { connectClient, openEngine } from './testing/engines.ts';
import { type Human, humanSchema } from './testing/human-schema.ts';
import { openInstance, prepared, stored } from './testing/instances.ts';
import { wireSchemaOf } from './testing/wire-schema.ts';

interface Reply {
  readonly call: number;
  readonly problem?: { readonly code: string };
  readonly value?: unknown;
}

/** What one port is answered, sent as it is: structured cloning would keep it so. */
async function openRaw() {
  const [near, far] = createPortPair();
  servePort({ engine: openEngine(), port: far, allowed: 'any' });
  const ask = (op: string, input: object) =>
    new Promise<Reply>((resolve) => {
      listen(near, (data) => {
        const reply = (data as { replies: Reply[] }).replies.find(({ call }) => call === 1);
        if (reply) resolve(reply);
      });
      near.postMessage({ requests: [{ call: 1, op, input: structuredClone(input) }] });
    });
  const schema = wireSchemaOf(humanSchema);
  const open = { protocol: protocolVersion, database: 'test', collection: 'humans', schema, options: {} };
  const { value } = await ask('open', open);
  return { near, ask, open, instance: (value as { instance: number }).instance };
}

/** So many levels of objects that hold the next one twice: few to send, 2^levels to walk through. */
function doubling(levels: number, last: object): object {
  let inner = last;
  for (let level = 0; level < levels; level++) inner = { $and: [inner, inner] };
  return inner;
}

const endless = doubling(25, { name: 'An' });
const emptyList: unknown[] = [];
emptyList.length = 2 ** 32 - 1;
const row = { add: [], remove: [], missing: null, missingIfNew: null };
const page = { sort: [{ id: 'asc' }], skip: 0, limit: null };

it.each<[string, object]>([
  ['query', { query: { ...page, selector: endless } }],
  ['query', { query: { ...page, selector: { $nor: [endless], name: { $regex: 'n' } } } }],
  ['query', { query: { ...page, selector: { name: { $in: emptyList } } } }],
  ['count', { query: { ...page, selector: { name: { $in: [endless] } } } }],
  ['groupedCount', { selector: endless, groupBy: 'name' }],
  ['write', { documents: ['{}', '{}'], previous: [null, null], attachments: [row, row], context: 'x' }],
  ['find', { ids: [], withDeleted: true, more: endless }],
])('a %s that no walk would come to the end of is refused at once', async (op, input) => {
  const { ask, instance } = await openRaw();
  const { problem } = await ask(op, { instance, ...input });
  expect(problem?.code).toBe('database.refused');
});

it('so it is in a schema, whose text is compared', async () => {
  const { ask, open } = await openRaw();
  const { problem } = await ask('open', { ...open, schema: { ...open.schema, version: 1, more: endless } });
  expect(problem?.code).toBe('database.refused');
});

it('so are lists that claim to be longer than what they hold, wherever in a message', async () => {
  const { near, ask, instance } = await openRaw();
  const write = { call: 2, op: 'write', input: { instance, documents: emptyList, previous: [], context: 'x' } };
  for (const message of [{ requests: emptyList }, { parcel: emptyList }, { parcel: ['x'] }, { requests: [write] }])
    near.postMessage(structuredClone(message));
  expect(await ask('find', { instance, ids: [], withDeleted: true })).toEqual({ call: 1, value: [] });
});

it('a selector of the program that names one list twice is answered, for RxDB copies it', async () => {
  const { storage } = await connectClient(openEngine());
  const humans = await openInstance<Human>(storage, humanSchema, { collection: 'humans' });
  await humans.bulkWrite([{ document: stored<Human>({ id: 'an', name: 'An' }) }], 'x');
  const names = ['An', 'Bình'];
  const selector = { $or: [{ name: { $in: names } }, { id: { $in: names } }] };
  expect((await humans.query(prepared(humans, { selector }))).documents).toHaveLength(1);
  const request = { type: 'count', collection: 'humans', groupBy: 'name', selector } as const;
  expect(await storage.customRequest(request)).toEqual([{ value: 'An', count: 1 }]);
});
