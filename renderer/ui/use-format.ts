import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import * as format from './format.ts';

/** The language of the screen. */
export function useLanguage(): format.Language {
  const { i18n } = useTranslation();
  return i18n.language === 'en' ? 'en' : 'vi';
}

/** The formats of format.ts in the language of the screen. */
export function useFormat() {
  const language = useLanguage();
  return useMemo(
    () => ({
      language,
      date: format.formatDate,
      shortDate: format.formatShortDate,
      longDate: (date: string) => format.formatLongDate(date, language),
      weekday: (date: string) => format.formatWeekday(date, language),
      nearDay: (date: string, today: string) => format.formatNearDay(date, today, language),
      time: format.formatTime,
      timeAfter: format.formatTimeAfter,
      dateTime: format.formatDateTime,
      moment: (moment: number, now: number) => format.formatMoment(moment, now, language),
      separators: format.separators[language],
      number: (value: number) => format.formatNumber(value, language),
      money: (dong: number) => format.formatMoney(dong, language),
      size: (bytes: number) => format.formatSize(bytes, language),
      share: (share: number) => format.formatShare(share, language),
    }),
    [language],
  );
}
