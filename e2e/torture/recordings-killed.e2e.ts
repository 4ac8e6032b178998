import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { type Evidence, openEvidence } from '../../electron/main/evidence/evidence.ts';
import type { SignedRecord } from '../../shared/schema/evidence.ts';
import { evidenceOf } from './evidence-laptop.ts';
import { recordedBytes } from './recorded-bytes.ts';
import { type Play, scenario } from './scenario.ts';

interface Acknowledged {
  readonly bytes: number;
  /** Its document is saved: it is nothing that was left. */
  readonly isSettled: boolean;
}

/** Records in a process of its own, which is killed a moment after it has begun; what it acknowledged, by recording. */
async function recordUntilKilled(
  folder: string,
  dataKey: Buffer,
  { random, note }: Play,
): Promise<ReadonlyMap<string, Acknowledged>> {
  const script = path.join(import.meta.dirname, 'record.fixture.ts');
  const seed = String(random.between(1, 1_000_000_000));
  const child = spawn(process.execPath, [script, folder, dataKey.toString('hex'), seed], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const acknowledged = new Map<string, Acknowledged>();
  const lines = createInterface({ input: child.stdout });
  const ended = once(lines, 'close');
  const begun = once(lines, 'line');
  lines.on('line', (line) => {
    const [evidenceId = '', bytes = '', settled] = line.split(' ');
    acknowledged.set(evidenceId, { bytes: Number(bytes), isSettled: settled !== undefined });
  });
  await begun;
  const killedAfter = random.between(0, 12);
  note(`recorded with seed ${seed}, killed ${killedAfter} slices later`);
  for (let slice = 0; slice < killedAfter; slice += 1) await once(lines, 'line');
  child.kill('SIGKILL');
  await ended;
  return acknowledged;
}

/** What of it is not here as it was recorded. */
async function lostOf(
  { store }: Evidence,
  signed: ReadonlyMap<string, SignedRecord>,
  acknowledged: ReadonlyMap<string, Acknowledged>,
): Promise<string[]> {
  const lost: string[] = [];
  for (const [evidenceId, { bytes, isSettled }] of acknowledged) {
    if (isSettled) continue;
    const record = signed.get(evidenceId)?.record;
    const here = record && (await store.bytes(record, 0, record.sizeBytes));
    const isWhole = here && here.byteLength >= bytes && here.equals(recordedBytes(evidenceId, here.byteLength));
    if (!isWhole) lost.push(`${evidenceId}: ${here?.byteLength ?? 'nothing'} of ${bytes} bytes`);
  }
  return lost;
}

// A camera, or the whole program, ends in the middle of a recording: what was acknowledged of it is evidence after the next start.
scenario('recordings killed', { ci: 5, full: 50, roundMs: 20_000 }, async (play) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'minh-tra-recordings-'));
  const dataKey = randomBytes(32);
  const lost: string[] = [];
  const sequences: number[] = [];
  const doubled: string[] = [];
  let count = 0;
  try {
    for (let round = 0; round < play.rounds; round += 1) {
      const acknowledged = await recordUntilKilled(folder, dataKey, play);
      count += acknowledged.size;
      const away = () => Promise.reject(new Error('away'));
      const evidence = await openEvidence(evidenceOf({ folder, dataKey }, 'device-torture', away));
      const left = await evidence.intake.left();
      const signed = new Map(left.map((each) => [each.signed.record.evidenceId, each.signed]));
      if (signed.size < left.length) doubled.push(`round ${round}`);
      lost.push(...(await lostOf(evidence, signed, acknowledged)));
      sequences.push(...left.map((each) => each.signed.record.chain.sequence));
      for (const { input } of left) await evidence.intake.settle(input.evidenceId);
      await evidence.close(20_000);
    }
    return {
      acknowledged: count,
      lost,
      doubled: [...doubled, ...sequences.filter((each, at) => sequences.indexOf(each) !== at).map(String)],
      diverged: [],
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
