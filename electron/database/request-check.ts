import { ProblemError } from '../../shared/problem/problem.ts';
import { type Operation, type Request, timeLimitsMs } from '../../shared/storage/contract.ts';
import { isObject } from './selector-condition.ts';

type Check = (input: Readonly<Record<string, unknown>>) => boolean;

const mostDocuments = 200_000;

const isText = (value: unknown): value is string => typeof value === 'string';
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0;
const isTexts = (value: unknown): boolean =>
  Array.isArray(value) && value.length <= mostDocuments && value.every(isText);
const isQuery = (value: unknown): boolean =>
  isObject(value) &&
  isObject(value.selector) &&
  Array.isArray(value.sort) &&
  value.sort.every(isObject) &&
  isCount(value.skip) &&
  (value.limit === null || isCount(value.limit));

/** What the input of each call must be: the form of shared/storage/contract, said for values that anyone may send. */
const checks: Readonly<Record<Operation, Check>> = {
  open: ({ protocol, database, collection, schema, options }) =>
    isCount(protocol) && isText(database) && isText(collection) && isObject(schema) && isOptions(options),
  write: ({ documents, previous, attachments, context }) =>
    isTexts(documents) &&
    Array.isArray(documents) &&
    Array.isArray(previous) &&
    previous.length === documents.length &&
    previous.every((revision) => revision === null || isText(revision)) &&
    (attachments === undefined || (Array.isArray(attachments) && attachments.every(isAttachments))) &&
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

function isOptions(options: unknown): boolean {
  if (!isObject(options)) return false;
  const { searchFields, searchOrder, elementFields, extraIndexes } = options;
  if (searchFields !== undefined && !isTexts(searchFields)) return false;
  if (elementFields !== undefined && !isTexts(elementFields)) return false;
  if (extraIndexes !== undefined && !(Array.isArray(extraIndexes) && extraIndexes.every(isTexts))) return false;
  if (searchOrder === undefined) return true;
  if (!isObject(searchOrder)) return false;
  const { field, digits, radix } = searchOrder;
  return isText(field) && (digits === undefined || isCount(digits)) && (radix === undefined || isCount(radix));
}

function isAttachments(value: unknown): boolean {
  if (value === null) return true;
  if (!isObject(value) || !Array.isArray(value.add) || !isTexts(value.remove)) return false;
  const isAdded = (one: unknown) =>
    isObject(one) && isText(one.name) && isText(one.digest) && isText(one.type) && one.data instanceof ArrayBuffer;
  return value.add.every(isAdded) && [value.missing, value.missingIfNew].every((name) => name === null || isText(name));
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
  if (!isForInstance || !checks[op as Operation](input)) {
    throw new ProblemError('database.refused', { reason: 'request' });
  }
  return request as unknown as Request;
}
