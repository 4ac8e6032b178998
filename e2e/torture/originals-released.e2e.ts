import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Evidence } from '../../electron/main/evidence/evidence.ts';
import { newCase, row } from '../../server/testing/documents.ts';
import { startTestServer, type TestServer } from '../../server/testing/test-server.ts';
import type { TestSession } from '../../server/testing/test-session.ts';
import { problemOf } from '../../shared/problem/problem.ts';
import { sentSliceBytes } from '../../shared/protocol/uploads.ts';
import type { SignedRecord } from '../../shared/schema/evidence.ts';
import { documentOf, EvidenceLaptop, faultOf, sendOn, signIn, takeFile } from './evidence-laptop.ts';
import { type Play, scenario } from './scenario.ts';

/** An original that was taken in: nothing of it may ever be gone. */
interface Taken {
  readonly signed: SignedRecord;
  readonly bytes: Buffer;
  isPushed: boolean;
}

interface Ground {
  readonly server: TestServer;
  readonly laptop: EvidenceLaptop;
  readonly session: TestSession;
  readonly caseId: string;
  readonly taken: Taken[];
  /** Released although the server had not all of it. */
  readonly early: string[];
  /** How often one was released. */
  releases: number;
}

const refOf = ({ signed: { record } }: Taken) => ({ sha256: record.sha256, sizeBytes: record.sizeBytes });
const idOf = ({ signed }: Taken) => signed.record.evidenceId;

/** What the server has of an original, as a colleague reads it; null while it is not whole there. */
async function atServer({ server }: Ground, original: Taken): Promise<Buffer | null> {
  const answer = await (await server.signIn('binh')).request(`/evidence/${idOf(original)}/original/content`);
  return answer.ok ? Buffer.from(await answer.arrayBuffer()) : null;
}

async function pushDocument({ session }: Ground, original: Taken): Promise<void> {
  if (original.isPushed) return;
  const [refused] = await session.push('evidence', [row(documentOf(session.person, original.signed))]);
  if (refused) throw new Error(JSON.stringify(refused));
  original.isPushed = true;
}

/** All of it, and nothing more is kept beside it. */
async function sendWhole(evidence: Evidence, original: Taken): Promise<void> {
  await sendOn(evidence, original.signed.record);
  await evidence.outgoing.forget(idOf(original));
}

async function release(ground: Ground, evidence: Evidence, original: Taken): Promise<void> {
  const input = { evidenceId: idOf(original), content: refOf(original) };
  if (!(await evidence.outgoing.release(input))) return;
  ground.releases += 1;
  if (!(await atServer(ground, original))?.equals(original.bytes)) ground.early.push(idOf(original));
}

async function fetchWhole({ fetching }: Evidence, original: Taken): Promise<void> {
  const input = { evidenceId: idOf(original), part: 'original', content: refOf(original) } as const;
  while ((await fetching.fetchNext(input)) < original.bytes.byteLength);
}

/** One thing that happens on the laptop; what fails is what it is about. */
async function happen(ground: Ground, { random, note }: Play): Promise<void> {
  const { laptop, taken } = ground;
  const evidence = laptop.evidence ?? (await laptop.start());
  const chance = random.next();
  if (taken.length === 0 || chance < 0.2) {
    const bytes = randomBytes(random.between(1, 3 * sentSliceBytes));
    const signed = await takeFile(evidence, random.id(taken.length), ground.caseId, bytes);
    taken.push({ signed, bytes, isPushed: false });
    return note(`taken ${signed.record.evidenceId}`);
  }
  const original = random.pick(taken);
  const told = (what: string) => note(`${what} ${idOf(original)}`);
  if (chance < 0.35) {
    told('pushed');
    return pushDocument(ground, original);
  }
  if (chance < 0.6) {
    laptop.fault = random.next() < 0.5 ? faultOf(random) : null;
    told(`sent (${JSON.stringify(laptop.fault)})`);
    return sendWhole(evidence, original);
  }
  if (chance < 0.8) {
    told('released');
    return release(ground, evidence, original);
  }
  if (chance < 0.93) {
    told('fetched');
    return fetchWhole(evidence, original);
  }
  note('restarted');
  await laptop.restart();
}

/** Once the network holds and everything is known: each is on the laptop or can be fetched, and at the server. */
async function healed(ground: Ground): Promise<string[]> {
  const { laptop, taken } = ground;
  laptop.fault = null;
  const evidence = await laptop.restart();
  const lost: string[] = [];
  for (const original of taken) {
    if (!original.isPushed) await pushDocument(ground, original);
    const { store } = evidence;
    if (await store.has(refOf(original))) await sendWhole(evidence, original);
    await fetchWhole(evidence, original).catch(() => undefined);
    const here = await store.bytes(refOf(original), 0, original.bytes.byteLength);
    if (!here?.equals(original.bytes)) lost.push(`${idOf(original)} on the laptop`);
    if (!(await atServer(ground, original))?.equals(original.bytes)) lost.push(`${idOf(original)} at the server`);
    const input = { evidenceId: idOf(original), content: refOf(original) };
    if (!(await evidence.outgoing.release(input)))
      lost.push(`${idOf(original)} not released, though the server has it`);
  }
  return lost;
}

// Originals are sent over a bad line, released for their room, and fetched again: what the server has not confirmed is never given up.
scenario('originals released', { ci: 40, full: 400, roundMs: 5_000 }, async (play) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'minh-tra-released-'));
  const server = await startTestServer();
  const laptop = new EvidenceLaptop(path.join(folder, 'laptop'), server.url);
  try {
    const an = await server.signIn('an');
    const made = newCase(an.person);
    await an.push('cases', [row(made)]);
    const first = await takeFile(await laptop.start(), '0'.repeat(26), made.id, randomBytes(10));
    laptop.session = await signIn(server, laptop, first.publicKey);
    const ground: Ground = {
      server,
      laptop,
      session: laptop.session,
      caseId: made.id,
      taken: [],
      early: [],
      releases: 0,
    };
    for (let round = 0; round < play.rounds; round += 1) {
      await happen(ground, play).catch((thrown) => {
        const { code } = problemOf(thrown);
        // What the network and the server say is played; a fault of ours is none of it.
        if (code === 'internal') throw thrown;
        play.note(code);
      });
    }
    const lost = await healed(ground);
    return {
      acknowledged: ground.taken.length,
      lost: [...lost, ...ground.early],
      doubled: [],
      diverged: [],
      measured: { releases: ground.releases },
    };
  } finally {
    await laptop.evidence?.close(20_000);
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
});
