import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/use-format.ts';

/** A minute of a paper as the screen shows it: `17/11/2026 08:15`. */
export function useMinuteWords(): (minute: string) => string {
  const { t } = useTranslation('documents');
  const format = useFormat();
  return (minute) => (minute ? `${format.date(minute.slice(0, 10))} ${minute.slice(11)}` : t('noTime'));
}
