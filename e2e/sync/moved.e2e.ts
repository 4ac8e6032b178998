import { filter, firstValueFrom } from 'rxjs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { preparation } from './documents.ts';
import { type Ground, openGround } from './ground.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await openGround();
});
afterEach(async () => {
  await ground.clear();
  await moveTo('song-mai');
});
afterAll(() => ground.close());

/** Chi's unit is another from now on. */
async function moveTo(scope: string): Promise<void> {
  await ground.server.sql(`update minh_tra.people set scope = $1 where username = 'chi'`, [scope]);
}

describe('a person who moves to another unit while they hold unsent work', () => {
  it('has that work set aside with its reason, and works with what the new unit has', async () => {
    const chi = await ground.device('chi');
    await chi.synced();
    await chi.network.down();
    const own = await chi.workspace.insert('cases', preparation({ content: 'Ghi trước khi chuyển công tác' }));
    await moveTo('hoa-ban');
    const giang = await ground.device('giang');
    const theirs = await giang.workspace.insert('cases', preparation({ content: 'Việc của đơn vị mới' }));
    await giang.synced();

    await chi.network.up();
    chi.wake$.next();
    const { cases } = chi.workspace.collections;
    await firstValueFrom(cases.findOne(theirs.id).$.pipe(filter((found) => found !== null)));
    const [refused] = await firstValueFrom(
      chi.workspace.sync.outbox$.pipe(filter((items) => items[0]?.state === 'refused')),
    );
    expect(refused).toMatchObject({ id: own.id, problem: { code: 'scope.denied' } });
    expect((await cases.findOne(own.id).exec())?.content).toBe('Ghi trước khi chuyển công tác');
    expect(JSON.parse(await chi.workspace.sync.exportOutbox()).documents).toHaveLength(1);
    expect(await ground.server.sql('select 1 from sync.cases where id = $1', [own.id])).toEqual([]);

    // Back again, it is sent as it is.
    await moveTo('song-mai');
    chi.workspace.sync.retry();
    expect((await chi.synced()).refused).toBe(0);
    expect(await ground.server.sql('select 1 from sync.cases where id = $1', [own.id])).toHaveLength(1);
  });
});
