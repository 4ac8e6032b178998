import { describe, expect, it } from 'vitest';
import { connectClient, openEngine, openTable } from './testing/engines.ts';
import { type Human, humanSchema } from './testing/human-schema.ts';
import { openInstance, stored } from './testing/instances.ts';

const write = (instance: number, id: string) => ({
  instance,
  documents: [JSON.stringify(stored<Human>({ id, name: id }))],
  previous: [null],
  context: 'test',
});

describe('writes that arrive together', () => {
  it('share one durable commit', async () => {
    const engine = openEngine();
    const instance = openTable(engine, humanSchema);
    const before = engine.mark.commits;
    await Promise.all(Array.from({ length: 20 }, (_, at) => engine.write(write(instance, `h${at}`))));
    expect(engine.mark.commits - before).toBe(1);
    for (const at of [1, 2, 3]) await engine.write(write(instance, `alone ${at}`));
    expect(engine.mark.commits - before).toBe(4);
  });

  it('share it over a port and over several instances too', async () => {
    const engine = openEngine();
    const { storage } = await connectClient(engine);
    const instances = await Promise.all(
      ['a', 'b'].map((collection) => openInstance(storage, humanSchema, { database: 'one', collection })),
    );
    const before = engine.mark.commits;
    const saves = instances.flatMap((instance) =>
      Array.from({ length: 10 }, (_, at) =>
        instance.bulkWrite([{ document: stored({ id: `h${at}`, name: 'x' }) }], 't'),
      ),
    );
    await Promise.all(saves);
    expect(engine.mark.commits - before).toBe(1);
  });

  it('are acknowledged after the commit alone', async () => {
    const order: string[] = [];
    const engine = openEngine({ onCommit: () => order.push('commit') });
    const instance = openTable(engine, humanSchema);
    await Promise.all(
      ['a', 'b'].map(async (id) => {
        await engine.write(write(instance, id));
        order.push('acknowledged');
      }),
    );
    expect(order).toEqual(['commit', 'acknowledged', 'acknowledged']);
  });

  it('do not fail with one that does', async () => {
    const engine = openEngine();
    const instance = openTable(engine, humanSchema);
    const broken = { ...write(instance, 'x'), documents: ['{"id":"no revision"}'] };
    const all = await Promise.allSettled(
      [write(instance, 'a'), broken, write(instance, 'b')].map((one) => engine.write(one)),
    );
    expect(all.map((one) => one.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(engine.find({ instance, ids: ['a', 'b', 'no revision'], withDeleted: true })).toHaveLength(2);
  });

  it('leave nothing of a bulk write that fails halfway', async () => {
    const engine = openEngine();
    const instance = openTable(engine, humanSchema);
    const half = write(instance, 'half');
    const broken = { ...half, documents: [...half.documents, '{"id":"no revision"}'], previous: [null, null] };
    await expect(engine.write(broken)).rejects.toMatchObject({ code: 'database.refused' });
    expect(engine.find({ instance, ids: ['half'], withDeleted: true })).toEqual([]);
  });
});
