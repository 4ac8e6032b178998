import { writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { Running } from '../build/system/running.ts';
import { openBenchWindow } from './bench-window.ts';
import { bundleBench } from './bundle.ts';
import { benchGround } from './ground.ts';
import type { Measurement } from './measurement.ts';
import { readOptions } from './options.ts';
import { installPeers } from './peers.ts';
import { besideLines, goalLines } from './report.ts';
import { measureLarge } from './storage/large.ts';
import { measureSmall } from './storage/small.ts';

const options = readOptions(process.argv.slice(2));
const running = new Running();
const measured: Measurement[] = [];
try {
  await installPeers();
  const [ground] = await Promise.all([benchGround(), bundleBench()]);
  const bench = await openBenchWindow(ground, running);
  measured.push(...(await measureSmall(bench, options)), ...(await measureLarge(bench, options)));
  await bench.close();
} finally {
  await running.stopAll();
}
const [load = 0] = loadavg();
console.log([...goalLines(measured), '', ...besideLines(measured)].join('\n').trimEnd());
console.log(`Load of the machine at the end: ${load.toFixed(1)}`);
if (options.jsonFile) await writeFile(options.jsonFile, `${JSON.stringify(measured, null, 2)}\n`);
