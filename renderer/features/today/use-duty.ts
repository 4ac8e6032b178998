import { useTranslation } from 'react-i18next';
import { planRules } from '../../../shared/domain/deadline/nearest.ts';
import type { InspectionCase } from '../../../shared/schema/cases.ts';
import { useLanguage } from '../../ui/use-format.ts';

/** What a case's nearest deadline asks for, the verb first: by its rule, else by the state. */
export function useDuty(): (inspectionCase: InspectionCase) => string {
  const { t } = useTranslation('today');
  const language = useLanguage();
  return ({ dueRule, state }) => {
    if (dueRule === 'minutes.make') return t('duty.minutes');
    const plan = Object.entries(planRules).find(([id]) => id === dueRule)?.[1];
    return plan?.[language] ?? t(`duty.${state}`);
  };
}
