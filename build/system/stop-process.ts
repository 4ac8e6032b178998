import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** Asks a child process to end (SIGTERM) and waits for it; after `patienceMs` it is killed. */
export async function stopProcess(child: ChildProcess, patienceMs: number): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  await ended;
  clearTimeout(timer);
}

export function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
