import { functionOf } from './arguments-of-call.ts';
import { dateOfDays, dateTimeOf, daysOf, formatDate, momentOf } from './dates.ts';
import type { Environment } from './environment.ts';
import { isNodes, type XFunction, type XValue, xNumber, xString } from './xpath-library.ts';

const dayMs = 86_400_000;

/** Dates of OpenRosa's XForms: texts that are counted with as days since 1970. */
export function dateFunctions({ now, offsetMin, months, days }: Environment): ReadonlyMap<string, XFunction> {
  const today = () => dateTimeOf(now(), offsetMin).slice(0, 10);

  /** A value as a text that says a date; a number is so many days since 1970. */
  function dateText(value: XValue): string {
    const text = value.stringValue();
    if (momentOf(text, offsetMin) !== null || text.trim() === '') return text;
    const number = value.numberValue();
    if (Number.isNaN(number)) return '';
    return Number.isInteger(number) ? dateOfDays(number) : dateTimeOf(number * dayMs - offsetMin * 60_000, offsetMin);
  }

  /** As a number in arithmetic and comparisons: a date by its days. */
  function numberOf(value: XValue): number {
    const text = isNodes(value) ? value.stringValue() : null;
    const days = daysOf(text ?? value.stringValue(), offsetMin);
    if (!Number.isNaN(days)) return days;
    return text?.trim() === '' ? Number.NaN : value.numberValue();
  }

  const format = functionOf((given) =>
    xString(formatDate(dateText(given.value(0)), given.text(1), offsetMin, { months, days })),
  );
  return new Map([
    ['today', functionOf(() => xString(today()))],
    ['now', functionOf(() => xString(dateTimeOf(now(), offsetMin)))],
    ['date', functionOf((given) => xString(dateText(given.value(0)).slice(0, 10)))],
    ['date-time', functionOf((given) => xString(dateText(given.value(0))))],
    ['number', functionOf((given) => xNumber(numberOf(given.value(0))))],
    ['decimal-date-time', functionOf((given) => xNumber(daysOf(dateText(given.value(0)), offsetMin)))],
    ['decimal-time', functionOf((given) => xNumber(shareOfDay(given.text(0))))],
    ['format-date', format],
    ['format-date-time', format],
  ]);
}

/** 06:00 is a quarter; NaN of what is no time. */
function shareOfDay(text: string): number {
  const [, hours, minutes, seconds = '0'] = /^(\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?/.exec(text) ?? [];
  return hours === undefined ? Number.NaN : (Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)) / 86_400;
}
