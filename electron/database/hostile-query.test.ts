import { expect, it } from 'vitest';
import type { WireSelector } from '../../shared/storage/contract.ts';
import { openEngine, openTable } from './testing/engines.ts';
import { type Human, humanSchema } from './testing/human-schema.ts';
import { stored } from './testing/instances.ts';

const cutOff = expect.objectContaining({ code: 'database.timeout' });
const name = `${'a'.repeat(40)}!`;

/** An engine with one document on which a bad expression looks back some 2^40 times. */
async function filled() {
  const engine = openEngine();
  const instance = openTable(engine, humanSchema);
  const save = (id: string) =>
    engine.write({
      instance,
      documents: [JSON.stringify(stored<Human>({ id, name }))],
      previous: [null],
      context: 'x',
    });
  await save('an');
  return { engine, instance, save };
}

it.each<WireSelector>([
  { name: { $regex: '^(a+)+$' } },
  { name: { $not: { $regex: '(a|a)+$' } } },
  { name: { $regex: '([a-z]+)*\\1$' } },
  { $or: [{ age: 3 }, { $and: [{ name: { $regex: '^(a|aa)+$', $options: 'i' } }] }] },
  { name: { $in: [/^(a+)+$/] } },
])('an expression that never ends is cut off, and saves go on: %j', async (selector) => {
  const { engine, instance, save } = await filled();
  const query = { selector, sort: [{ id: 'asc' as const }], skip: 0, limit: null };
  expect(() => engine.query({ instance, query })).toThrow(cutOff);
  expect(await save('binh')).toEqual({ errors: [], inserted: [] });
});

it('so it is in a count, by groups too', async () => {
  const { engine, instance } = await filled();
  const selector = { name: { $regex: '^(a+)+$' } };
  expect(() => engine.count({ instance, query: { selector, sort: [], skip: 0, limit: null } })).toThrow(cutOff);
  expect(() => engine.groupedCount({ instance, selector, groupBy: 'name' })).toThrow(cutOff);
});

it('an expression that ends is answered', async () => {
  const { engine, instance } = await filled();
  const query = { selector: { name: { $regex: '^a+!$' } }, sort: [{ id: 'asc' as const }], skip: 0, limit: 5 };
  expect(engine.query({ instance, query })).toHaveLength(1);
});
