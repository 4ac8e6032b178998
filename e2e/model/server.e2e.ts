import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Random, seededRandom } from '../../server/demonstration/random.ts';
import { edited, newFinding, row } from '../../server/testing/documents.ts';
import { startTestServer, type TestServer } from '../../server/testing/test-server.ts';
import type { TestSession } from '../../server/testing/test-session.ts';
import { revisionOf } from '../../shared/domain/revision.ts';
import type { Finding } from '../../shared/schema/findings.ts';
import { trueRules } from './rules.ts';
import { commit, emptyServer, pull } from './server.ts';
import type { Device } from './world.ts';

const seed = Number(process.env.MINH_TRA_SEED ?? Date.now() % 1_000_000_000);
const steps = 150;
type State = Finding & { _deleted: boolean };

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

/** What a device pushes: a new state, an edit of one that was stored once, or what was sent before; now and then a forged one. */
function chosen(random: Random, { person }: TestSession, known: readonly State[], step: number) {
  if (step % 10 === 9) return row(newFinding(person, 'case-1', { createdBy: 'p-dung' }));
  const before = known.length > 0 ? random.pick(known) : null;
  const chance = random.next();
  if (!before || chance < 0.15) return row(newFinding(person, 'case-1'));
  if (chance < 0.3) return row(before, random.next() < 0.5 ? revisionOf(before) : null);
  const next = edited(before, person, { title: `value ${random.between(1, 1_000_000)}` });
  const isBaseless = step % 10 === 4 || random.next() < 0.2;
  return row({ ...next, _deleted: random.next() < 0.1 }, isBaseless ? null : revisionOf(before));
}

it(`answers pushes and pulls as the real server does (seed ${seed})`, async () => {
  const random = seededRandom(seed);
  const sessions = [await server.signIn('an'), await server.signIn('binh')];
  const model = emptyServer();
  const places = new Map<TestSession, { real?: string; modelled: string | null }>();
  const known: State[] = [];
  const kinds = new Set<string>();
  for (let step = 0; step < steps; step++) {
    const session = random.pick(sessions);
    const sender = { name: session.replica, person: session.person };
    if (step % 5 === 4 || random.next() < 0.6) {
      const pushed = chosen(random, session, known, step);
      const { id } = pushed.document as State;
      const [answer] = await session.push('findings', [pushed]);
      const reply = commit(model, trueRules, { sender, collection: 'findings', met: null, rows: [pushed] }, null);
      const real = answer === undefined ? null : answer.outcome === 'conflict' ? answer.document : answer.problem;
      expect(reply.conflicts[id]?.state ?? reply.refused[id] ?? null, `step ${step}`).toEqual(real);
      kinds.add(answer?.outcome ?? 'accepted');
      if (answer?.outcome !== 'refused') known.push(pushed.document as State);
    } else {
      const place = places.get(session) ?? { modelled: null };
      const real = await session.pull('findings', place.real);
      const page = await pull(model, trueRules, sender as Device, 'findings', place.modelled);
      if (page === 'restored') throw new Error('nobody restored it');
      expect(
        page.documents.map(({ state }) => state),
        `step ${step}`,
      ).toEqual(real.documents);
      expect(page.more).toBe(real.more);
      places.set(session, { real: real.checkpoint, modelled: page.place });
    }
  }
  expect([...kinds].sort()).toEqual(['accepted', 'conflict', 'refused']);
});
