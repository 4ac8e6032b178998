import {
  type Icon,
  IconArrowBackUp,
  IconCircleCheck,
  IconCircleDashed,
  IconEye,
  IconFileCheck,
  IconFileText,
  IconFlag,
  IconProgress,
  IconScale,
  IconSpeakerphone,
} from '@tabler/icons-react';
import type { CaseState } from '../../shared/schema/cases.ts';
import type { Tone } from './tone.ts';

/** How a case's state looks; its word is `ui:state.<state>`. */
export const caseStateLooks: Readonly<Record<CaseState, { icon: Icon; tone: Tone }>> = {
  preparing: { icon: IconCircleDashed, tone: 'neutral' },
  decided: { icon: IconFileCheck, tone: 'neutral' },
  announced: { icon: IconSpeakerphone, tone: 'accent' },
  onSite: { icon: IconProgress, tone: 'accent' },
  reporting: { icon: IconFileText, tone: 'accent' },
  submitted: { icon: IconEye, tone: 'info' },
  returned: { icon: IconArrowBackUp, tone: 'soon' },
  approved: { icon: IconCircleCheck, tone: 'done' },
  handling: { icon: IconScale, tone: 'accent' },
  followUp: { icon: IconFlag, tone: 'neutral' },
  closed: { icon: IconCircleCheck, tone: 'done' },
};
