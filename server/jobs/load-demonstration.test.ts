import { Value } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { demonstrationPeople } from '../../shared/demonstration.ts';
import { isMover, workflowOf } from '../../shared/domain/workflow/moves.ts';
import { ActivitySchema } from '../../shared/schema/activity.ts';
import { AnswerSchema } from '../../shared/schema/answers.ts';
import { CaseSchema, caseStates } from '../../shared/schema/cases.ts';
import { EntitySchema } from '../../shared/schema/entities.ts';
import { FindingSchema } from '../../shared/schema/findings.ts';
import { dayOf } from '../demonstration/calendar.ts';
import { features } from '../demonstration/featured.ts';
import { seededRandom } from '../demonstration/random.ts';
import { songMaiTeams } from '../demonstration/teams.ts';
import { startTestServer } from '../testing/test-server.ts';
import { demonstrationOf, loadDemonstration } from './load-demonstration.ts';

const nowMs = Date.parse('2026-11-26T02:00:00Z');
const demonstration = demonstrationOf(seededRandom(1), nowMs, songMaiTeams, 400);
const schemas = {
  entities: EntitySchema,
  cases: CaseSchema,
  answers: AnswerSchema,
  findings: FindingSchema,
  activity: ActivitySchema,
};

describe('the demonstration', () => {
  it.each(Object.entries(schemas))('has sound %s', (name, schema) => {
    const documents = demonstration[name as keyof typeof schemas];
    expect(documents.length).toBeGreaterThan(10);
    expect(documents.filter((document) => !Value.Check(schema, document))).toEqual([]);
    expect(new Set(documents.map((document) => document.id)).size).toBe(documents.length);
  });

  it('is the same for the same seed and day', () => {
    expect(demonstrationOf(seededRandom(1), nowMs, songMaiTeams, 400)).toEqual(demonstration);
  });

  it('moves every case as its workflow allows, by people who may, in order and never ahead of now', () => {
    for (const { moves, state, team, ...rest } of demonstration.cases) {
      const { edges } = workflowOf(rest);
      let at = 'preparing';
      let before = '';
      for (const move of moves) {
        const person = demonstrationPeople.find(({ id }) => id === move.by);
        const edge = edges.find(({ from, to }) => from === move.from && to === move.to);
        expect(move.from).toBe(at);
        expect(edge && person && isMover(edge, team, person)).toBe(true);
        expect(move.at > before).toBe(true);
        at = move.to;
        before = move.at;
      }
      expect(at).toBe(state);
      expect(Number.parseInt(rest.updatedAt.slice(0, 9), 36)).toBeLessThan(nowMs);
    }
  });

  it('has cases in every state, and deadlines that are late, near and far', () => {
    expect(new Set(demonstration.cases.map(({ state }) => state))).toEqual(
      new Set(caseStates.filter((state) => state !== 'announced')),
    );
    const today = dayOf(nowMs);
    const due = demonstration.cases.map(({ dueOn }) => dueOn).filter((dueOn) => dueOn !== '9999-12-31');
    expect(due.some((day) => day < today)).toBe(true);
    expect(due.some((day) => day >= today && day <= '2026-11-30')).toBe(true);
    expect(due.some((day) => day > '2026-12-08')).toBe(true);
  });

  it('tells a dozen cases in full', () => {
    const told = new Set(demonstration.answers.map(({ caseId }) => caseId));
    expect(told.size).toBe(features.filter(({ answered }) => answered !== 0).length);
    const sao = demonstration.cases.find(
      ({ entityName, state }) => entityName === 'Công ty CP Bưu chính Sao Mai' && state === 'onSite',
    );
    const answers = demonstration.answers.filter(({ caseId }) => caseId === sao?.id);
    expect(answers).toHaveLength(31);
    expect(answers.filter(({ value }) => value === 'notCompliant')).toHaveLength(3);
    expect(demonstration.findings.filter(({ caseId }) => caseId === sao?.id)).toHaveLength(3);
    expect(demonstration.findings.every(({ kind, provision }) => (kind === 'violation') === (provision !== null))).toBe(
      true,
    );
  });
});

describe('loading it', () => {
  it('is done once; everybody sees their own scope, with numbers that go on', async () => {
    const server = await startTestServer({ reference: true });
    try {
      const lines: unknown[] = [];
      const log = { info: (line: unknown) => lines.push(line) };
      await loadDemonstration(server.server.context, log);
      await loadDemonstration(server.server.context, log);
      expect(lines).toEqual([{ cases: 242 }]);
      const [an, giang, minh] = [await server.signIn('an'), await server.signIn('giang'), await server.signIn('minh')];
      const mine = (await an.pullAll('cases')).documents;
      const theirs = (await giang.pullAll('cases')).documents;
      expect(new Set(mine.map(({ scope }) => scope))).toEqual(new Set(['song-mai']));
      expect(new Set(theirs.map(({ scope }) => scope))).toEqual(new Set(['hoa-ban']));
      expect((await minh.pullAll('cases')).documents).toHaveLength(mine.length + theirs.length);
      expect(new Set(mine.map(({ number }) => number)).size).toBe(mine.length);
      const [counted] = await server.sql<{ last: number }>(
        `select last from minh_tra.case_numbers where scope = 'song-mai' and year = 2026`,
      );
      const last = mine
        .map(({ number }) => String(number))
        .filter((number) => number.startsWith('KT-2026'))
        .sort()
        .at(-1);
      expect(Number(last?.slice(-4))).toBe(counted?.last);
      const cards = (await an.pullAll('reference')).documents.filter(({ kind }) => kind === 'person');
      expect(cards.map(({ title }) => title)).toContain('Trần Văn Bình');
      expect(cards.map(({ title }) => title)).not.toContain('Vũ Hương Giang');
    } finally {
      await server.stop();
    }
  });
});
