import { filter, firstValueFrom } from 'rxjs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Taken } from '../../renderer/data/bundles/take-bundle.ts';
import { signBundle } from '../../server/testing/bundles.ts';
import { publicKeyOf } from '../../server/testing/evidence.ts';
import type { SignedBundle } from '../../shared/protocol/bundles.ts';
import { answerId } from '../../shared/schema/answers.ts';
import type { Finding } from '../../shared/schema/findings.ts';
import { preparation } from './documents.ts';
import { type Ground, type Laptop, openGround } from './ground.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await openGround();
});
afterEach(async () => {
  await ground.clear();
  await ground.server.sql('delete from minh_tra.signing_keys');
});
afterAll(() => ground.close());

/** A laptop, synchronised, whose person's key the server knows. */
async function signing(username: string): Promise<Laptop> {
  const laptop = await ground.device(username);
  await laptop.synced();
  const { person, deviceId } = laptop.workspace.session;
  await ground.server.sql(
    'insert into minh_tra.signing_keys (public_key, person_id, device_id, registered_at) values ($1, $2, $3, now())',
    [publicKeyOf(person.id), person.id, deviceId],
  );
  return laptop;
}

interface Team {
  readonly an: Laptop;
  readonly binh: Laptop;
  readonly caseId: string;
  readonly findingId: string;
}

/** An and Bình with a case and a finding that both have; then neither has a network. */
async function offLine(): Promise<Team> {
  const [an, binh] = [await signing('an'), await signing('binh')];
  const { id: caseId } = await binh.workspace.insert('cases', preparation());
  const { id: findingId } = await binh.workspace.insert('findings', {
    ...{ caseId, itemId: '', title: 'Niêm yết', kind: 'violation', fact: 'Thiếu 03 nhóm hàng', actOn: '2026-11-17' },
    ...{ foundOn: '2026-11-17', provision: null, measure: 'remind', measureNote: '' },
  });
  await binh.synced();
  await firstValueFrom(an.workspace.collections.findings.findOne(findingId).$.pipe(filter((found) => found !== null)));
  // Both with the number that the server gave it.
  for (const { workspace } of [an, binh]) {
    await firstValueFrom(workspace.collections.cases.findOne(caseId).$.pipe(filter((found) => Boolean(found?.number))));
  }
  for (const laptop of [an, binh]) await laptop.network.down();
  return { an, binh, caseId, findingId };
}

async function give({ workspace }: Laptop, caseId: string): Promise<readonly SignedBundle[]> {
  const inspectionCase = await workspace.collections.cases.findOne(caseId).exec(true);
  const { id } = workspace.session.person;
  return workspace.bundles.give(inspectionCase.toMutableJSON(), async (text) => signBundle(text, id));
}

/** What `from` has goes to `to`; what the last of the bundles brought there. */
async function hand(from: Laptop, to: Laptop, caseId: string): Promise<Taken | null> {
  let taken: Taken | null = null;
  for (const signed of await give(from, caseId)) taken = await to.workspace.bundles.take(signed, caseId);
  return taken;
}

async function findingOf({ workspace }: Laptop, id: string): Promise<Finding> {
  return (await workspace.collections.findings.findOne(id).exec(true)).toMutableJSON();
}

/** Both are back on-line; resolves once everything is confirmed. */
async function home(...laptops: Laptop[]): Promise<void> {
  for (const laptop of laptops) {
    await laptop.network.up();
    laptop.wake$.next();
  }
  for (const laptop of laptops) {
    const { refused } = await laptop.synced();
    expect(refused).toBe(0);
  }
}

function answer(caseId: string, itemId: string, note: string) {
  return { id: answerId(caseId, itemId), caseId, itemId, value: 'compliant', response: null, note } as const;
}

const nothing = { added: 0, changed: 0, differences: 0 };

