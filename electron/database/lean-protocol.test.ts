import { serialize } from 'node:v8';
import { MessageChannel } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { createStorageClient } from '../../shared/storage/client.ts';
import type { StoragePort } from '../../shared/storage/port.ts';
import { servePort } from './port.ts';
import { connectClient, openEngine } from './testing/engines.ts';
import { type Human, humanSchema } from './testing/human-schema.ts';
import { changed, eventsOf, openInstance, prepared, stored } from './testing/instances.ts';

interface Counted {
  out: number;
  back: number;
  largestOut: number;
  messagesOut: number;
  messagesBack: number;
}

/** Counts what crosses a port in both directions, as it would be serialised. */
function counting(counted: Counted) {
  return (port: StoragePort): StoragePort => {
    const watched: StoragePort = {
      onmessage: null,
      onclose: null,
      postMessage(message) {
        const { length } = serialize(message);
        counted.out += length;
        counted.largestOut = Math.max(counted.largestOut, length);
        counted.messagesOut++;
        port.postMessage(message);
      },
      close: () => port.close(),
    };
    port.onmessage = (event: { readonly data: unknown }) => {
      counted.back += serialize(event.data).length;
      counted.messagesBack++;
      watched.onmessage?.(event as never);
    };
    return watched;
  };
}

async function openCounted() {
  const counted: Counted = { out: 0, back: 0, largestOut: 0, messagesOut: 0, messagesBack: 0 };
  const engine = openEngine();
  const { storage } = await connectClient(engine, {}, counting(counted));
  const humans = await openInstance<Human>(storage, humanSchema, { database: 'test' });
  const reset = () => Object.assign(counted, { out: 0, back: 0, largestOut: 0, messagesOut: 0, messagesBack: 0 });
  return { counted, humans, reset };
}

const name = 'x'.repeat(2_000);

describe('what crosses the port', () => {
  it('is the new document once for a save, and next to nothing back', async () => {
    const { counted, humans, reset } = await openCounted();
    const first = stored<Human>({ id: 'an', name });
    reset();
    await humans.bulkWrite([{ document: first }], 'test');
    const size = JSON.stringify(first).length;
    expect(counted.out).toBeLessThan(size + 200);
    expect(counted.back).toBeLessThan(120);
    reset();
    await humans.bulkWrite([changed(first, { age: 7 })], 'test');
    expect(counted.out).toBeLessThan(size + 250);
    expect(counted.back).toBeLessThan(120);
  });

  it('is for ten thousand documents the documents and a few bytes more for each', async () => {
    const { counted, humans, reset } = await openCounted();
    const rows = Array.from({ length: 10_000 }, (_, at) => ({ document: stored<Human>({ id: `h${at}`, name }) }));
    const size = rows.reduce((sum, row) => sum + JSON.stringify(row.document).length, 0);
    reset();
    await humans.bulkWrite(rows, 'many');
    expect(counted.out).toBeLessThan(size + rows.length * 15);
    expect(counted.messagesBack).toBe(1);
    expect(counted.back).toBeLessThan(120);
  });

  it('is never a large message, but for what goes without its documents', async () => {
    const { counted, humans, reset } = await openCounted();
    const rows = Array.from({ length: 300 }, (_, at) => ({ document: stored<Human>({ id: `h${at}`, name }) }));
    reset();
    await humans.bulkWrite(rows, 'many');
    expect(counted.largestOut).toBeLessThan(32_000);
    expect(counted.messagesOut).toBeGreaterThan(20);
  });

  it('is one message each way for small saves made at once', async () => {
    const { counted, humans, reset } = await openCounted();
    reset();
    const saves = Array.from({ length: 20 }, (_, at) =>
      humans.bulkWrite([{ document: stored<Human>({ id: `${at}`, name: 'x' }) }], 't'),
    );
    await Promise.all(saves);
    expect(counted).toMatchObject({ messagesOut: 1, messagesBack: 1 });
  });

  it('is a number for a count, whatever is counted', async () => {
    const { counted, humans, reset } = await openCounted();
    const rows = Array.from({ length: 500 }, (_, at) => ({ document: stored<Human>({ id: `h${at}`, name }) }));
    await humans.bulkWrite(rows, 'fill');
    reset();
    expect((await humans.count(prepared(humans, { selector: { name } }))).count).toBe(500);
    expect(counted.back).toBeLessThan(120);
  });

  it('is the stored document in a conflict, and nothing of the others', async () => {
    const { counted, humans, reset } = await openCounted();
    const rows = Array.from({ length: 20 }, (_, at) => ({ document: stored<Human>({ id: `h${at}`, name }) }));
    await humans.bulkWrite(rows.slice(0, 1), 'fill');
    reset();
    expect((await humans.bulkWrite(rows, 'again')).error).toHaveLength(1);
    expect(counted.back).toBeLessThan(JSON.stringify(rows[0]?.document).length + 200);
  });
});

describe('two ports of one engine', () => {
  it('hear of each other’s writes, with documents and previous states, before any later answer', async () => {
    const engine = openEngine();
    const [one, two] = await Promise.all([connectClient(engine), connectClient(engine)]);
    const open = (client: typeof one) => openInstance<Human>(client.storage, humanSchema, { database: 'test' });
    const [a, b, c] = await Promise.all([open(one), open(two), open(two)]);
    const [heardByA, heardByB, heardByC] = [a, b, c].map(eventsOf);
    const first = stored<Human>({ id: 'an', name: 'one' });
    await a.bulkWrite([{ document: first }], 'context');
    const second = changed(first, { name: 'two' });
    await a.bulkWrite([second], 'context');
    await a.bulkWrite([changed(second.document, { _deleted: true })], 'context');
    expect(await b.findDocumentsById(['an'], true)).toMatchObject([{ _deleted: true }]);
    const plain = (bulks: typeof heardByA) => bulks?.map(({ id: _id, ...bulk }) => JSON.parse(JSON.stringify(bulk)));
    expect(heardByB).toHaveLength(3);
    expect(plain(heardByB)).toEqual(plain(heardByA));
    expect(heardByC).toEqual(heardByB);
    await b.bulkWrite([{ document: stored<Human>({ id: 'b', name: 'b' }) }], 'from b');
    await a.findDocumentsById([], true);
    expect(heardByA?.at(-1)).toMatchObject({ context: 'from b', events: [{ operation: 'INSERT', documentId: 'b' }] });
  });

  it('may be real message ports', async () => {
    const engine = openEngine();
    const { port1, port2 } = new MessageChannel();
    servePort({ engine, port: port2 as unknown as StoragePort, allowed: 'any' });
    const client = createStorageClient();
    await client.attach(port1 as unknown as StoragePort);
    const humans = await openInstance<Human>(client.storage, humanSchema, { database: 'test' });
    const an = stored<Human>({ id: 'an', name: 'Đỗ \ud800' });
    await humans.bulkWrite([{ document: an }], 'test');
    expect(await humans.findDocumentsById(['an'], false)).toEqual([an]);
    const asked = prepared(humans, { selector: { age: undefined, name: { $ne: undefined } } } as object);
    expect((await humans.query(asked)).documents).toEqual([an]);
    client.close();
  });
});
