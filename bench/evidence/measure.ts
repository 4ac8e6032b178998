import type { Running } from '../../build/system/running.ts';
import { newEvidence } from '../../server/testing/evidence.ts';
import { openTestSession } from '../../server/testing/test-session.ts';
import type { BenchWindow } from '../bench-window.ts';
import { makeCase } from '../documents.ts';
import { compared, interleaved, type Measurement } from '../measurement.ts';
import type { BenchOptions } from '../options.ts';
import { startOurServer } from '../server/start-server.ts';
import type { SealedOriginal } from '../window/shell.ts';
import { openPutServer } from './put-server.ts';

export const fileKeys = ['file.write', 'file.read', 'upload'];
const mebibyte = 1_048_576;
const sizeBytes = 256 * mebibyte;
const sides = ['ours', 'plain'] as const;
const unit = 'MB/s';

function rate(ms: number): number {
  return sizeBytes / mebibyte / (ms / 1_000);
}

/** Sealed originals beside plain files of the same bytes: written, read, and sent to a server. More is better. */
export async function* measureFiles(
  bench: BenchWindow,
  { wants, rounds }: BenchOptions,
  running: Running,
): AsyncGenerator<Measurement> {
  if (wants('file.write')) yield compared('file.write', unit, 'copy of a plain file', await writes(bench, rounds));
  if (wants('file.read')) yield compared('file.read', unit, 'plain file', await reads(bench, rounds));
  if (wants('upload')) yield compared('upload', unit, 'plain PUT', await uploads(bench, rounds, running));
}

async function writes(bench: BenchWindow, rounds: number) {
  await bench.call('makePlain', { sizeBytes });
  return interleaved('file.write', rounds, sides, async (side, round) => {
    if (side === 'plain') return rate(await bench.call('copyPlain', {}));
    const original = await bench.call('sealPlain', { name: `written-${round}` });
    // The same bytes have the same place: the next round is to write them again.
    await bench.call('dropSealed', original);
    return rate(original.ms);
  });
}

async function reads(bench: BenchWindow, rounds: number) {
  await bench.call('makePlain', { sizeBytes });
  const original = await bench.call('sealPlain', { name: 'read' });
  const read = await interleaved('file.read', rounds, sides, async (side) =>
    rate(side === 'ours' ? await bench.call('readSealed', original) : await bench.call('readPlain', { sizeBytes })),
  );
  await bench.call('dropSealed', original);
  return read;
}

async function uploads(bench: BenchWindow, rounds: number, running: Running) {
  const [server, putUrl] = await Promise.all([startOurServer(running), openPutServer(running)]);
  const { accessToken, accessExpiresAt, replica, person } = await openTestSession(server.url, 'an');
  await bench.call('reachServer', { url: server.url, accessToken, accessExpiresAt, replica });
  const inspectionCase = makeCase(0);
  await server.command({ type: 'import', collection: 'cases', documents: [inspectionCase] });

  /** A content that the server has not seen, and its document there. */
  async function fresh(round: number): Promise<{ readonly id: string; readonly original: SealedOriginal }> {
    await bench.call('makePlain', { sizeBytes });
    const original = await bench.call('sealPlain', { name: `sent-${round}` });
    const { sha256 } = original;
    const evidence = newEvidence(person, inspectionCase.id, {}, { sha256, sizeBytes, mediaType: 'video/webm' });
    await server.command({ type: 'import', collection: 'evidence', documents: [evidence] });
    return { id: evidence.id, original };
  }

  return interleaved('upload', rounds, sides, async (side, round) => {
    if (side === 'plain') return rate(await bench.call('putPlain', { url: putUrl }));
    const { id, original } = await fresh(round);
    const ms = await bench.call('sendSealed', { evidenceId: id, original });
    await bench.call('dropSealed', original);
    return rate(ms);
  });
}
