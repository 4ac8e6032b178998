import { fillWithDefaultSettings, normalizeMangoQuery, type RxJsonSchema } from 'rxdb';
import { describe, expect, it } from 'vitest';
import type { WireQuery } from '../../shared/storage/contract.ts';
import { prepareQuerySql } from './run-query.ts';
import { openEngine, openTable } from './testing/engines.ts';
import { stored } from './testing/instances.ts';

interface Entry {
  id: string;
  state: string;
  owner: string;
  updatedAt: number;
  note: string;
}

const schema: RxJsonSchema<Entry> = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: 40 },
    state: { type: 'string', maxLength: 20 },
    owner: { type: 'string', maxLength: 40 },
    updatedAt: { type: 'number', minimum: 0, maximum: 1e14, multipleOf: 1 },
    note: { type: 'string' },
  },
  required: ['id', 'state', 'owner', 'updatedAt', 'note'],
  indexes: [['state', 'updatedAt'], ['updatedAt'], ['owner']],
};
const filled = fillWithDefaultSettings(schema);

async function openFilled() {
  const engine = openEngine();
  const instance = openTable(engine, schema);
  const documents = Array.from({ length: 6_000 }, (_, at) =>
    JSON.stringify(
      stored({
        id: `e${at}`,
        state: ['new', 'open', 'done'][at % 3] ?? '',
        owner: `o${at % 40}`,
        updatedAt: at * 7,
        note: 'x',
      }),
    ),
  );
  await engine.write({ instance, documents, previous: documents.map(() => null), context: 'fill' });
  const [table] = engine.tables.tables;
  if (!table) throw new Error('no table');
  const planOf = (mango: Parameters<typeof normalizeMangoQuery<Entry>>[1]) => {
    const withDeleted = { ...mango, selector: { ...mango.selector, _deleted: false } } as typeof mango;
    const { selector, sort, skip, limit } = normalizeMangoQuery(filled, withDeleted);
    const query = { selector, sort, skip, limit: limit ?? null } as WireQuery;
    const { sql, needsMatcher, needsSorting } = prepareQuerySql(table, query);
    const rows = table.statements.get(`explain query plan ${sql.text}`).all(...sql.params) as { detail: string }[];
    return { plan: rows.map((row) => row.detail).join('\n'), needsMatcher, needsSorting };
  };
  return { planOf };
}

const inSql = { needsMatcher: false, needsSorting: false };

describe('a list of 50', () => {
  it.each(['asc', 'desc'] as const)('filtered and sorted %s is read from its index, in order', async (direction) => {
    const { planOf } = await openFilled();
    const asked = planOf({ selector: { state: 'open' }, sort: [{ updatedAt: direction }], limit: 50 });
    expect(asked).toMatchObject(inSql);
    expect(asked.plan).toMatch(/SEARCH documents_1 USING INDEX documents_1_0 \(deleted=\? AND f0=\?\)/);
    expect(asked.plan).not.toMatch(/SCAN|TEMP B-TREE FOR ORDER BY/);
  });

  it.each(['asc', 'desc'] as const)('of several states is merged from the streams of each, %s', async (direction) => {
    const { planOf } = await openFilled();
    const selector = { state: { $in: ['open', 'new'] } };
    const asked = planOf({ selector, sort: [{ updatedAt: direction }], limit: 50 });
    expect(asked).toMatchObject(inSql);
    expect(asked.plan).toMatch(/MERGE \(UNION ALL\)/);
    expect(asked.plan.match(/SEARCH documents_1 USING INDEX documents_1_0 \(deleted=\? AND f0=\?\)/g)).toHaveLength(2);
    expect(asked.plan).not.toMatch(/SCAN|TEMP B-TREE FOR ORDER BY/);
  });

  it.each(['asc', 'desc'] as const)('of everything, and of a range, goes along the index, %s', async (direction) => {
    const { planOf } = await openFilled();
    for (const selector of [{}, { updatedAt: { $gt: 700 } }]) {
      const asked = planOf({ selector, sort: [{ updatedAt: direction }], limit: 50 });
      expect(asked).toMatchObject(inSql);
      expect(asked.plan).toMatch(/USING INDEX documents_1_1 \(deleted=\?/);
      expect(asked.plan).not.toMatch(/SCAN|TEMP B-TREE FOR ORDER BY/);
    }
  });

  it('that few documents match is sorted after the narrower index; that many match is read in order', async () => {
    const { planOf } = await openFilled();
    const few = planOf({ selector: { owner: 'o7' }, sort: [{ updatedAt: 'desc' }], limit: 50 });
    expect(few.plan).toMatch(/USING INDEX documents_1_2 \(deleted=\? AND f2=\?\)/);
    const many = planOf({ selector: { owner: { $gte: 'o' } }, sort: [{ updatedAt: 'desc' }], limit: 50 });
    expect(many.plan).toMatch(/USING INDEX documents_1_1 \(deleted=\?/);
    expect(many.plan).not.toMatch(/TEMP B-TREE FOR ORDER BY/);
  });

  it('with a filter that SQL cannot say keeps the order of its index, and stops at 50', async () => {
    const { planOf } = await openFilled();
    const asked = planOf({
      selector: { state: 'open', note: { $regex: 'x' } },
      sort: [{ updatedAt: 'desc' }],
      limit: 50,
    });
    expect(asked).toMatchObject({ needsMatcher: true, needsSorting: false });
    expect(asked.plan).toMatch(/USING INDEX documents_1_0 \(deleted=\? AND f0=\?\)/);
  });
});

describe('other reads', () => {
  it('look up a primary key', async () => {
    const { planOf } = await openFilled();
    expect(planOf({ selector: { id: { $in: ['e1', 'e2'] } } }).plan).toMatch(
      /sqlite_autoindex_documents_1_1 \(id=\?\)/,
    );
  });

  it('read the table as it stands when nothing narrows them', async () => {
    const { planOf } = await openFilled();
    expect(planOf({ selector: { note: 'x' }, sort: [{ note: 'asc' }] })).toMatchObject({
      plan: 'SCAN documents_1',
      needsMatcher: true,
      needsSorting: true,
    });
  });

  it('count, group and read changes over indexes alone', async () => {
    const engine = openEngine();
    openTable(engine, schema);
    const [table] = engine.tables.tables;
    const plan = (sql: string, ...params: string[]) =>
      JSON.stringify(table?.statements.get(`explain query plan ${sql}`).all(...params));
    const count = 'select count(*) from documents_1 indexed by documents_1_0 where (deleted = 0) and (f0 = ?)';
    expect(plan(count, 'open')).toMatch(/COVERING INDEX documents_1_0/);
    const group = 'select f0 as value, count(*) as count from documents_1 where deleted = 0 group by f0';
    expect(plan(group)).toMatch(/COVERING INDEX documents_1_0/);
    const changes = 'select lwt, json from documents_1 where (lwt, id) > (?, ?) order by lwt, id limit ?';
    expect(plan(changes, '0', '', '1')).toMatch(/USING INDEX documents_1_3 \(\(lwt,id\)>/);
    const purge = 'select place, id from documents_1 indexed by documents_1_deleted where deleted = 1 and lwt <= ?';
    expect(plan(purge, '0')).toMatch(/USING INDEX documents_1_deleted \(lwt</);
  });
});
