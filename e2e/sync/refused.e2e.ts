import { filter, firstValueFrom } from 'rxjs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { OutboxItem } from '../../renderer/data/workspace.ts';
import { answerId } from '../../shared/schema/answers.ts';
import type { DeviceOptions } from './device.ts';
import { preparation } from './documents.ts';
import { gate } from './gate.ts';
import { type Ground, type Laptop, openGround } from './ground.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await openGround();
});
afterEach(() => ground.clear());
afterAll(() => ground.close());

function outboxOnce({ workspace }: Laptop, fits: (items: readonly OutboxItem[]) => boolean) {
  return firstValueFrom(workspace.sync.outbox$.pipe(filter(fits)));
}

/** A case of `an` and `binh` that is on the laptop of `chi`, who may read it and not change it. */
async function foreignCase(): Promise<{ chi: Laptop; caseId: string }> {
  const an = await ground.device('an');
  const { id } = await an.workspace.insert('cases', preparation());
  await an.synced();
  await an.close();
  const chi = await ground.device('chi');
  await chi.synced();
  await firstValueFrom(chi.workspace.collections.cases.findOne(id).$.pipe(filter((found) => found !== null)));
  return { chi, caseId: id };
}

/** Brings about that RxDB looks for what is unsent just when pulled documents are stored and not noted yet. */
function unluckyStorage(isAbout: (id: string) => boolean) {
  const [stored, met] = [gate(), gate()];
  let isHolding = false;
  let isSought = false;
  const over: DeviceOptions['over'] = (storage) => ({
    name: storage.name,
    rxdbVersion: storage.rxdbVersion,
    createStorageInstance: async (params) => {
      const instance = await storage.createStorageInstance(params);
      const { bulkWrite, findDocumentsById, getChangedDocumentsSince } = instance;
      instance.bulkWrite = async (rows, context) => {
        if (context === 'replication-down-write-meta') {
          stored.open();
          await met.opened;
        }
        return bulkWrite.call(instance, rows, context);
      };
      instance.getChangedDocumentsSince = async (limit, checkpoint) => {
        if (isHolding) await stored.opened;
        const found = await getChangedDocumentsSince?.call(instance, limit, checkpoint);
        isSought ||= found?.documents.some((document) => isAbout(String(Reflect.get(document, 'id')))) ?? false;
        return found ?? { documents: [], checkpoint };
      };
      instance.findDocumentsById = async (ids, withDeleted) => {
        const found = await findDocumentsById.call(instance, ids, withDeleted);
        if (isSought && ids.some(isAbout)) met.open();
        return found;
      };
      return instance;
    },
  });
  return {
    over,
    met: met.opened,
    begin: () => {
      isHolding = true;
    },
  };
}

it('is never what has just come from the server and is not noted yet', async () => {
  const { over, begin, met } = unluckyStorage((id) => id.startsWith('unit-'));
  const chi = await ground.device('chi', { over, isDown: true });
  await chi.until(({ state }) => state === 'offline');
  begin();
  await chi.network.up();
  chi.wake$.next();
  await met;
  expect(await chi.synced()).toMatchObject({ refused: 0 });
  expect(chi.network.requests.filter(({ method }) => method === 'POST')).toEqual([]);
});

/** Keeps RxDB from noting what it has pulled, for as long as `isOn`. */
function forgetfulStorage() {
  const state = { isOn: true };
  const [stored, held] = [gate(), gate()];
  const over: DeviceOptions['over'] = (storage) => ({
    name: storage.name,
    rxdbVersion: storage.rxdbVersion,
    createStorageInstance: async (params) => {
      const instance = await storage.createStorageInstance(params);
      const { bulkWrite } = instance;
      instance.bulkWrite = async (rows, context) => {
        if (state.isOn && context === 'replication-down-write-meta') {
          stored.open();
          await held.opened;
          return { error: [] };
        }
        return bulkWrite.call(instance, rows, context);
      };
      return instance;
    },
  });
  const end = () => {
    state.isOn = false;
    held.open();
  };
  return { over, stored: stored.opened, end };
}

