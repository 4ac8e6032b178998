import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CaseState, caseStates, type InspectionCase } from '../../schema/cases.ts';
import type { Finding } from '../../schema/findings.ts';
import type { Person } from '../../schema/people.ts';
import { checkMoves } from './check-moves.ts';
import { type CaseFacts, type ConditionId, missingOf } from './conditions.ts';
import { checkLock, mayEdit } from './lock.ts';
import { applyMove, missingFor, movesOpenTo, nextMove, phasesOf, workflowOf, workflows } from './moves.ts';
import type { Edge } from './workflow.ts';

const parameters = { seed: Number(process.env.SEED ?? Date.now() % 2_147_483_647), numRuns: 300 };
console.info(`workflow properties: SEED=${parameters.seed}`);

const person = (id: string, role: Person['role']): Person => ({
  id,
  username: id,
  name: id,
  title: '',
  role,
  scope: '01',
  unitName: '',
});
const binh = person('binh', 'teamLeader');
const an = person('an', 'inspector');
const hoa = person('hoa', 'supervisor');

const prepared: InspectionCase = {
  id: 'case-1',
  scope: '01',
  createdAt: 'a',
  createdBy: 'binh',
  updatedAt: 'a',
  updatedBy: 'binh',
  device: 'd',
  clockOffsetMs: 0,
  conflicts: [],
  number: '',
  kind: 'specialisedCheck',
  planned: false,
  sector: 'post',
  procedureId: 'specialisedCheck2025',
  templateIds: ['post-enterprise'],
  entityId: 'e',
  entityName: 'Công ty CP Bưu chính Sao Mai',
  entityAddress: '',
  legalGround: { number: '212/QĐ-SKHCN', issuedOn: '2026-11-12', issuedBy: 'Giám đốc Sở', summary: '' },
  content: 'Giấy phép, hợp đồng, niêm yết',
  periodFrom: '2025-01-01',
  periodTo: '2026-10-31',
  startsOn: '2026-11-17',
  endsOn: '2026-11-26',
  team: [
    { id: 'binh', name: 'Trần Văn Bình', role: 'leader', sections: [] },
    { id: 'an', name: 'Nguyễn Thị An', role: 'member', sections: [] },
  ],
  state: 'preparing',
  moves: [],
  dueOn: '9999-12-31',
  dueRule: '',
};
const inState = (state: CaseState, own: Partial<InspectionCase> = {}): InspectionCase => ({
  ...prepared,
  state,
  ...own,
});
const facts = (own: Partial<CaseFacts> = {}): CaseFacts => ({
  inspectionCase: prepared,
  requiredUnanswered: [],
  findings: [],
  outOfForce: [],
  contradicted: [],
  withoutFinding: [],
  openRemarks: [],
  openConflicts: [],
  ...own,
});
const finding = (own: Partial<Finding>): Finding => ({
  ...{ id: 'f1', scope: '01', createdAt: 'a', createdBy: 'an', updatedAt: 'a', updatedBy: 'an', device: 'd' },
  clockOffsetMs: 0,
  conflicts: [],
  caseId: 'case-1',
  itemId: '',
  title: '',
  kind: 'violation',
  fact: 'x',
  actOn: null,
  foundOn: '2026-11-17',
  provision: null,
  measure: 'none',
  measureNote: '',
  ...own,
});
const edgeOf = (inspectionCase: InspectionCase, id: string): Edge => {
  const edge = workflowOf(inspectionCase).edges.find((each) => each.id === id);
  if (!edge) throw new Error(`no edge ${id}`);
  return edge;
};
/** The case after moves by edge id, each by a person. */
const moved = (from: InspectionCase, ...made: [string, Person][]): InspectionCase => {
  let state = from;
  for (const [place, [id, by]] of made.entries()) {
    const move = { id: `${from.moves.length + place}-${by.id}`, by: by.id, at: `t${place}`, reason: 'lý do' };
    state = { ...state, ...applyMove(state, edgeOf(state, id), move) };
  }
  return state;
};

