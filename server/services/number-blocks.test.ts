import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BookEntry, HeldBlock, NumberBlock, ReportReply } from '../../shared/protocol/numbers.ts';
import { keepCopy, restoreCopy } from '../testing/older-copy.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import type { TestSession } from '../testing/test-session.ts';

let server: TestServer;
let an: TestSession;
let chi: TestSession;
const year = new Date(Date.now() + 7 * 3_600_000).getUTCFullYear();

beforeEach(async () => {
  server = await startTestServer();
  [an, chi] = [await server.signIn('an'), await server.signIn('chi')];
});
afterEach(() => server.stop());

async function post<Reply>(session: TestSession, path: string, body: object): Promise<Reply> {
  const headers = { 'content-type': 'application/json' };
  const response = await session.request(`/numbers/${path}`, { method: 'POST', body: JSON.stringify(body), headers });
  return (await response.json()) as Reply;
}

const request = (name: string) => `request-of-${name}-0000`;
const holderOf = (session: TestSession) => `holder-${session.deviceId}`.slice(0, 40);

async function reserve(session: TestSession, name: string, own: object = {}): Promise<NumberBlock> {
  const asked = { requestId: request(name), holder: holderOf(session), year, symbol: 'BB-VPHC', count: 10, ...own };
  return (await post<{ block: NumberBlock }>(session, 'reserve', asked)).block;
}
const report = (session: TestSession, ...blocks: HeldBlock[]) => post<ReportReply>(session, 'report', { blocks });
const used = (block: NumberBlock, ...numbers: number[]): HeldBlock => ({
  block,
  used: numbers.map((number) => ({ number, documentId: `document-${number}` })),
});
const range = ({ first, last }: NumberBlock) => [first, last];
async function book(session: TestSession): Promise<unknown[]> {
  const reply = await session.request(`/numbers/book?year=${year}`);
  const { entries } = (await reply.json()) as { entries: BookEntry[] };
  return entries.map(({ symbol, first, last, state, documentId, reason }) =>
    [symbol, first, last, state, documentId, reason].filter((each) => each !== ''),
  );
}
const audited = async () =>
  (
    await server.sql<{ kind: string }>(`select kind from minh_tra.audit_lines where kind like 'number%' order by id`)
  ).map(({ kind }) => kind);

describe('official numbers', () => {
  it('are given in blocks that follow each other, of each symbol and unit its own', async () => {
    expect(range(await reserve(an, 'a'))).toEqual([1, 10]);
    expect(range(await reserve(chi, 'b'))).toEqual([11, 20]);
    expect(range(await reserve(an, 'c', { symbol: 'BB-ĐKT', count: 3 }))).toEqual([1, 3]);
    expect(range(await reserve(await server.signIn('giang'), 'd'))).toEqual([1, 10]);
    expect(await audited()).toEqual(Array(4).fill('numbersReserved'));
  });

  it('are given once to two laptops, of one person too, that ask at the same time, each of them twice', async () => {
    const laptops = [an, chi, await server.signIn('an'), await server.signIn('binh')];
    const asked = laptops.flatMap((session, at) => [reserve(session, `x${at}`), reserve(session, `x${at}`)]);
    const blocks = await Promise.all(asked);
    const firsts = blocks.map(({ first }) => first);
    for (let at = 0; at < firsts.length; at += 2) expect(firsts[at]).toBe(firsts[at + 1]);
    expect([...new Set(firsts)].sort((a, b) => a - b)).toEqual([1, 11, 21, 31]);
  });

  it('are the same block for a request that is sent again, and none for another’s request', async () => {
    const block = await reserve(an, 'again');
    expect(await reserve(an, 'again', { count: 5 })).toEqual(block);
    const stolen = { requestId: request('again'), holder: holderOf(chi), year, symbol: 'BB-VPHC', count: 1 };
    expect(await post(chi, 'reserve', stolen)).toEqual({ code: 'request.invalid', details: { field: 'requestId' } });
  });

  it('are not hoarded, and are of this year or the next', async () => {
    for (const name of ['1', '2', '3', '4']) await reserve(an, name);
    const more = { requestId: request('5'), holder: holderOf(an), year, symbol: 'BB-VPHC', count: 10 };
    expect(await post(an, 'reserve', more)).toEqual({ code: 'numbers.tooMany' });
    expect(range(await reserve(an, '6', { year: year + 1 }))).toEqual([1, 10]);
    const late = { ...more, requestId: request('7'), year: year - 1 };
    expect(await post(an, 'reserve', late)).toEqual({ code: 'request.invalid', details: { field: 'year' } });
  });

  it('stand in the unit’s book: used, held, given back, lost, each with its reason', async () => {
    const [first, second] = [await reserve(an, 'a', { count: 5 }), await reserve(chi, 'b', { count: 3 })];
    expect(await report(an, used(first, 1, 2))).toEqual({ voided: [], twice: [] });
    const back = { block: first, from: 4, outcome: 'returned', reason: 'hết chuyến công tác' };
    for (const _ of [1, 2]) expect(await post(an, 'return', back)).toEqual({});
    await post(chi, 'return', { block: second, from: 6, outcome: 'lost', reason: 'máy hỏng' });
    expect(await book(an)).toEqual([
      ['BB-VPHC', 1, 1, 'used', 'document-1'],
      ['BB-VPHC', 2, 2, 'used', 'document-2'],
      ['BB-VPHC', 3, 3, 'held'],
      ['BB-VPHC', 4, 5, 'returned', 'hết chuyến công tác'],
      ['BB-VPHC', 6, 8, 'lost', 'máy hỏng'],
    ]);
    expect(await book(await server.signIn('giang'))).toEqual([]);
    // What was given back is a gap: nobody gets it.
    expect(range(await reserve(chi, 'c'))).toEqual([9, 18]);
    expect((await audited()).filter((kind) => kind === 'numbersReturned')).toHaveLength(2);
  });

  it('are told of twice without harm; a number that two documents have is told to the laptop and the audit log', async () => {
    const block = await reserve(an, 'a');
    for (const _ of [1, 2]) expect(await report(an, used(block, 1))).toEqual({ voided: [], twice: [] });
    const other: HeldBlock = { block, used: [{ number: 1, documentId: 'another' }] };
    expect(await report(an, other)).toEqual({ voided: [], twice: [{ requestId: block.requestId, number: 1 }] });
    expect(await audited()).toContain('numberTwice');
  });

  it('are taken from nobody who makes a block up, has it from another unit, or reports numbers outside of it', async () => {
    const block = await reserve(an, 'a');
    const isVoid = { voided: [block.requestId], twice: [] };
    expect(await report(an, used({ ...block, last: 90_000 }, 90_000))).toEqual(isVoid);
    expect(await report(await server.signIn('giang'), used(block, 1))).toEqual(isVoid);
    expect(await report(an, used(block, 11))).toEqual({ code: 'request.invalid', details: { field: 'blocks' } });
    expect(await book(an)).toEqual([['BB-VPHC', 1, 10, 'held']]);
    expect(range(await reserve(an, 'b'))).toEqual([11, 20]);
  });
});

