import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { revisionOf } from '../../shared/domain/revision.ts';
import type { InspectionCase } from '../../shared/schema/cases.ts';
import { edited, newAnswer, newCase, newEntity, row, type Wire } from '../testing/documents.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import type { TestSession } from '../testing/test-session.ts';

let server: TestServer;
let an: TestSession;
let binh: TestSession;
let giang: TestSession;

beforeAll(async () => {
  server = await startTestServer();
  [an, binh, giang] = await Promise.all([server.signIn('an'), server.signIn('binh'), server.signIn('giang')]);
});
afterAll(() => server.stop());

describe('a new document', () => {
  it('travels to a colleague of the same scope, and to nobody of another', async () => {
    const seen = await binh.pullAll('entities');
    const elsewhere = await giang.pullAll('entities');
    const entity = newEntity(an.person);
    expect(await an.push('entities', [row(entity)])).toEqual([]);
    expect((await binh.pull('entities', seen.checkpoint)).documents).toEqual([entity]);
    expect((await giang.pull('entities', elsewhere.checkpoint)).documents).toEqual([]);
  });

  it('is not sent back to the replica that wrote it, but in a first download', async () => {
    const before = await an.pullAll('entities');
    const entity = newEntity(an.person);
    await an.push('entities', [row(entity)]);
    expect(await an.pull('entities', before.checkpoint)).toMatchObject({ documents: [], more: false, remaining: 0 });
    expect((await an.pullAll('entities')).documents).toContainEqual(entity);
  });
});

describe('a push', () => {
  it('that is sent again changes nothing', async () => {
    const entity = newEntity(an.person);
    await an.push('entities', [row(entity)]);
    const before = await server.sql('select change_seq from sync.entities where id = $1', [entity.id]);
    expect(await an.push('entities', [row(entity)])).toEqual([]);
    expect(await server.sql('select change_seq from sync.entities where id = $1', [entity.id])).toEqual(before);
  });

  it('from an older state is answered with the stored one', async () => {
    const entity = newEntity(an.person);
    await an.push('entities', [row(entity)]);
    const theirs = edited(entity, binh.person, { name: 'Công ty Bồ Câu' });
    expect(await binh.push('entities', [row(theirs, revisionOf(entity))])).toEqual([]);
    const mine = edited(entity, an.person, { phone: '0912 000 000' });
    expect(await an.push('entities', [row(mine, revisionOf(entity))])).toEqual([
      { row: 0, outcome: 'conflict', document: theirs, receipt: expect.any(String) },
    ]);
  });

  it('answers each row by itself', async () => {
    const good = newEntity(an.person);
    const broken = { ...newEntity(an.person), sectors: ['nonsense'] };
    const foreign = newEntity(giang.person);
    const answers = await an.push('entities', [row(good), row(broken), row(foreign)]);
    expect(answers).toEqual([
      { row: 1, outcome: 'refused', problem: { code: 'document.invalid', details: { field: '/sectors/0' } } },
      { row: 2, outcome: 'refused', problem: { code: 'scope.denied' } },
    ]);
    expect((await binh.pullAll('entities')).documents).toContainEqual(good);
  });

  it('may hold several states of one document', async () => {
    const first = newEntity(an.person);
    const second = edited(first, an.person, { name: 'Hai' });
    expect(await an.push('entities', [row(first), row(second, revisionOf(first))])).toEqual([]);
    expect((await binh.pullAll('entities')).documents).toContainEqual(second);
  });

  it('does not hold more states of one document than a laptop has', async () => {
    const states = [newEntity(an.person)];
    for (let nth = 0; nth < 16; nth++)
      states.push(edited(states.at(-1) ?? newEntity(an.person), an.person, { note: `${nth}` }));
    const rows = states.map((state, nth) => row(state, nth === 0 ? null : revisionOf(states[nth - 1] ?? state)));
    const pushed = (part: typeof rows) =>
      an.request('/sync/entities', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ rows: part }),
      });
    const refused = await pushed(rows);
    expect([refused.status, await refused.json()]).toEqual([
      400,
      { code: 'request.invalid', details: { field: '/rows' } },
    ]);
    expect((await pushed(rows.slice(0, 16))).status).toBe(200);
  });

  it('of a deletion travels as a tombstone', async () => {
    const entity = newEntity(binh.person);
    await binh.push('entities', [row(entity)]);
    const before = await an.pullAll('entities');
    const gone = edited(entity, binh.person, { _deleted: true });
    expect(await binh.push('entities', [row(gone, revisionOf(entity))])).toEqual([]);
    expect((await an.pull('entities', before.checkpoint)).documents).toEqual([gone]);
  });

  it('of a document that the server has lost is taken whatever its base', async () => {
    const entity = newEntity(an.person);
    expect(await an.push('entities', [row(entity, 'a-revision-long-gone')])).toEqual([]);
  });
});

