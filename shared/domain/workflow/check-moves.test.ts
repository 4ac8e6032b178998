import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseState, InspectionCase } from '../../schema/cases.ts';
import type { Person } from '../../schema/people.ts';
import { checkMoves } from './check-moves.ts';
import { applyMove, movesOpenTo, workflows } from './moves.ts';
import { an, binh, hoa, inState, moved, person, prepared } from './testing/cases.ts';

const parameters = { seed: Number(process.env.SEED ?? Date.now() % 2_147_483_647), numRuns: 300 };
console.info(`checkMoves properties: SEED=${parameters.seed}`);

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
