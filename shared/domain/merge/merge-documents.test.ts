import { describe, expect, it } from 'vitest';
import type { InspectionCase, TeamMember } from '../../schema/cases.ts';
import type { Conflict } from '../../schema/common.ts';
import { mergeRulesOf } from '../merge-rules.ts';
import { mergeDocuments } from './merge-documents.ts';
import { writeAs, writersOf } from './origins.ts';
import { conflictsWithin, openConflicts, settleConflict } from './settle.ts';
import { stamp, synced } from './testing/stamps.ts';

const member = (id: string, name: string, own: Partial<TeamMember> = {}): TeamMember => ({
  id,
  name,
  role: 'member',
  sections: [],
  ...own,
});
const inspectionCase: InspectionCase & { _deleted?: boolean } = {
  ...synced,
  id: 'case-1',
  number: 'KT-2026-0147',
  kind: 'specialisedCheck',
  planned: false,
  sector: 'post',
  procedureId: 'specialisedCheck2025',
  templateIds: ['post-enterprise'],
  entityId: 'entity-1',
  entityName: 'Công ty CP Bưu chính Sao Mai',
  entityAddress: '',
  legalGround: { number: '', issuedOn: null, issuedBy: '', summary: '' },
  content: '',
  periodFrom: null,
  periodTo: null,
  startsOn: '2026-11-17',
  endsOn: '2026-11-26',
  team: [member('binh', 'Trần Văn Bình', { role: 'leader' }), member('an', 'Nguyễn Thị An')],
  state: 'announced',
  moves: [],
  dueOn: '9999-12-31',
  dueRule: '',
};

type Case = typeof inspectionCase;
const rules = mergeRulesOf('cases');
const edit = (from: Case, by: string, minute: number, change: Partial<Case>): Case =>
  writeAs(from, { ...from, ...change }, stamp(by, minute));
const merge = (mine: Case, theirs: Case, base: Case | null = inspectionCase): Case =>
  mergeDocuments({ base, mine, theirs, rules });
const only = (conflicts: readonly Conflict[]): Conflict => {
  const [conflict, ...others] = conflicts;
  expect(others).toEqual([]);
  if (!conflict) throw new Error('no conflict');
  return conflict;
};

