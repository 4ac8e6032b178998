import { dayOfMs } from '../deadline/day.ts';

/** Viet Nam has kept UTC+7 without daylight saving since 1975. */
const vietNamOffsetMs = 7 * 3_600_000;

/** The minute in Viet Nam of a moment in milliseconds since 1970, `yyyy-mm-ddThh:mm`. */
export function minuteOfMs(ms: number): string {
  return `${dayOfMs(ms)}T${new Date(ms + vietNamOffsetMs).toISOString().slice(11, 16)}`;
}

/** As a paper says it: `08 giờ 15 phút, ngày 17/11/2026`; dots for what is not known. */
export function minuteWords(minute: string): string {
  const [, year, month, day, hour, minutes] = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})$/.exec(minute) ?? [];
  return year ? `${hour} giờ ${minutes} phút, ngày ${day}/${month}/${year}` : '…… giờ …… phút, ngày …/…/……';
}

/** The day of a paper as its head says it: `ngày 17 tháng 11 năm 2026`; months 1 and 2 with a nought before (Decree 30/2020). */
export function dayWords(minute: string): string {
  const [, year, month = '', day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(minute) ?? [];
  return year
    ? `ngày ${day} tháng ${Number(month) > 2 ? Number(month) : month} năm ${year}`
    : 'ngày …… tháng …… năm ……';
}
