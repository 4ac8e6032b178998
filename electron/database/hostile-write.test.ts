import { expect, it } from 'vitest';
import { openEngine, openTable } from './testing/engines.ts';
import { type Human, humanSchema } from './testing/human-schema.ts';
import { stored } from './testing/instances.ts';

const tooDeep = `{"id":"an","deep":${'['.repeat(1_100)}${']'.repeat(1_100)}}`;

it.each(['', '{', 'null', '7', '"a text"', tooDeep])(
  'what is no document is refused, and nothing of its write is stored: %j',
  async (json) => {
    const engine = openEngine();
    const instance = openTable(engine, humanSchema);
    const sound = JSON.stringify(stored<Human>({ id: 'an', name: 'An' }));
    const write = (documents: string[]) =>
      engine.write({ instance, documents, previous: documents.map(() => null), context: 'x' });
    await expect(write([sound, json])).rejects.toMatchObject({ code: 'database.refused' });
    expect(engine.find({ instance, ids: ['an'], withDeleted: true })).toEqual([]);
    expect(await write([sound])).toMatchObject({ errors: [] });
  },
);
