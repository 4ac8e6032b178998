import { type ElectronRuntime, provideElectron } from '../electron-runtime/provide.ts';
import { canSandbox } from '../programs/application.ts';
import { type Display, openDisplay } from '../system/display.ts';
import type { Running } from '../system/running.ts';

/** Provides Electron and a screen, and tells the person in plain lines where they are not the usual ones. */
export async function openGround(running: Running): Promise<{ runtime: ElectronRuntime; display: Display }> {
  const runtime = await provideElectron();
  if (runtime.kind === 'standIn') {
    console.error(`Electron ${runtime.electronVersion} stands in for the official one (development and tests only).`);
  }
  if (!(await canSandbox(runtime.executablePath))) {
    console.error("Chromium's own sandbox is off: it does not work for root or without user namespaces.");
  }
  const display = await openDisplay(running);
  if (display.isVirtual) console.error('There is no display: the window opens on a virtual screen (Xvfb).');
  return { runtime, display };
}
