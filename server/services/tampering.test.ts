import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nextStamp } from '../../shared/domain/clock/stamp.ts';
import { revisionOf } from '../../shared/domain/revision.ts';
import type { CaseState } from '../../shared/schema/cases.ts';
import { type Case, moveCase, pushCase, storedCase } from '../testing/case-moves.ts';
import { edited, newActivity, newAnswer, newCase, newEntity, newFinding, newId, row } from '../testing/documents.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import type { TestSession } from '../testing/test-session.ts';

let server: TestServer;
let an: TestSession;
let binh: TestSession;
let dung: TestSession;
let oanh: TestSession;

beforeAll(async () => {
  server = await startTestServer();
  [an, binh, dung, oanh] = await Promise.all([
    server.signIn('an'),
    server.signIn('binh'),
    server.signIn('dung'),
    server.signIn('oanh'),
  ]);
});
afterAll(() => server.stop());

const stampAt = (ms: number) => nextStamp(null, ms, 'test');

/** A case that Bình leads and An works on, taken on by moves; as it is stored. */
async function caseAfter(...steps: readonly [TestSession, CaseState][]): Promise<Case> {
  const made = newCase(binh.person);
  await binh.push('cases', [row(made)]);
  return moveCase(server, made.id, ...steps);
}

const toSubmitted = (): readonly [TestSession, CaseState][] => [
  [binh, 'decided'],
  [binh, 'announced'],
  [an, 'onSite'],
  [binh, 'reporting'],
  [binh, 'submitted'],
];

describe('the way to approval', () => {
  it('is not cut short by a conflict that nobody was in', async () => {
    const stored = await caseAfter();
    for (const [session, state] of [
      [binh, 'handling'],
      [dung, 'closed'],
    ] as const) {
      const values = ['preparing', state].map((value, place) => ({
        ...{ value, by: session.person.id, at: stampAt(place), device: 'd' },
      }));
      const settled = { value: state, by: session.person.id, at: stampAt(2), reason: '' };
      for (const entry of [settled, null]) {
        const conflicts = [{ id: 'x', path: '/state', values, settled: entry }];
        expect(await pushCase(session, stored, { ...stored, state, conflicts })).toBe('state');
      }
    }
  });

  it('is not opened again by a late move, nor by a made-up choice', async () => {
    const approved = await caseAfter(...toSubmitted(), [dung, 'approved']);
    const late = { id: newId(), from: 'onSite', to: 'reporting', by: 'p-binh', at: stampAt(9), reason: '' } as const;
    const values = ['approved', 'reporting'].map((value, place) => ({
      value,
      by: 'p-binh',
      at: stampAt(place),
      device: 'd',
    }));
    const open = [{ id: 'x', path: '/state', values, settled: null }];
    const settled = [{ ...open[0], settled: { value: 'reporting', by: 'p-binh', at: stampAt(2), reason: '' } }];
    for (const conflicts of [open, settled] as Case['conflicts'][]) {
      const next = { ...approved, state: 'reporting' as const, moves: [...approved.moves, late], conflicts };
      expect(await pushCase(binh, approved, next)).toBe('locked');
    }
  });

  it('follows the procedure with which the case was made', async () => {
    const stored = await caseAfter([binh, 'decided']);
    expect(await pushCase(binh, stored, { ...stored, kind: 'inspection' })).toBe('procedure');
    expect(await pushCase(binh, stored, { ...stored, procedureId: 'procedure.inspection2025' })).toBe('procedure');
  });

  it('is walked by the team that its leader or a supervisor has named', async () => {
    const stored = await caseAfter([binh, 'decided']);
    const self = { ...stored, team: [{ id: 'p-an', name: 'An', role: 'leader' as const, sections: [] }] };
    expect(await pushCase(an, stored, self)).toBe('members');
    expect(await pushCase(an, stored, { ...stored, team: stored.team.slice(0, 1) })).toBe('members');
    expect(await pushCase(binh, stored, { ...stored, team: stored.team.slice(0, 1) })).toBe('ok');
  });

  it('does not let a supervisor leave the team to review the case', async () => {
    const stored = await caseAfter();
    const leads = { ...stored, team: [{ id: 'p-dung', name: 'Dũng', role: 'leader' as const, sections: [] }] };
    expect(await pushCase(dung, stored, leads)).toBe('ok');
    const led = await storedCase(server, stored.id);
    expect(await pushCase(dung, led, { ...led, team: stored.team })).toBe('members');
  });
});

