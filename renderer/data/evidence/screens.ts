import type { CaptureAim, ScreenSource } from '../../../shared/bridge/capture.ts';
import type { CallInput, CallOutput } from '../../../shared/bridge/contract.ts';
import { newId } from '../ulid.ts';
import type { Originals } from './originals.ts';

/** Screens and windows of this machine, as pictures in a case. */
export interface Screens {
  /** Those that the system lets be captured; none where it lets none. */
  list(): Promise<readonly ScreenSource[]>;
  /** Takes a picture of one into a case, and saves its document. Throws `capture.screenGone`. */
  take(aim: CaptureAim, source: ScreenSource): Promise<void>;
}

export interface ScreensShell {
  call<Name extends 'capture.screens' | 'capture.takeScreen'>(
    name: Name,
    input: CallInput<Name>,
  ): Promise<CallOutput<Name>>;
}

export function openScreens(shell: ScreensShell, originals: Pick<Originals, 'adopt'>): Screens {
  return {
    list: () => shell.call('capture.screens', null),
    async take(aim, { id, name }) {
      await originals.adopt(await shell.call('capture.takeScreen', { aim, evidenceId: newId(), sourceId: id }), name);
    },
  };
}