describe('a server that was restored from an older copy', () => {
  it('never gives a number that a laptop may hold, whoever asks first, and knows the block again', async () => {
    const before = await reserve(an, 'before');
    await keepCopy(server);
    const [lost, strange] = [await reserve(an, 'lost'), await reserve(an, 'strange', { symbol: 'BB-ĐKT' })];
    server = await restoreCopy(server);
    // A colleague asks before the laptop that holds them has come.
    [an, chi] = [await sameLaptop(an), await sameLaptop(chi)];
    const others = [await reserve(chi, 'other'), await reserve(chi, 'otherwise', { symbol: 'BB-ĐKT' })];
    const isApart = (one: NumberBlock, two: NumberBlock) => one.last < two.first || two.last < one.first;
    expect(
      others.every((other) => other.symbol !== 'BB-VPHC' || (isApart(other, lost) && isApart(other, before))),
    ).toBe(true);
    expect(others.every((other) => other.symbol !== 'BB-ĐKT' || isApart(other, strange))).toBe(true);

    expect(await report(an, used(before, 1), used(lost, 12), used(strange, 1))).toEqual({ voided: [], twice: [] });
    expect(await reserve(an, 'lost')).toEqual(lost);
    const entries = await book(an);
    expect(entries).toContainEqual(['BB-VPHC', 12, 12, 'used', 'document-12']);
    expect(entries).toContainEqual(['BB-VPHC', 21, 510, 'skipped']);
    expect((await audited()).filter((kind) => kind === 'numbersHeldAgain')).toHaveLength(2);
  });

  it('goes on above what a laptop tells of, and takes no number twice from what it has given since', async () => {
    await keepCopy(server);
    const lost = await reserve(an, 'lost');
    server = await restoreCopy(server);
    [an, chi] = [await sameLaptop(an), await sameLaptop(chi)];
    // A copy without the margin, as an operator might have it: the same numbers are given again.
    await server.sql('delete from minh_tra.number_series');
    const again = await reserve(chi, 'again');
    expect(range(again)).toEqual(range(lost));
    expect(await report(an, used(lost, 1))).toEqual({ voided: [lost.requestId], twice: [] });
    expect(await report(chi, { block: again, used: [{ number: 1, documentId: 'hers' }] })).toEqual({
      voided: [],
      twice: [{ requestId: again.requestId, number: 1 }],
    });
    expect(await audited()).toEqual(expect.arrayContaining(['numbersVoided', 'numberTwice']));
  });
});

/** The person on the same laptop, at the server as it is now. */
function sameLaptop({ deviceId, person }: TestSession): Promise<TestSession> {
  return server.signIn(person.username, { deviceId });
}
