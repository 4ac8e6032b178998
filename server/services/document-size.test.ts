import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { documentBytesLimit } from '../../shared/protocol/document-size.ts';
import type { Answer } from '../../shared/schema/answers.ts';
import type { ManagedEntity } from '../../shared/schema/entities.ts';
import { newAnswer, newEntity, newId, row, type Wire } from '../testing/documents.ts';
import { keepCopy, restoreCopy } from '../testing/older-copy.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import type { TestSession } from '../testing/test-session.ts';
import { giveBack, lost, told } from '../testing/told-states.ts';
import { transactionsOn } from '../testing/transactions.ts';
import type { WireDocument } from './proposal.ts';

const tooLarge = {
  outcome: 'refused',
  problem: { code: 'request.tooLarge', details: { rule: 'document', megabytes: 2 } },
};
let server: TestServer;
let an: TestSession;

beforeEach(async () => {
  server = await startTestServer();
  an = await server.signIn('an');
});
afterEach(() => server.stop());

/** A difference about nothing whose values are this long: the schema bounds their number and not their length. */
function differenceOf(length: number): Pick<ManagedEntity, 'conflicts'> {
  const value = (text: string) => ({ value: text, by: 'p-an', at: '0mwymmuzu000-test', device: 'd' });
  return { conflicts: [{ id: 'x', path: '/note', values: [value('x'.repeat(length)), value('y')], settled: null }] };
}

/** An answer's table whose document has exactly so many bytes. */
function tableOf(bytes: number): Wire<Answer> {
  const cells = (length: number) => Array.from({ length: 500 }, () => ({ a: 'x'.repeat(length) }));
  const before = newAnswer(an.person, newId(), 'item', { response: cells(4_000) });
  const left = bytes - Buffer.byteLength(JSON.stringify(before));
  return { ...before, response: cells(4_000 + Math.floor(left / 500)), note: 'x'.repeat(left % 500) };
}

describe('a document that is larger than any may be', () => {
  it('is refused for good, to the byte, and the rows beside it are taken', async () => {
    const [fits, exceeds] = [tableOf(documentBytesLimit), tableOf(documentBytesLimit + 1)];
    expect(await an.push('answers', [row(exceeds), row(fits)])).toEqual([{ row: 0, ...tooLarge }]);
    expect(await server.sql('select octet_length(body) as bytes from sync.answers')).toEqual([
      { bytes: documentBytesLimit },
    ]);
  });

  it('is refused whatever makes it large, also the values of a difference', async () => {
    const [first, last] = [newEntity(an.person), newEntity(an.person)];
    const rows = [first, newEntity(an.person, differenceOf(3_000_000)), last].map((document) => row(document));
    expect(await an.push('entities', rows)).toEqual([{ row: 1, ...tooLarge }]);
    const stored = await server.sql<{ id: string }>('select id from sync.entities order by change_seq');
    expect(stored.map(({ id }) => id).sort()).toEqual([first.id, last.id].sort());
  });

  it('is given back nevertheless where the server itself had it, and not without proof of that', async () => {
    await keepCopy(server);
    const small = newEntity(an.person);
    await an.push('entities', [row(small)]);
    const transactions = transactionsOn(server.databaseUrl);
    const writer = await transactions.open();
    await writer.write('large', differenceOf(3_000_000));
    await writer.end('commit');
    await transactions.close();
    const known = await told(an);
    const made = newEntity(an.person, differenceOf(3_000_000));
    server = await restoreCopy(server);
    const unproven = { document: made as unknown as WireDocument, receipt: known.get('large')?.receipt ?? '' };
    expect(await giveBack(an, [unproven])).toBe(0);
    const missing = await lost(an, known.values());
    expect(missing.map(({ document }) => document.id).sort()).toEqual(['large', small.id].sort());
    // A laptop stops for good where a state of its own is not taken.
    expect(await giveBack(an, missing)).toBe(2);
    expect(await lost(an, known.values())).toEqual([]);
  });
});
