import { catalogue } from '../../../shared/problem/catalogue.ts';
import type { Problem } from '../../../shared/problem/problem.ts';
import type { RegisteredDevice } from '../../../shared/protocol/devices.ts';
import { foldedWords } from '../../../shared/storage/fold.ts';

/** Up to so many rows are looked through by eye. */
const fewRows = 10;
/** How often a server that answers, but not as it should, is asked again: milliseconds. */
const patienceMs = 10_000;

export function isSearchable(devices: readonly RegisteredDevice[]): boolean {
  return devices.length > fewRows;
}

/** Those in whose name and people each word typed begins a word, tones or not; in the order given. */
export function findDevices(devices: readonly RegisteredDevice[], text: string): readonly RegisteredDevice[] {
  const wanted = foldedWords(text);
  if (wanted.length === 0) return devices;
  return devices.filter(({ name, people }) => {
    const words = foldedWords([name, ...people].join(' '));
    return wanted.every((typed) => words.some((word) => word.startsWith(typed)));
  });
}

/**
 * With the reports of this sitting, by id: the server keeps no date where it has only ended sessions, and the list may
 * be older than the report. What the server says goes before.
 */
export function withReports(
  devices: readonly RegisteredDevice[],
  reports: Readonly<Record<string, string>>,
): readonly RegisteredDevice[] {
  return devices.map((device) => ({ ...device, revokedAt: device.revokedAt ?? reports[device.id] ?? null }));
}

/** True where only the password helps. */
export function needsPassword({ code }: Problem): boolean {
  return code === 'session.expired' || code === 'refresh.reused';
}

/** Milliseconds after which the list is asked for again by itself; null where that helps nothing. */
export function askAgainInMs({ code, details }: Problem): number | null {
  // A database that was restored is made up to by the synchronisation.
  if (!catalogue[code].retry && code !== 'server.restored') return null;
  return Math.max(patienceMs, Number(details?.retryAfterMs ?? 0));
}
