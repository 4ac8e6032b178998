import { filter, firstValueFrom } from 'rxjs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { InspectionCase } from '../../shared/schema/cases.ts';
import { preparation } from './documents.ts';
import { type Ground, type Laptop, openGround } from './ground.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await openGround();
});
afterEach(() => ground.clear());
afterAll(() => ground.close());

const isPush = ({ method }: { readonly method: string }): boolean => method === 'POST';

/** Does something whose push the server takes in, without the laptop hearing of it; then the network is down. */
async function withLostAnswer<Result>(laptop: Laptop, work: () => Promise<Result>): Promise<Result> {
  laptop.network.fault((request) => (isPush(request) ? { kind: 'loseReply' } : { kind: 'pass' }));
  const isLost = laptop.until(({ state }) => state === 'offline');
  const result = await work();
  await isLost;
  await laptop.network.down();
  laptop.network.fault(() => ({ kind: 'pass' }));
  return result;
}

async function caseOn({ workspace }: Laptop, id: string): Promise<InspectionCase | undefined> {
  return (await workspace.collections.cases.findOne(id).exec())?.toMutableJSON();
}

describe('a person whose answer was lost, who restarts and writes on', () => {
  it('is not in conflict with what they wrote before', async () => {
    const an = await ground.device('an');
    const { id } = await an.workspace.insert('cases', preparation());
    await an.synced();
    await withLostAnswer(an, () => an.workspace.change('cases', id, () => ({ content: 'Lần một' })));
    const again = await an.restart();
    await again.workspace.change('cases', id, () => ({ content: 'Lần hai' }));
    await again.network.up();
    await again.synced();
    expect(await caseOn(again, id)).toMatchObject({ content: 'Lần hai', conflicts: [] });
  });

  it('keeps the number that the server gave to their new case meanwhile', async () => {
    const an = await ground.device('an');
    await an.synced();
    const { id } = await withLostAnswer(an, () => an.workspace.insert('cases', preparation()));
    const again = await an.restart();
    await again.workspace.change('cases', id, () => ({ content: 'Viết tiếp' }));
    await again.network.up();
    await again.synced();
    const found = await caseOn(again, id);
    expect(found).toMatchObject({ content: 'Viết tiếp', conflicts: [] });
    expect(found?.number).toMatch(/^KT-/);
  });

  it('takes what another made of it, also where that is what it was before', async () => {
    const an = await ground.device('an');
    const { id } = await an.workspace.insert('cases', preparation({ content: 'Ban đầu', entityName: 'Tên cũ' }));
    await an.synced();
    const binh = await ground.device('binh');
    await binh.synced();
    await withLostAnswer(an, () => {
      return an.workspace.change('cases', id, () => ({ content: 'An sửa', entityName: 'Tên mới' }));
    });
    const seen$ = binh.workspace.collections.cases.findOne(id).$;
    await firstValueFrom(seen$.pipe(filter((found) => found?.content === 'An sửa')));
    await binh.workspace.change('cases', id, () => ({ content: 'Ban đầu' }));
    await binh.synced();
    const again = await an.restart();
    await again.workspace.change('cases', id, () => ({ entityAddress: '12 phố Mới' }));
    await again.network.up();
    await again.synced();
    expect(await caseOn(again, id)).toMatchObject({
      content: 'Ban đầu',
      entityName: 'Tên mới',
      entityAddress: '12 phố Mới',
      conflicts: [],
    });
  });
});
