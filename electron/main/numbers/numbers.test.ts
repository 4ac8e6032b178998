import { randomBytes } from 'node:crypto';
import { chmod, cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { numbersAtOnce, type TakeInput } from '../../../shared/bridge/numbers.ts';
import { problemOf } from '../../../shared/problem/problem.ts';
import type { NumberBlock, ReportRequest, ReserveRequest, ReturnRequest } from '../../../shared/protocol/numbers.ts';
import type { ServerRequest } from '../server/central-server.ts';
import { openVault } from '../vault/open-vault.ts';
import { type Numbers, openNumbers } from './numbers.ts';

const series = { year: 2026, symbol: 'BB-VPHC' };
let folder: string;
let key: Buffer;
let numbers: Numbers;
/** What the server has heard, and how many numbers it has given. */
let heard: { path: string; body: unknown }[];
let last: number;
let voided: string[];
const given = new Map<string, NumberBlock>();

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'minh-tra-numbers-'));
  key = randomBytes(32);
  [heard, last, voided] = [[], 0, []];
  given.clear();
  numbers = await open();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const open = (place = folder) => openNumbers({ vault: openVault('p-an', place, Buffer.from(key)), ask });

/** Answers as the server does: blocks in a row, a request asked again the same one. */
async function ask({ path: asked, body }: ServerRequest): Promise<Response> {
  const sent: unknown = JSON.parse(String(body));
  heard.push({ path: asked, body: sent });
  if (asked === 'numbers/report') return Response.json({ voided, twice: [] });
  if (asked === 'numbers/return') return Response.json({});
  const { requestId, holder, year, symbol, count } = sent as ReserveRequest;
  const known = given.get(requestId);
  const block = known ?? {
    requestId,
    holder,
    year,
    symbol,
    first: last + 1,
    last: last + count,
    receipt: 'r'.repeat(16),
  };
  if (!known) last += count;
  given.set(requestId, block);
  return Response.json({ block });
}

const take = (documentId: string, from = numbers, typed: TakeInput['typed'] = []) =>
  from.take({ ...series, documentId, typed });
const code = (work: Promise<unknown>) => work.then(String, (thrown: unknown) => problemOf(thrown).code);
const reported = () =>
  (heard.findLast((each) => each.path === 'numbers/report')?.body as ReportRequest | undefined)?.blocks ?? [];

