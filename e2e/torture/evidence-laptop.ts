import { randomBytes } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { type Evidence, type EvidenceParts, openEvidence } from '../../electron/main/evidence/evidence.ts';
import type { ServerRequest } from '../../electron/main/server/central-server.ts';
import { openVault } from '../../electron/main/vault/open-vault.ts';
import { signingKeyOf } from '../../electron/main/vault/signing-key.ts';
import type { Random } from '../../server/demonstration/random.ts';
import { synced } from '../../server/testing/documents.ts';
import type { TestServer } from '../../server/testing/test-server.ts';
import { openTestSession, postJson, type TestSession, testSession } from '../../server/testing/test-session.ts';
import { ProblemError, problemOf } from '../../shared/problem/problem.ts';
import type { SessionReply } from '../../shared/protocol/auth.ts';
import { sentSliceBytes } from '../../shared/protocol/uploads.ts';
import type { EvidenceRecord, SignedRecord } from '../../shared/schema/evidence.ts';

export type Fault =
  /** The connection breaks once that share of a slice has gone out. */
  { readonly kind: 'cut'; readonly share: number } | { readonly kind: 'lose' };

export function faultOf(random: Random): Fault {
  return random.next() < 0.7 ? { kind: 'cut', share: random.next() } : { kind: 'lose' };
}

/** A laptop's folder with the originals in it, and the program on it, whose requests can be made to fail. */
export class EvidenceLaptop {
  readonly #folder: string;
  readonly #serverUrl: string;
  readonly #dataKey = randomBytes(32);
  readonly deviceId = `device-${randomBytes(6).toString('hex')}`;
  session: TestSession | null = null;
  /** What becomes of the next slice. */
  fault: Fault | null = null;
  /** Bytes of slices that went out, those that were cut off included. */
  sentBytes = 0;
  /** Of these, what was under way when something failed. */
  unansweredBytes = 0;
  evidence: Evidence | null = null;

  constructor(folder: string, serverUrl: string) {
    this.#folder = folder;
    this.#serverUrl = serverUrl;
  }

  async start(): Promise<Evidence> {
    const vault = { folder: this.#folder, dataKey: this.#dataKey };
    const ask = (asked: ServerRequest) => this.#ask(asked);
    this.evidence = await openEvidence(evidenceOf(vault, this.deviceId, ask));
    return this.evidence;
  }

  /** As when a person locks the program and signs in again. */
  async restart(): Promise<Evidence> {
    await this.evidence?.close(20_000);
    return this.start();
  }

  async #ask({ method, path: asked, headers = {}, pieces }: ServerRequest): Promise<Response> {
    if (!this.session) throw new Error('nobody is signed in');
    const { fault } = this;
    if (!pieces) return this.session.request(`/${asked}`, { method, headers });
    this.fault = null;
    const body = await buffer(pieces.read());
    const cut = fault?.kind === 'cut' ? Math.min(Math.floor(fault.share * body.byteLength), body.byteLength - 1) : null;
    const goneOut = cut ?? body.byteLength;
    this.sentBytes += goneOut;
    if (fault) this.unansweredBytes += goneOut;
    if (cut !== null) {
      await sendPart(new URL(asked, this.#serverUrl), this.session.accessToken, headers, body, cut);
      throw new ProblemError('server.away');
    }
    const answer = await this.session.request(`/${asked}`, { method, headers, body: new Uint8Array(body) });
    if (fault) throw new ProblemError('server.away');
    return answer;
  }
}

/** Sends so many bytes of a slice, and breaks the connection. */
function sendPart(
  url: URL,
  accessToken: string,
  headers: Readonly<Record<string, string>>,
  body: Uint8Array,
  bytes: number,
): Promise<void> {
  const own = { authorization: `Bearer ${accessToken}`, 'content-length': String(body.byteLength) };
  return new Promise((resolve, reject) => {
    const sending = httpRequest(url, { method: 'PATCH', headers: { ...headers, ...own } });
    sending.on('error', () => undefined);
    sending.write(body.subarray(0, bytes), (error) => {
      if (error) return reject(error);
      sending.destroy();
      resolve();
    });
  });
}

/** Signs An in on the laptop, whose key the server knows then. */
export async function signIn(server: TestServer, laptop: EvidenceLaptop, publicKey: string): Promise<TestSession> {
  const first = await openTestSession(server.url, 'an', { deviceId: laptop.deviceId });
  const asked = { refreshToken: first.refreshToken, deviceId: laptop.deviceId, signingKey: publicKey };
  const reply = (await (await postJson(server.url, '/auth/refresh', asked)).json()) as SessionReply;
  return testSession(server.url, reply, laptop.deviceId);
}

/** The originals of a laptop of An's, opened as the program opens them. */
export function evidenceOf(
  { folder, dataKey }: { readonly folder: string; readonly dataKey: Uint8Array },
  deviceId: string,
  ask: EvidenceParts['ask'],
): EvidenceParts {
  const vault = openVault('p-an', folder, Buffer.from(dataKey));
  return {
    ...{ vault, signing: signingKeyOf(vault), deviceId, ask },
    person: () => ({ id: 'p-an', name: 'An', unitName: '' }),
    now: () => Date.now(),
    clockOffsetMs: () => 0,
    position: () => null,
    networks: () => [],
    serverKey: () => null,
  };
}

/** Takes these bytes in as a file; the record that was signed of them. */
export async function takeFile(
  { intake }: Evidence,
  evidenceId: string,
  caseId: string,
  bytes: Buffer,
): Promise<SignedRecord> {
  const about = { kind: 'video', origin: 'file', fileName: 'a.mp4', position: null } as const;
  await intake.begin({ evidenceId, caseId, ...about, ties: [] });
  for (let at = 0; at < bytes.byteLength; at += sentSliceBytes) {
    await intake.append(evidenceId, at, bytes.subarray(at, at + sentSliceBytes));
  }
  const { signed } = await intake.finish(evidenceId);
  await intake.settle(evidenceId);
  return signed;
}

/** The document of an original, as its author pushes it. */
export function documentOf(author: { id: string; scope: string }, signed: SignedRecord) {
  const { evidenceId, caseId } = signed.record;
  const empty = { title: '', note: '', place: '', ties: [], thumbnail: null, layers: [], withdrawn: null };
  return { ...synced(author, evidenceId), ...empty, caseId, signed };
}

/** Sends on until the server has all of it, or the next slice fails. */
export async function sendOn(
  { outgoing }: Evidence,
  { evidenceId, sha256, sizeBytes }: EvidenceRecord,
): Promise<number> {
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
