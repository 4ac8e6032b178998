import { IconAlertTriangle, IconBan, IconCircleCheck, IconPencil, IconWritingSign } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { documentState } from '../../../shared/domain/document/document-state.ts';
import type { OfficialDocument } from '../../../shared/schema/documents.ts';
import { Badge } from '../../ui/Badge.tsx';

interface DocumentStateBadgeProps {
  document: OfficialDocument;
  look?: 'tint' | 'plain' | 'strong';
}

const looks = {
  draft: { tone: 'neutral', icon: IconPencil },
  waiting: { tone: 'soon', icon: IconWritingSign },
  signed: { tone: 'done', icon: IconCircleCheck },
  void: { tone: 'late', icon: IconAlertTriangle },
  cancelled: { tone: 'neutral', icon: IconBan },
} as const;

/** Where a document stands, with how many are still to sign. */
export function DocumentStateBadge({ document, look = 'tint' }: DocumentStateBadgeProps) {
  const { t } = useTranslation('documents');
  const state = documentState(document);
  const { tone, icon } = looks[state.kind];
  return (
    <Badge tone={tone} icon={icon} look={look}>
      {state.kind === 'waiting' ? t('state.waiting', { count: state.waiting.length }) : t(`state.${state.kind}`)}
    </Badge>
  );
}
