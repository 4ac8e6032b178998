import { describe, expect, it } from 'vitest';
import type { MeetingEvent } from '../../../shared/bridge/meeting.ts';
import { afterEvent, type MeetingState, noMeeting } from './meeting-state.ts';

const shown = (kind: MeetingState['kind'], ...events: MeetingEvent[]) =>
  events.reduce(afterEvent, { ...noMeeting, kind, caseId: 'case-1' });
const joined = (peerId: string, personId: string) => ({ kind: 'joined', peerId, personId }) as const;

describe('what a meeting shows', () => {
  it.each([
    ['the leader goes on when a member leaves', 'leading', '', 'leading'],
    ['a member’s meeting is over with its leader', 'joined', '', 'over'],
    ['and when the cable was pulled', 'joined', 'meeting.cut', 'over'],
  ] as const)('%s', (_name, kind, code, expected) => {
    const state = shown(kind, joined('a', 'p-binh'), { kind: 'left', peerId: 'a', code });
    expect(state.kind).toBe(expected);
    expect(state.peers).toMatchObject([{ isHere: false, problems: code === '' ? [] : [{ code }] }]);
  });

  it('has whoever comes again once, and forgets that they were refused', () => {
    const state = shown(
      'leading',
      joined('a', 'p-binh'),
      { kind: 'left', peerId: 'a', code: 'meeting.cut' },
      { kind: 'refused', personId: 'p-binh', code: 'meeting.codeWrong' },
      joined('b', 'p-binh'),
    );
    expect(state.peers.map(({ peerId }) => peerId)).toEqual(['b']);
    expect(state.refusals).toEqual([]);
  });

  it('names the latest reason of each who was refused', () => {
    const refused = (personId: string, code: string) => ({ kind: 'refused', personId, code }) as const;
    const state = shown(
      'leading',
      refused('', 'meeting.unknown'),
      refused('p-chi', 'meeting.codeWrong'),
      refused('p-chi', 'meeting.notOfTeam'),
    );
    expect(state.refusals).toEqual([
      { personId: '', problem: { code: 'meeting.unknown' } },
      { personId: 'p-chi', problem: { code: 'meeting.notOfTeam' } },
    ]);
  });

  it('is over with its reason when it was closed for wrong codes', () => {
    const state = shown('leading', { kind: 'closed', code: 'meeting.givenUp' });
    expect(state).toMatchObject({ kind: 'over', problem: { code: 'meeting.givenUp' } });
  });
});
