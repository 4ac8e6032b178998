import { once } from 'node:events';
import type { Running } from './running.ts';
import { spawnTied } from './spawn-tied.ts';
import { stopProcess } from './stop-process.ts';

export interface Display {
  /** What a program needs in its environment to open windows. */
  env: { DISPLAY?: string };
  /** True when there is no screen and windows are drawn in memory. */
  isVirtual: boolean;
}

export function hasScreen(env: NodeJS.ProcessEnv = process.env): boolean {
  return process.platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/** The person's own screen, or where there is none a virtual one by Xvfb, on a display number that nobody uses. */
export async function openDisplay(running: Running): Promise<Display> {
  if (hasScreen()) return { env: {}, isVirtual: false };
  const xvfb = spawnTied('Xvfb', ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp', '-noreset'], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  await running.add(() => stopProcess(xvfb, 5_000));
  let complaint = '';
  xvfb.stderr?.on('data', (text: Buffer) => {
    complaint += text.toString();
  });
  const numberPipe = xvfb.stdio[3];
  if (!numberPipe) throw new Error('Xvfb has no pipe for its display number');
  const started = await Promise.race([
    once(numberPipe, 'data').then(([number]) => String(number).trim()),
    once(xvfb, 'exit').then(() => null),
  ]);
  if (started === null) throw new Error(`Xvfb did not start: ${complaint.trim()}`);
  return { env: { DISPLAY: `:${started}` }, isVirtual: true };
}
