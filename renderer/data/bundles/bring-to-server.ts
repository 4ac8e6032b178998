import type { CallInput, CallOutput } from '../../../shared/bridge/contract.ts';
import { problemOf } from '../../../shared/problem/problem.ts';
import type { BroughtReply } from '../../../shared/protocol/brought-files.ts';

type BringCall = 'bundle.bring' | 'bundle.bringNext' | 'bundle.openAtServer' | 'bundle.discard';
export interface BringShell {
  call<Name extends BringCall>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>>;
}

/** Asks which file, and brings it to the server, which opens it; null when the person chose none. `onProgress`: bytes there, and in all. */
export async function bringToServer(
  shell: BringShell,
  onProgress: (sent: number, all: number) => void,
): Promise<BroughtReply | null> {
  const begun = await shell.call('bundle.bring', null);
  if (!begun) return null;
  const { fileId, sizeBytes } = begun;
  try {
    for (let sent = 0; sent < sizeBytes; ) {
      onProgress(sent, sizeBytes);
      sent = await next(shell, fileId);
    }
    onProgress(sizeBytes, sizeBytes);
    return await shell.call('bundle.openAtServer', { fileId });
  } finally {
    await shell.call('bundle.discard', { fileId }).catch(() => undefined);
  }
}

/** Where the server has another number than this laptop, it is asked once more. */
async function next(shell: BringShell, fileId: string): Promise<number> {
  try {
    return await shell.call('bundle.bringNext', { fileId });
  } catch (thrown) {
    if (problemOf(thrown).code !== 'upload.outOfStep') throw thrown;
    return shell.call('bundle.bringNext', { fileId });
  }
}
