import { type Icon, IconCircleCheck, IconCircleOff, IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TemplateState } from '../../../shared/schema/templates.ts';
import { Badge } from '../../ui/Badge.tsx';
import type { Tone } from '../../ui/tone.ts';

const looks: Readonly<Record<TemplateState, { readonly tone: Tone; readonly icon: Icon }>> = {
  draft: { tone: 'soon', icon: IconPencil },
  published: { tone: 'done', icon: IconCircleCheck },
  retired: { tone: 'neutral', icon: IconCircleOff },
};

export function TemplateStateBadge({ state, look = 'tint' }: { state: TemplateState; look?: 'tint' | 'plain' }) {
  const { t } = useTranslation('templates');
  const { tone, icon } = looks[state];
  return (
    <Badge tone={tone} icon={icon} look={look}>
      {t(`state.${state}`)}
    </Badge>
  );
}
