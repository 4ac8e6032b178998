import { CameraDialog } from './CameraDialog.tsx';
import { ReadingDialog } from './ReadingDialog.tsx';
import { ScreenDialog } from './ScreenDialog.tsx';
import { SoundDialog } from './SoundDialog.tsx';

export type EvidenceDialog = 'camera' | 'sound' | 'reading' | 'screen';

interface EvidenceDialogsProps {
  caseId: string;
  /** What the evidence will show. */
  ties: readonly string[];
  /** The one that is open. */
  open: EvidenceDialog | null;
  onClose: () => void;
}

/** Camera, microphone, what is typed from a device and what a screen shows, above whatever page asked for them: what they have taken changes that page beneath. */
export function EvidenceDialogs({ caseId, ties, open, onClose }: EvidenceDialogsProps) {
  if (open === 'camera') return <CameraDialog caseId={caseId} ties={ties} onClose={onClose} />;
  if (open === 'sound') return <SoundDialog caseId={caseId} ties={ties} onClose={onClose} />;
  if (open === 'reading') return <ReadingDialog caseId={caseId} ties={ties} onClose={onClose} />;
  if (open === 'screen') return <ScreenDialog caseId={caseId} ties={ties} onClose={onClose} />;
  return null;
}
