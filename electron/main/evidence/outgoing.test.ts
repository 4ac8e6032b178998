import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { IntakeInput } from '../../../shared/bridge/evidence.ts';
import { problemOf } from '../../../shared/problem/problem.ts';
import type { SignedRecord } from '../../../shared/schema/evidence.ts';
import type { ServerRequest } from '../server/central-server.ts';
import { fewestSliceBytes } from '../server/slice-size.ts';
import { openVault } from '../vault/open-vault.ts';
import { signingKeyOf } from '../vault/signing-key.ts';
import { type Evidence, openEvidence } from './evidence.ts';

let folder: string;
let evidence: Evidence;
let asked: ServerRequest[];
let sent: Buffer[];
let answer: (request: ServerRequest) => Response;
const offset = (at: number, sha256 = '') =>
  new Response(null, { status: 204, headers: { 'upload-offset': String(at), 'x-minh-tra-hash': sha256 } });

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'minh-tra-outgoing-'));
  [asked, sent] = [[], []];
  answer = () => offset(0);
  const vault = openVault('p-an', folder, randomBytes(32));
  evidence = await openEvidence({
    ...{
      vault,
      signing: signingKeyOf(vault),
      deviceId: 'device-1',
      now: () => 1,
      clockOffsetMs: () => 0,
      position: () => null,
      networks: () => [],
      serverKey: () => null,
    },
    person: () => ({ id: 'p-an', name: 'An', unitName: '' }),
    async ask(request) {
      asked.push(request);
      if (request.pieces) sent.push(await buffer(request.pieces.read()));
      return answer(request);
    },
  });
});
afterEach(async () => {
  await evidence.close(20_000);
  await rm(folder, { recursive: true, force: true });
});

async function taken(bytes: Uint8Array): Promise<SignedRecord> {
  const input: IntakeInput = {
    evidenceId: '1'.padStart(26, '0'),
    ...{ caseId: 'c1', kind: 'document', origin: 'file', fileName: 'a', position: null, ties: [] },
  };
  await evidence.intake.begin(input);
  await evidence.intake.append(input.evidenceId, 0, bytes);
  return (await evidence.intake.finish(input.evidenceId)).signed;
}

const send = ({ record }: SignedRecord, from: number | null) => {
  const { evidenceId, sha256, sizeBytes } = record;
  return evidence.outgoing.send({ evidenceId, part: 'original', content: { sha256, sizeBytes }, from });
};
const unsent = async () => (await evidence.outgoing.unsent()).map(({ signed }) => signed);
const code = (work: Promise<unknown>) => work.then(String, (thrown: unknown) => problemOf(thrown).code);

