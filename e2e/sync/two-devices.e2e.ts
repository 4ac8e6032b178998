import type { RxDocument } from 'rxdb';
import { filter, firstValueFrom, map, type Observable } from 'rxjs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, answerId } from '../../shared/schema/answers.ts';
import type { InspectionCase } from '../../shared/schema/cases.ts';
import { preparation } from './documents.ts';
import { gate } from './gate.ts';
import { type Ground, type Laptop, openGround } from './ground.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await openGround();
});
afterEach(() => ground.clear());
afterAll(() => ground.close());

/** Laptops that are all synchronised, and a case that all of them have. */
async function sharing(...people: string[]): Promise<{ laptops: Laptop[]; caseId: string }> {
  const laptops: Laptop[] = [];
  for (const person of people) laptops.push(await ground.device(person));
  const [first] = laptops;
  if (!first) throw new Error('nobody');
  const { id } = await first.workspace.insert('cases', preparation());
  await first.synced();
  for (const laptop of laptops) await has(laptop, id, ({ number }) => number !== '');
  return { laptops, caseId: id };
}

/** Resolves with a case once it fits on a laptop. */
function has({ workspace }: Laptop, id: string, fits: (found: InspectionCase) => boolean): Promise<InspectionCase> {
  return firstFit(workspace.collections.cases.findOne(id).$, fits);
}

function hasAnswer({ workspace }: Laptop, id: string, fits: (found: Answer) => boolean): Promise<Answer> {
  return firstFit(workspace.collections.answers.findOne(id).$, fits);
}

function firstFit<Document>(
  found$: Observable<RxDocument<Document> | null>,
  fits: (found: Document) => boolean,
): Promise<Document> {
  const documents$ = found$.pipe(map((found) => found?.toMutableJSON()));
  return firstValueFrom(documents$.pipe(filter((found) => found !== undefined && fits(found)))) as Promise<Document>;
}

/** Fields that wait for a person on a laptop. */
async function waiting(laptop: Laptop): Promise<number> {
  return (await laptop.synced()).refused;
}

