import { describe, expect, it } from 'vitest';
import { type CaseState, caseStates } from '../../schema/cases.ts';
import type { Finding } from '../../schema/findings.ts';
import type { Person } from '../../schema/people.ts';
import { type CaseFacts, type ConditionId, missingOf } from './conditions.ts';
import { checkLock, mayEdit } from './lock.ts';
import { applyMove, missingFor, movesOpenTo, nextMove, phasesOf, workflowOf, workflows } from './moves.ts';
import { an, binh, edgeOf, hoa, inState, prepared } from './testing/cases.ts';

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
    ['datesInOrder', { inspectionCase: { ...prepared, endsOn: '2026-11-01', periodTo: '2024-01-01' } }, 4],
    ['datesInOrder', { inspectionCase: { ...prepared, startsOn: '2026-11-11' } }, 2],
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