describe('an original on its way to the server', () => {
  it('is asked for, and sent in slices from where the server is', async () => {
    const bytes = randomBytes(fewestSliceBytes + 1_000);
    const signed = await taken(bytes);
    expect(await send(signed, null)).toBe(0);
    answer = () => offset(fewestSliceBytes);
    expect(await send(signed, 0)).toBe(fewestSliceBytes);
    answer = () => offset(bytes.byteLength);
    expect(await send(signed, fewestSliceBytes)).toBe(bytes.byteLength);
    expect(asked.map(({ method, path: at }) => `${method} ${at}`)).toEqual([
      `HEAD evidence/${signed.record.evidenceId}/original`,
      ...[1, 2].map(() => `PATCH evidence/${signed.record.evidenceId}/original`),
    ]);
    expect(Buffer.concat(sent).equals(bytes)).toBe(true);
    expect(asked[2]?.headers).toMatchObject({ 'upload-offset': String(fewestSliceBytes), 'tus-resumable': '1.0.0' });
  });

  it('waits for its document, then for the server, and is forgotten after both', async () => {
    const signed = await taken(Buffer.from('Biên bản'));
    const { evidenceId, sizeBytes } = signed.record;
    expect(await evidence.outgoing.unsent()).toEqual([]);
    await evidence.intake.settle(evidenceId);
    expect(await unsent()).toEqual([signed]);
    expect(await evidence.intake.left()).toEqual([]);
    // Nobody forgets what the server has not confirmed.
    await evidence.outgoing.forget(evidenceId);
    expect(await unsent()).toEqual([signed]);
    answer = () => offset(sizeBytes);
    await send(signed, 0);
    await evidence.outgoing.forget(evidenceId);
    expect(await evidence.outgoing.unsent()).toEqual([]);
  });

  it('says what the server answers, and what is wrong here', async () => {
    const signed = await taken(Buffer.from('Biên bản'));
    answer = () => Response.json({ code: 'upload.outOfStep' }, { status: 409 });
    expect(await code(send(signed, 0))).toBe('upload.outOfStep');
    answer = () => new Response(null, { status: 404 });
    expect(await code(send(signed, null))).toBe('notFound');
    answer = () => new Response(null, { status: 204 });
    expect(await code(send(signed, null))).toBe('server.failed');
    const other = { ...signed, record: { ...signed.record, sha256: 'f'.repeat(64) } };
    expect(await code(send(other, 0))).toBe('evidence.damaged');
    // Nothing follows there.
    expect(await code(send(signed, signed.record.sizeBytes))).toBe('upload.outOfStep');
  });

  it('is unsent until the server has as much as was signed, whatever size is named', async () => {
    const signed = await taken(randomBytes(10_000));
    const { evidenceId, sha256, sizeBytes } = signed.record;
    await evidence.intake.settle(evidenceId);
    answer = () => offset(4_096);
    const lie = { sha256, sizeBytes: 4_096 };
    await evidence.outgoing.send({ evidenceId, part: 'original', content: lie, from: null });
    await evidence.outgoing.forget(evidenceId);
    expect(await unsent()).toEqual([signed]);
    expect(await evidence.outgoing.release({ evidenceId, content: lie })).toBe(false);
    expect(await evidence.store.has({ sha256, sizeBytes })).toBe(true);
  });

  it('gives its room back once the server has it, by its word of this moment, and not before', async () => {
    const signed = await taken(Buffer.from('Biên bản'));
    const { evidenceId, sha256, sizeBytes } = signed.record;
    const content = { sha256, sizeBytes };
    const release = () => evidence.outgoing.release({ evidenceId, content });
    await evidence.intake.settle(evidenceId);
    answer = () => offset(sizeBytes);
    // It is still noted as unsent.
    expect(await release()).toBe(false);
    await send(signed, 0);
    await evidence.outgoing.forget(evidenceId);
    answer = () => offset(sizeBytes - 1, sha256);
    expect(await release()).toBe(false);
    // Another original of the same size.
    answer = () => offset(sizeBytes, 'f'.repeat(64));
    expect(await release()).toBe(false);
    answer = () => new Response(null, { status: 404 });
    expect(await code(release())).toBe('notFound');
    expect(await evidence.store.has(content)).toBe(true);
    expect(await evidence.store.room()).toBeGreaterThan(sizeBytes);
    answer = () => offset(sizeBytes, sha256);
    expect(await release()).toBe(true);
    expect(await evidence.store.has(content)).toBe(false);
    expect(await evidence.store.room()).toBe(0);
  });

  it('makes room for what is fetched anew, where it is damaged and the server has it', async () => {
    const signed = await taken(randomBytes(10_000));
    const { evidenceId, sha256, sizeBytes } = signed.record;
    const content = { sha256, sizeBytes };
    const release = () => evidence.outgoing.release({ evidenceId, content });
    const names = await readdir(path.join(folder, 'evidence/files'), { recursive: true });
    await truncate(path.join(folder, 'evidence/files', names.find((name) => name.length > 60) ?? ''), 5_000);
    // Nobody has it but this laptop: what is left of it stays.
    expect(await release()).toBe(false);
    await evidence.intake.settle(evidenceId);
    answer = () => offset(sizeBytes);
    await send(signed, null);
    await evidence.outgoing.forget(evidenceId);
    answer = () => offset(sizeBytes - 1, sha256);
    expect(await release()).toBe(false);
    answer = () => offset(sizeBytes, sha256);
    expect(await release()).toBe(true);
    expect(await evidence.store.has(content)).toBe(false);
  });
});
