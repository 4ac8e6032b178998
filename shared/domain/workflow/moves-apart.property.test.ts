import fc from 'fast-check';
import { Value } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { CaseSchema, type InspectionCase } from '../../schema/cases.ts';
import type { Person } from '../../schema/people.ts';
import { nextStamp } from '../clock/stamp.ts';
import { mergeDocuments } from '../merge/merge-documents.ts';
import { type WriteStamp, writeAs } from '../merge/origins.ts';
import { openConflicts, settleConflict } from '../merge/settle.ts';
import { mergeRulesOf } from '../merge-rules.ts';
import { checkApprovedCase } from '../permission/approved-case.ts';
import { checkHistory } from '../permission/history.ts';
import { checkTeam } from '../permission/team.ts';
import { canonicalText, revisionOf } from '../revision.ts';
import { checkMoves } from './check-moves.ts';
import { applyMove, mayLeadTo, movesOpenTo, workflows } from './moves.ts';
import { an, binh, hoa, person, prepared } from './testing/cases.ts';

const parameters = {
  seed: Number(process.env.SEED ?? Date.now() % 2_147_483_647),
  numRuns: Number(process.env.RUNS ?? 200),
};
console.info(`moves made apart: SEED=${parameters.seed}`);

const start = Date.UTC(2026, 10, 17, 1, 0, 0);
const people = [binh, an, hoa, person('lam', 'supervisor')];
const made = nextStamp(null, start, 'device-binh');
const written: InspectionCase = { ...prepared, createdAt: made, updatedAt: made, device: 'device-binh' };

interface Laptop {
  readonly who: Person;
  readonly clockErrorMs: number;
  local: InspectionCase;
  known: InspectionCase;
}

const rules = mergeRulesOf('cases');

/** What the server checks of a case that is stored already. */
function objectionTo(stored: InspectionCase, next: InspectionCase, who: Person) {
  return (
    checkHistory('cases', stored, next, who.id, []) ??
    checkTeam(stored, next, who) ??
    checkApprovedCase(stored, next) ??
    checkMoves(stored, next, who)
  );
}

/** Pushes and pulls; what was written of an approved case is set aside; what the server's check says of each push is noted. */
function synchronise(
  laptop: Laptop,
  server: { state: InspectionCase },
  refusals: unknown[],
  setAside: InspectionCase[],
): void {
  while (revisionOf(laptop.local) !== revisionOf(server.state)) {
    if (revisionOf(laptop.local) === revisionOf(laptop.known)) laptop.local = server.state;
    else if (revisionOf(laptop.known) !== revisionOf(server.state)) {
      laptop.local = mergeDocuments({ base: laptop.known, mine: laptop.local, theirs: server.state, rules });
    } else {
      const problem = objectionTo(server.state, laptop.local, laptop.who);
      if (problem?.details?.rule === 'locked') setAside.push(laptop.local);
      else if (problem) refusals.push({ problem, stored: server.state, next: laptop.local });
      if (problem?.details?.rule === 'locked') laptop.local = server.state;
      server.state = laptop.local;
    }
    laptop.known = server.state;
  }
}

function act(laptop: Laptop, turn: number, does: 'move' | 'edit' | 'settle', pick: number): void {
  const { who, local } = laptop;
  const device = `device-${who.id}`;
  const at = nextStamp(null, start + laptop.clockErrorMs + (turn + 1) * 1_000, device);
  const stamp: WriteStamp = { by: who.id, device, at, clockOffsetMs: 0 };
  if (does === 'edit') laptop.local = writeAs(local, { ...local, content: `${turn}` }, stamp);
  if (does === 'move') {
    const open = movesOpenTo(local, who);
    const edge = open[pick % Math.max(open.length, 1)];
    if (edge) {
      const move = { id: `m${turn}-${who.id}`, by: who.id, at, reason: 'lý do' };
      laptop.local = writeAs(local, { ...local, ...applyMove(local, edge, move) }, stamp);
    }
  }
  if (does === 'settle') {
    const open = openConflicts(local);
    const conflict = open[pick % Math.max(open.length, 1)];
    const value = conflict?.values[pick % conflict.values.length]?.value;
    if (conflict && (conflict.path !== '/state' || mayLeadTo(local, who, value)))
      laptop.local = settleConflict(local, conflict.id, value, '', stamp);
  }
}

describe('a case that four people move and edit apart', () => {
  const action = fc.record({
    who: fc.nat({ max: 3 }),
    does: fc.constantFrom(
      'move' as const,
      'move' as const,
      'edit' as const,
      'settle' as const,
      'sync' as const,
      'sync' as const,
    ),
    pick: fc.nat({ max: 5 }),
  });
  const clockError = fc.oneof(fc.constant(0), fc.integer({ min: -31_536_000_000, max: 31_536_000_000 }));

  it('ends the same everywhere, keeps every move, and no push of it is refused', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...workflows.map(({ id, kind }) => ({ id, kind }))),
        fc.array(clockError, { minLength: 4, maxLength: 4 }),
        fc.array(action, { maxLength: 60 }),
        (workflow, clocks, actions) => {
          const first = { ...written, kind: workflow.kind, procedureId: workflow.id };
          const server = { state: first };
          const laptops = people.map(
            (who, at): Laptop => ({ who, clockErrorMs: clocks[at] ?? 0, local: first, known: first }),
          );
          const refusals: unknown[] = [];
          const setAside: InspectionCase[] = [];
          const moves = new Set<string>();
          for (const [turn, { who, does, pick }] of actions.entries()) {
            const laptop = laptops[who];
            if (!laptop) continue;
            if (does === 'sync') synchronise(laptop, server, refusals, setAside);
            else act(laptop, turn, does, pick);
            for (const move of laptop.local.moves) moves.add(move.id);
          }
          for (let round = 0; round < 2; round++)
            for (const laptop of laptops) synchronise(laptop, server, refusals, setAside);

          expect(refusals).toEqual([]);
          expect(Value.Check(CaseSchema, server.state)).toBe(true);
          for (const { local } of laptops) expect(canonicalText(local)).toBe(canonicalText(server.state));
          const kept = new Set(server.state.moves.map(({ id }) => id));
          const aside = new Set(setAside.flatMap((each) => each.moves.map(({ id }) => id)));
          for (const id of moves) expect(kept.has(id) || aside.has(id)).toBe(true);
          expect([...kept].filter((id) => !moves.has(id))).toEqual([]);
        },
      ),
      parameters,
    );
  });
});