it('is never what came just before the program ended', async () => {
  const { over, stored, end } = forgetfulStorage();
  const chi = await ground.device('chi', { over });
  await stored;
  const restarting = chi.restart();
  end();
  const again = await restarting;
  expect(await again.synced()).toMatchObject({ refused: 0 });
  expect(again.network.requests.filter(({ method }) => method === 'POST')).toEqual([]);
});

describe('a change that the server refuses', () => {
  it('is set aside with its reason, blocks nothing else, and is told of after a restart', async () => {
    const { chi, caseId } = await foreignCase();
    await chi.workspace.change('cases', caseId, () => ({ content: 'Sửa không được phép' }));
    const own = await chi.workspace.insert(
      'cases',
      preparation({ team: [{ id: 'p-chi', name: 'Lê Thị Chi', role: 'leader', sections: [] }] }),
    );
    const [refused] = await outboxOnce(chi, (items) => items.length === 1 && items[0]?.state === 'refused');
    expect(refused).toMatchObject({ id: caseId, caseId, problem: { code: 'permission.denied' } });
    expect(await chi.until(({ unsent, refused: count }) => unsent === 1 && count === 1)).toMatchObject({
      problem: null,
    });
    const stored = await ground.server.sql('select 1 from sync.cases where id = $1', [own.id]);
    expect(stored).toHaveLength(1);

    const again = await chi.restart();
    const [still] = await outboxOnce(again, (items) => items.length === 1);
    expect(still).toMatchObject({ id: caseId, state: 'refused', problem: { code: 'permission.denied' } });
    expect((await again.workspace.collections.cases.findOne(caseId).exec())?.content).toBe('Sửa không được phép');
  });

  it('since it is too large is told of off-line, and never sent; what is written beside it is', async () => {
    const an = await ground.device('an');
    await an.synced();
    const { id: caseId } = await an.workspace.insert('cases', preparation());
    await an.synced();
    await an.network.down();
    const table = (length: number) => Array.from({ length: 500 }, () => ({ ghi: 'x'.repeat(length) }));
    const answer = (itemId: string, length: number) => ({
      ...{ id: answerId(caseId, itemId), caseId, itemId, value: 'recorded' as const, note: '' },
      response: table(length),
    });
    const large = await an.workspace.insert('answers', answer('large', 5_000));
    const [refused] = await outboxOnce(an, (items) => items[0]?.state === 'refused');
    expect(refused).toMatchObject({ id: large.id, problem: { code: 'request.tooLarge', details: { megabytes: 2 } } });
    const small = await an.workspace.insert('answers', answer('small', 5));
    await an.network.up();
    an.wake$.next();
    await an.until(({ unsent, refused: count, state }) => unsent === 1 && count === 1 && state === 'upToDate');
    const stored = await ground.server.sql('select id from sync.answers where id in ($1, $2)', [large.id, small.id]);
    expect(stored).toEqual([{ id: small.id }]);
    await an.workspace.change('answers', large.id, () => ({ response: table(50) }));
    expect((await an.synced()).refused).toBe(0);
  });

  it('is not sent again by itself, but when a person asks or changes it', async () => {
    const { chi, caseId } = await foreignCase();
    await chi.workspace.change('cases', caseId, () => ({ content: 'Lần một' }));
    await outboxOnce(chi, (items) => items[0]?.state === 'refused');
    const pushes = () => chi.network.requests.filter(({ method }) => method === 'POST').length;
    // The refusal is written down before the round that met it has ended.
    await chi.until(({ state }) => state === 'upToDate');
    const before = pushes();
    chi.wake$.next();
    const again = await chi.restart();
    await again.until(({ state }) => state === 'upToDate');
    expect(pushes()).toBe(before);

    const asked = again.network.next(({ method }) => method === 'POST');
    again.workspace.sync.retry();
    await asked;
    await outboxOnce(again, (items) => items[0]?.state === 'refused');
    const changed = again.network.next(({ method }) => method === 'POST');
    await again.workspace.change('cases', caseId, () => ({ content: 'Lần hai' }));
    await changed;
    await outboxOnce(again, (items) => items[0]?.state === 'refused');
  });

  it('is accepted when the reason is gone, merged with what the server has by then', async () => {
    const { chi, caseId } = await foreignCase();
    await chi.workspace.change('cases', caseId, () => ({ content: 'Viết trước khi vào đoàn' }));
    await outboxOnce(chi, (items) => items[0]?.state === 'refused');

    const binh = await ground.device('binh');
    await binh.synced();
    await binh.workspace.change('cases', caseId, ({ team }) => ({
      team: [...team, { id: 'p-chi', name: 'Lê Thị Chi', role: 'member' as const, sections: [] }],
    }));
    await binh.synced();
    chi.workspace.sync.retry();
    expect((await chi.synced()).refused).toBe(0);
    const merged = await firstValueFrom(
      binh.workspace.collections.cases
        .findOne(caseId)
        .$.pipe(filter((found) => found?.content === 'Viết trước khi vào đoàn')),
    );
    expect(merged?.team.map(({ id }) => id)).toContain('p-chi');
    expect(JSON.parse(await chi.workspace.sync.exportOutbox()).documents).toEqual([]);
  });

  it('can be given up: the server has its say, as it is by then, and what is written next goes on', async () => {
    const { chi, caseId } = await foreignCase();
    await chi.workspace.change('cases', caseId, () => ({ content: 'Sửa không được phép' }));
    const remark = await chi.workspace.insert('activity', {
      caseId,
      kind: 'remark',
      target: { kind: 'case', id: caseId, field: '' },
      replyTo: '',
      text: 'Nhận xét trong vụ việc của đoàn khác',
      mustMend: true,
      resolves: false,
      day: null,
      doneBy: [],
    });
    const items = await outboxOnce(chi, (all) => all.length === 2 && all.every(({ state }) => state === 'refused'));
    const [first, second] = items.toSorted((a, b) => (a.collection < b.collection ? 1 : -1));
    if (!first || !second) throw new Error('two were refused');
    expect([first.id, second.id]).toEqual([caseId, remark.id]);
    expect(JSON.parse(await chi.workspace.sync.exportOutbox(second)).documents).toEqual([
      expect.objectContaining({ id: remark.id, revision: second.refusedRevision }),
    ]);

    // RxDB passes over what it pulls of a document that is refused.
    const an = await ground.device('an');
    await an.synced();
    await an.workspace.change('cases', caseId, () => ({ content: 'Kiểm tra đột xuất' }));
    await an.synced();
    await chi.network.down();
    await expect(chi.workspace.sync.giveUp(first)).rejects.toMatchObject({ code: 'server.away' });
    await chi.network.up();
    await expect(chi.workspace.sync.giveUp({ ...first, refusedRevision: 'another' })).rejects.toMatchObject({
      code: 'database.refused',
    });
    await chi.workspace.sync.giveUp(first);
    await chi.workspace.sync.giveUp(second);
    await outboxOnce(chi, (all) => all.length === 0);
    const contentOf = async ({ workspace }: Laptop) =>
      (await workspace.collections.cases.findOne(caseId).exec(true)).content;
    expect(await contentOf(chi)).toBe('Kiểm tra đột xuất');
    expect(await chi.workspace.collections.activity.findOne(remark.id).exec()).toBeNull();

    const again = await chi.restart();
    expect(await again.until(({ state }) => state === 'upToDate')).toMatchObject({ unsent: 0, refused: 0 });
    await an.workspace.change('cases', caseId, () => ({ content: 'Kiểm tra theo kế hoạch' }));
    const cases = again.workspace.collections.cases.findOne(caseId).$;
    await firstValueFrom(cases.pipe(filter((found) => found?.content === 'Kiểm tra theo kế hoạch')));
    expect(await ground.server.sql('select 1 from sync.activity where id = $1', [remark.id])).toEqual([]);
  });

  it('can be exported whole', async () => {
    const { chi, caseId } = await foreignCase();
    await chi.workspace.change('cases', caseId, () => ({ content: 'Để mang đi' }));
    await outboxOnce(chi, (items) => items[0]?.state === 'refused');
    const file = JSON.parse(await chi.workspace.sync.exportOutbox());
    expect(file).toMatchObject({ kind: 'minh-tra-outbox', version: 1, from: { personId: 'p-chi' } });
    expect(file.documents).toEqual([
      expect.objectContaining({
        collection: 'cases',
        id: caseId,
        problem: expect.objectContaining({ code: 'permission.denied' }),
        document: expect.objectContaining({ content: 'Để mang đi' }),
      }),
    ]);
  });
});