describe('official numbers on a laptop', () => {
  it('are given one by one, and to a document the same one however often it is asked for', async () => {
    await numbers.contact([series]);
    expect(numbers.held()).toEqual([{ ...series, left: numbersAtOnce }]);
    const taken = await Promise.all(['a', 'b', 'a', 'c'].map((id) => take(id)));
    expect(taken).toEqual([1, 2, 1, 3]);
    expect(numbers.held()).toEqual([{ ...series, left: numbersAtOnce - 3 }]);
  });

  it('pass over those that people have typed, which are noted as used where they stand', async () => {
    await numbers.contact([series]);
    const typed = [
      { number: 1, documentId: 'typed-1' },
      { number: 2, documentId: 'typed-2' },
      { number: 40, documentId: 'beyond' },
    ];
    expect(await take('a', numbers, typed)).toBe(3);
    await numbers.contact([series]);
    expect(reported()[0]?.used).toEqual([
      { number: 1, documentId: 'typed-1' },
      { number: 2, documentId: 'typed-2' },
      { number: 3, documentId: 'a' },
    ]);
  });

  it('are noted on the disk before they are given: after the program was killed none is given again', async () => {
    await numbers.contact([series]);
    expect(await take('a')).toBe(1);
    const after = await open();
    expect([await take('b', after), await take('a', after)]).toEqual([2, 1]);
  });

  it('lie there sealed', async () => {
    await numbers.contact([series]);
    await take('secret-document');
    for (const name of await readdir(path.join(folder, 'numbers'))) {
      expect(await readFile(path.join(folder, 'numbers', name), 'latin1')).not.toMatch(/secret|BB-VPHC/);
    }
  });

  it('are refused, and none is lost, where there is no more, or nothing can be written', async () => {
    expect(await code(take('a'))).toBe('numbers.none');
    await numbers.contact([series]);
    const place = path.join(folder, 'numbers');
    await rm(place, { recursive: true });
    await writeFile(place, 'no folder');
    expect(await code(take('a'))).toBe('internal');
    await rm(place);
    await (await open()).contact([]);
    expect(await take('a')).toBe(1);
  });

  it('are asked for by one name until the server has answered', async () => {
    const deaf = await openNumbers({
      vault: openVault('p-an', folder, Buffer.from(key)),
      async ask(request) {
        await ask(request);
        throw new TypeError('cut off');
      },
    });
    await deaf.contact([series]).catch(() => undefined);
    const after = await open();
    await after.contact([series]);
    expect(after.held()).toEqual([{ ...series, left: numbersAtOnce }]);
    expect(last).toBe(numbersAtOnce);
  });

  it('are asked for again once few are left, and all that is used is told', async () => {
    await numbers.contact([series]);
    for (let at = 0; at < numbersAtOnce - 4; at += 1) await take(`d${at}`);
    await numbers.contact([series]);
    expect(numbers.held()).toEqual([{ ...series, left: numbersAtOnce + 4 }]);
    expect(reported()[0]?.used).toHaveLength(numbersAtOnce - 4);
    expect(await take('next')).toBe(numbersAtOnce - 3);
  });

  it('are asked for once by contacts that meet', async () => {
    await Promise.all([numbers.contact([series]), numbers.contact([series], true)]);
    expect(numbers.held()).toEqual([{ ...series, left: numbersAtOnce }]);
  });

  it('are given back with a reason, once, and no more taken of them', async () => {
    await numbers.contact([series]);
    await take('a');
    await numbers.giveBack({ ...series, reason: 'hết chuyến' });
    expect(await code(take('b'))).toBe('numbers.none');
    for (const _ of [1, 2]) await numbers.contact([series]);
    const returned = heard.filter((each) => each.path === 'numbers/return').map(({ body }) => body as ReturnRequest);
    expect(returned.map(({ from, outcome, reason }) => [from, outcome, reason])).toEqual([
      [2, 'returned', 'hết chuyến'],
    ]);
  });

  it('that were given back come again once somebody asks for them', async () => {
    await numbers.contact([series]);
    await numbers.giveBack({ ...series, reason: 'hết chuyến' });
    await numbers.contact([series]);
    expect(numbers.held()).toEqual([{ ...series, left: 0 }]);
    await numbers.contact([series], true);
    expect(numbers.held()).toEqual([{ ...series, left: numbersAtOnce }]);
  });

  it('are taken no more of a block that the server has given to somebody else', async () => {
    await numbers.contact([series]);
    await take('a');
    voided = [...given.keys()];
    for (const _ of [1, 2]) await numbers.contact([]);
    expect(await code(take('a'))).toBe('numbers.none');
    // It has heard so once, with what was used of it.
    expect(heard.filter((each) => each.path === 'numbers/report')).toHaveLength(1);
    expect(reported()[0]?.used).toHaveLength(1);
  });

  it('are taken no more, and told as lost, where the folder may be an older copy of itself', async () => {
    await numbers.contact([series]);
    const copy = `${folder}-copy`;
    await cp(folder, copy, { recursive: true });
    await take('a');
    const older = await open(copy);
    await older.distrust();
    expect(await code(take('b', older))).toBe('numbers.none');
    await older.contact([series]);
    expect(await take('b', older)).toBe(numbersAtOnce + 1);
    expect(heard.find((each) => each.path === 'numbers/return')?.body).toMatchObject({ outcome: 'lost', from: 1 });
    const [before, after] = [...given.values()];
    expect(before?.holder).not.toBe(after?.holder);
    await rm(copy, { recursive: true });
  });

  it('begin anew under another name where the note is damaged', async () => {
    await numbers.contact([series]);
    const note = path.join(folder, 'numbers', 'numbers.note');
    await chmod(note, 0o600);
    await writeFile(note, 'spoilt');
    const after = await open();
    expect(after.held()).toEqual([]);
    await after.contact([series]);
    expect(await take('a', after)).toBe(numbersAtOnce + 1);
  });
});
