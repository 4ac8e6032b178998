import { globSync } from 'node:fs';
import { repositoryFolder } from '../system/repository.ts';
import { runCommand } from '../system/run-command.ts';
import type { Check, Outcome } from './check.ts';

const notOurs = ['**/node_modules/**', 'dist/**', 'release/**', '.cache/**'];

/** Types of every room, lint and format, import directions, unused code and dependencies, licences. */
export function staticChecks(): Check[] {
  const projects = globSync('**/tsconfig.json', { cwd: repositoryFolder, exclude: notOurs }).sort();
  return [
    ...projects.map((project) => ({
      name: `types: ${project}`,
      program: 'tsc',
      args: ['-p', project, '--pretty', 'false'],
    })),
    { name: 'lint and format', program: 'biome', args: ['ci', '--colors=off'] },
    { name: 'import directions', program: 'depcruise', args: ['--no-progress', '--output-type', 'err', '.'] },
    { name: 'unused code and dependencies', program: 'knip', args: ['--no-progress'] },
    { name: 'licences and origins of packages', program: process.execPath, args: ['build/supply/check.ts'] },
  ];
}

/** Runs checks, two at a time, and tells each as it ends. */
export async function runChecks(checks: Check[]): Promise<Outcome[]> {
  const waiting = [...checks];
  const outcomes: Outcome[] = [];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const outcome = await runCheck(next);
      console.log(`${outcome.failed ? 'FAILED' : 'ok    '} ${outcome.name}`);
      outcomes.push(outcome);
    }
  };
  await Promise.all([work(), work()]);
  return outcomes;
}

async function runCheck({ name, program, args }: Check): Promise<Outcome> {
  const env = { ...process.env, NO_COLOR: '1' };
  const result = await runCommand(program, args, { cwd: repositoryFolder, env });
  const holds = result.code === 0;
  const details = holds ? '' : `${result.stdout}\n${result.stderr}`.trim();
  return { name, passed: holds ? 1 : 0, failed: holds ? 0 : 1, skipped: 0, details };
}
