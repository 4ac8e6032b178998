import { mayWriteIn } from '../../shared/domain/permission/permission.ts';
import { ProblemError } from '../../shared/problem/problem.ts';
import {
  type BookEntry,
  type HeldBlock,
  mostNumber,
  type NumberBlock,
  type ReportReply,
  type ReserveRequest,
  type ReturnRequest,
} from '../../shared/protocol/numbers.ts';
import { type Queryable, type RowAccess, transact } from '../database/connections.ts';
import {
  addBlock,
  blockOfRequest,
  closeBlock,
  isGivenElsewhere,
  lockSeries,
  openBlocks,
  raiseSeries,
  type StoredBlock,
} from '../queries/number-blocks.ts';
import { bookOf, keepUses, toldOf } from '../queries/number-uses.ts';
import { addAuditLine } from './audit.ts';
import type { Context } from './context.ts';
import { isSameSecret } from './cryptography.ts';
import type { Caller } from './session.ts';

/** A holder that has so many blocks of a series does not get another. */
const mostOpen = 4;
const yearInVietnam = new Intl.DateTimeFormat('en', { timeZone: 'Asia/Ho_Chi_Minh', year: 'numeric' });

/**
 * Gives a laptop the next numbers of its unit's series, for this year or, before it begins, the next. Asked once more by the same
 * request it answers the same block. Throws `request.invalid`, `numbers.tooMany` where the laptop has enough.
 */
export async function reserveNumbers(context: Context, caller: Caller, asked: ReserveRequest): Promise<NumberBlock> {
  const { requestId, holder, year, symbol, count } = asked;
  const { scope } = caller.person;
  const series = { scope, year, symbol };
  mustWrite(caller);
  const thisYear = Number(yearInVietnam.format(context.now()));
  if (year !== thisYear && year !== thisYear + 1) throw new ProblemError('request.invalid', { field: 'year' });
  return work(context, caller, async (client) => {
    // First, so that two who ask at once, or one who asks twice, come one after the other.
    const before = await lockSeries(client, series);
    const known = await blockOfRequest(client, scope, requestId);
    if (known) {
      if (known.holder !== holder || known.year !== year || known.symbol !== symbol)
        throw new ProblemError('request.invalid', { field: 'requestId' });
      return withReceipt(context, scope, known);
    }
    const last = before + count;
    if (last > mostNumber || (await openBlocks(client, series, holder)) >= mostOpen)
      throw new ProblemError('numbers.tooMany');
    const block = { requestId, holder, year, symbol, first: before + 1, last };
    await raiseSeries(client, series, last);
    await addBlock(client, scope, block, holdingOf(context, caller));
    await tell(client, context, caller, 'numbersReserved', block);
    return withReceipt(context, scope, block);
  });
}

/**
 * Takes what a laptop tells of its blocks. One that this database does not know was given before it was restored: it is noted again,
 * and its series goes on above; where its numbers were given to somebody else meanwhile it is void. So is one
 * that was never given in the unit that the caller is in now: people move.
 */
export async function takeReport(context: Context, caller: Caller, blocks: readonly HeldBlock[]): Promise<ReportReply> {
  mustWrite(caller);
  const { scope } = caller.person;
  const isWithin = ({ block, used }: HeldBlock) =>
    used.every(({ number }) => number >= block.first && number <= block.last);
  if (!blocks.every(isWithin)) throw new ProblemError('request.invalid', { field: 'blocks' });
  const own = blocks.filter(({ block }) => isOurs(context, scope, block));
  const voided = blocks.filter((each) => !own.includes(each)).map(({ block }) => block.requestId);
  const twice: { requestId: string; number: number }[] = [];
  // By series and number: reports that meet wait for each other in one order.
  for (const { block, used } of own.toSorted((a, b) => compareBlocks(a.block, b.block))) {
    await work(context, caller, async (client) => {
      const { year, symbol, first, last, requestId } = block;
      const series = { scope, year, symbol };
      await lockSeries(client, series);
      await raiseSeries(client, series, last);
      const isKnown = (await blockOfRequest(client, scope, requestId)) !== null;
      const isVoid = !isKnown && (await isGivenElsewhere(client, scope, block));
      const by = holdingOf(context, caller);
      if (!isKnown && !isVoid) await addBlock(client, scope, block, by);
      const told = used.map((use) => ({ ...use, outcome: 'used' as const, reason: '' }));
      const clashes = await keepUses(client, series, told, by);
      if (!isVoid && (await toldOf(client, series, first, last)) > last - first)
        await closeBlock(client, scope, requestId, by.at);
      if (isVoid) voided.push(requestId);
      twice.push(...clashes.map((number) => ({ requestId, number })));
      if (!isKnown) await tell(client, context, caller, isVoid ? 'numbersVoided' : 'numbersHeldAgain', block);
      for (const number of clashes) await tell(client, context, caller, 'numberTwice', { ...block, number });
    });
  }
  return { voided, twice };
}

