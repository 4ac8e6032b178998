import { join } from 'node:path';
import fc from 'fast-check';
import { fillWithDefaultSettings, getQueryMatcher, normalizeMangoQuery, type RxJsonSchema } from 'rxdb';
import { describe, expect, it } from 'vitest';
import type { StorageOptions, WireQuery, WireSelector } from '../../shared/storage/contract.ts';
import type { DocumentTable } from './document-table.ts';
import { Engine } from './engine.ts';
import { rowsToCount } from './row-source.ts';
import { prepareQuerySql } from './run-query.ts';
import { selectorCondition } from './selector-condition.ts';
import { openEngine, openTable } from './testing/engines.ts';
import { stored } from './testing/instances.ts';
import { scratchDirectory, testKey } from './testing/scratch.ts';

/** Any JSON in any field: what a schema says is not what a storage may rely on. */
interface Group {
  id: string;
  kind?: unknown;
  team?: unknown;
  deep?: unknown;
}

const schema: RxJsonSchema<Group> = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: { id: { type: 'string', maxLength: 20 }, kind: {}, team: {}, deep: {} },
};
const filled = fillWithDefaultSettings(schema);
const options: StorageOptions = { elementFields: ['team.id', 'deep.list.id', 'team.role'], extraIndexes: [['kind']] };

const names = ['a', 'b', 'á', '', '\ud800', '\ue000', 'x\0y'];
const name = fc.constantFrom(...names);
const scalar = fc.oneof(name, fc.constantFrom<unknown>(0, 1, true, null));
const member = fc.record({ id: name, role: fc.constantFrom('leader', 'member') });
const odd = fc.oneof(
  scalar,
  member,
  fc.record({ id: fc.oneof(scalar, fc.array(name, { maxLength: 2 }), fc.record({ id: name })) }),
  fc.constant({}),
  fc.array(fc.oneof(member, scalar), { maxLength: 2 }),
);
const regularList = fc.array(member, { maxLength: 3 });
const oddList = fc.oneof(
  regularList,
  fc.array(odd, { maxLength: 3 }),
  scalar,
  fc.record({ 0: odd }),
  fc.record({ id: name }),
);
const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined, freq: 6 });
const kind = maybe(fc.constantFrom('one', 'two'));
const regular = fc.record({ kind, team: maybe(regularList), deep: maybe(fc.record({ list: maybe(regularList) })) });
const anything = fc.record({
  kind,
  team: maybe(oddList),
  deep: maybe(fc.oneof(fc.record({ list: maybe(oddList) }), fc.array(fc.record({ list: oddList })), scalar)),
});

const criterion = fc.oneof(
  name,
  scalar.map((value) => ({ $eq: value })),
  fc
    .array(fc.oneof({ weight: 6, arbitrary: name }, { weight: 1, arbitrary: scalar }), { maxLength: 3 })
    .map((list) => ({
      $in: list,
    })),
  fc.record({ $in: fc.array(name), $ne: name }),
  name.map((value) => ({ $ne: value })),
  fc.boolean().map((value) => ({ $exists: value })),
);
const elemMatch = fc
  .oneof(
    { weight: 6, arbitrary: fc.record({ id: criterion }) },
    fc.record({ id: criterion, role: fc.constantFrom('leader', 'member') }),
    fc.record({ role: criterion }),
    fc.record({ other: criterion }),
    fc.record({ $eq: scalar }),
    fc.constant({}),
  )
  .map((criteria) => ({ $elemMatch: criteria }));
