import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { headOf } from '../../../sealed/bundle-format.ts';
import { publicHalfOf, sealingKeyOf, wrapFor } from '../../../sealed/sealed-for.ts';
import { ProblemError, problemOf } from '../../../shared/problem/problem.ts';
import { offsetHeader } from '../../../shared/protocol/uploads.ts';
import type { ServerRequest } from '../server/central-server.ts';
import { fewestSliceBytes } from '../server/slice-size.ts';
import { type Bringing, openBringing } from './bringing.ts';

const serverKey = publicHalfOf(sealingKeyOf(randomBytes(32)));
const reply = { bundles: [{ madeBy: 'p-an', documents: 3, refused: [] }], leftOut: [], originals: 1 };
let folder: string;
let file: string;
let bringing: Bringing;
/** What the server has of the file. */
let come: Buffer;
/** What becomes of the next slice. */
let fault: ProblemError | null;
let signals: readonly AbortSignal[];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'minh-tra-bringing-'));
  file = path.join(folder, 'Hồ sơ.minhtra');
  [come, fault] = [Buffer.alloc(0), null];
  bringing = openBringing(() => serverKey, ask);
});
afterEach(async () => {
  await bringing.close();
  await rm(folder, { recursive: true, force: true });
});

async function ask({ method, pieces, headers, signals: own = [] }: ServerRequest): Promise<Response> {
  signals = own;
  if (method === 'POST') return Response.json(reply);
  if (pieces) {
    if (Number(headers?.[offsetHeader]) !== come.byteLength) throw new ProblemError('upload.outOfStep');
    const bytes = await buffer(pieces.read());
    // Cut in the middle of a slice, the server has what came.
    come = Buffer.concat([come, fault ? bytes.subarray(0, 1_000) : bytes]);
    if (fault) throw fault;
  }
  return new Response(null, { headers: { [offsetHeader]: String(come.byteLength) } });
}

/** A file that these can open, with so many bytes behind its head. */
async function written(receivers: readonly string[], sizeBytes: number): Promise<Buffer> {
  const head = headOf({ receivers: receivers.map((receiver) => wrapFor(receiver, randomBytes(32))) });
  const bytes = Buffer.concat([head, randomBytes(sizeBytes)]);
  await writeFile(file, bytes);
  return bytes;
}

const code = (work: Promise<unknown>) => work.then(String, (thrown: unknown) => problemOf(thrown).code);

describe('a file that is brought to the server', () => {
  it('is sent as it is, slice by slice, from where it was cut off, and opened there', async () => {
    const bytes = await written([serverKey], 2 * fewestSliceBytes);
    const { fileId, sizeBytes, fileName } = await bringing.begin(file);
    expect([sizeBytes, fileName]).toEqual([bytes.byteLength, 'Hồ sơ.minhtra']);
    expect(await code(bringing.next(fileId))).toBe('notFound');
    expect(await bringing.read(fileId)).toBe(sizeBytes);
    // Where the server stands comes first, and is told by itself: what came before a cut is progress as well.
    expect(await bringing.next(fileId)).toBe(0);
    fault = new ProblemError('server.away');
    expect(await code(bringing.next(fileId))).toBe('server.away');
    fault = null;
    expect(await bringing.next(fileId)).toBe(1_000);
    expect(await bringing.next(fileId)).toBe(1_000 + fewestSliceBytes);
    expect(await bringing.next(fileId)).toBe(sizeBytes);
    expect(await bringing.next(fileId)).toBe(sizeBytes);
    expect(come.equals(bytes)).toBe(true);
    expect(await bringing.open(fileId)).toEqual(reply);
    await bringing.discard(fileId);
    expect(await code(bringing.next(fileId))).toBe('notFound');
  });

  it('is sent no further once it is left', async () => {
    await written([serverKey], 100);
    const { fileId } = await bringing.begin(file);
    await bringing.read(fileId);
    await bringing.next(fileId);
    const [signal] = signals;
    expect(signal?.aborted).toBe(false);
    await bringing.discard(fileId);
    expect(signal?.aborted).toBe(true);
  });

  it('is read in parts, and not what was written over it meanwhile', async () => {
    await written([serverKey], 33 * 1_048_576);
    const { fileId, sizeBytes } = await bringing.begin(file);
    expect(await bringing.read(fileId)).toBe(32 * 1_048_576);
    expect(await bringing.read(fileId)).toBe(sizeBytes);
    const { fileId: other } = await bringing.begin(file);
    await truncate(file, 100);
    expect(await code(bringing.read(other))).toBe('bundle.unreadable');
  });

  it('is none that another is to open, nor any other file', async () => {
    await written([publicHalfOf(sealingKeyOf(randomBytes(32)))], 10);
    expect(await code(bringing.begin(file))).toBe('bundle.notForServer');
    await writeFile(file, randomBytes(500));
    expect(await code(bringing.begin(file))).toBe('bundle.broken');
    expect(await code(bringing.begin(path.join(folder, 'nowhere')))).toBe('bundle.unreadable');
  });
});