describe('what has been approved', () => {
  it.each<[string, Partial<Case>]>([
    ['name', { entityName: 'Công ty khác' }],
    ['decision', { legalGround: { number: '1', issuedOn: null, issuedBy: '', summary: '' } }],
    ['team', { team: [{ id: 'p-binh', name: 'Bình', role: 'leader', sections: [] }] }],
  ])('keeps its %s', async (_, own) => {
    const approved = await caseAfter(...toSubmitted(), [dung, 'approved']);
    expect(await pushCase(binh, approved, { ...approved, ...own })).toBe('locked');
    expect(await pushCase(binh, approved, { ...approved, dueOn: '2026-12-31' })).toBe('ok');
  });

  it('is not deleted, nor is a case that has begun', async () => {
    for (const stored of [await caseAfter(...toSubmitted(), [dung, 'approved']), await caseAfter([binh, 'decided'])]) {
      expect(await pushCase(binh, stored, { ...stored, _deleted: true })).toBe('locked');
    }
    const fresh = await caseAfter();
    expect(await pushCase(binh, fresh, { ...fresh, _deleted: true })).toBe('ok');
  });
});

describe('what others have written', () => {
  it('keeps the reason of a move, and takes no other move under its id', async () => {
    const returned = await caseAfter(...toSubmitted(), [dung, 'returned']);
    const reworded = returned.moves.map((move) => (move.to === 'returned' ? { ...move, reason: 'khác' } : move));
    expect(await pushCase(an, returned, { ...returned, moves: reworded })).toBe('history');
    const [first] = returned.moves;
    if (!first) throw new Error('no move');
    const twice = [{ ...first, to: 'approved' as const, by: 'p-dung' }, ...returned.moves];
    expect(await pushCase(an, returned, { ...returned, moves: twice })).toBe('history');
  });

  it('stays in the conflicts, and is chosen from in one’s own name alone', async () => {
    const before = await caseAfter();
    expect(await pushCase(binh, before, { ...before, content: 'của Bình' })).toBe('ok');
    const stored = await storedCase(server, before.id);
    const values = [
      { value: 'của Bình', by: 'p-binh', at: stampAt(1), device: 'd' },
      { value: 'của An', by: 'p-an', at: stampAt(2), device: 'e' },
    ];
    const open = { id: 'x', path: '/content', values, settled: null };
    expect(await pushCase(an, stored, { ...stored, content: 'của An', conflicts: [open] })).toBe('ok');
    const differing = await storedCase(server, stored.id);
    expect(await pushCase(binh, differing, { ...differing, conflicts: [] })).toBe('history');
    const byOther = { ...open, settled: { value: 'của Bình', by: 'p-an', at: stampAt(3), reason: '' } };
    expect(await pushCase(binh, differing, { ...differing, conflicts: [byOther] })).toBe('author');
    const byOneself = { ...open, settled: { value: 'của Bình', by: 'p-binh', at: stampAt(3), reason: '' } };
    expect(await pushCase(binh, differing, { ...differing, content: 'của Bình', conflicts: [byOneself] })).toBe('ok');
  });

  it('does not get words that somebody else put under their stamp', async () => {
    const made = newEntity(binh.person);
    await binh.push('entities', [row(made)]);
    const forged = { ...made, note: 'An viết' };
    const [answer] = await an.push('entities', [row(forged, revisionOf(made))]);
    expect(answer).toMatchObject({ outcome: 'refused', problem: { details: { rule: 'author' } } });
    const named = edited(made, an.person, { note: 'An viết' });
    const inOthersName = { ...named, origins: [{ by: 'p-dung', at: stampAt(1), device: 'd', paths: ['/note'] }] };
    const [blamed] = await an.push('entities', [row(inOthersName, revisionOf(made))]);
    expect(blamed).toMatchObject({ outcome: 'refused', problem: { details: { rule: 'author' } } });
    expect(await an.push('entities', [row(named, revisionOf(made))])).toEqual([]);
    const given = { by: 'p-binh', at: made.updatedAt, device: made.device, paths: ['/note'] };
    const inTheirName = { ...named, origins: [given] };
    const [disowned] = await an.push('entities', [row(inTheirName, revisionOf(named))]);
    expect(disowned).toMatchObject({ outcome: 'refused', problem: { details: { rule: 'author' } } });
  });
});