describe('two people edit one case off-line', () => {
  it('takes both edits when they are of different fields, and remembers who wrote which', () => {
    const an = edit(inspectionCase, 'an', 10, { content: 'Giấy phép' });
    const chi = edit(inspectionCase, 'chi', 20, {
      legalGround: { ...inspectionCase.legalGround, number: '212/QĐ-SKHCN' },
    });
    const merged = merge(an, chi);
    expect(merged).toMatchObject({ content: 'Giấy phép', legalGround: { number: '212/QĐ-SKHCN' }, conflicts: [] });
    expect(merged).toMatchObject({ updatedBy: 'chi', updatedAt: chi.updatedAt, createdBy: 'binh' });
    expect(merged.origins?.find((origin) => origin.by === 'an')?.paths).toEqual(['/content']);
  });

  it('leaves a value that nobody changed in the name that one of them put it in', () => {
    const byAn = edit(inspectionCase, 'an', 10, { content: 'Giấy phép' });
    // Bình chose what An had written: it stands, and Bình answers for it.
    const chosen = writeAs(byAn, byAn, stamp('binh', 11), ['/content']);
    const moved = edit(byAn, 'hoa', 12, { entityAddress: '214 đường Hoa Ban' });
    for (const merged of [merge(chosen, moved, byAn), merge(moved, chosen, byAn)]) {
      expect(writersOf(merged)('/content').by).toBe('binh');
    }
  });

  it('lets the later value of one field stand and keeps both, with who, when and where', () => {
    const an = edit(inspectionCase, 'an', 10, { content: '14 vận đơn' });
    const chi = edit(inspectionCase, 'chi', 20, { content: '17 vận đơn' });
    const merged = merge(an, chi);
    expect(merged.content).toBe('17 vận đơn');
    expect(only(openConflicts(merged))).toMatchObject({
      path: '/content',
      settled: null,
      values: [
        { value: '14 vận đơn', by: 'an', at: an.updatedAt, device: 'laptop-an' },
        { value: '17 vận đơn', by: 'chi', at: chi.updatedAt, device: 'laptop-chi' },
      ],
    });
  });

  it('lets a third value join the open conflict', () => {
    const [an, chi, dung] = (['an', 'chi', 'dung'] as const).map((by, place) =>
      edit(inspectionCase, by, 10 * (place + 1), { content: `của ${by}` }),
    ) as [Case, Case, Case];
    const conflict = only(openConflicts(merge(dung, merge(an, chi))));
    expect(conflict.values.map((claim) => claim.value)).toEqual(['của an', 'của chi', 'của dung']);
  });

  it('asks nobody when both wrote the same', () => {
    const an = edit(inspectionCase, 'an', 10, { content: 'Giấy phép' });
    const chi = edit(inspectionCase, 'chi', 20, { content: 'Giấy phép' });
    expect(merge(an, chi)).toMatchObject({ content: 'Giấy phép', conflicts: [] });
  });

  it('names the writer of a field, not the last who touched the document', () => {
    const an = edit(inspectionCase, 'an', 10, { content: 'của An' });
    const binh = edit(an, 'binh', 30, { entityAddress: '12 Hoa Ban' });
    const chi = edit(inspectionCase, 'chi', 20, { content: 'của Chi' });
    const merged = merge(binh, chi);
    expect(merged.content).toBe('của Chi');
    expect(only(openConflicts(merged)).values.map((claim) => claim.by)).toEqual(['an', 'chi']);
  });

  it('asks nobody about what is computed', () => {
    const an = edit(inspectionCase, 'an', 10, { dueOn: '2026-11-19', dueRule: 'minutes.make' });
    const chi = edit(inspectionCase, 'chi', 20, { dueOn: '2026-11-26', dueRule: 'visit.end' });
    expect(merge(an, chi)).toMatchObject({ dueOn: '2026-11-26', dueRule: 'visit.end', conflicts: [] });
  });
});

describe('the team as a list of people', () => {
  const team = (...members: TeamMember[]) => ({ team: members });
  const [leader, an] = inspectionCase.team as [TeamMember, TeamMember];

  it('merges by person: one added by each, one changed by each', () => {
    const mine = edit(
      inspectionCase,
      'binh',
      10,
      team(leader, { ...an, sections: ['A'] }, member('chi', 'Lê Thị Chi')),
    );
    const theirs = edit(inspectionCase, 'an', 20, team({ ...leader, sections: ['F'] }, an, member('dung', 'Vũ Dũng')));
    const merged = merge(mine, theirs);
    expect(merged.conflicts).toEqual([]);
    expect(merged.team).toEqual([
      { ...leader, sections: ['F'] },
      { ...an, sections: ['A'] },
      member('chi', 'Lê Thị Chi'),
      member('dung', 'Vũ Dũng'),
    ]);
  });

  it("merges a member's sections as a set: what either added is in, what either took away is out", () => {
    const start = edit(inspectionCase, 'binh', 1, team({ ...leader, sections: ['A', 'B'] }, an));
    const mine = edit(start, 'binh', 10, team({ ...leader, sections: ['A', 'B', 'C'] }, an));
    const theirs = edit(start, 'an', 20, team({ ...leader, sections: ['B', 'D'] }, an));
    expect(merge(mine, theirs, start).team[0]?.sections).toEqual(['B', 'C', 'D']);
  });

  it('removes who was removed on one side and left alone on the other', () => {
    const mine = edit(inspectionCase, 'binh', 10, team(leader));
    const theirs = edit(inspectionCase, 'an', 20, { content: 'Giấy phép' });
    expect(merge(mine, theirs)).toMatchObject({ team: [leader], conflicts: [] });
  });

  it('keeps who was removed by one and changed by the other, and asks', () => {
    const mine = edit(inspectionCase, 'binh', 10, team(leader));
    const theirs = edit(inspectionCase, 'chi', 20, team(leader, { ...an, role: 'leader' }));
    const merged = merge(mine, theirs);
    expect(merged.team).toContainEqual({ ...an, role: 'leader' });
    const conflict = only(openConflicts(merged));
    expect(conflict).toMatchObject({
      path: '/team/an',
      values: [
        { value: { deleted: true }, by: 'binh' },
        { value: { deleted: false }, by: 'chi' },
      ],
    });
    const settled = settleConflict(merged, conflict.id, { deleted: true }, 'Chuyển đoàn', stamp('binh', 30));
    expect(settled.team).toEqual([leader]);
    expect(openConflicts(settled)).toEqual([]);
  });

  it('names the person by id in the path of a conflict', () => {
    const mine = edit(inspectionCase, 'binh', 10, team(leader, { ...an, name: 'Nguyễn Thị Anh' }));
    const theirs = edit(inspectionCase, 'chi', 20, team(leader, { ...an, name: 'Nguyễn Thị Ánh' }));
    const merged = merge(mine, theirs);
    expect(only(merged.conflicts).path).toBe('/team/an/name');
    expect(conflictsWithin(merged, '/team')).toHaveLength(1);
  });
});

