import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

/**
 * Plays the scenarios of this folder at their full figures: `--only NAME` one of them, `--seed N` one history again, `--rounds N`
 * another figure. Prints a line of JSON for each; ends with 1 when anything was lost, doubled, different, or never came to an end.
 */
const { values } = parseArgs({
  options: { only: { type: 'string' }, seed: { type: 'string' }, rounds: { type: 'string' } },
});
for (const [name, value] of Object.entries({ seed: values.seed, rounds: values.rounds })) {
  if (value !== undefined && !/^[1-9]\d{0,8}$/.test(value)) throw new Error(`--${name} takes a whole number from 1 on`);
}
const names = (await Promise.all((await readdir(import.meta.dirname)).map(namesIn))).flat();
if (values.only !== undefined && !names.includes(values.only)) {
  throw new Error(`There is no scenario "${values.only}". There are: ${names.sort().join(', ')}`);
}
const folder = await mkdtemp(path.join(tmpdir(), 'minh-tra-torture-'));
const reportFile = path.join(folder, 'report.jsonl');
const only = values.only === undefined ? [] : ['--testNamePattern', `^${escaped(values.only)}: `];
// One after the other: each has the machine to itself.
const child = spawn('vitest', ['run', '--project', 'sync', '--no-file-parallelism', 'e2e/torture', ...only], {
  stdio: ['ignore', 2, 2],
  shell: process.platform === 'win32',
  env: {
    ...process.env,
    MINH_TRA_TORTURE_REPORT: reportFile,
    ...(values.seed ? { MINH_TRA_SEED: values.seed } : {}),
    ...(values.rounds ? { MINH_TRA_ROUNDS: values.rounds } : {}),
  },
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill('SIGTERM'));
const [code] = await once(child, 'exit');
const report = await readFile(reportFile, 'utf8').catch(() => '');
await rm(folder, { recursive: true, force: true });
process.stdout.write(report);
if (report === '') console.error('No scenario was played.');
process.exitCode = code === 0 && report !== '' ? 0 : 1;

async function namesIn(file: string): Promise<string[]> {
  const text = file.endsWith('.e2e.ts') ? await readFile(path.join(import.meta.dirname, file), 'utf8') : '';
  return [...text.matchAll(/^scenario\('([^']+)'/gm)].map(([, name = '']) => name);
}

function escaped(name: string): string {
  return name.replace(/[^\w ]/g, String.raw`\$&`);
}
