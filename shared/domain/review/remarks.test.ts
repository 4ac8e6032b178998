import { describe, expect, it } from 'vitest';
import type { Activity } from '../../schema/activity.ts';
import { isMendedInPlace, isWithdrawal, openRemarks, remarkOf, remarksOf } from './remarks.ts';

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
  day: null,
  doneBy: [],
  ...own,
});
const remark = activity('r', 1, {});
const reply = (at: number, by: string, resolves: boolean, replyTo = 'r') =>
  activity(`a${at}`, at, { kind: 'reply', replyTo, createdBy: by, resolves });

describe('a remark', () => {
  it.each([
    ['is open at first', [], 'open'],
    ['stays open while the team only asks back', [reply(2, 'an', false)], 'open'],
    ['is mended when the team says so', [reply(2, 'an', true)], 'mended'],
    ['stays mended through further talk of the team', [reply(2, 'an', true), reply(3, 'binh', false)], 'mended'],
    ['stays mended when its author only adds a word', [reply(2, 'an', true), reply(3, 'hoa', false)], 'mended'],
    ['is open again when its author is not content', [reply(2, 'an', true), reply(3, 'hoa', false, 'a2')], 'open'],
    [
      'is open again whatever two of the team said at once',
      [reply(2, 'an', true), reply(3, 'binh', true), reply(4, 'hoa', false, 'a3')],
      'open',
    ],
    [
      'is mended again when the team answers that',
      [reply(2, 'an', true), reply(3, 'hoa', false, 'a2'), reply(4, 'an', true, 'a3')],
      'mended',
    ],
    [
      'goes by what was answered where a clock was far ahead',
      [reply(9, 'an', true), reply(3, 'hoa', false, 'a9'), reply(2, 'binh', true, 'a3')],
      'mended',
    ],
    ['is open again when a clock far ahead said mended', [reply(9, 'an', true), reply(3, 'hoa', false, 'a9')], 'open'],
    ['is accepted when its author agrees', [reply(3, 'hoa', true), reply(2, 'an', true)], 'accepted'],
  ] as const)('%s', (_, replies, state) => {
    expect(remarksOf([...replies, remark])[0]?.state).toBe(state);
    expect(openRemarks([remark, ...replies])).toHaveLength(state === 'open' ? 1 : 0);
  });

  it('keeps nobody from approving when it need not be mended', () => {
    expect(openRemarks([{ ...remark, mustMend: false }])).toEqual([]);
  });

  it('is taken back by its author before anybody answers, accepted after that', () => {
    const closing = reply(4, 'hoa', true);
    expect(isWithdrawal(closing, remark, [remark, closing])).toBe(true);
    expect(isWithdrawal(closing, remark, [remark, reply(2, 'an', true), closing])).toBe(false);
    expect(isWithdrawal(reply(2, 'an', true), remark, [remark])).toBe(false);
    expect(openRemarks([remark, closing])).toEqual([]);
  });

  it('is as if a reply had not been made that its author took back, and nobody else can', () => {
    const mended = reply(2, 'an', true);
    const back = (by: string) => activity('b', 3, { kind: 'reply', replyTo: mended.id, createdBy: by });
    expect(remarksOf([remark, mended, back('an')])[0]).toMatchObject({ state: 'open', replies: [] });
    expect(remarksOf([remark, mended, back('binh')])[0]).toMatchObject({ state: 'mended', claims: [mended] });
    const notYet = reply(4, 'hoa', false, mended.id);
    const again = reply(5, 'an', true, notYet.id);
    const withdrawn = activity('c', 6, { kind: 'reply', replyTo: notYet.id, createdBy: 'hoa' });
    expect(remarksOf([remark, mended, notYet, again])[0]).toMatchObject({ state: 'mended', round: notYet.id });
    expect(remarksOf([remark, mended, notYet, again, withdrawn])[0]).toMatchObject({
      claims: [mended, again],
      round: 'r',
    });
    expect(remarkOf(again, new Map([remark, mended, notYet].map((each) => [each.id, each])))).toBe(remark);
  });
});

describe('what was mended where a remark is pinned', () => {
  const at = (kind: 'case' | 'item' | 'finding', id: string) => activity('r', 5, { target: { kind, id, field: '' } });
  const at5 = at('item', 'i');
  const finding = (updatedAt: string) => ({ id: 'f', itemId: 'i', updatedAt });
  const answered = (updatedAt: string) => new Map([['i', { updatedAt }]]);
  it.each([
    ['an answer that stands', at('item', 'i'), answered('4'), [finding('4')], false],
    ['an answer written since', at('item', 'i'), answered('6'), [], true],
    ["the item's finding written since", at('item', 'i'), answered('4'), [finding('6')], true],
    ['no answer', at('item', 'i'), new Map(), [], false],
    ['a finding that stands', at('finding', 'f'), answered('6'), [finding('4')], false],
    ['a finding written since', at('finding', 'f'), new Map(), [finding('6')], true],
    ['a finding that is gone', at('finding', 'f'), new Map(), [], true],
    ['the whole case', at('case', ''), answered('6'), [finding('6')], false],
  ] as const)('%s', (_, on, answers, findings, isMended) => {
    expect(isMendedInPlace({ remark: on, replies: [] }, answers, findings)).toBe(isMended);
  });

  it('is asked for again after “not yet”', () => {
    const replies = [reply(7, 'an', true), reply(8, 'hoa', false)];
    const since = (at: string) => isMendedInPlace({ remark: at5, replies }, answered(at), []);
    expect([since('6'), since('9')]).toEqual([false, true]);
  });
});
