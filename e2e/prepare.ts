import { bundle } from '../build/bundle/bundle.ts';
import { type ElectronRuntime, provideElectron } from '../build/electron-runtime/provide.ts';
import { type Display, openDisplay } from '../build/system/display.ts';
import type { Running } from '../build/system/running.ts';

/** What every launch needs: an Electron, the bundled application, and a screen. */
export interface Ground {
  runtime: ElectronRuntime;
  display: Display;
}

/** Prepares the ground; `running` closes the screen. */
export async function prepareGround(running: Running): Promise<Ground> {
  const [runtime] = await Promise.all([provideElectron(), bundle()]);
  return { runtime, display: await openDisplay(running) };
}
