import { IconAlertTriangle, IconBan, IconCircleCheck, IconPencil, IconWritingSign } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type DocumentState, documentState } from '../../../shared/domain/document/document-state.ts';
import { signingOf } from '../../../shared/domain/document/signed-text.ts';
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

/** Where a document stands, with how many are still to sign, or refused to. */
export function DocumentStateBadge({ document, look = 'tint' }: DocumentStateBadgeProps) {
  const { t } = useTranslation('documents');
  const state = documentState(document);
  const { tone, icon } = looks[state.kind];
  const words = (of: DocumentState) => {
    if (of.kind === 'waiting') return t('state.waiting', { count: of.waiting.length });
    const refused = of.kind === 'signed' ? signingOf(document).refusals.length : 0;
    return refused > 0 ? t('state.signedWithout', { count: refused }) : t(`state.${of.kind}`);
  };
  return (
    <Badge tone={tone} icon={icon} look={look}>
      {words(state)}
    </Badge>
  );
}
