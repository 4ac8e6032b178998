import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Evidence, openEvidence } from '../../electron/main/evidence/evidence.ts';
import type { ServerRequest } from '../../electron/main/server/central-server.ts';
import { openVault } from '../../electron/main/vault/open-vault.ts';
import { signingKeyOf } from '../../electron/main/vault/signing-key.ts';
import type { Random } from '../../server/demonstration/random.ts';
import { newCase, row, synced } from '../../server/testing/documents.ts';
import { startTestServer, type TestServer } from '../../server/testing/test-server.ts';
import { openTestSession, postJson, type TestSession, testSession } from '../../server/testing/test-session.ts';
import { problemOf } from '../../shared/problem/problem.ts';
import type { SessionReply } from '../../shared/protocol/auth.ts';
import { sentSliceBytes } from '../../shared/protocol/uploads.ts';
import type { EvidenceRecord, SignedRecord } from '../../shared/schema/evidence.ts';
import { type Play, scenario } from './scenario.ts';

/** So many bytes of the original for each cut. */
const bytesACut = 1_048_576;
const fileBytes = /^[0-9a-f]{64}$/;

type Fault = 'cut' | 'lose';

/** A laptop's folder, and the program on it, whose requests can be made to fail. */
class Laptop {
  readonly #folder: string;
  readonly #serverUrl: string;
  readonly #dataKey = randomBytes(32);
  readonly deviceId = `device-${randomBytes(6).toString('hex')}`;
  session: TestSession | null = null;
  /** What becomes of the next slice. */
  fault: Fault | null = null;
  /** Bytes of slices that went out, those that were cut off included. */
  sentBytes = 0;
  evidence: Evidence | null = null;

  constructor(folder: string, serverUrl: string) {
    this.#folder = folder;
    this.#serverUrl = serverUrl;
  }

