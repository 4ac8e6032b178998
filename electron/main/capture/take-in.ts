import type { CaptureAim } from '../../../shared/bridge/capture.ts';
import type { TakenIn } from '../../../shared/bridge/contract.ts';
import { sliceBytes } from '../../../shared/bridge/evidence.ts';
import type { Evidence } from '../evidence/evidence.ts';

/** Takes something that was captured into a case, as a photograph is; nothing of it is left where that fails. */
export async function takeIn(
  { intake }: Pick<Evidence, 'intake'>,
  aim: CaptureAim,
  {
    evidenceId,
    fileName,
    bytes,
  }: { readonly evidenceId: string; readonly fileName: string; readonly bytes: Uint8Array },
): Promise<TakenIn> {
  await intake.begin({ ...aim, evidenceId, kind: 'capture', origin: 'captured', fileName, position: null });
  try {
    for (let at = 0; at < bytes.byteLength; at += sliceBytes)
      await intake.append(evidenceId, at, bytes.subarray(at, at + sliceBytes));
    return await intake.finish(evidenceId);
  } catch (thrown) {
    await intake.discard(evidenceId).catch(() => undefined);
    throw thrown;
  }
}
