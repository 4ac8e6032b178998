import { writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { Running } from '../build/system/running.ts';
import { measureApplication } from './application/measure.ts';
import { measureMerge } from './application/merge.ts';
import { type BenchWindow, openBenchWindow } from './bench-window.ts';
import { bundleBench } from './bundle.ts';
import { fileKeys, measureFiles } from './evidence/measure.ts';
import { benchGround, type Ground } from './ground.ts';
import { growthOf, type Measurement } from './measurement.ts';
import { readOptions, suiteKey } from './options.ts';
import { installPeers } from './peers.ts';
import { besideLines, goalTables } from './report.ts';
import { measureServers, serverKeys } from './server/measure.ts';
import { largeKeys, measureLarge } from './storage/large.ts';
import { measureSmall, smallKeys } from './storage/small.ts';
import { suiteLines } from './suite.ts';

const options = readOptions(process.argv.slice(2));
const loadBefore = loadavg()[0] ?? 0;
const measured: Measurement[] = [];
let suite: string[] = [];

await inRun(async (ground, running) => {
  // A window for each part: what one leaves behind does not slow the next.
  const part = async (keys: readonly string[], work: (bench: BenchWindow) => AsyncIterable<Measurement>) => {
    if (!keys.some(options.wants)) return;
    const bench = await openBenchWindow(ground, running);
    await keep(work(bench));
    await bench.close();
  };
  // What fails is said, and the rest is measured all the same.
  const keep = async (work: AsyncIterable<Measurement>) => {
    try {
      for await (const measurement of work) measured.push(measurement);
    } catch (thrown) {
      console.error(thrown);
      process.exitCode = 1;
    }
  };
  await part(smallKeys, (bench) => measureSmall(bench, options));
  await part(largeKeys, (bench) => measureLarge(bench, options));
  await part(serverKeys, (bench) => measureServers(bench, options, running));
  await part(fileKeys, (bench) => measureFiles(bench, options, running));
  await keep(measureApplication(ground, options, running));
  if (options.wants('merge.lan')) await keep(measureMerge(ground, options, running));
  await part([suiteKey], async function* (bench) {
    suite = await suiteLines(bench, Math.min(options.rounds, 3));
    yield* [];
  });
});
measured.push(...growthOf(measured));

for (const lines of [...goalTables(measured), besideLines(measured), suite]) {
  if (lines.length > 0) console.log(`${lines.join('\n')}\n`);
}
console.log(`Load of the machine: ${loadBefore.toFixed(1)} before, ${(loadavg()[0] ?? 0).toFixed(1)} after`);
if (options.jsonFile) await writeFile(options.jsonFile, `${JSON.stringify(measured, null, 2)}\n`);

async function inRun(work: (ground: Ground, running: Running) => Promise<void>): Promise<void> {
  const running = new Running();
  try {
    await installPeers();
    const [ground] = await Promise.all([benchGround(), bundleBench()]);
    await work(ground, running);
  } finally {
    await running.stopAll();
  }
}