const list = fc.constantFrom('team', 'deep.list', 'deep');
const entry = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(list, elemMatch) },
  {
    weight: 2,
    arbitrary: fc.tuple(
      list,
      elemMatch.map((asked) => ({ $not: asked })),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(
      list,
      elemMatch.map((asked) => ({ ...asked, $size: 2 })),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(fc.constantFrom('team.0', 'deep.list.0', 'deep.0'), fc.record({ $exists: fc.boolean() })),
  },
  { weight: 1, arbitrary: fc.tuple(fc.constant('kind'), fc.constant({ $eq: 'one' })) },
);
const entries = fc.array(entry, { minLength: 1, maxLength: 2 }).map((pairs) => Object.fromEntries(pairs));
const live = fc.constantFrom<WireSelector[]>(
  [{ _deleted: { $eq: false } }],
  [{ _deleted: false }],
  [],
  [{ _deleted: true }],
);
const selector = fc
  .tuple(
    live,
    fc.oneof(
      { weight: 3, arbitrary: entries },
      fc.record({ $or: fc.array(entries, { minLength: 1, maxLength: 2 }) }),
      fc.record({ $nor: fc.array(entries, { minLength: 1, maxLength: 2 }) }),
    ),
    fc.boolean(),
  )
  .map(([deleted, asked, isFlat]) => (isFlat ? { ...asked, ...deleted[0] } : { $and: [asked, ...deleted] }));

const seed = Number(process.env.STORAGE_SEED ?? Date.now() % 1_000_000_000);

type Stored = ReturnType<typeof stored<Group>>;

/** Documents saved, changed, deleted and brought back, each write in a batch with others. */
async function write(engine: Engine, instance: number, generations: readonly (readonly Stored[])[]): Promise<void> {
  for (const [at, documents] of generations.entries()) {
    const { errors } = await engine.write({
      instance,
      documents: documents.map((document) => JSON.stringify(document)),
      previous: documents.map(() => (at === 0 ? null : `${at}-x`)),
      context: 'fill',
    });
    expect(errors).toEqual([]);
  }
}

function generationsOf(make: fc.Arbitrary<object>, count: number): Stored[][] {
  return [0, 1, 2].map((generation) =>
    fc.sample(make, { seed: seed + generation, numRuns: count }).map((own, at) => ({
      ...(JSON.parse(JSON.stringify(stored({ id: `g${at}`, ...own }))) as Stored),
      _rev: `${generation + 1}-x`,
      _deleted: (at + generation) % 4 === 0,
    })),
  );
}

function tableOf(engine: Engine): DocumentTable {
  const [table] = engine.tables.tables;
  if (!table) throw new Error('no table');
  return table;
}

/** What the index has to hold, made from the documents that are stored. */
function expectIndexToBeRight(table: DocumentTable): void {
  const { elements, statements, name: documents } = table;
  if (!elements) throw new Error('no index');
  const rows = statements.get(`select field, value, document from ${elements.table}`).all();
  const live = statements.get(`select place, json from ${documents} where deleted = 0`).all() as {
    place: number;
    json: string;
  }[];
  const expected = live.flatMap(({ place, json }) =>
    elements.rowsOf(JSON.parse(json)).map((row) => ({ ...row, document: place })),
  );
  const texts = (found: unknown[]) => found.map((row) => JSON.stringify(row)).sort();
  expect(texts(rows)).toEqual(texts(expected));
}

/** The condition by itself, as it is put to rows that an index gives: holds for all that match, when exact for no other. */
function expectConditionToHold(table: DocumentTable, asked: WireSelector, expected: readonly string[]): void {
  const { sql, params, exact } = selectorCondition(asked, table);
  const rows = table.statements.pluck(`select id from ${table.name} not indexed where ${sql}`).all(...params);
  expect(rows).toEqual(expect.arrayContaining([...expected]));
  if (exact) expect(rows.length).toBe(expected.length);
}

const queryOf = (mango: WireSelector): WireQuery => {
  const { selector: asked, sort, skip } = normalizeMangoQuery(filled, { selector: mango as never });
  return { selector: asked, sort, skip, limit: null } as WireQuery;
};

describe.each([
  ['lists of objects with texts', regular],
  ['anything at all', anything],
])('queries on %s', (_name, make) => {
  it(`find and count with and without the index what RxDB's own matcher does (seed ${seed})`, async () => {
    const generations = generationsOf(make, 80);
    const documents = generations.at(-1) ?? [];
    const engines = [options, {}].map((each) => {
      const engine = openEngine();
      return { engine, instance: openTable(engine, schema, each) };
    });
    for (const { engine, instance } of engines) await write(engine, instance, generations);
    for (const { engine } of engines.slice(0, 1)) expectIndexToBeRight(tableOf(engine));
    const property = fc.property(selector, (asked) => {
      const query = queryOf(JSON.parse(JSON.stringify(asked)));
      const matches = getQueryMatcher(filled, { ...query, limit: undefined } as never);
      const expected = documents.filter((document) => matches(document as never)).map((document) => document.id);
      const kinds = new Map<unknown, number>();
      for (const { id, kind: value = null } of documents)
        if (expected.includes(id)) kinds.set(value, (kinds.get(value) ?? 0) + 1);
      for (const { engine, instance } of engines) {
        expectConditionToHold(tableOf(engine), query.selector, expected);
        const found = engine.query({ instance, query }).map((json) => JSON.parse(json).id);
        expect(found.sort()).toEqual([...expected].sort());
        expect(engine.count({ instance, query })).toBe(expected.length);
        const counted = engine.groupedCount({ instance, selector: query.selector, groupBy: 'kind' });
        expect(new Map(counted.map(({ value, count }) => [value, count]))).toEqual(kinds);
      }
    });
    fc.assert(property, { seed, numRuns: 1_500 });
  });
});

const team = (...ids: string[]) => ids.map((id) => ({ id, role: 'member' }));

async function openGroups(count: number, each: StorageOptions = options) {
  const engine = openEngine();
  const instance = openTable(engine, schema, each);
  const documents = Array.from({ length: count }, (_, at) =>
    stored<Group>(
      { id: `g${at}`, kind: 'one', team: at % 100 === 0 ? team('all', 'few') : team('all', 'all') },
      { _rev: '1-x' },
    ),
  );
  await write(engine, instance, [documents]);
  const planOf = (asked: WireSelector) => {
    const table = tableOf(engine);
    const { sql, needsMatcher } = prepareQuerySql(table, queryOf({ ...asked, _deleted: false }));
    const rows = table.statements.get(`explain query plan ${sql.text}`).all(...sql.params) as { detail: string }[];
    return { plan: rows.map((row) => row.detail).join('\n'), needsMatcher };
  };
  return { engine, instance, planOf };
}

describe('the plan of a query on a list', () => {
  it('begins with the places of few documents, and asks no document', async () => {
    const { planOf } = await openGroups(3_000);
    for (const asked of [
      { team: { $elemMatch: { id: 'few' } } },
      { team: { $elemMatch: { id: { $eq: 'few' } } } },
      { team: { $elemMatch: { id: { $in: ['few', 'nobody'] } } }, kind: 'one' },
      { 'deep.list.0': { $exists: true } },
    ]) {
      const { plan, needsMatcher } = planOf(asked);
      expect(needsMatcher).toBe(false);
      expect(plan).toMatch(/SEARCH documents_1 USING INTEGER PRIMARY KEY \(rowid=\?\)/);
      expect(plan).toMatch(/SEARCH elements_1 USING PRIMARY KEY \(field=\?/);
      expect(plan).not.toMatch(/SCAN (documents|elements)/);
    }
  });

  it('narrows what the matcher has to look at', async () => {
    const { planOf } = await openGroups(3_000);
    const { plan, needsMatcher } = planOf({ team: { $elemMatch: { id: 'few', other: 1 } } });
    expect(needsMatcher).toBe(true);
    expect(plan).toMatch(/SEARCH documents_1 USING INTEGER PRIMARY KEY \(rowid=\?\)/);
    expect(planOf({ 'deep.list': { $elemMatch: { other: null } } }).plan).not.toMatch(/SCAN (documents|elements)/);
  });

  it('counts many documents over an index that has all that is asked', async () => {
    const { engine, instance } = await openGroups(3_000);
    const selector = { $and: [{ team: { $elemMatch: { id: { $eq: 'all' } } } }, { _deleted: { $eq: false } }] };
    expect(engine.groupedCount({ instance, selector, groupBy: 'kind' })).toEqual([{ value: 'one', count: 3_000 }]);
    const table = tableOf(engine);
    const { from, params } = rowsToCount(table, selector, selectorCondition(selector, table), 'f0');
    const rows = table.statements.get(`explain query plan select f0, count(*) from ${from} group by f0`).all(...params);
    const plan = JSON.stringify(rows);
    expect(plan).toMatch(/COVERING INDEX documents_1_2 \(deleted=\?\)/);
    expect(plan).not.toMatch(/SCAN/);
  });
});

describe('the index of a table', () => {
  /** Opens a file again and again, each time with other options. */
  async function reopened(...all: readonly StorageOptions[]) {
    const file = join(scratchDirectory(), 'test.db');
    const generations = generationsOf(anything, 1_200);
    const names: string[] = [];
    for (const [at, each] of all.entries()) {
      const engine = Engine.open({ file, keyHex: testKey });
      const instance = openTable(engine, schema, each);
      if (at === 0) await write(engine, instance, generations);
      const table = tableOf(engine);
      names.push(table.name);
      const isThere = table.statements.pluck(`select 1 from sqlite_schema where name = 'elements_${table.number}'`);
      expect(isThere.get()).toBe(each.elementFields ? 1 : undefined);
      if (each.elementFields) {
        expectIndexToBeRight(table);
        // Seen anew, though the table was made without the index.
        expect(table.elements?.isIrregular(0)).toBe(true);
      }
      engine.close();
    }
    return names;
  }
  const { elementFields, extraIndexes } = options;

  it('is made when a table is opened that has none, made anew for other fields, and dropped', async () => {
    const names = await reopened({}, { elementFields }, { elementFields: ['deep.list.id'] }, {});
    expect(new Set(names)).toEqual(new Set(['documents_1']));
  });

  it('is made with a table that other indexes are asked of', async () => {
    expect(await reopened({ elementFields }, options, { extraIndexes })).toEqual([
      'documents_1',
      'documents_2',
      'documents_2',
    ]);
  });

  it('is gone with its table', async () => {
    const { engine, instance } = await openGroups(10);
    const { statements } = tableOf(engine);
    await engine.remove({ instance });
    expect(statements.pluck(`select count(*) from sqlite_schema where name like 'elements%'`).get()).toBe(0);
  });

  it('holds nothing of a write that was refused, nor of purged documents', async () => {
    const { engine, instance } = await openGroups(10);
    const [document] = [stored<Group>({ id: 'g1', team: team('other') }, { _rev: '2-y' })];
    const refused = await engine.write({
      instance,
      documents: [JSON.stringify(document), JSON.stringify({ ...document, _rev: '1-y' })],
      previous: ['1-unknown', null],
      context: 'fill',
    });
    expect(refused.errors.map(({ status }) => status)).toEqual([409, 409]);
    const gone = stored<Group>({ id: 'g2', team: team('other') }, { _rev: '2-x', _deleted: true });
    await engine.write({ instance, documents: [JSON.stringify(gone)], previous: ['1-x'], context: 'fill' });
    expect(await engine.cleanup({ instance, before: Date.now() + 1_000 })).toBe(true);
    expectIndexToBeRight(tableOf(engine));
    const table = tableOf(engine);
    expect(table.statements.pluck(`select count(distinct document) from ${table.elements?.table}`).get()).toBe(9);
  });
});
