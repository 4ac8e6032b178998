import { type ElectronRuntime, provideElectron } from '../build/electron-runtime/provide.ts';
import { type Display, hasScreen } from '../build/system/display.ts';

/** What every window of the bench stands on. */
export interface Ground {
  readonly runtime: ElectronRuntime;
  readonly display: Display;
}

/** `npm run bench` has provided runtime and screen already. All windows are drawn without a graphics card, so that machines compare. */
export async function benchGround(): Promise<Ground> {
  if (!hasScreen()) throw new Error('there is no screen: start with npm run bench');
  return { runtime: await provideElectron(), display: { env: {}, isVirtual: true } };
}
