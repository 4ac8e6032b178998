import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { repositoryFolder } from '../system/repository.ts';
import type { Outcome } from './check.ts';
import { readReport } from './vitest-report.ts';

/** Runs one project of `vitest.config.ts`; its own output is shown as it comes. */
export async function runVitest(project: 'unit' | 'sync' | 'e2e', filters: string[] = []): Promise<Outcome> {
  const folder = await mkdtemp(path.join(tmpdir(), 'minh-tra-report-'));
  const reportFile = path.join(folder, 'report.json');
  const args = [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${reportFile}`,
  ];
  const vitest = spawn('vitest', [...args, ...filters], {
    cwd: repositoryFolder,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  const kill = () => vitest.kill('SIGTERM');
  process.once('exit', kill);
  try {
    const [code] = await once(vitest, 'exit');
    const exitCode = typeof code === 'number' ? code : null;
    const text = await readFile(reportFile, 'utf8').catch(() => null);
    return readReport(`vitest: ${project}`, text === null ? null : JSON.parse(text), exitCode);
  } finally {
    process.off('exit', kill);
    await rm(folder, { recursive: true, force: true });
  }
}
