import { useTranslation } from 'react-i18next';
import type { CaseState } from '../../shared/schema/cases.ts';
import { Badge } from './Badge.tsx';
import { caseStateLooks } from './case-state.ts';

/** State of a case: icon, word and colour. `plain` for rows of a table. */
export function StateBadge({ state, look = 'tint' }: { state: CaseState; look?: 'tint' | 'plain' }) {
  const { t } = useTranslation('ui');
  const { icon, tone } = caseStateLooks[state];
  return (
    <Badge tone={tone} icon={icon} look={look}>
      {t(`state.${state}`)}
    </Badge>
  );
}
