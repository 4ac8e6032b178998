import { type BrowserWindow, powerMonitor } from 'electron';
import type { SettingsFile } from '../settings.ts';
import { isIdleTooLong } from './idle.ts';
import type { LockReason } from './session.ts';

const idleEveryMs = 5_000;
const leaseEveryMs = 60_000;

export interface WatchParts {
  readonly window: BrowserWindow;
  readonly settings: SettingsFile;
  readonly lock: (reason: LockReason) => void;
  readonly checkLease: () => void;
  readonly wake: () => void;
}

/** Locks after idle time, at suspend and when the screen is locked; checks the lease; tells when the machine is back. */
export function watchMachine({ window, settings, lock, checkLease, wake }: WatchParts): () => void {
  let lastInputAt = performance.now();
  window.webContents.on('input-event', () => {
    lastInputAt = performance.now();
  });
  const suspend = () => lock('suspend');
  powerMonitor.on('suspend', suspend);
  powerMonitor.on('lock-screen', suspend);
  powerMonitor.on('resume', wake);
  powerMonitor.on('unlock-screen', wake);
  const idleTimer = setInterval(() => {
    const systemIdleMs = powerMonitor.getSystemIdleTime() * 1_000;
    const sinceInputMs = performance.now() - lastInputAt;
    if (isIdleTooLong(systemIdleMs, sinceInputMs, settings.current.lockAfterMinutes)) lock('idle');
  }, idleEveryMs);
  const leaseTimer = setInterval(checkLease, leaseEveryMs);
  return () => {
    clearInterval(idleTimer);
    clearInterval(leaseTimer);
    powerMonitor.removeListener('suspend', suspend);
    powerMonitor.removeListener('lock-screen', suspend);
    powerMonitor.removeListener('resume', wake);
    powerMonitor.removeListener('unlock-screen', wake);
  };
}