describe('moves through the workflow', () => {
  const move = (id: string, from: Case['state'], to: Case['state'], by: string, minute: number) => ({
    id,
    from,
    to,
    by,
    at: stamp(by, minute).at,
    reason: '',
  });

  it('keeps every move, in order of time, and asks where two led apart', () => {
    const submitted = edit(inspectionCase, 'binh', 1, { state: 'submitted' });
    const approved = edit(submitted, 'hoa', 10, {
      state: 'approved',
      moves: [move('m1', 'submitted', 'approved', 'hoa', 10)],
    });
    const returned = edit(submitted, 'lam', 20, {
      state: 'returned',
      moves: [move('m2', 'submitted', 'returned', 'lam', 20)],
    });
    const merged = merge(approved, returned, submitted);
    expect(merged.moves.map(({ id }) => id)).toEqual(['m1', 'm2']);
    // What was approved stands until somebody has chosen.
    expect(merged.state).toBe('approved');
    expect(only(openConflicts(merged)).values.map((claim) => claim.value)).toEqual(['approved', 'returned']);
  });

  it('lets who went further stand when both went the same way, whatever their clocks say', () => {
    const further = edit(inspectionCase, 'binh', 10, {
      state: 'reporting',
      moves: [move('m1', 'announced', 'onSite', 'binh', 9), move('m2', 'onSite', 'reporting', 'binh', 10)],
    });
    const behind = edit(inspectionCase, 'an', 99, {
      state: 'onSite',
      moves: [move('m3', 'announced', 'onSite', 'an', 99)],
    });
    const merged = merge(behind, further);
    expect(merged).toMatchObject({ state: 'reporting', conflicts: [] });
    expect(merged.moves.map(({ id }) => id)).toEqual(['m1', 'm2', 'm3']);
  });
});

describe('deleting against editing', () => {
  const removed = { ...edit(inspectionCase, 'binh', 10, {}), _deleted: true };

  it('keeps the document and asks', () => {
    const merged = merge(removed, edit(inspectionCase, 'an', 20, { content: 'Giấy phép' }));
    expect(merged).toMatchObject({ _deleted: false, content: 'Giấy phép' });
    const conflict = only(openConflicts(merged));
    expect(conflict.path).toBe('/');
    expect(settleConflict(merged, conflict.id, { deleted: true }, '', stamp('binh', 30))._deleted).toBe(true);
    expect(settleConflict(merged, conflict.id, { deleted: false }, '', stamp('binh', 30))._deleted).toBe(false);
  });

  it('keeps what was edited after the question, when removing is chosen by somebody who had not seen it', () => {
    const asked = merge(removed, edit(inspectionCase, 'an', 20, { content: 'Giấy phép' }));
    const settled = settleConflict(asked, asked.conflicts[0]?.id ?? '', { deleted: true }, 'trùng', stamp('binh', 30));
    const goneOn = edit(asked, 'an', 40, { content: 'Giấy phép số 12' });
    const merged = merge(settled, goneOn, asked);
    expect(merged).toMatchObject({ _deleted: false, content: 'Giấy phép số 12' });
    expect(openConflicts(merged)).toHaveLength(1);
  });

  it('deletes when the other side changed nothing', () => {
    expect(merge(removed, edit(inspectionCase, 'an', 20, {}))).toMatchObject({ _deleted: true, conflicts: [] });
  });
});