  async start(): Promise<Evidence> {
    const vault = openVault('p-an', this.#folder, Buffer.from(this.#dataKey));
    const person = () => ({ id: 'p-an', name: 'An', unitName: '' });
    const parts = {
      person,
      deviceId: this.deviceId,
      now: () => Date.now(),
      clockOffsetMs: () => 0,
      position: () => null,
      networks: () => [],
      serverKey: () => null,
    };
    const ask = (asked: ServerRequest) => this.#ask(asked);
    this.evidence = await openEvidence({ ...parts, vault, signing: signingKeyOf(vault), ask });
    return this.evidence;
  }

  /** As when the program is killed: nothing is told anybody. */
  async restart(): Promise<Evidence> {
    await this.evidence?.close();
    return this.start();
  }

  async #ask({ method, path: asked, headers = {}, body }: ServerRequest): Promise<Response> {
    if (!this.session) throw new Error('nobody is signed in');
    const { fault } = this;
    const isSlice = method === 'PATCH' && typeof body === 'object';
    if (!isSlice) return this.session.request(`/${asked}`, { method, headers });
    this.fault = null;
    if (fault === 'cut') {
      this.sentBytes += await sendPart(new URL(asked, this.#serverUrl), this.session.accessToken, headers, body);
      throw new Error('the connection is cut');
    }
    this.sentBytes += body.byteLength;
    const answer = await this.session.request(`/${asked}`, { method, headers, body: new Uint8Array(body) });
    if (fault === 'lose') throw new Error('the answer is lost');
    return answer;
  }
}

/** Sends the beginning of a slice, and breaks the connection; how many bytes of it went out. */
function sendPart(
  url: URL,
  accessToken: string,
  headers: Readonly<Record<string, string>>,
  body: Uint8Array,
): Promise<number> {
  const part = body.subarray(0, Math.min(body.byteLength - 1, bytesACut));
  const own = { authorization: `Bearer ${accessToken}`, 'content-length': String(body.byteLength) };
  return new Promise((resolve, reject) => {
    const sending = httpRequest(url, { method: 'PATCH', headers: { ...headers, ...own } });
    sending.on('error', () => undefined);
    sending.write(part, (error) => {
      if (error) return reject(error);
      sending.destroy();
      resolve(part.byteLength);
    });
  });
}

async function signIn(server: TestServer, laptop: Laptop, publicKey: string): Promise<TestSession> {
  const first = await openTestSession(server.url, 'an', { deviceId: laptop.deviceId });
  const asked = { refreshToken: first.refreshToken, deviceId: laptop.deviceId, signingKey: publicKey };
  const reply = (await (await postJson(server.url, '/auth/refresh', asked)).json()) as SessionReply;
  return testSession(server.url, reply, laptop.deviceId);
}

/** An original of these bytes in a new case, on the laptop and, by its document, on the server. */
async function takeIn(server: TestServer, laptop: Laptop, bytes: Buffer): Promise<EvidenceRecord> {
  const evidence = await laptop.start();
  const an = await server.signIn('an');
  const made = newCase(an.person);
  await an.push('cases', [row(made)]);
  const evidenceId = '1'.padStart(26, '0');
  const about = { kind: 'video', origin: 'file', fileName: 'a.mp4', position: null } as const;
  await evidence.intake.begin({ evidenceId, caseId: made.id, ...about, ties: [] });
  for (let at = 0; at < bytes.byteLength; at += sentSliceBytes) {
    await evidence.intake.append(evidenceId, at, bytes.subarray(at, at + sentSliceBytes));
  }
  const { signed } = await evidence.intake.finish(evidenceId);
  await evidence.intake.settle(evidenceId);
  laptop.session = await signIn(server, laptop, signed.publicKey);
  const [refused] = await laptop.session.push('evidence', [row(documentOf(an.person, signed))]);
  if (refused) throw new Error(JSON.stringify(refused));
  return signed.record;
}

function documentOf(author: { id: string; scope: string }, signed: SignedRecord) {
  const { evidenceId, caseId } = signed.record;
  const empty = { title: '', note: '', place: '', ties: [], thumbnail: null, layers: [], withdrawn: null };
  return { ...synced(author, evidenceId), ...empty, caseId, signed };
}

/** Sends on until the server has all of it, or the next slice fails. */
async function sendOn({ outgoing }: Evidence, { evidenceId, sha256, sizeBytes }: EvidenceRecord): Promise<number> {
  const send = (from: number | null) =>
    outgoing.send({ evidenceId, part: 'original', content: { sha256, sizeBytes }, from });
  // A slice whose connection was cut may reach the server's disk after that question: it is asked once more, as in the program.
  const sendNext = (from: number) =>
    send(from).catch((thrown) => {
      if (problemOf(thrown).code !== 'upload.outOfStep') throw thrown;
      return send(null);
    });
  let at = await send(null);
  while (at < sizeBytes) at = await sendNext(at);
  return at;
}

async function cutAgainAndAgain(play: Play, laptop: Laptop, record: EvidenceRecord, random: Random): Promise<void> {
  for (let round = 0; round < play.rounds; round++) {
    laptop.fault = random.next() < 0.7 ? 'cut' : 'lose';
    const isRestarted = random.next() < 0.3;
    play.note(`${laptop.fault}${isRestarted ? ', restart' : ''}`);
    const evidence = laptop.evidence ?? (await laptop.start());
    await sendOn(evidence, record).catch(() => undefined);
    if (isRestarted) await laptop.restart();
  }
}

// A photograph's, or a video's, way to the server is cut again and again, and the laptop starts anew in between.
scenario('uploads cut', { ci: 5, full: 50, roundMs: 20_000 }, async (play) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'minh-tra-uploads-'));
  const evidenceFolder = path.join(folder, 'server');
  const server = await startTestServer({ evidenceFolder });
  const bytes = randomBytes(play.rounds * bytesACut);
  const laptop = new Laptop(path.join(folder, 'laptop'), server.url);
  try {
    const record = await takeIn(server, laptop, bytes);
    await cutAgainAndAgain(play, laptop, record, play.random);
    laptop.fault = null;
    await sendOn(laptop.evidence ?? (await laptop.start()), record);
    const answer = await (await server.signIn('binh')).request(`/evidence/${record.evidenceId}/original/content`);
    const arrived = Buffer.from(await answer.arrayBuffer());
    const kept = (await readdir(evidenceFolder, { recursive: true, withFileTypes: true })).filter((entry) =>
      entry.isFile(),
    );
    const digest = createHash('sha256').update(arrived).digest('hex');
    const resentBytes = laptop.sentBytes - bytes.byteLength;
    return {
      acknowledged: 1,
      lost: arrived.equals(bytes) && digest === record.sha256 ? [] : ['the original'],
      doubled: kept
        .filter(({ name }) => fileBytes.test(name))
        .slice(1)
        .map(({ name }) => name),
      // What went out twice is what was under way when the connection was cut, and no more.
      diverged: resentBytes <= play.rounds * sentSliceBytes ? [] : [`${resentBytes} bytes were sent twice`],
      measured: { resentBytes, bytes: bytes.byteLength },
    };
  } finally {
    await laptop.evidence?.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
});
