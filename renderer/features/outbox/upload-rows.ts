import type { Upload } from '../../data/evidence/uploads.ts';

/** One line: the originals of one case that wait together. */
export interface UploadRow {
  readonly caseId: string;
  readonly count: number;
  readonly sizeBytes: number;
  readonly sentBytes: number;
  readonly isSending: boolean;
  /** Milliseconds since 1970, the oldest of them. */
  readonly since: number;
}

/** Lines for the originals that are on their way or wait, what is being sent first, then the oldest. */
export function uploadRows(uploads: readonly Upload[]): readonly UploadRow[] {
  const rows = new Map<string, UploadRow>();
  for (const { caseId, sizeBytes, sentBytes, isSending, since, problem } of uploads) {
    if (problem) continue;
    const before = rows.get(caseId);
    rows.set(caseId, {
      caseId,
      count: (before?.count ?? 0) + 1,
      sizeBytes: (before?.sizeBytes ?? 0) + sizeBytes,
      sentBytes: (before?.sentBytes ?? 0) + sentBytes,
      isSending: isSending || (before?.isSending ?? false),
      since: Math.min(before?.since ?? since, since),
    });
  }
  return [...rows.values()].sort((a, b) => Number(b.isSending) - Number(a.isSending) || a.since - b.since);
}