describe('devices that meet', () => {
  it('give each other what they write, at once', async () => {
    const { laptops, caseId } = await sharing('an', 'binh');
    const [an, binh] = laptops as [Laptop, Laptop];
    await binh.workspace.change('cases', caseId, () => ({ content: 'Kiểm tra đột xuất' }));
    await has(an, caseId, ({ content }) => content === 'Kiểm tra đột xuất');
  });

  it('have what a colleague makes of a document while the answer to their own push of it is on its way', async () => {
    const { laptops, caseId } = await sharing('an', 'binh');
    const [an, binh] = laptops as [Laptop, Laptop];
    const id = answerId(caseId, 'item-1');
    const answer = { id, caseId, itemId: 'item-1', value: 'compliant', response: null } as const;
    await binh.workspace.insert('answers', { ...answer, note: 'Lúc đầu' });
    await hasAnswer(an, id, () => true);
    await an.network.down();
    await an.workspace.change('answers', id, () => ({ note: 'Của An' }));
    const [pull, push] = [gate(), gate()];
    an.network.fault(({ method, path }) => {
      if (method === 'POST') return { kind: 'holdReply', until: push.opened };
      return path.includes('/answers') ? { kind: 'holdRequest', until: pull.opened } : { kind: 'pass' };
    });
    const again = await an.restart();
    await an.network.up();
    await hasAnswer(binh, id, ({ note }) => note === 'Của An');
    await binh.workspace.change('answers', id, () => ({ note: 'Bình sửa lại' }));
    await binh.synced();
    pull.open();
    // What Bình writes next has come: so has the answer, which was asked for before it.
    await binh.workspace.change('cases', caseId, () => ({ content: 'Bình viết tiếp' }));
    await has(again, caseId, ({ content }) => content === 'Bình viết tiếp');
    push.open();
    await hasAnswer(again, id, ({ note }) => note === 'Bình sửa lại');
    await again.synced();
  });

  it('merge edits of different fields without asking anybody', async () => {
    const { laptops, caseId } = await sharing('an', 'binh');
    const [an, binh] = laptops as [Laptop, Laptop];
    await an.network.down();
    await binh.network.down();
    await an.workspace.change('cases', caseId, () => ({ content: 'Nội dung mới' }));
    await binh.workspace.change('cases', caseId, () => ({ entityName: 'Công ty Sao Mai' }));
    await an.network.up();
    await an.synced();
    await binh.network.up();
    for (const laptop of [an, binh]) {
      const merged = await has(laptop, caseId, (found) => {
        return found.content === 'Nội dung mới' && found.entityName === 'Công ty Sao Mai';
      });
      expect(merged.conflicts).toEqual([]);
    }
  });

  it('keep both values of one field until a person settles', async () => {
    const { laptops, caseId } = await sharing('an', 'binh');
    const [an, binh] = laptops as [Laptop, Laptop];
    const before = await waiting(an);
    await an.network.down();
    await binh.network.down();
    await an.workspace.change('cases', caseId, () => ({ content: 'Của An' }));
    await binh.workspace.change('cases', caseId, () => ({ content: 'Của Bình' }));
    await an.network.up();
    await an.synced();
    await binh.network.up();

    for (const laptop of [an, binh]) {
      const { conflicts } = await has(laptop, caseId, (found) => found.conflicts.length > 0);
      expect(conflicts[0]?.values.map(({ value }) => value).sort()).toEqual(['Của An', 'Của Bình']);
      expect(await waiting(laptop)).toBe(before + 1);
    }
    const seen = await has(an, caseId, ({ conflicts }) => conflicts.length > 0);
    await an.workspace.settle('cases', seen, seen.conflicts[0]?.id ?? '', 'Của Bình', 'Bình ở hiện trường');
    const settled = await has(binh, caseId, ({ content, conflicts }) => {
      return content === 'Của Bình' && conflicts.every(({ settled }) => settled !== null);
    });
    expect(settled.conflicts[0]?.values).toHaveLength(2);
    expect(await waiting(binh)).toBe(before);
  });

  it('keep what one deleted and the other edited, and say so', async () => {
    const { laptops, caseId } = await sharing('an', 'binh');
    const [an, binh] = laptops as [Laptop, Laptop];
    const id = answerId(caseId, 'item-1');
    await an.workspace.insert('answers', {
      id,
      caseId,
      itemId: 'item-1',
      value: 'compliant',
      response: null,
      note: '',
    });
    await an.synced();
    await hasAnswer(binh, id, () => true);
    await an.network.down();
    await binh.network.down();
    await an.workspace.remove('answers', await hasAnswer(an, id, () => true));
    await binh.workspace.change('answers', id, () => ({ note: 'Thiếu niêm yết giá' }));
    await an.network.up();
    await an.synced();
    await binh.network.up();
    for (const laptop of [an, binh]) {
      const answer = await hasAnswer(laptop, id, ({ conflicts }) => conflicts.length > 0);
      expect(answer.note).toBe('Thiếu niêm yết giá');
      expect(answer.conflicts[0]?.path).toBe('/');
      await laptop.synced();
    }
  });

  it('join an official number with an edit made before it came', async () => {
    const an = await ground.device('an');
    await an.synced();
    await an.network.down();
    const { id } = await an.workspace.insert('cases', preparation());
    await an.network.up();
    // The answer to the push and the feed that brings the number are two things: between them the person goes on typing.
    await an.network.next(({ method, path }) => method === 'POST' && path.startsWith('/sync/cases'));
    await an.workspace.change('cases', id, () => ({ content: 'Viết tiếp' }));
    await an.synced();
    const found = await has(an, id, ({ number }) => number !== '');
    expect(found).toMatchObject({ content: 'Viết tiếp', conflicts: [] });
    expect(found.number).toMatch(/^KT-\d{4}-\d{4}$/);
  });

  it('meet in one answer to one item, each made off-line', async () => {
    const { laptops, caseId } = await sharing('an', 'binh');
    const [an, binh] = laptops as [Laptop, Laptop];
    const id = answerId(caseId, 'item-2');
    const answer = { id, caseId, itemId: 'item-2', response: null } as const;
    await an.network.down();
    await binh.network.down();
    await an.workspace.insert('answers', { ...answer, value: 'compliant', note: '' });
    await binh.workspace.insert('answers', { ...answer, value: 'notCompliant', note: 'Hết hạn' });
    await an.network.up();
    await an.synced();
    await binh.network.up();
    for (const laptop of [an, binh]) {
      const merged = await hasAnswer(laptop, id, ({ conflicts }) => conflicts.length > 0);
      expect(merged.note).toBe('Hết hạn');
      expect(merged.conflicts[0]?.values.map(({ value }) => value).sort()).toEqual(['compliant', 'notCompliant']);
    }
  });

  it('are not set back by a page of the feed that was under way while a merged state was confirmed', async () => {
    const { laptops, caseId } = await sharing('an', 'binh');
    const [an, binh] = laptops as [Laptop, Laptop];
    await binh.network.down();
    await binh.workspace.change('cases', caseId, () => ({ entityName: 'Công ty Sao Mai' }));
    await an.workspace.change('cases', caseId, () => ({ content: 'Nội dung mới' }));
    await an.synced();
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    binh.network.fault(({ method, path }) => {
      return method === 'GET' && path.startsWith('/sync/cases')
        ? { kind: 'holdReply', until: released }
        : { kind: 'pass' };
    });
    await binh.network.up();
    await binh.until(({ unsent, state }) => unsent === 0 && state !== 'offline');
    release();
    await binh.synced();
    const merged = await binh.workspace.collections.cases.findOne(caseId).exec();
    expect(merged).toMatchObject({ entityName: 'Công ty Sao Mai', content: 'Nội dung mới' });
  });
});
