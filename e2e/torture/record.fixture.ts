import { openEvidence } from '../../electron/main/evidence/evidence.ts';
import { seededRandom } from '../../server/demonstration/random.ts';
import { evidenceOf } from './evidence-laptop.ts';
import { recordedBytes } from './recorded-bytes.ts';

// Run by recordings-killed.e2e.ts as a process of its own, which is killed: records one after the other, and says what is acknowledged.
const [folder = '', dataKey = '', seed = ''] = process.argv.slice(2);
const random = seededRandom(Number(seed));
const vault = { folder, dataKey: Buffer.from(dataKey, 'hex') };
const { intake } = await openEvidence(evidenceOf(vault, 'device-torture', () => Promise.reject(new Error('away'))));
/** As a camera brings them: mostly a second of sound, at times a burst of film. */
const sliceBytes = () => (random.next() < 0.7 ? random.between(1, 20_000) : random.between(1, 700_000));

for (let nth = 0; ; nth += 1) {
  const evidenceId = random.id(Number(seed) + nth);
  const about = { kind: 'sound', origin: 'recorded', fileName: '', position: null } as const;
  await intake.begin({ evidenceId, caseId: 'c1', ...about, ties: [] });
  const slices = random.between(1, 12);
  let at = 0;
  for (let slice = 0; slice < slices; slice += 1) {
    const next = at + sliceBytes();
    await intake.append(evidenceId, at, recordedBytes(evidenceId, next).subarray(at));
    at = next;
    console.log(`${evidenceId} ${at}`);
  }
  await intake.finish(evidenceId);
  if (random.next() < 0.5) {
    await intake.settle(evidenceId);
    console.log(`${evidenceId} ${at} settled`);
  }
}
