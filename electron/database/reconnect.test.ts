import { describe, expect, it } from 'vitest';
import { createStorageClient } from '../../shared/storage/client.ts';
import { createPortPair, type StoragePort } from '../../shared/storage/port.ts';
import { schemaHashOf } from '../../shared/storage/schema-hash.ts';
import type { Engine } from './engine.ts';
import { servePort } from './port.ts';
import { openEngine } from './testing/engines.ts';
import { type Human, humanSchema } from './testing/human-schema.ts';
import { changed, eventsOf, openInstance, stored } from './testing/instances.ts';

/** A port to an engine. `silent` takes what is sent and never answers, as a process that hangs. */
function portTo(engine: Engine | 'silent'): StoragePort {
  const [near, far] = createPortPair();
  if (engine !== 'silent') servePort({ engine, port: far, allowed: 'any' });
  return near;
}

/** A port over which writes arrive and are saved, but nothing comes back after so many answers, or once `cut` was called. */
function portThatEnds(engine: Engine, answers = Number.POSITIVE_INFINITY) {
  const [near, far] = createPortPair();
  let left = answers;
  let tell = (): void => {};
  const swallowed = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const wire: StoragePort = {
    onmessage: null,
    onclose: null,
    postMessage: (message) => {
      if (left > 0) far.postMessage(message);
      else tell();
      left -= 1;
    },
    close: () => far.close(),
  };
  far.onmessage = (event: never) => wire.onmessage?.(event);
  servePort({ engine, port: wire, allowed: 'any' });
  return {
    near,
    /** Resolves once an answer did not come through. */
    swallowed,
    cut: () => {
      left = 0;
    },
  };
}

async function heardOverAPortThatEnds() {
  const engine = openEngine();
  const client = createStorageClient();
  const port = portThatEnds(engine);
  await client.attach(port.near);
  const humans = await openInstance<Human>(client.storage, humanSchema, { database: 'test' });
  return { engine, client, port, humans, heard: eventsOf(humans) };
}

const unavailable = { code: 'database.unavailable' };

describe('when the process ends', () => {
  it('every waiting call is refused, and the storage goes on over the next port', async () => {
    const engine = openEngine();
    const client = createStorageClient();
    await client.attach(portTo(engine));
    const humans = await openInstance<Human>(client.storage, humanSchema, { database: 'test' });
    const heard = eventsOf(humans);
    const first = stored<Human>({ id: 'an', name: 'one' });
    await humans.bulkWrite([{ document: first }], 'test');
    await client.attach(portTo(engine));
    await humans.bulkWrite([changed(first, { name: 'two' })], 'test');
    expect(heard.map((bulk) => bulk.events[0]?.operation)).toEqual(['INSERT', 'UPDATE']);

    const hanging = createStorageClient();
    const port = portThatEnds(engine);
    await hanging.attach(port.near);
    const there = await openInstance<Human>(hanging.storage, humanSchema, { database: 'test' });
    port.cut();
    const calls = [there.findDocumentsById(['an'], true), there.cleanup(0), there.bulkWrite([], 'test')];
    await Promise.resolve();
    hanging.detach();
    expect(hanging.isAttached).toBe(false);
    for (const call of calls) await expect(call).rejects.toMatchObject(unavailable);
    await hanging.attach(portTo(engine));
    expect(await there.findDocumentsById(['an'], true)).toMatchObject([{ name: 'two' }]);
    client.close();
    hanging.close();
  });

  it('a call made in between waits for the next port', async () => {
    const engine = openEngine();
    const client = createStorageClient();
    await client.attach(portTo(engine));
    const humans = await openInstance<Human>(client.storage, humanSchema, { database: 'test' });
    client.detach();
    const writing = humans.bulkWrite([{ document: stored<Human>({ id: 'an', name: 'one' }) }], 'test');
    const opening = openInstance<Human>(client.storage, humanSchema, { database: 'test', collection: 'more' });
    const reading = humans.findDocumentsById(['an'], true);
    await client.attach(portTo(engine));
    expect(await writing).toEqual({ error: [] });
    expect(await reading).toHaveLength(1);
    await (await opening).close();
    client.close();
  });

  it('what had been saved but not acknowledged is told to the change stream', async () => {
    const { engine, client, port, humans, heard } = await heardOverAPortThatEnds();
    const first = stored<Human>({ id: 'an', name: 'one' });
    await humans.bulkWrite([{ document: first }], 'test');
    port.cut();
    const before = engine.mark.commits;
    const saved = humans.bulkWrite([changed(first, { name: 'two' })], 'context');
    const conflicting = humans.bulkWrite([{ document: stored<Human>({ id: 'an', name: 'rival' }) }], 'context');
    while (engine.mark.commits === before) await new Promise(setImmediate);
    client.detach();
    await expect(saved).rejects.toMatchObject(unavailable);
    await expect(conflicting).rejects.toMatchObject(unavailable);
    expect(heard).toHaveLength(1);
    await client.attach(portTo(engine));
    expect(heard.slice(1)).toMatchObject([
      {
        context: 'context',
        events: [{ operation: 'UPDATE', documentData: { name: 'two' }, previousDocumentData: first }],
      },
    ]);
    client.close();
  });

  it('what had been saved is told also when the next process ends at once', async () => {
    const { engine, client, port, humans, heard } = await heardOverAPortThatEnds();
    port.cut();
    const before = engine.mark.commits;
    const saved = humans.bulkWrite([{ document: stored<Human>({ id: 'an', name: 'one' }) }], 'context');
    while (engine.mark.commits === before) await new Promise(setImmediate);
    client.detach();
    await expect(saved).rejects.toMatchObject(unavailable);
    // It opens the instance and ends while what was lost is looked up.
    const next = portThatEnds(engine, 1);
    const attaching = client.attach(next.near);
    await next.swallowed;
    client.detach();
    await expect(attaching).rejects.toMatchObject(unavailable);
    expect(heard).toEqual([]);
    await client.attach(portTo(engine));
    expect(heard).toMatchObject([{ context: 'context', events: [{ operation: 'INSERT' }] }]);
    client.close();
  });

  it('a port that closes by itself counts as ended', async () => {
    const engine = openEngine();
    const client = createStorageClient();
    const [near, far] = createPortPair();
    const close = servePort({ engine, port: far, allowed: 'any' });
    await client.attach(near);
    const humans = await openInstance<Human>(client.storage, humanSchema, { database: 'test' });
    close();
    await new Promise(setImmediate);
    expect(client.isAttached).toBe(false);
    await client.attach(portTo(engine));
    expect(await humans.findDocumentsById([], true)).toEqual([]);
    client.close();
  });

  it('an instance that cannot be opened again refuses its calls, and the others go on', async () => {
    const client = createStorageClient();
    await client.attach(portTo(openEngine()));
    const humans = await openInstance<Human>(client.storage, humanSchema, { database: 'test' });
    const other = await openInstance<Human>(client.storage, humanSchema, { database: 'test', collection: 'others' });
    const [near, far] = createPortPair();
    const allowed = [{ name: 'others', version: humanSchema.version, schemaHash: await schemaHashOf(humanSchema) }];
    servePort({ engine: openEngine(), port: far, allowed });
    await client.attach(near);
    await expect(humans.findDocumentsById([], true)).rejects.toMatchObject({ code: 'database.refused' });
    expect(await other.findDocumentsById([], true)).toEqual([]);
    await client.attach(portTo(openEngine()));
    expect(await humans.findDocumentsById([], true)).toEqual([]);
    client.close();
  });
});

