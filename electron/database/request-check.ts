import { ProblemError } from '../../shared/problem/problem.ts';
import { type Operation, type Request, timeLimitsMs } from '../../shared/storage/contract.ts';
import { isObject, isTree } from '../../shared/storage/tree.ts';

type Check = (input: Readonly<Record<string, unknown>>) => boolean;

const mostDocuments = 200_000;
/** Of a schema or a selector: whoever walks through it deeper comes to the end of the stack. */
const deepest = 64;
const longestName = 1_000;
const mostFields = 200;

const isText = (value: unknown): value is string => typeof value === 'string';
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0;
/** A list without holes, which `every` would jump over and structured cloning carries. */
const isListOf = (value: unknown, isOne: (one: unknown) => boolean, most = mostDocuments): value is unknown[] =>
  Array.isArray(value) && value.length <= most && !value.includes(undefined) && value.every(isOne);
const isTexts = (value: unknown): value is unknown[] => isListOf(value, isText);
const isName = (value: unknown): boolean => isText(value) && value.length <= longestName;
/** Columns of an index, or of several: a table has some dozens. */
const isFields = (value: unknown): boolean => isListOf(value, isText, mostFields);
const isOrder = (value: unknown): boolean =>
  isObject(value) &&
  Object.keys(value).length > 0 &&
  Object.values(value).every((direction) => direction === 'asc' || direction === 'desc');
const isQuery = (value: unknown): boolean =>
  isObject(value) &&
  isObject(value.selector) &&
  isListOf(value.sort, isOrder) &&
  isCount(value.skip) &&
  (value.limit === null || isCount(value.limit));

/** What the input of each call must be: the form of shared/storage/contract, said for values that anyone may send. */
const checks: Readonly<Record<Operation, Check>> = {
  open: ({ protocol, database, collection, schema, options }) =>
    isCount(protocol) && isName(database) && isName(collection) && isSchema(schema) && isOptions(options),
  write: ({ documents, previous, attachments, context }) =>
    isTexts(documents) &&
    isListOf(previous, (revision) => revision === null || isText(revision)) &&
    previous.length === documents.length &&
    (attachments === undefined || isListOf(attachments, isAttachments)) &&
    isText(context),
  find: ({ ids, withDeleted }) => isTexts(ids) && typeof withDeleted === 'boolean',
  query: ({ query }) => isQuery(query),
  count: ({ query }) => isQuery(query),
  changes: ({ limit, checkpoint }) =>
    isCount(limit) &&
    (checkpoint === null || (isObject(checkpoint) && isText(checkpoint.id) && typeof checkpoint.lwt === 'number')),
  attachment: ({ id, name, digest }) => isText(id) && isText(name) && isText(digest),
  cleanup: ({ before }) => typeof before === 'number' && Number.isFinite(before),
  close: () => true,
  remove: () => true,
  groupedCount: ({ selector, groupBy }) => isObject(selector) && isText(groupBy),
  search: ({ text, limit }) => isText(text) && text.length <= 1_000 && isCount(limit) && Number(limit) <= 50_000,
};

/** What the tables are made of; the rest of a schema is RxDB's own. */
function isSchema(schema: unknown): boolean {
  if (!isObject(schema)) return false;
  const { version, primaryKey, indexes } = schema;
  const isKey = isName(primaryKey) || (isObject(primaryKey) && isName(primaryKey.key));
  if (!isKey || (version !== undefined && !isCount(version))) return false;
  const isIndex = (index: unknown) => isText(index) || isFields(index);
  return indexes === undefined || isListOf(indexes, isIndex, mostFields);
}

function isOptions(options: unknown): boolean {
  if (!isObject(options)) return false;
  const { searchFields, searchOrder, elementFields, extraIndexes } = options;
  if (searchFields !== undefined && !isFields(searchFields)) return false;
  if (elementFields !== undefined && !isFields(elementFields)) return false;
  if (extraIndexes !== undefined && !isListOf(extraIndexes, isFields, mostFields)) return false;
  if (searchOrder === undefined) return true;
  if (!isObject(searchOrder)) return false;
  const { field, digits, radix } = searchOrder;
  return isText(field) && (digits === undefined || isCount(digits)) && (radix === undefined || isCount(radix));
}

function isAttachments(value: unknown): boolean {
  if (value === null) return true;
  if (!isObject(value) || !isTexts(value.remove)) return false;
  const isAdded = (one: unknown) =>
    isObject(one) && isText(one.name) && isText(one.digest) && isText(one.type) && one.data instanceof ArrayBuffer;
  return (
    isListOf(value.add, isAdded) && [value.missing, value.missingIfNew].every((name) => name === null || isText(name))
  );
}

/** The number of a call, by which it is answered; null when the message is none. */
export function callNumberOf(request: unknown): number | null {
  return isObject(request) && typeof request.call === 'number' ? request.call : null;
}

/** @throws ProblemError database.refused for what is no call of the closed list, or not of its form */
export function checkRequest(request: unknown): Request {
  if (
    !isObject(request) ||
    !isText(request.op) ||
    !Object.hasOwn(timeLimitsMs, request.op) ||
    !isObject(request.input)
  ) {
    throw new ProblemError('database.refused', { reason: 'request' });
  }
  const { op, input } = request;
  const isForInstance = op === 'open' || isCount(input.instance);
  if (!isForInstance || !isTree(input, deepest) || !checks[op as Operation](input)) {
    throw new ProblemError('database.refused', { reason: 'request' });
  }
  return request as unknown as Request;
}
