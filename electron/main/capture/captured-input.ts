import type { CaptureAim } from '../../../shared/bridge/capture.ts';
import type { IntakeInput } from '../../../shared/bridge/evidence.ts';

/** What is said of something that was captured when it is taken into a case. */
export function capturedInput(aim: CaptureAim, evidenceId: string, fileName: string): IntakeInput {
  return { ...aim, evidenceId, kind: 'capture', origin: 'captured', fileName, position: null };
}