describe('two who work on one case without a network', () => {
  it('have one file of it after each gave the other theirs, and the server takes all once, whoever comes first', async () => {
    const { an, binh, caseId, findingId } = await offLine();
    await an.workspace.insert('answers', answer(caseId, 'post.1', 'Của An'));
    await an.workspace.change('findings', findingId, () => ({ fact: 'Thiếu 04 nhóm hàng' }));
    await binh.workspace.insert('answers', answer(caseId, 'post.2', 'Của Bình'));
    await binh.workspace.change('findings', findingId, () => ({ measureNote: 'Trong 10 ngày' }));

    expect(await hand(an, binh, caseId)).toEqual({ added: 1, changed: 1, differences: 0 });
    expect(await hand(binh, an, caseId)).toEqual({ added: 1, changed: 1, differences: 0 });
    const whole = { fact: 'Thiếu 04 nhóm hàng', measureNote: 'Trong 10 ngày', conflicts: [] };
    expect(await findingOf(binh, findingId)).toMatchObject(whole);
    expect(await findingOf(an, findingId)).toEqual(await findingOf(binh, findingId));
    // Twice without harm.
    expect(await hand(an, binh, caseId)).toEqual(nothing);

    await home(binh);
    const [stored] = await ground.server.sql<{ body: string }>('select body from sync.findings where id = $1', [
      findingId,
    ]);
    expect(JSON.parse(stored?.body ?? '')).toMatchObject(whole);
    await home(an);
    for (const laptop of [an, binh]) {
      expect(await findingOf(laptop, findingId)).toMatchObject(whole);
      const answers = await laptop.workspace.collections.answers.find({ selector: { caseId } }).exec();
      expect(answers.map(({ note, createdBy }) => [note, createdBy]).sort()).toEqual([
        ['Của An', 'p-an'],
        ['Của Bình', 'p-binh'],
      ]);
    }
  });

  it('go on after they met, and meet again: what is written over what was met is no difference', async () => {
    const { an, binh, caseId, findingId } = await offLine();
    await an.workspace.change('findings', findingId, () => ({ fact: 'Thiếu 04 nhóm hàng' }));
    await hand(an, binh, caseId);
    await an.workspace.change('findings', findingId, () => ({ fact: 'Thiếu 05 nhóm hàng' }));
    await binh.workspace.change('findings', findingId, () => ({ title: 'Niêm yết thiếu' }));
    expect(await hand(an, binh, caseId)).toMatchObject({ differences: 0 });
    await hand(binh, an, caseId);
    await binh.workspace.change('findings', findingId, () => ({ fact: 'Thiếu 06 nhóm hàng' }));
    expect(await hand(binh, an, caseId)).toMatchObject({ differences: 0 });
    const whole = { fact: 'Thiếu 06 nhóm hàng', title: 'Niêm yết thiếu', conflicts: [] };
    for (const laptop of [an, binh]) expect(await findingOf(laptop, findingId)).toMatchObject(whole);
    await home(an, binh);
    for (const laptop of [an, binh]) expect(await findingOf(laptop, findingId)).toMatchObject(whole);
  });

  it('see where both wrote the same field, once, and choose as over the server', async () => {
    const { an, binh, caseId, findingId } = await offLine();
    await an.workspace.change('findings', findingId, () => ({ fact: 'Thiếu 04 nhóm hàng' }));
    await binh.workspace.change('findings', findingId, () => ({ fact: 'Thiếu 07 nhóm hàng' }));
    expect(await hand(an, binh, caseId)).toMatchObject({ differences: 1 });
    expect(await hand(binh, an, caseId)).toMatchObject({ differences: 1 });
    expect(await findingOf(an, findingId)).toEqual(await findingOf(binh, findingId));
    const seen = await findingOf(binh, findingId);
    expect(seen.conflicts.map(({ path }) => path)).toEqual(['/fact']);
    await binh.workspace.settle('findings', seen, seen.conflicts[0]?.id ?? '', 'Thiếu 04 nhóm hàng', 'đã đếm lại');
    await hand(binh, an, caseId);
    for (const laptop of [an, binh]) expect((await findingOf(laptop, findingId)).fact).toBe('Thiếu 04 nhóm hàng');
    await home(an);
    await home(binh);
    const after = await findingOf(an, findingId);
    expect(after.conflicts.map(({ settled }) => settled?.by)).toEqual(['p-binh']);
    expect(await findingOf(binh, findingId)).toEqual(after);
  });

  it('keep what was given over a restart, also when it was not sent yet', async () => {
    const { an, binh, caseId, findingId } = await offLine();
    await an.workspace.change('findings', findingId, () => ({ fact: 'Thiếu 04 nhóm hàng' }));
    await hand(an, binh, caseId);
    const again = await binh.restart();
    expect(
      (await firstValueFrom(again.workspace.bundles.carried$.pipe(filter(({ length }) => length > 0)))).length,
    ).toBe(1);
    await again.workspace.change('findings', findingId, () => ({ title: 'Niêm yết thiếu' }));
    await home(again);
    expect(await firstValueFrom(again.workspace.bundles.carried$)).toEqual([]);
    await home(an);
    for (const laptop of [an, again]) {
      expect(await findingOf(laptop, findingId)).toMatchObject({
        fact: 'Thiếu 04 nhóm hàng',
        title: 'Niêm yết thiếu',
        conflicts: [],
      });
    }
  });

  it('take nothing of a bundle for another case, or one in which a byte is another', async () => {
    const { an, binh, caseId, findingId } = await offLine();
    await an.workspace.change('findings', findingId, () => ({ fact: 'Thiếu 04 nhóm hàng' }));
    const [signed] = await give(an, caseId);
    if (!signed) throw new Error('no bundle');
    const take = (text: string, id = caseId) => binh.workspace.bundles.take({ ...signed, text }, id);
    await expect(take(signed.text, 'another')).rejects.toMatchObject({ code: 'bundle.otherCase' });
    await expect(take(signed.text.replace('"findings"', '"reference"'))).rejects.toMatchObject({
      code: 'bundle.broken',
    });
    await expect(take(signed.text.slice(0, -1))).rejects.toMatchObject({ code: 'bundle.broken' });
    const foreign = signed.text.replaceAll('song-mai', 'hoa-ban').replace('"scope":"hoa-ban"', '"scope":"song-mai"');
    await expect(take(foreign)).rejects.toMatchObject({ code: 'bundle.broken' });
    // Nor is it carried on to others.
    expect(await firstValueFrom(binh.workspace.bundles.carried$)).toEqual([]);
    expect((await findingOf(binh, findingId)).fact).toBe('Thiếu 03 nhóm hàng');
  });
});