describe('a text that is no stamp', () => {
  it('is refused wherever a stamp belongs: a screen could not say when that was', async () => {
    const { id } = await caseAfter();
    const remark = newActivity(dung.person, id, { kind: 'remark', createdAt: '1', updatedAt: '1' });
    const [answer] = await dung.push('activity', [row(remark)]);
    expect(answer).toMatchObject({
      outcome: 'refused',
      problem: { code: 'document.invalid', details: { field: '/createdAt' } },
    });
  });
});

describe('remarks that keep a case from approval', () => {
  it('are made by supervisors, and mended by the team or a supervisor', async () => {
    const { id } = await caseAfter();
    const remark = (session: TestSession) => newActivity(session.person, id, { kind: 'remark', mustMend: true });
    const reply = (session: TestSession, resolves: boolean) =>
      newActivity(session.person, id, { kind: 'reply', replyTo: 'r', resolves });
    const rule = async (session: TestSession, document: ReturnType<typeof newActivity>) => {
      const [answer] = await session.push('activity', [row(document)]);
      return answer?.outcome === 'refused' ? answer.problem.details?.rule : 'ok';
    };
    expect(await rule(dung, remark(dung))).toBe('ok');
    expect(await rule(oanh, remark(oanh))).toBe('role');
    expect(await rule(oanh, reply(oanh, true))).toBe('team');
    expect(await rule(oanh, reply(oanh, false))).toBe('ok');
    expect(await rule(an, reply(an, true))).toBe('ok');
  });

  it('are not spoken of by the team once the case is approved', async () => {
    const { id } = await caseAfter(...toSubmitted(), [dung, 'approved']);
    const outcome = async (session: TestSession, kind: 'reply' | 'comment') =>
      (await session.push('activity', [row(newActivity(session.person, id, { kind, replyTo: 'r' }))]))[0];
    expect(await outcome(an, 'reply')).toMatchObject({ outcome: 'refused', problem: { code: 'workflow.refused' } });
    expect(await outcome(dung, 'reply')).toBeUndefined();
    expect(await outcome(an, 'comment')).toBeUndefined();
  });
});

describe('documents of another province', () => {
  it('are not hidden behind new ones of their id, nor joined from outside', async () => {
    const giang = await server.signIn('giang');
    const stored = await caseAfter();
    const answer = newAnswer(an.person, stored.id, 'item');
    expect(await an.push('answers', [row(answer)])).toEqual([]);
    const outcome = async (collection: string, document: ReturnType<typeof newCase> | ReturnType<typeof newAnswer>) =>
      (await giang.push(collection, [row(document)]))[0];
    const refused = { outcome: 'refused', problem: { code: 'document.invalid', details: { field: 'id' } } };
    const here = { ...newCase(giang.person), id: stored.id };
    expect(await outcome('cases', here)).toMatchObject(refused);
    expect(await outcome('answers', newAnswer(giang.person, stored.id, 'item'))).toMatchObject(refused);
    expect(await outcome('answers', newAnswer(giang.person, stored.id, 'other'))).toMatchObject(refused);
    expect(await outcome('answers', newAnswer(giang.person, newId(), 'item'))).toBeUndefined();
  });
});

describe('a document that other programs can’t take', () => {
  it.each(['valueOf', 'constructor', '__proto__', 'toString'])('is refused: id %s', async (id) => {
    const named = { ...newEntity(an.person), id };
    const [answer] = await an.push('entities', [row(named)]);
    expect(answer).toMatchObject({
      outcome: 'refused',
      problem: { code: 'document.invalid', details: { field: 'id' } },
    });
  });

  it.each(['a\u0000b', 'a\ud800b'])('is refused: text %j', async (content) => {
    const [answer] = await binh.push('cases', [row(newCase(binh.person, { content }))]);
    expect(answer).toMatchObject({
      outcome: 'refused',
      problem: { code: 'document.invalid', details: { field: 'text' } },
    });
    const [finding] = await binh.push('findings', [row(newFinding(binh.person, newId(), { fact: content }))]);
    expect(finding).toMatchObject({ outcome: 'refused' });
  });
});
