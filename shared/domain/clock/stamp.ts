import { stampPattern } from '../../schema/common.ts';

/**
 * Hybrid logical clock (Kulkarni et al., 2014): a stamp is the time of an event, moved on where needed so that what
 * follows an event sorts after it. Text: 9 digits of base 36 for milliseconds since 1970, 3 for a counter within the
 * millisecond, `-`, and the end of the device's id. Compare stamps by code unit (`<` here, `collate "C"` in SQL).
 */
const msDigits = 9;
const countDigits = 3;
const maxCount = 36 ** countDigits - 1;
const maxMs = 36 ** msDigits - 1;
const deviceLength = 26;

/**
 * How far a stamp may run ahead of this device's own clock and still move it, in milliseconds. Beyond that the stamp
 * comes from a clock that is wrong: it is kept as it is, and no stamp made here follows it, so that one laptop set to
 * next year does not date the whole team's work. An edit made on top of such a state still stands, since the merge
 * goes by what an edit was made from; stamps only choose between edits made apart.
 */
export const maxDriftMs = 5 * 60_000;

/** The stamp of an event at `nowMs` on this device: later than `last`, the stamp that it gave or received before. */
export function nextStamp(last: string | null, nowMs: number, deviceId: string): string {
  const before = last === null ? null : read(last);
  const nowWholeMs = wholeMs(nowMs);
  if (!before || before.ms < nowWholeMs || before.ms > nowWholeMs + maxDriftMs) return write(nowWholeMs, 0, deviceId);
  if (before.count < maxCount) return write(before.ms, before.count + 1, deviceId);
  return write(before.ms + 1, 0, deviceId);
}

/** What to give `nextStamp` as `last` after seeing another's stamp: the later of the two that is not too far ahead. */
export function receive(last: string | null, seen: string, nowMs: number): string | null {
  const other = read(seen);
  if (!other || other.ms > wholeMs(nowMs) + maxDriftMs) return last;
  return last === null || last < seen || isAhead(last, nowMs) ? seen : last;
}

/** Milliseconds since 1970 of a stamp; NaN when the text is no stamp. */
export function msOfStamp(stamp: string): number {
  return read(stamp)?.ms ?? Number.NaN;
}

/** True when the text has the form of a stamp. */
export function isStamp(text: string): boolean {
  return stampPattern.test(text);
}

function isAhead(stamp: string, nowMs: number): boolean {
  return msOfStamp(stamp) > wholeMs(nowMs) + maxDriftMs;
}

function wholeMs(nowMs: number): number {
  return Math.min(Math.max(Math.trunc(nowMs), 0), maxMs - 1);
}

function read(stamp: string): { ms: number; count: number } | null {
  if (!isStamp(stamp)) return null;
  return {
    ms: Number.parseInt(stamp.slice(0, msDigits), 36),
    count: Number.parseInt(stamp.slice(msDigits, msDigits + countDigits), 36),
  };
}

function write(ms: number, count: number, deviceId: string): string {
  const device = deviceId.replace(/[^A-Za-z0-9_-]/g, '').slice(-deviceLength) || '0';
  return `${base36(ms, msDigits)}${base36(count, countDigits)}-${device}`;
}

function base36(value: number, digits: number): string {
  return value.toString(36).padStart(digits, '0');
}
