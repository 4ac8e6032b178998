import type { AuditEnd, StoredLine } from '../queries/audit.ts';
import type { Cryptography } from './cryptography.ts';

/** What is wrong with the first line that does not hold. */
export type AuditFault =
  /** What it says is not what was written. */
  | 'altered'
  /** Neither its words nor its place are proven: whoever wrote it did not have the key. */
  | 'forged'
  /** A line of the server's own that did not follow the line before it: lines were moved, copied or taken out. */
  | 'misplaced'
  /** Between it and the line before a place is empty. */
  | 'missing'
  /** The chain begins a second time: nothing proves what was there before. */
  | 'begunAnew'
  /** The log does not hold the line by which its chain began. */
  | 'withoutBeginning'
  /** It is not the line that was noted elsewhere at its place. */
  | 'notAsNoted'
  /** The log ends before the place that was noted elsewhere. */
  | 'endMissing';

export interface BrokenLine {
  readonly fault: AuditFault;
  /** Where it breaks: the place of the line, or the first place that is empty. */
  readonly place: number;
  /** The line that stands there or, where it is empty, the next one; null behind the end. */
  readonly line: StoredLine | null;
}

/** What a check has found. */
export interface AuditFindings {
  /** The lines that do not hold, the first ones of them. */
  readonly broken: readonly BrokenLine[];
  /** How many do not hold. */
  readonly brokenCount: number;
  readonly end: AuditEnd;
  /** When the chain began, in seconds since 1970, and how many lines were there before. */
  readonly begun: { readonly seconds: string; readonly linesBefore: number } | null;
}

const mostNamed = 10;

/**
 * Follows the audit log from its first line: whether every line says what was written, and stands where it was written.
 * Behind one that does not hold it goes on from there. A chain alone does not show that its last lines were taken away:
 * `noted` is an end that it had earlier.
 */
export async function checkAuditLog(
  portions: AsyncIterable<readonly StoredLine[]>,
  cryptography: Cryptography,
  noted?: AuditEnd,
): Promise<AuditFindings> {
  const broken: BrokenLine[] = [];
  let brokenCount = 0;
  let end: AuditEnd = { place: 0, proof: '' };
  let begun: AuditFindings['begun'] = null;
  const note = (fault: AuditFault, place: number, line: StoredLine | null) => {
    brokenCount += 1;
    if (broken.length < mostNamed) broken.push({ fault, place, line });
  };
  for await (const lines of portions) {
    for (const line of lines) {
      const isNotAsNoted = line.place === noted?.place && line.chainProof !== noted.proof;
      const isBegunAnew = line.kind === 'chainBegun' && begun !== null;
      const fault =
        faultOf(line, end, cryptography) ?? (isBegunAnew ? 'begunAnew' : isNotAsNoted ? 'notAsNoted' : null);
      if (fault) note(fault, fault === 'missing' ? end.place + 1 : line.place, line);
      else if (line.kind === 'chainBegun') begun = { seconds: line.seconds, linesBefore: line.place - 1 };
      if (line.place > end.place) end = { place: line.place, proof: line.chainProof };
    }
  }
  // A line that does not hold may have been it.
  if (!begun && brokenCount === 0) note('withoutBeginning', 1, null);
  if (noted && noted.place > end.place) note('endMissing', end.place + 1, null);
  return { broken, brokenCount, end, begun };
}

function faultOf(line: StoredLine, before: AuditEnd, cryptography: Cryptography): AuditFault | null {
  const place = before.place + 1;
  if (line.place > place) return 'missing';
  const saysWhatWasWritten = cryptography.proofOfLine(line) === line.lineProof;
  const standsWhereItWas =
    line.place === place && cryptography.proofOfPlace(before.proof, place, line.lineProof) === line.chainProof;
  if (standsWhereItWas) return saysWhatWasWritten ? null : 'altered';
  return saysWhatWasWritten ? 'misplaced' : 'forged';
}
