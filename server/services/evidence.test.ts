import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { offsetHeader, sliceType, uploadPath } from '../../shared/protocol/uploads.ts';
import type { Evidence } from '../../shared/schema/evidence.ts';
import { newCase, row, type Wire } from '../testing/documents.ts';
import { keepTestKeys, newEvidence } from '../testing/evidence.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import type { TestSession } from '../testing/test-session.ts';

let server: TestServer;
let evidenceFolder: string;
let an: TestSession;
let binh: TestSession;
let caseId: string;

beforeAll(async () => {
  evidenceFolder = await mkdtemp(path.join(tmpdir(), 'minh-tra-evidence-'));
  server = await startTestServer({ evidenceFolder });
  [an, binh] = [await server.signIn('an'), await server.signIn('binh')];
  await keepTestKeys(server);
  const made = newCase(an.person);
  caseId = made.id;
  await an.push('cases', [row(made)]);
});
afterAll(async () => {
  await server.stop();
  await rm(evidenceFolder, { recursive: true, force: true });
});

const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** Evidence of these bytes, whose document the server has. */
async function told(bytes: Buffer, own: Partial<Evidence> = {}): Promise<Wire<Evidence>> {
  const record = { sha256: digest(bytes), sizeBytes: bytes.byteLength };
  const evidence = newEvidence(an.person, caseId, own, record);
  expect(await an.push('evidence', [row(evidence)])).toEqual([]);
  return evidence;
}

const pathOf = ({ id }: { id: string }, part: 'original' | 'picture' = 'original') => `/${uploadPath(id, part)}`;

function send(session: TestSession, path: string, at: number, body: Buffer): Promise<Response> {
  return session.request(path, {
    method: 'PATCH',
    headers: { 'content-type': sliceType, [offsetHeader]: `${at}` },
    body: new Uint8Array(body),
  });
}

async function offsetOf(session: TestSession, path: string): Promise<number> {
  const { status, headers } = await session.request(path, { method: 'HEAD' });
  expect(status).toBe(200);
  return Number(headers.get(offsetHeader));
}

/** How much of what is on its way lies on the server's disk: who asks the server ends what is under way. */
async function incomingBytes(): Promise<number> {
  const incoming = path.join(evidenceFolder, 'incoming');
  const names = await readdir(incoming).catch(() => []);
  const sizes = await Promise.all(names.map(async (name) => (await stat(path.join(incoming, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

describe('an original', () => {
  it('comes in slices, and is read by a colleague whole or in part', async () => {
    const bytes = randomBytes(200_000);
    const path = pathOf(await told(bytes));
    expect(await offsetOf(an, path)).toBe(0);
    expect((await binh.request(`${path}/content`)).status).toBe(404);
    const first = await send(an, path, 0, bytes.subarray(0, 150_000));
    expect([first.status, first.headers.get(offsetHeader)]).toEqual([204, '150000']);
    expect(await offsetOf(an, path)).toBe(150_000);
    expect((await send(an, path, 150_000, bytes.subarray(150_000))).status).toBe(204);
    const whole = await binh.request(`${path}/content`);
    expect(Buffer.from(await whole.arrayBuffer()).equals(bytes)).toBe(true);
    const part = await binh.request(`${path}/content`, { headers: { range: 'bytes=1000-1999' } });
    expect([part.status, part.headers.get('content-range')]).toEqual([206, 'bytes 1000-1999/200000']);
    expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(1_000, 2_000))).toBe(true);
    const fetched = await server.sql<{ person: string }>(
      `select person_id as person from minh_tra.audit_lines where kind = 'originalFetched'`,
    );
    expect(fetched).toEqual([{ person: 'p-binh' }]);
    const beyond = await binh.request(`${path}/content`, { headers: { range: 'bytes=200000-' } });
    expect(await beyond.json()).toEqual({ code: 'request.invalid', details: { field: 'range' } });
  });

  it('is confirmed when it is what its document names, and no sooner', async () => {
    const bytes = randomBytes(10_000);
    const path = pathOf(await told(bytes));
    const wrong = await send(an, path, 0, randomBytes(10_000));
    expect([wrong.status, await wrong.json()]).toEqual([422, { code: 'evidence.otherContent' }]);
    expect(await offsetOf(an, path)).toBe(0);
    expect((await binh.request(`${path}/content`)).status).toBe(404);
    expect((await send(an, path, 0, bytes)).status).toBe(204);
    expect(await offsetOf(an, path)).toBe(10_000);
  });

  it('whose slice is out of its place is asked for again, and nothing is lost', async () => {
    const bytes = randomBytes(10_000);
    const path = pathOf(await told(bytes));
    await send(an, path, 0, bytes.subarray(0, 4_000));
    for (const at of [0, 3_999, 4_001]) {
      const answer = await send(an, path, at, bytes.subarray(at));
      expect([at, answer.status, await answer.json()]).toEqual([at, 409, { code: 'upload.outOfStep' }]);
    }
    expect(await offsetOf(an, path)).toBe(4_000);
    expect((await send(an, path, 4_000, bytes.subarray(4_000))).status).toBe(204);
  });

  it('is not there before its document, nor has a picture that the document does not name', async () => {
    expect((await send(an, '/evidence/none/original', 0, Buffer.from('x'))).status).toBe(404);
    const evidence = await told(randomBytes(10));
    expect((await an.request(pathOf(evidence, 'picture'), { method: 'HEAD' })).status).toBe(404);
    const picture = randomBytes(50);
    const pictured = await told(randomBytes(10), { thumbnail: { sha256: digest(picture), sizeBytes: 50 } });
    expect((await send(binh, pathOf(pictured, 'picture'), 0, picture)).status).toBe(204);
  });

  it('comes from who may add evidence alone; a picture is small', async () => {
    const bytes = randomBytes(100);
    const path = pathOf(await told(bytes));
    const quan = await server.signIn('quan');
    const answer = await send(quan, path, 0, bytes);
    expect([answer.status, await answer.json()]).toEqual([
      403,
      { code: 'permission.denied', details: { rule: 'role' } },
    ]);
    const minh = await server.signIn('minh');
    expect(await (await send(minh, path, 0, bytes)).json()).toEqual({ code: 'scope.denied' });
    const large = await told(randomBytes(10), { thumbnail: { sha256: digest(bytes), sizeBytes: 600_000 } });
    expect((await send(an, pathOf(large, 'picture'), 0, bytes)).status).toBe(422);
  });

  it('keeps what had come when its sender is cut off', async () => {
    const bytes = randomBytes(2_000_000);
    const url = pathOf(await told(bytes));
    const before = await incomingBytes();
    const stop = new AbortController();
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(bytes.subarray(0, 1_000_000)),
    });
    const cut = an.request(url, {
      method: 'PATCH',
      headers: { 'content-type': sliceType, [offsetHeader]: '0' },
      body,
      signal: stop.signal,
      ...{ duplex: 'half' },
    });
    await expect.poll(incomingBytes).toBe(before + 1_000_000);
    stop.abort();
    await expect(cut).rejects.toThrow();
    expect(await offsetOf(an, url)).toBe(1_000_000);
    expect((await send(an, url, 1_000_000, bytes.subarray(1_000_000))).status).toBe(204);
  });
});
