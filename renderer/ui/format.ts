export type Language = 'vi' | 'en';

const zone = 'Asia/Ho_Chi_Minh';
const locales = { vi: 'vi-VN', en: 'en-GB' } as const;

const dateFormats = new Map<string, Intl.DateTimeFormat>();
/** Intl formats are slow to make and quick to use, so each is made once. */
function dateFormat(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options);
  const known = dateFormats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locales[language], { timeZone: zone, ...options });
  dateFormats.set(key, made);
  return made;
}

const isoDay = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });

/** Calendar date in Viet Nam at a moment: milliseconds since 1970 to yyyy-mm-dd. */
export function dayOf(moment: number): string {
  return isoDay.format(moment);
}

/** A calendar date (yyyy-mm-dd) as a moment inside that day in Viet Nam, for Intl. */
function noonOf(date: string): number {
  return Date.parse(`${date}T12:00:00+07:00`);
}

/** yyyy-mm-dd to dd/mm/yyyy; anything that is no date comes back as it is. */
export function formatDate(date: string): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(date) ?? [];
  return year ? `${day}/${month}/${year}` : date;
}

/** dd/mm, with the year when it is not the year of `today` (yyyy-mm-dd). */
export function formatShortDate(date: string, today: string): string {
  const whole = formatDate(date);
  return date.slice(0, 4) === today.slice(0, 4) ? whole.slice(0, 5) : whole;
}

/** yyyy-mm-dd to "Thứ Tư, 18 tháng 11" or "Wednesday, 18 November". */
export function formatLongDate(date: string, language: Language): string {
  const day = noonOf(date);
  if (language === 'vi') {
    const words = dateFormat('vi', { weekday: 'long', day: 'numeric', month: 'long' }).format(day);
    return words.replace(/(\d+) (\S+) (\d+)$/, '$1\u00a0$2\u00a0$3');
  }
  const weekday = dateFormat('en', { weekday: 'long' }).format(day);
  return `${weekday}, ${dateFormat('en', { day: 'numeric', month: 'long' }).format(day)}`;
}

/** yyyy-mm-dd to "T4", "CN" or "Wed". */
export function formatWeekday(date: string, language: Language): string {
  const day = noonOf(date);
  if (language === 'en') return dateFormat('en', { weekday: 'short' }).format(day);
  const number = new Date(day).getUTCDay();
  return number === 0 ? 'CN' : `T${number + 1}`;
}

/** Milliseconds since 1970 to HH:mm in Viet Nam. */
export function formatTime(moment: number): string {
  return dateFormat('vi', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(moment);
}

/** As `formatTime`, the next whole minute: when something has surely come to pass. */
export function formatTimeAfter(moment: number): string {
  return formatTime(Math.ceil(moment / 60_000) * 60_000);
}

/** Milliseconds since 1970 to "18/11/2026 14:02". */
export function formatDateTime(moment: number): string {
  return `${formatDate(dayOf(moment))} ${formatTime(moment)}`;
}

/** Whole days from one calendar date to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((noonOf(to) - noonOf(from)) / 86_400_000);
}

/** A calendar date some days later. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** "hôm nay", "ngày mai", "hôm qua", "today" and the like; null further away than a day. */
export function formatNearDay(date: string, today: string, language: Language): string | null {
  const days = daysBetween(today, date);
  if (Math.abs(days) > 1) return null;
  return new Intl.RelativeTimeFormat(locales[language], { numeric: 'auto' }).format(days, 'day').toLocaleLowerCase();
}

/** A moment as one would say it: "14:02" today, "hôm qua" yesterday, "16/11" this year, else dd/mm/yyyy. */
export function formatMoment(moment: number, now: number, language: Language): string {
  const [day, today] = [dayOf(moment), dayOf(now)];
  if (day === today) return formatTime(moment);
  return formatNearDay(day, today, language) ?? formatShortDate(day, today);
}

/** What stands before the decimals of a number, and between its thousands. */
export const separators = { vi: { decimal: ',', group: '.' }, en: { decimal: '.', group: ',' } } as const;

/** 1.234.567 in Vietnamese, 1,234,567 in English. */
export function formatNumber(value: number, language: Language): string {
  return new Intl.NumberFormat(locales[language]).format(value);
}

/** Whole dong: "1.234.567 đ" or "1,234,567 VND". */
export function formatMoney(dong: number, language: Language): string {
  // The unit never stands alone on a line.
  return `${formatNumber(dong, language)}\u00a0${language === 'vi' ? 'đ' : 'VND'}`;
}

const sizeUnits = ['B', 'KB', 'MB', 'GB', 'TB'] as const;
/** Bytes to "96 KB" or "41,2 MB" (1 KB = 1,024 bytes). */
export function formatSize(bytes: number, language: Language): string {
  const step = bytes < 1 ? 0 : Math.min(sizeUnits.length - 1, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** step;
  const digits = step >= 2 ? 1 : 0;
  const number = new Intl.NumberFormat(locales[language], { maximumFractionDigits: digits }).format(value);
  return `${number} ${sizeUnits[step]}`;
}

/** 0..1 to "53%". */
export function formatShare(share: number, language: Language): string {
  return new Intl.NumberFormat(locales[language], { style: 'percent', maximumFractionDigits: 0 }).format(share);
}