describe('the three workflows', () => {
  it.each(workflows.map((workflow) => [workflow.id, workflow] as const))('%s is whole', (_, workflow) => {
    const inPhases = workflow.phases.flatMap((phase) => phase.states);
    expect([...inPhases].sort()).toEqual([...caseStates].sort());
    expect(new Set(workflow.edges.map((edge) => edge.id)).size).toBe(workflow.edges.length);
    expect(new Set(workflow.edges.map((edge) => `${edge.from}>${edge.to}`)).size).toBe(workflow.edges.length);
    const reached = new Set<CaseState>(['preparing']);
    for (let round = 0; round < caseStates.length; round++) {
      for (const edge of workflow.edges) if (reached.has(edge.from)) reached.add(edge.to);
    }
    expect([...reached].sort()).toEqual([...caseStates].sort());
    expect(workflow.edges.some((edge) => edge.from === 'closed')).toBe(false);
    for (const edge of workflow.edges) expect(edge.movers.team.length + edge.movers.outside.length).toBeGreaterThan(0);
  });

  it.each([
    ['specialisedCheck2025', 'specialisedCheck', '2026-11-17', 'specialisedCheck2025'],
    ['procedure.inspection2022', 'inspection', '2026-11-17', 'inspection2022'],
    ['unknown', 'inspection', '2025-06-30', 'inspection2022'],
    ['unknown', 'inspection', '2025-07-01', 'inspection2025'],
    ['unknown', 'specialisedCheck', '2025-07-15', 'specialisedCheck2025'],
  ] as const)('procedure %s of a %s that starts on %s runs by %s', (procedureId, kind, startsOn, id) => {
    expect(workflowOf({ procedureId, kind, startsOn }).id).toBe(id);
  });

  it('asks for the inspected period in an inspection (Luật 84/2025, điểm b khoản 3 Điều 26), not in a check (NĐ 217/2025, khoản 3 Điều 11)', () => {
    const needs = (id: string) =>
      workflows.find((workflow) => workflow.id === id)?.edges.find((edge) => edge.id === 'decide')?.needs;
    expect(needs('inspection2025')).toContain('periodGiven');
    expect(needs('specialisedCheck2025')).not.toContain('periodGiven');
  });

  it('shows the phases passed, the present one and those ahead', () => {
    const progress = (state: CaseState) => phasesOf(workflowOf(prepared), state).map((each) => each.progress);
    expect(progress('onSite')).toEqual(['done', 'done', 'done', 'current', 'ahead', 'ahead', 'ahead', 'ahead']);
    expect(progress('returned')[4]).toBe('current');
    expect(new Set(progress('closed'))).toEqual(new Set(['done']));
  });
});

describe('who may move', () => {
  it.each([
    ['preparing', binh, ['decide']],
    ['preparing', an, []],
    ['preparing', hoa, ['decide']],
    ['announced', an, ['startVisit']],
    ['onSite', an, []],
    ['onSite', binh, ['endVisit']],
    ['submitted', hoa, ['approve', 'return']],
    ['submitted', binh, ['withdraw']],
    ['returned', binh, ['submitAgain', 'visitAfterReturn']],
    ['closed', hoa, []],
  ] as const)('in %s, %o may %o', (state, who, ids) => {
    expect(movesOpenTo(inState(state), who).map((edge) => edge.id)).toEqual(ids);
  });

  it('has a next step for who can make none: the one that the others wait for', () => {
    expect(movesOpenTo(inState('onSite'), an)).toEqual([]);
    expect(nextMove(inState('onSite'), an)?.id).toBe(movesOpenTo(inState('onSite'), binh)[0]?.id);
    expect(nextMove(inState('submitted'), hoa)).toBe(movesOpenTo(inState('submitted'), hoa)[0]);
    expect(nextMove(inState('closed'), binh)).toBeUndefined();
  });

  it.each(workflows.map((workflow) => [workflow.id, workflow] as const))(
    'never has a way back for the next step (%s)',
    (procedureId, { kind }) => {
      const next = (state: CaseState, who: Person) => nextMove(inState(state, { procedureId, kind }), who)?.id;
      expect(next('submitted', binh)).toBe('approve');
      expect(next('decided', binh)).toBe('announce');
      expect(next('reporting', binh)).toBe('submit');
      expect(next('returned', binh)).toBe('submitAgain');
      for (const state of caseStates.slice(0, -1)) expect(next(state, binh)).toBeDefined();
    },
  );

  it('goes on from approval by what the findings ask for', () => {
    expect(nextMove(inState('approved'), hoa)?.id).toBe('handle');
  });

  it('lets nobody review a case of their own team', () => {
    const team = [...prepared.team, { id: 'hoa', name: 'Hoà', role: 'member' as const, sections: [] }];
    expect(movesOpenTo(inState('submitted', { team }), hoa)).toEqual([]);
  });

  it('refuses a move from elsewhere, and one without the reason it needs', () => {
    const move = { id: 'm', by: 'hoa', at: 't', reason: ' ' };
    expect(() => applyMove(inState('onSite'), edgeOf(prepared, 'return'), move)).toThrow('workflow.refused');
    expect(() => applyMove(inState('submitted'), edgeOf(prepared, 'return'), move)).toThrow('workflow.missing');
  });
});

