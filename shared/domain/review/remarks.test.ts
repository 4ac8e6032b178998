import { describe, expect, it } from 'vitest';
import type { Activity } from '../../schema/activity.ts';
import { openRemarks, remarksOf } from './remarks.ts';

const activity = (id: string, at: number, own: Partial<Activity>): Activity => ({
  id,
  scope: '01',
  createdAt: String(at),
  createdBy: 'hoa',
  updatedAt: String(at),
  updatedBy: 'hoa',
  device: 'd',
  clockOffsetMs: 0,
  conflicts: [],
  caseId: 'case-1',
  kind: 'remark',
  target: { kind: 'item', id: 'post.con.02', field: '' },
  replyTo: '',
  text: '',
  mustMend: true,
  resolves: false,
  ...own,
});
const remark = activity('r', 1, {});
const reply = (at: number, by: string, resolves: boolean) =>
  activity(`a${at}`, at, { kind: 'reply', replyTo: 'r', createdBy: by, resolves });

describe('a remark', () => {
  it.each([
    ['is open at first', [], 'open'],
    ['stays open while the team only asks back', [reply(2, 'an', false)], 'open'],
    ['is mended when the team says so', [reply(2, 'an', true)], 'mended'],
    ['stays mended through further talk of the team', [reply(2, 'an', true), reply(3, 'binh', false)], 'mended'],
    ['is open again when its author is not content', [reply(2, 'an', true), reply(3, 'hoa', false)], 'open'],
    ['is accepted when its author agrees', [reply(3, 'hoa', true), reply(2, 'an', true)], 'accepted'],
  ] as const)('%s', (_, replies, state) => {
    expect(remarksOf([...replies, remark])[0]?.state).toBe(state);
    expect(openRemarks([remark, ...replies])).toHaveLength(state === 'open' ? 1 : 0);
  });

  it('keeps nobody from approving when it need not be mended', () => {
    expect(openRemarks([{ ...remark, mustMend: false }])).toEqual([]);
  });
});
