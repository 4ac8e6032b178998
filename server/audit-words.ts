import type { StoredLine } from './queries/audit.ts';
import type { AuditFault, AuditFindings, BrokenLine } from './services/audit-check.ts';

const meaning: Readonly<Record<AuditFault, string>> = {
  altered: 'altered: it does not say what was written there',
  forged: 'added or overwritten without the key: the server did not write this line',
  misplaced:
    'out of order: a line of the server, which did not follow the line before it (moved, copied, or lines removed)',
  missing: 'missing: lines were removed',
  begunAnew: 'the chain begins a second time: nothing proves what stands before',
  withoutBeginning: 'missing: the line by which the chain began, and all before it',
  notAsNoted:
    'another line than was noted: the log was rewritten with the key, or the database restored from an older copy',
  endMissing: 'missing: the last lines were removed, or the database was restored from an older copy',
};

/** What a check has found, in words for an administrator; the first broken line is named first. */
export function describeFindings({ broken, brokenCount, end, begun }: AuditFindings): string {
  const noted = `${end.place}:${end.proof}`;
  if (broken.length === 0) {
    const since = begun ? `, chained since ${timeOf(begun.seconds)}` : '';
    return [
      `The audit log is whole: ${end.place} lines${since}.`,
      ...unproven(begun),
      `Its end is ${noted}`,
      'Keep that away from the database: by --expect it shows later that no line was cut off.',
    ].join('\n');
  }
  const more = brokenCount > broken.length ? [`... and ${brokenCount - broken.length} more.`] : [];
  const isEvery = broken[0]?.place === 1 && brokenCount >= end.place;
  const key = isEvery ? ['No line is proven: perhaps MINH_TRA_TOKEN_KEY is not the one that the server has.'] : [];
  return [`The audit log is broken at line ${broken[0]?.place}.`, ...broken.map(describeLine), ...more, ...key].join(
    '\n',
  );
}

/** Whoever owns the database could have put lines there and have the chain begin after them. */
function unproven(begun: AuditFindings['begun']): string[] {
  if (!begun || begun.linesBefore === 0) return [];
  return [
    `The first ${begun.linesBefore} lines were there before, and are proven from then on alone. If the server was not upgraded then,`,
    'somebody wrote them, or has taken away what stood there: look for an older end of the log in what the server logged.',
  ];
}

function describeLine({ fault, place, line }: BrokenLine): string {
  const last = fault === 'missing' && line ? line.place - 1 : place;
  const places = last > place ? `Lines ${place} to ${last}` : `Line ${place}`;
  const stands = line && fault !== 'missing' ? ` (${nameOf(line)})` : '';
  const next = line && fault === 'missing' ? `; the next is line ${line.place} (${nameOf(line)})` : '';
  return `${places}${stands}: ${meaning[fault]}${next}.`;
}

function nameOf({ id, seconds, kind }: StoredLine): string {
  return `id ${id}, ${timeOf(seconds)}, ${plain(kind)}`;
}

/** A stored text on one line, and harmless to a terminal, whatever somebody has put into it. */
export function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '?');
}

/** A stored time for people: ISO 8601, or as it is when it is none. */
export function timeOf(seconds: string): string {
  const at = new Date(Math.round(Number(seconds) * 1_000));
  return Number.isNaN(at.getTime()) ? seconds : at.toISOString();
}
