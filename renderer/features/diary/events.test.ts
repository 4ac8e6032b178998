import { describe, expect, it } from 'vitest';
import { nextStamp } from '../../../shared/domain/clock/stamp.ts';
import type { Activity } from '../../../shared/schema/activity.ts';
import type { InspectionCase } from '../../../shared/schema/cases.ts';
import type { OfficialDocument } from '../../../shared/schema/documents.ts';
import type { Finding } from '../../../shared/schema/findings.ts';
import { type EventKind, eventsByDay } from './events.ts';

const stamp = (moment: string) => nextStamp(null, Date.parse(moment), 'laptop01');
const inspectionCase = {
  id: 'case',
  createdAt: stamp('2026-11-11T03:00:00Z'),
  createdBy: 'an',
  conflicts: [],
  kind: 'specialisedCheck',
  procedureId: 'procedure.specialisedCheck2025',
  startsOn: '2026-11-17',
  moves: [{ id: 'm1', from: 'preparing', to: 'decided', by: 'binh', at: stamp('2026-11-12T03:00:00Z'), reason: '' }],
} as unknown as InspectionCase;
const written = (id: string, kind: Activity['kind'], moment: string) =>
  ({ id, kind, createdAt: stamp(moment), createdBy: 'an', text: id, day: null, doneBy: [] }) as unknown as Activity;
const activity = [
  written('first', 'diary', '2026-11-17T02:00:00Z'),
  written('late in the evening', 'diary', '2026-11-17T16:59:00Z'),
  written('after midnight there', 'remark', '2026-11-17T17:01:00Z'),
  written('told by the case itself', 'transition', '2026-11-12T03:00:00Z'),
];

const parts = { inspectionCase, entity: null, answers: new Map(), findings: [], documents: [], activity };

describe('what happened in a case', () => {
  it('is told newest first, by day in Viet Nam', () => {
    const days = eventsByDay(parts, () => true);
    expect(days.map(({ day, events }) => [day, events.map(({ id }) => id)])).toEqual([
      ['2026-11-18', ['after midnight there']],
      ['2026-11-17', ['late in the evening', 'first']],
      ['2026-11-12', ['m1']],
      ['2026-11-11', ['case']],
    ]);
  });

  it('tells a line of the diary on the day that it is about, and who did it', () => {
    const later = { ...written('later', 'diary', '2026-11-19T02:00:00Z'), day: '2026-11-16', doneBy: [{ id: 'binh' }] };
    const days = eventsByDay({ ...parts, activity: [...activity, later] }, (kind) => kind === 'diary');
    expect(days.map(({ day, events }) => [day, events.map(({ id }) => id)])).toEqual([
      ['2026-11-17', ['late in the evening', 'first']],
      ['2026-11-16', ['later']],
    ]);
    expect(days[1]?.events[0]?.subject).toEqual({ kind: 'diary', doneBy: ['binh'] });
  });

  it('tells who made a document, whose signature was taken, and who refused', () => {
    const document = {
      id: 'd',
      createdAt: stamp('2026-11-18T01:00:00Z'),
      createdBy: 'an',
      attendees: [{ id: 'em', name: 'Đỗ Thị Em' }],
      signatures: [{ id: 's', attendeeId: 'em', by: 'binh', at: stamp('2026-11-18T02:00:00Z') }],
      refusals: [{ id: 'r', attendeeId: 'em', by: 'an', at: stamp('2026-11-18T03:00:00Z'), reason: 'không đồng ý' }],
    } as unknown as OfficialDocument;
    const of = (kind: EventKind) => ['documentMade', 'signed', 'refusedToSign'].includes(kind);
    const events = eventsByDay({ ...parts, documents: [document] }, of).flatMap((day) => day.events);
    expect(events.map(({ kind, by, text, subject }) => [kind, by, text, subject])).toEqual([
      ['refusedToSign', 'an', 'không đồng ý', { kind: 'document', document, who: 'Đỗ Thị Em' }],
      ['signed', 'binh', '', { kind: 'document', document, who: 'Đỗ Thị Em' }],
      ['documentMade', 'an', '', { kind: 'document', document, who: '' }],
    ]);
  });

  it('names a move as its button does, and the state that it led into', () => {
    const [day] = eventsByDay(parts, (kind) => kind === 'transition');
    expect(day?.events[0]?.subject).toMatchObject({ verb: { vi: 'Ghi nhận quyết định' }, to: 'decided' });
  });

  it('tells a finding, and a reply with the remark that it belongs to, also one that was taken back', () => {
    const remark = written('remark', 'remark', '2026-11-18T02:00:00Z');
    const reply = { ...written('reply', 'reply', '2026-11-18T03:00:00Z'), replyTo: 'remark' };
    const back = { ...written('back', 'reply', '2026-11-18T04:00:00Z'), replyTo: 'reply' };
    const finding = {
      id: 'f',
      createdAt: stamp('2026-11-17T03:00:00Z'),
      createdBy: 'an',
      conflicts: [],
    } as unknown as Finding;
    const told = { ...parts, findings: [finding], activity: [remark, reply, back] };
    const events = eventsByDay(told, (kind) => kind !== 'transition').flatMap((day) => day.events);
    expect(events.map(({ kind, subject }) => [kind, subject])).toEqual([
      ['withdrawn', { kind: 'reply', reply, remark }],
      ['reply', { kind: 'reply', reply, remark }],
      ['remark', { kind: 'remark', remark }],
      ['finding', { kind: 'finding', finding }],
      ['created', null],
    ]);
  });

  it('tells who chose from values that differed, and where', () => {
    const settled = { value: '17', by: 'binh', at: stamp('2026-11-19T02:00:00Z'), reason: 'đã đếm lại' };
    const conflict = { id: 'c', path: '/note', values: [], settled };
    const answer = {
      itemId: 'post.con.02',
      conflicts: [conflict, { ...conflict, id: 'open', settled: null }],
    } as never;
    const [day] = eventsByDay({ ...parts, answers: new Map([['post.con.02', answer]]) }, (kind) => kind === 'settled');
    expect(day?.events).toMatchObject([
      {
        by: 'binh',
        text: 'đã đếm lại',
        subject: { kind: 'settled', place: { collection: 'answers', id: 'post.con.02' }, conflict },
      },
    ]);
  });
});