describe('time limits', () => {
  it('refuse a call that is not answered, and one that finds no port', async () => {
    const client = createStorageClient({ limitsMs: { open: 20 } });
    const opening = openInstance<Human>(client.storage, humanSchema, { database: 'test' });
    await expect(opening).rejects.toMatchObject(unavailable);
    await client.attach(portTo('silent'));
    const again = openInstance<Human>(client.storage, humanSchema, { database: 'test' });
    await expect(again).rejects.toMatchObject({ code: 'database.timeout' });
    client.close();
  });

  it('do not keep a late answer from the change stream', async () => {
    const engine = openEngine();
    const client = createStorageClient({ limitsMs: { write: 1 } });
    const [near, far] = createPortPair();
    const held: unknown[] = [];
    const wire: StoragePort = {
      onmessage: null,
      onclose: null,
      postMessage: (message) => held.push(message),
      close() {},
    };
    far.onmessage = (event: never) => wire.onmessage?.(event);
    servePort({ engine, port: wire, allowed: 'any' });
    const release = () => {
      for (const message of held.splice(0)) far.postMessage(message);
    };
    await client.attach(near);
    const opening = openInstance<Human>(client.storage, humanSchema, { database: 'test' });
    while (held.length === 0) await new Promise(setImmediate);
    release();
    const humans = await opening;
    const heard = eventsOf(humans);
    const writing = humans.bulkWrite([{ document: stored<Human>({ id: 'an', name: 'one' }) }], 'test');
    await expect(writing).rejects.toMatchObject({ code: 'database.timeout' });
    while (held.length === 0) await new Promise(setImmediate);
    release();
    await new Promise(setImmediate);
    expect(heard).toHaveLength(1);
    client.close();
  });
});

describe('a closed client', () => {
  it('refuses what waits and what comes', async () => {
    const client = createStorageClient();
    const opening = openInstance<Human>(client.storage, humanSchema, { database: 'test' });
    client.close();
    await expect(opening).rejects.toMatchObject({ code: 'database.closed' });
    await expect(client.attach(portTo('silent'))).rejects.toMatchObject({ code: 'database.closed' });
  });
});
