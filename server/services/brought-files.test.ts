import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type BroughtReply, broughtPath } from '../../shared/protocol/brought-files.ts';
import { offsetHeader, sliceType, uploadPath } from '../../shared/protocol/uploads.ts';
import type { Evidence } from '../../shared/schema/evidence.ts';
import { broughtFile, refOf } from '../testing/brought-file.ts';
import { bundleOf, bundleRow, signedBundle } from '../testing/bundles.ts';
import { newAnswer, newCase, row, type Wire } from '../testing/documents.ts';
import { keepTestKeys, newEvidence, publicKeyOf } from '../testing/evidence.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import type { TestSession } from '../testing/test-session.ts';
import { takeBrought } from './evidence.ts';
import type { Caller } from './session.ts';

let folder: string;
let server: TestServer;
let serverKey: string;
let an: TestSession;
let binh: TestSession;
let giang: TestSession;
let caseId: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'minh-tra-evidence-'));
  server = await startTestServer({ evidenceFolder: folder });
  serverKey = server.server.context.cryptography.sealingKey;
  await keepTestKeys(server);
  [an, binh, giang] = [await server.signIn('an'), await server.signIn('binh'), await server.signIn('giang')];
});
beforeEach(async () => {
  const made = newCase(binh.person);
  caseId = made.id;
  expect(await binh.push('cases', [row(made)])).toEqual([]);
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

type Answer = BroughtReply & { readonly code?: string };

async function send(session: TestSession, bytes: Buffer, at: number, part: Buffer): Promise<Response> {
  const headers = { 'content-type': sliceType, [offsetHeader]: `${at}` };
  const body = new Uint8Array(part);
  return session.request(`/${broughtPath(refOf(bytes))}`, { method: 'PATCH', headers, body });
}

async function openAt(session: TestSession, bytes: Buffer): Promise<Answer> {
  return (await (await session.request(`/${broughtPath(refOf(bytes))}`, { method: 'POST' })).json()) as Answer;
}

async function bring(session: TestSession, bytes: Buffer): Promise<Answer> {
  expect((await send(session, bytes, 0, bytes)).status).toBe(204);
  return openAt(session, bytes);
}

/** Evidence of these bytes that An has taken and the server knows nothing of. */
function taken(bytes: Buffer): Wire<Evidence> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return newEvidence(an.person, caseId, {}, { sha256, sizeBytes: bytes.byteLength });
}

const originalOf = ({ signed }: Wire<Evidence>, bytes: Buffer | null) => {
  const { sha256, sizeBytes } = signed.record;
  return { sha256, sizeBytes, bytes };
};

async function contentOf({ id }: { id: string }): Promise<Buffer | number> {
  const answer = await binh.request(`/${uploadPath(id, 'original')}/content`);
  return answer.ok ? Buffer.from(await answer.arrayBuffer()) : answer.status;
}

const brought = async () =>
  (await readdir(path.join(folder, '.brought'), { recursive: true, withFileTypes: true })).filter((each) =>
    each.isFile(),
  );

describe('a file of bundles that is sealed for the server', () => {
  it('is taken in its author’s name with the originals in it, whoever brings it, and twice without harm', async () => {
    const bytes = randomBytes(700_000);
    const [here, away] = [taken(bytes), taken(randomBytes(10))];
    const answer = newAnswer(an.person, caseId, 'post.1');
    const rows = [bundleRow('answers', answer), bundleRow('evidence', here), bundleRow('evidence', away)];
    const originals = [originalOf(here, bytes), originalOf(away, null)];
    const file = await broughtFile([serverKey], [signedBundle(bundleOf(an.person, caseId, rows))], originals);
    const expected = { bundles: [{ madeBy: 'p-an', documents: 3, refused: [] }], leftOut: [] };
    expect(await bring(binh, file)).toEqual({ ...expected, originals: 1 });
    expect(await contentOf(here)).toEqual(bytes);
    expect(await contentOf(away)).toBe(404);
    const [stored] = await server.sql<{ body: string }>('select body from sync.answers where id = $1', [answer.id]);
    expect(JSON.parse(stored?.body ?? '')).toEqual(answer);
    // Nothing of the file is kept; brought again it changes nothing.
    expect(await brought()).toEqual([]);
    expect(await bring(an, file)).toEqual({ ...expected, originals: 0 });
  });

  it('tells once more what came of it, where the answer was lost: it need not be sent again', async () => {
    const bytes = randomBytes(1_000);
    const evidence = taken(bytes);
    const signed = signedBundle(bundleOf(an.person, caseId, [bundleRow('evidence', evidence)]));
    const file = await broughtFile([serverKey], [signed], [originalOf(evidence, bytes)]);
    const answer = await bring(binh, file);
    expect(answer).toMatchObject({ bundles: [{ documents: 1 }], originals: 1 });
    expect(await openAt(binh, file)).toEqual(answer);
    // Whoever has it sent again has it judged again.
    const head = await binh.request(`/${broughtPath(refOf(file))}`, { method: 'HEAD' });
    expect(head.headers.get(offsetHeader)).toBe('0');
    expect(await bring(binh, file)).toMatchObject({ originals: 0 });
  });

  it('is opened once for two who ask at the same time', async () => {
    const bytes = randomBytes(400_000);
    const evidence = taken(bytes);
    const signed = signedBundle(bundleOf(an.person, caseId, [bundleRow('evidence', evidence)]));
    const file = await broughtFile([serverKey], [signed], [originalOf(evidence, bytes)]);
    expect((await send(binh, file, 0, file)).status).toBe(204);
    const answers = await Promise.all([openAt(binh, file), openAt(an, file)]);
    const expected = { bundles: [{ madeBy: 'p-an', documents: 1, refused: [] }], leftOut: [], originals: 1 };
    expect(answers).toEqual([expected, expected]);
    expect(await contentOf(evidence)).toEqual(bytes);
  });

  it('comes in slices, from where it was cut off', async () => {
    const file = await broughtFile([serverKey], [signedBundle(bundleOf(an.person, caseId, []))]);
    expect((await send(binh, file, 0, file.subarray(0, 100))).headers.get(offsetHeader)).toBe('100');
    const head = await binh.request(`/${broughtPath(refOf(file))}`, { method: 'HEAD' });
    expect(head.headers.get(offsetHeader)).toBe('100');
    expect(await openAt(binh, file)).toMatchObject({ code: 'notFound' });
    expect((await send(binh, file, 100, file.subarray(100))).status).toBe(204);
    expect(await openAt(binh, file)).toMatchObject({ bundles: [{ madeBy: 'p-an', documents: 0 }] });
  });

  it.each<[string, (signed: ReturnType<typeof signedBundle>) => Promise<Buffer>, string]>([
    ['is sealed for another', (signed) => broughtFile([publicKeyOf('p-an')], [signed]), 'bundle.notForServer'],
    ['is none', async () => randomBytes(500), 'bundle.broken'],
    [
      'was altered',
      async (signed) => {
        const file = await broughtFile([serverKey], [signed]);
        file[file.byteLength - 20] = (file[file.byteLength - 20] ?? 0) ^ 1;
        return file;
      },
      'bundle.broken',
    ],
    ['was cut short', async (signed) => (await broughtFile([serverKey], [signed])).subarray(0, -10), 'bundle.broken'],
    [
      'holds what somebody else has signed',
      ({ text }) => broughtFile([serverKey], [{ ...signedBundle(bundleOf(binh.person, caseId, [])), text }]),
      'bundle.unknownSender',
    ],
  ])('that %s is refused, and not kept', async (_, made, code) => {
    const rows = [bundleRow('answers', newAnswer(an.person, caseId, 'post.9'))];
    const file = await made(signedBundle(bundleOf(an.person, caseId, rows)));
    expect(await bring(binh, file)).toMatchObject({ code });
    expect(await brought()).toEqual([]);
    expect(await server.sql('select id from sync.answers where id = $1', [`${caseId}:post.9`])).toEqual([]);
  });

  it('is taken as far as it is whole: what is wrong with one bundle hinders no other', async () => {
    const sound = signedBundle(bundleOf(an.person, caseId, [bundleRow('answers', newAnswer(an.person, caseId, 'a'))]));
    const forged = { ...sound, text: sound.text.replace('p-an', 'p-binh') };
    expect(await bring(binh, await broughtFile([serverKey], [forged, sound]))).toEqual({
      bundles: [{ madeBy: 'p-an', documents: 1, refused: [] }],
      leftOut: [{ code: 'bundle.unknownSender' }],
      originals: 0,
    });
  });

  it('brings nothing into another unit, nor originals of evidence that nobody there has', async () => {
    const bytes = randomBytes(100);
    const evidence = taken(bytes);
    const signed = signedBundle(bundleOf(an.person, caseId, [bundleRow('evidence', evidence)]));
    const answer = await bring(giang, await broughtFile([serverKey], [signed], [originalOf(evidence, bytes)]));
    expect(answer.bundles[0]?.refused).toMatchObject([{ problem: { code: 'scope.denied' } }]);
    expect([answer.originals, await contentOf(evidence)]).toEqual([0, 404]);
  });

  it('takes no other bytes for an original than those that its record names', async () => {
    const [bytes, other] = [randomBytes(100), randomBytes(100)];
    const evidence = taken(bytes);
    const signed = signedBundle(bundleOf(an.person, caseId, [bundleRow('evidence', evidence)]));
    const file = await broughtFile([serverKey], [signed], [{ ...originalOf(evidence, bytes), bytes: other }]);
    expect(await bring(binh, file)).toMatchObject({ leftOut: [{ code: 'bundle.originalBroken' }], originals: 0 });
    expect(await contentOf(evidence)).toBe(404);
  });

  it('keeps its originals where the database is away: only what no document names is passed over', async () => {
    const { context } = server.server;
    const away = new pg.Pool({ host: '127.0.0.1', port: 1 });
    const author = { person: an.person, deviceId: an.deviceId } as Caller;
    const take = (connections: typeof context.connections) =>
      takeBrought(
        { ...context, connections },
        { author, bringer: author },
        { evidenceId: 'nobody-knows', part: 'original' },
        'ab'.repeat(32),
        async function* () {},
      );
    expect(await take(context.connections)).toBe(false);
    await expect(take({ ...context.connections, request: away })).rejects.toThrow('ECONNREFUSED');
    await away.end();
  });
});