/** Takes back what is left of a block: nobody uses it any more, and the book says why. A second time changes nothing. */
export async function takeBack(context: Context, caller: Caller, asked: ReturnRequest): Promise<void> {
  mustWrite(caller);
  const { block, from, outcome, reason } = asked;
  const { scope } = caller.person;
  if (!isOurs(context, scope, block) || from < block.first || from > block.last)
    throw new ProblemError('request.invalid', { field: 'block' });
  await takeReport(context, caller, [{ block, used: [] }]);
  const { year, symbol, last, requestId } = block;
  await work(context, caller, async (client) => {
    const series = { scope, year, symbol };
    await lockSeries(client, series);
    const by = holdingOf(context, caller);
    const left = Array.from({ length: last - from + 1 }, (_, at) => from + at);
    await keepUses(
      client,
      series,
      left.map((number) => ({ number, outcome, documentId: '', reason })),
      by,
    );
    const isNew = await closeBlock(client, scope, requestId, by.at);
    if (isNew) await tell(client, context, caller, 'numbersReturned', { ...block, first: from });
  });
}

/** The book of the caller's unit: what became of every number of a year. */
export function readBook(context: Context, caller: Caller, year: number): Promise<BookEntry[]> {
  return work(context, caller, (client) => bookOf(client, caller.person.scope, year));
}

function mustWrite({ person }: Caller): void {
  if (!mayWriteIn(person.role, 'documents')) throw new ProblemError('permission.denied', { rule: 'role' });
}

function work<Result>(
  context: Context,
  { person }: Caller,
  act: (client: Queryable) => Promise<Result>,
): Promise<Result> {
  const access: RowAccess = { person: person.id, writes: [person.scope] };
  return transact(context.connections.request, access, act);
}

function holdingOf(context: Context, { person, deviceId }: Caller) {
  return { personId: person.id, deviceId, at: new Date(context.now()) };
}

function withReceipt(context: Context, scope: string, block: StoredBlock): NumberBlock {
  return { ...block, receipt: receiptOf(context, scope, block) };
}

/** True for a block that this server has given, whatever it has forgotten since. */
function isOurs(context: Context, scope: string, block: NumberBlock): boolean {
  return block.first <= block.last && isSameSecret(block.receipt, receiptOf(context, scope, block));
}

function receiptOf({ cryptography }: Context, scope: string, block: StoredBlock): string {
  const { requestId, holder, year, symbol, first, last } = block;
  const id = JSON.stringify([requestId, holder, year, symbol, first, last]);
  return cryptography.receiptFor({ epoch: '', collection: 'numbers', scope, id, version: 0, revision: '' });
}

function compareBlocks(a: NumberBlock, b: NumberBlock): number {
  const [one, other] = [`${a.year} ${a.symbol}`, `${b.year} ${b.symbol}`];
  return one === other ? a.first - b.first : one < other ? -1 : 1;
}

type NumberLine = 'numbersReserved' | 'numbersHeldAgain' | 'numbersVoided' | 'numbersReturned' | 'numberTwice';

async function tell(
  client: Queryable,
  context: Context,
  { person, deviceId }: Caller,
  kind: NumberLine,
  { year, symbol, first, last, number }: Omit<StoredBlock, 'requestId' | 'holder'> & { readonly number?: number },
): Promise<void> {
  const details = { year, symbol, first, last, ...(number === undefined ? {} : { number }) };
  await addAuditLine(client, context, { at: new Date(context.now()), kind, personId: person.id, deviceId, details });
}