describe('what must be there first', () => {
  const blank = { number: ' ', issuedOn: null, issuedBy: '', summary: '' };
  it.each<[ConditionId, Partial<CaseFacts>, number]>([
    ['legalGroundGiven', { inspectionCase: { ...prepared, legalGround: blank } }, 3],
    ['contentGiven', { inspectionCase: { ...prepared, content: ' ' } }, 1],
    ['periodGiven', { inspectionCase: { ...prepared, periodFrom: null } }, 1],
    ['teamHasLeader', { inspectionCase: { ...prepared, team: prepared.team.slice(1) } }, 1],
    ['datesInOrder', { inspectionCase: { ...prepared, endsOn: '2026-11-01', periodTo: '2024-01-01' } }, 2],
    ['datesInOrder', { inspectionCase: { ...prepared, startsOn: '2026-11-11' } }, 1],
    ['checklistAnswered', { requiredUnanswered: [{ itemId: 'post.con.02', sectionIndex: 1 }] }, 1],
    ['findingsHaveFact', { findings: [finding({ fact: '' })] }, 1],
    ['findingsHaveProvision', { findings: [finding({}), finding({ kind: 'shortcoming' })] }, 1],
    ['findingsHaveMeasure', { findings: [finding({}), finding({ measure: 'minutes' })] }, 1],
    ['provisionsInForce', { outOfForce: [finding({})] }, 1],
    ['findingsAgree', { contradicted: [finding({}), finding({ id: 'f2' })] }, 2],
    ['answersHaveFinding', { withoutFinding: [{ itemId: 'post.con.02', sectionIndex: 1 }] }, 1],
    ['hasViolation', { findings: [finding({ kind: 'shortcoming' })] }, 1],
    ['noViolation', { findings: [finding({})] }, 1],
    ['noFindings', { findings: [finding({ kind: 'shortcoming' })] }, 1],
  ])('%s names what is missing and where', (condition, own, count) => {
    expect(missingOf(condition, facts())?.count ?? 0).toBe(condition === 'hasViolation' ? 1 : 0);
    const missing = missingOf(condition, facts(own));
    expect(missing?.count).toBe(count);
    expect(missing?.targets).toHaveLength(count);
    expect(missing?.words.vi).not.toContain('{{');
  });

  it('leads to the first required item that is not answered', () => {
    const requiredUnanswered = [
      { itemId: 'post.con.02', sectionIndex: 1 },
      { itemId: 'post.con.03', sectionIndex: 1 },
    ];
    const [missing] = missingFor(edgeOf(prepared, 'endVisit'), facts({ requiredUnanswered }));
    expect(missing?.targets[0]).toEqual({ tab: 'checklist', itemId: 'post.con.02', sectionIndex: 1 });
    expect(missing?.words).toEqual({
      vi: '2 mục bắt buộc của bảng kiểm chưa trả lời',
      en: '2 required items are not answered',
    });
  });
});

