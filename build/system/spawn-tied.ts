import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

const setpriv = '/usr/bin/setpriv';

/**
 * Starts a child process that ends (SIGTERM) when we end, even when we are killed. It has a process group of its own:
 * Ctrl+C in the terminal reaches us alone, and we stop the others in their order.
 */
export function spawnTied(program: string, args: string[], options: SpawnOptions): ChildProcess {
  const canTie = process.platform === 'linux' && existsSync(setpriv);
  const command = canTie ? [setpriv, '--pdeathsig', 'TERM', program, ...args] : [program, ...args];
  const [first = program, ...rest] = command;
  return spawn(first, rest, { ...options, detached: true });
}