describe('a new case', () => {
  it('gets its official number from the server, which comes back by the feed; a retry is accepted', async () => {
    const before = await an.pullAll('cases');
    const made = newCase(an.person);
    const another = newCase(an.person);
    expect(await an.push('cases', [row(made), row(another)])).toEqual([]);
    expect(await an.push('cases', [row(made)])).toEqual([]);
    const pulled = (await an.pull('cases', before.checkpoint)).documents as unknown as Wire<InspectionCase>[];
    expect(pulled).toHaveLength(2);
    const numbers = pulled.map((document) => document.number).sort();
    expect(numbers[0]).toMatch(/^KT-\d{4}-\d{4}$/);
    expect(new Set(numbers).size).toBe(2);
    const stored = pulled.find((document) => document.id === made.id);
    expect(stored).toMatchObject({
      ...made,
      number: stored?.number,
      updatedBy: 'server',
      device: 'server',
      updatedAt: stored?.updatedAt,
    });
    expect((stored?.updatedAt ?? '') > made.updatedAt).toBe(true);
  });

  it('has no number of its own choice', async () => {
    const numbered = async (number: string) => {
      const made = newCase(an.person, { number });
      expect(await an.push('cases', [row(made)])).toEqual([]);
      const [kept] = await server.sql<{ number: string }>(
        `select body::jsonb ->> 'number' as number from sync.cases where id = $1`,
        [made.id],
      );
      return kept?.number ?? '';
    };
    const [, year = '', count = ''] = /^KT-(\d+)-(\d+)$/.exec(await numbered('')) ?? [];
    const numberAfter = (steps: number) => `KT-${year}-${String(Number(count) + steps).padStart(4, '0')}`;
    expect(await numbered(numberAfter(5))).toBe(numberAfter(1));
    expect(await numbered('Số tự đặt')).toBe(numberAfter(2));
    expect(await numbered('')).toBe(numberAfter(3));
  });

  it('may come after its answers', async () => {
    const made = newCase(an.person);
    const answer = newAnswer(an.person, made.id, 'item-1');
    expect(await an.push('answers', [row(answer)])).toEqual([]);
    expect(await an.push('cases', [row(made)])).toEqual([]);
    expect((await binh.pullAll('answers')).documents).toContainEqual(answer);
  });
});

describe('a first download', () => {
  it('comes newest first, in pages that can be resumed, and says what is left', async () => {
    const fresh = await startTestServer();
    try {
      const writer = await fresh.signIn('an');
      const reader = await fresh.signIn('binh');
      const documents = Array.from({ length: 25 }, () => newEntity(writer.person));
      for (const document of documents) await writer.push('entities', [row(document)]);
      const first = await reader.pull('entities', undefined, 10);
      expect(first.documents).toEqual(documents.toReversed().slice(0, 10));
      expect(first).toMatchObject({ more: true, remaining: 15 });
      // What changes meanwhile comes after the download, in its new state.
      const oldest = documents[0];
      if (!oldest) throw new Error('no documents');
      const renamed = edited(oldest, writer.person, { name: 'Đổi tên' });
      await writer.push('entities', [row(renamed, revisionOf(oldest))]);
      const rest = await reader.pullAll('entities', first.checkpoint, 10);
      expect(rest.documents).toEqual([...documents.toReversed().slice(10, -1), renamed]);
      expect(await reader.pull('entities', rest.checkpoint)).toMatchObject({
        documents: [],
        more: false,
        remaining: 0,
      });
    } finally {
      await fresh.stop();
    }
  });
});

describe('the event stream', () => {
  it('tells colleagues of a change, not its writer, and nobody elsewhere', async () => {
    const [mine, theirs, elsewhere] = await Promise.all([an.events(), binh.events(), giang.events()]);
    await an.push('entities', [row(newEntity(an.person))]);
    expect(await theirs.next((event) => event.collection === 'entities')).toEqual({
      scope: 'song-mai',
      collection: 'entities',
    });
    await giang.push('activity', [row({ ...newEntity(giang.person) })]);
    await giang.push('entities', [row(newEntity(giang.person))]);
    await an.push('cases', [row(newCase(an.person))]);
    // The number is the server's own change, so the writer hears of it too.
    await mine.next((event) => event.collection === 'cases');
    expect(mine.received.filter((event) => event.collection === 'entities')).toEqual([]);
    expect(elsewhere.received).toEqual([]);
    await Promise.all([mine.close(), theirs.close(), elsewhere.close()]);
  });
});