describe('checkMoves', () => {
  const rule = (stored: InspectionCase | null, next: InspectionCase, who: Person) => {
    const problem = checkMoves(stored, next, who);
    return problem && (problem.details?.rule ?? problem.details?.condition);
  };
  const announced = moved(prepared, ['decide', binh], ['announce', binh]);

  it('accepts a case that arrives several moves ahead', () => {
    expect(rule(null, moved(announced, ['startVisit', binh], ['endVisit', binh]), binh)).toBeNull();
    expect(rule(announced, moved(announced, ['startVisit', an]), an)).toBeNull();
    expect(rule(announced, { ...announced, content: 'khác' }, an)).toBeNull();
  });

  it.each<[string, InspectionCase | null, InspectionCase, Person, string]>([
    ['a state without a move', announced, { ...announced, state: 'approved' }, binh, 'state'],
    ['a new case that begins in the middle', null, inState('onSite'), binh, 'state'],
    [
      'a move that is no edge',
      announced,
      {
        ...announced,
        state: 'closed',
        moves: [...announced.moves, { id: 'x', from: 'announced', to: 'closed', by: 'binh', at: 't', reason: '' }],
      },
      binh,
      'move',
    ],
    [
      "a member's move by the leader's right",
      announced,
      moved(moved(announced, ['startVisit', an]), ['endVisit', an]),
      an,
      'role',
    ],
    ['a move in the name of another', announced, moved(announced, ['startVisit', binh]), an, 'author'],
    ['a history with a move less', announced, { ...announced, moves: announced.moves.slice(1) }, binh, 'history'],
    [
      'a history with another author',
      announced,
      { ...announced, moves: announced.moves.map((move) => ({ ...move, by: 'an' })) },
      an,
      'history',
    ],
    [
      'moves that lead elsewhere',
      announced,
      { ...moved(announced, ['startVisit', binh]), state: 'reporting' },
      binh,
      'state',
    ],
    [
      'a decision without its number',
      prepared,
      { ...moved(prepared, ['decide', binh]), legalGround: { ...prepared.legalGround, number: '' } },
      binh,
      'legalGroundGiven',
    ],
    [
      'oneself made leader in the same push',
      announced,
      {
        ...moved(
          { ...announced, team: [{ id: 'an', name: 'An', role: 'leader', sections: [] }] },
          ['startVisit', an],
          ['endVisit', an],
        ),
      },
      an,
      'role',
    ],
  ])('refuses %s', (_, stored, next, who, why) => {
    expect(rule(stored, next, who)).toBe(why);
  });

  it('keeps the same move made twice, side by side, and the case where the further one is', () => {
    const further = moved(announced, ['startVisit', binh], ['endVisit', binh]);
    const late = { id: 'late', from: 'announced', to: 'onSite', by: 'an', at: 't9', reason: '' } as const;
    expect(rule(further, { ...further, moves: [...further.moves, late] }, an)).toBeNull();
  });

  it('lets who went further bring the case on, also over a move that another made in the meantime', () => {
    const stored = moved(announced, ['startVisit', an]);
    const own = moved(announced, ['startVisit', binh], ['endVisit', binh]);
    const merged = { ...own, moves: [...stored.moves, ...own.moves.slice(2)] };
    expect(rule(stored, merged, binh)).toBeNull();
  });

  it('accepts a move that the merge let stand against another only with the conflict to show it', () => {
    const submitted = moved(announced, ['startVisit', binh], ['endVisit', binh], ['submit', binh]);
    const approved = moved(submitted, ['approve', hoa]);
    const lam = person('lam', 'supervisor');
    const own = moved(submitted, ['return', lam]);
    const merged: InspectionCase = { ...approved, moves: [...approved.moves, ...own.moves.slice(-1)] };
    expect(rule(approved, { ...merged, state: 'returned' }, lam)).toBe('locked');
    const values = [
      { value: 'approved', by: 'hoa', at: 't1', device: 'd' },
      { value: 'returned', by: 'lam', at: 't2', device: 'd' },
    ];
    const open = { id: 'c', path: '/state', values, settled: null };
    const shown = { ...merged, conflicts: [open] };
    expect(rule(approved, shown, lam)).toBeNull();
    expect(rule(approved, { ...shown, state: 'returned' }, lam)).toBe('locked');

    const settled = (who: Person, value: CaseState): InspectionCase => ({
      ...shown,
      state: value,
      conflicts: [{ ...open, settled: { value, by: who.id, at: 't3', reason: '' } }],
    });
    expect(rule(shown, settled(hoa, 'approved'), hoa)).toBeNull();
    expect(rule(shown, settled(hoa, 'returned'), hoa)).toBeNull();
    expect(rule(shown, settled(binh, 'returned'), binh)).toBe('locked');
    expect(rule(shown, settled(hoa, 'closed'), hoa)).toBe('state');
  });

  const forged = (
    values: readonly CaseState[],
    settledAs: CaseState | null,
    by: Person,
  ): InspectionCase['conflicts'] => [
    {
      id: 'forged',
      path: '/state',
      values: values.map((value, place) => ({ value, by: by.id, at: `t${place}`, device: 'd' })),
      settled: settledAs && { value: settledAs, by: by.id, at: 't9', reason: '' },
    },
  ];
  it.each<[string, InspectionCase | null, CaseState, Person]>([
    ['from the preparation to the handling', prepared, 'handling', binh],
    ['a new case in the handling', null, 'handling', binh],
    ['from the preparation to the end', prepared, 'closed', hoa],
    [
      'from the approval back on site',
      inState('approved', { moves: moved(announced, ['startVisit', an]).moves }),
      'onSite',
      an,
    ],
  ])('a conflict that nobody was in leads nowhere: %s', (_, stored, state, who) => {
    const from = stored ?? prepared;
    const conflicts = forged([from.state, state], state, who);
    expect(rule(stored, { ...from, state, conflicts }, who)).not.toBeNull();
    expect(rule(stored, { ...from, state, conflicts: forged([from.state, state], null, who) }, who)).not.toBeNull();
  });

  it('keeps each move as it was made, its reason too, and takes no other under its id', () => {
    const returned = moved(announced, ['startVisit', an], ['endVisit', binh], ['submit', binh], ['return', hoa]);
    const reworded = returned.moves.map((move) => (move.to === 'returned' ? { ...move, reason: 'khác' } : move));
    expect(rule(returned, { ...returned, moves: reworded }, binh)).toBe('history');
    const [first] = returned.moves;
    const twice = first ? [{ ...first, to: 'approved' as const }, ...returned.moves] : [];
    expect(rule(returned, { ...returned, moves: twice }, binh)).toBe('history');
  });

  it('accepts every walk that the window offers', () => {
    const steps = fc.array(fc.tuple(fc.constantFrom(binh, an, hoa), fc.nat()), { maxLength: 40 });
    fc.assert(
      fc.property(fc.constantFrom(...workflows), steps, (workflow, walk) => {
        let stored: InspectionCase = { ...prepared, kind: workflow.kind, procedureId: workflow.id };
        for (const [who, pick] of walk) {
          const open = movesOpenTo(stored, who);
          const edge = open[pick % Math.max(open.length, 1)];
          if (!edge) continue;
          const move = { id: `m${stored.moves.length}`, by: who.id, at: `${stored.moves.length}`, reason: 'lý do' };
          const next = { ...stored, ...applyMove(stored, edge, move) };
          expect(checkMoves(stored, next, who)).toBeNull();
          stored = next;
        }
      }),
      parameters,
    );
  });
});

describe('what stands fast', () => {
  it.each([
    ['answers', 'submitted', false],
    ['answers', 'approved', true],
    ['findings', 'closed', true],
    ['cases', 'approved', false],
    ['cases', 'closed', true],
    ['activity', 'closed', false],
  ])('%s of a case that is %s: %s', (collection, state, isLocked) => {
    expect(checkLock(collection, state) !== null).toBe(isLocked);
  });

  it('offers editing until the case is submitted, and again when it was returned', () => {
    expect(caseStates.filter(mayEdit)).toEqual([
      'preparing',
      'decided',
      'announced',
      'onSite',
      'reporting',
      'returned',
    ]);
  });
});
