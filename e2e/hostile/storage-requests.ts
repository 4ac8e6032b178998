import fc from 'fast-check';
import { humanSchema } from '../../electron/database/testing/human-schema.ts';
import { wireSchemaOf } from '../../electron/database/testing/wire-schema.ts';
import { protocolVersion, timeLimitsMs } from '../../shared/storage/contract.ts';
import { oddOf } from './odd-values.ts';
import { Raw, spoiled } from './spoil.ts';

/** A collection that may be opened, and the name under which it is. */
export const humans = 'humans';

const wire = wireSchemaOf(humanSchema);
const document = JSON.stringify({
  id: 'h1',
  name: 'An',
  age: 3,
  _deleted: false,
  _attachments: {},
  _rev: '1-first',
  _meta: { lwt: 1_000 },
});
const selectors: fc.Arbitrary<unknown> = fc.constantFrom<unknown>(
  { name: { $regex: '^An', $options: 'i' } },
  { $and: [{ age: { $gt: 1, $lte: 9 } }, { $or: [{ name: { $in: ['An', 'Bình'] } }, { _deleted: { $eq: false } }] }] },
  {
    friends: { $elemMatch: { id: 'f1' } },
    'address.city': { $exists: true },
    age: { $mod: [2, 1] },
    name: { $ne: null },
  },
  { "name' or 1=1 --": 'x', 'a.b"]': { $type: 'string' }, json: { $size: 1 } },
);

/** Stands in each call for the instance that is open when it is sent: a call before it may have shut another. */
const openOne = 1_234_567_890;

/** Sound calls of the storage's contract, by operation. */
function soundCalls(): Readonly<Record<string, fc.Arbitrary<unknown>>> {
  const query = fc.record({
    selector: selectors,
    sort: fc.constantFrom([{ id: 'asc' }], [{ age: 'desc' }, { id: 'asc' }]),
    skip: fc.nat(2),
    limit: fc.constantFrom(null, 0, 5),
  });
  const of = (fields: Record<string, fc.Arbitrary<unknown>>) =>
    fc.record({ instance: fc.constant(openOne), ...fields });
  const open = { protocol: protocolVersion, database: 'an-' };
  return {
    open: fc.constantFrom<unknown>(
      { ...open, collection: humans, schema: wire, options: { searchFields: ['name'], elementFields: ['friends.id'] } },
      { ...open, collection: '_rxdb_internal', schema: wire, options: { extraIndexes: [['age', 'name']] } },
    ),
    write: of({
      documents: fc.constant([document]),
      previous: fc.constantFrom([null], ['1-first']),
      context: fc.constant('x'),
    }),
    find: of({ ids: fc.constant(['h1', 'h2']), withDeleted: fc.boolean() }),
    query: of({ query }),
    count: of({ query }),
    changes: of({ limit: fc.nat(5), checkpoint: fc.constantFrom(null, { id: 'h1', lwt: 1 }) }),
    attachment: of({ id: fc.constant('h1'), name: fc.constant('a'), digest: fc.constant('d') }),
    cleanup: of({ before: fc.constant(0) }),
    close: of({}),
    remove: of({}),
    groupedCount: of({ selector: selectors, groupBy: fc.constantFrom('age', 'name', 'a.b') }),
    search: of({ text: fc.constantFrom('an', 'cong ty'), limit: fc.nat(5) }),
  };
}

/** Calls over the database port, all of them with a fault or several; `sentTo` names them an instance. */
export function hostileCalls(): fc.Arbitrary<unknown> {
  const { values } = oddOf(['^(a+)+$', '[a-z]+$']);
  const sound = soundCalls();
  const operation = fc.constantFrom(...Object.keys(timeLimitsMs));
  return operation
    .chain((op) => spoiled(fc.record({ op: fc.constant(op), input: sound[op] ?? fc.constant({}) }), values))
    .map(plain);
}

/** The call as it is sent while this instance is open. */
export function sentTo(instance: number, request: object): object {
  const input = 'input' in request ? request.input : null;
  const isMeant = typeof input === 'object' && input !== null && 'instance' in input && input.instance === openOne;
  return isMeant ? { ...request, input: { ...input, instance } } : request;
}

/** What crosses a port is no text: what is raw becomes a value, or stays a text where it is none. */
function plain(value: unknown): unknown {
  if (value instanceof Raw) return parsed(value.text);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
