import { afterEach, describe, expect, it, vi } from 'vitest';
import { saveAnswer } from './save-answer.ts';
import { offlineWorkspace } from './testing/offline-workspace.ts';
import type { Workspace } from './workspace.ts';

let workspace: Workspace | undefined;
afterEach(async () => {
  await workspace?.close();
  workspace = undefined;
});

async function open(): Promise<Workspace> {
  workspace = await offlineWorkspace();
  return workspace;
}

async function stored(device: Workspace) {
  const answer = await device.collections.answers.findOne('c1|post.con.02').exec();
  return answer && { value: answer.value, note: answer.note, response: answer.response };
}

const place = { caseId: 'c1', itemId: 'post.con.02' };

/** A colleague's note has arrived from the server while somebody was typing. */
async function arrive(device: Workspace, note: string): Promise<void> {
  const { id } = await device.insert('answers', {
    id: 'c1|post.con.02',
    ...place,
    value: 'unanswered',
    response: null,
    note,
  });
  const document = await device.collections.answers.findOne(id).exec();
  await document?.incrementalPatch({ updatedBy: 'p-chi', device: 'device-08' });
}

describe('saving an answer', () => {
  it('changes what was given and nothing else', async () => {
    const device = await open();
    await saveAnswer(device, { ...place, change: { value: 'compliant' } });
    await saveAnswer(device, { ...place, change: { note: 'Đối chiếu bản chính' } });
    expect(await stored(device)).toEqual({ value: 'compliant', note: 'Đối chiếu bản chính', response: null });
  });

  it('keeps both when a note is left and an answer clicked in one moment, the first of all included', async () => {
    const device = await open();
    await Promise.all([
      saveAnswer(device, { ...place, change: { note: 'Thiếu dấu ngày' } }),
      saveAnswer(device, { ...place, change: { value: 'notCompliant' } }),
      saveAnswer(device, { ...place, change: { note: 'Thiếu dấu ngày, giờ' } }),
    ]);
    expect(await stored(device)).toEqual({ value: 'notCompliant', note: 'Thiếu dấu ngày, giờ', response: null });
  });

  it('leaves what a colleague wrote in the moment of the first save', async () => {
    const device = await open();
    // The first look is before the colleague's note, the save after it.
    vi.spyOn(device.collections.answers, 'findOne').mockImplementationOnce(
      () => ({ exec: () => arrive(device, 'Có 3 biển hiệu').then(() => null) }) as never,
    );
    await saveAnswer(device, { ...place, change: { value: 'compliant' } });
    expect(await stored(device)).toEqual({ value: 'compliant', note: 'Có 3 biển hiệu', response: null });
  });

  it('keeps both notes when one arrived while the other was typed, the first of all included', async () => {
    const device = await open();
    await arrive(device, 'Có 3 biển hiệu');
    await saveAnswer(device, { ...place, change: { note: 'Có 2 biển hiệu' }, seen: 'nothing' });
    const answer = await device.collections.answers.findOne('c1|post.con.02').exec();
    expect(answer?.note).toBe('Có 2 biển hiệu');
    expect(answer?.conflicts[0]?.values.map(({ value }) => value)).toEqual(['Có 3 biển hiệu', 'Có 2 biển hiệu']);
  });

  it('has no conflict with what the same person wrote while they were typing', async () => {
    const device = await open();
    await saveAnswer(device, { ...place, change: { value: 'compliant', note: 'Có 2' } });
    await saveAnswer(device, { ...place, change: { note: 'Có 2 biển hiệu' }, seen: 'nothing' });
    expect(await stored(device)).toEqual({ value: 'compliant', note: 'Có 2 biển hiệu', response: null });
    const answer = await device.collections.answers.findOne('c1|post.con.02').exec();
    expect(answer?.conflicts).toEqual([]);
  });
});