describe('settling', () => {
  const an = edit(inspectionCase, 'an', 10, { content: '14' });
  const chi = edit(inspectionCase, 'chi', 20, { content: '17' });
  const both = merge(an, chi);
  const { id } = only(both.conflicts);
  const settled = settleConflict(both, id, '14', 'đã đếm lại', stamp('binh', 30));

  it('puts the chosen value into the field and keeps every value, who chose and why', () => {
    expect(settled.content).toBe('14');
    expect(only(settled.conflicts)).toMatchObject({
      values: [{ value: '14' }, { value: '17' }],
      settled: { value: '14', by: 'binh', reason: 'đã đếm lại' },
    });
    expect(openConflicts(settled)).toEqual([]);
  });

  it('takes a value of its own', () => {
    const third = settleConflict(both, id, '16', 'ba vận đơn mờ dấu', stamp('binh', 30));
    expect(third.content).toBe('16');
  });

  it('beats the open conflict on another device', () => {
    const elsewhere = edit(both, 'an', 40, { entityAddress: '12 Hoa Ban' });
    const merged = merge(settled, elsewhere, both);
    expect(merged).toMatchObject({ content: '14', entityAddress: '12 Hoa Ban' });
    expect(openConflicts(merged)).toEqual([]);
  });

  it('is not undone by a value that was known when it was settled, even one of a wrong clock', () => {
    const fromNextYear = edit(inspectionCase, 'chi', 600_000, { content: '17' });
    const joint = merge(an, fromNextYear);
    const chosen = settleConflict(joint, only(joint.conflicts).id, '14', '', stamp('binh', 30));
    const merged = merge(chosen, fromNextYear);
    expect(merged.content).toBe('14');
    expect(openConflicts(merged)).toEqual([]);
  });

  it('asks again when a value comes that nobody had seen', () => {
    const dung = edit(inspectionCase, 'dung', 25, { content: '12' });
    const merged = merge(settled, dung);
    expect(merged.content).toBe('14');
    expect(only(openConflicts(merged)).values.map((claim) => claim.value)).toEqual(['12', '14']);
    expect(merged.conflicts).toHaveLength(2);
  });

  it('keeps two different settlements side by side and asks', () => {
    const other = settleConflict(both, id, '17', 'theo bản chụp', stamp('hoa', 40));
    const merged = merge(settled, other, both);
    expect(merged.content).toBe('17');
    expect(only(openConflicts(merged)).values.map((claim) => claim.value)).toEqual(['14', '17']);
    expect(
      merged.conflicts
        .map((entry) => entry.settled?.reason)
        .filter(Boolean)
        .sort(),
    ).toEqual(['theo bản chụp', 'đã đếm lại']);
  });

  it('asks nothing more when two people settled alike', () => {
    const other = settleConflict(both, id, '14', 'cũng vậy', stamp('hoa', 40));
    expect(openConflicts(merge(settled, other, both))).toEqual([]);
  });

  it('leaves the conflict open when the field was edited without settling, and loses neither', () => {
    const edited = edit(both, 'binh', 30, { content: '15' });
    const merged = merge(edited, edit(both, 'an', 40, { entityAddress: 'x' }), both);
    expect(merged.content).toBe('15');
    const open = only(openConflicts(merged));
    const done = settleConflict(merged, open.id, '14', '', stamp('binh', 50));
    expect(only(done.conflicts).values.map((claim) => claim.value)).toEqual(['14', '17', '15']);
  });

  it('knows no conflict of another document', () => {
    expect(() => settleConflict(both, 'other', '', '', stamp('binh', 30))).toThrow('notFound');
  });
});
