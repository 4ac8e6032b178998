import { takenMs } from '../../../shared/domain/evidence/taken.ts';
import { problemOf } from '../../../shared/problem/problem.ts';
import type { Evidence, FileRef } from '../../../shared/schema/evidence.ts';
import type { Workspace } from '../workspace.ts';
import type { EvidenceShell } from './originals.ts';

/** Which originals are wanted off this laptop: of closed cases, or all that are older than so many days. */
export type ReleaseRule = 'closed' | 30 | 90;

export interface Released {
  readonly count: number;
  readonly bytes: number;
  /** Originals that stay: the server has not confirmed them. */
  readonly kept: number;
}

const dayMs = 86_400_000;

/**
 * Gives back the room of originals that the server has whole, each by its own word. Throws `server.away` and the like; what was given back by
 * then stays so.
 */
export async function releaseOriginals(
  { collections, now }: Pick<Workspace, 'collections' | 'now'>,
  shell: EvidenceShell,
  rule: ReleaseRule,
  onProgress: (done: number, all: number) => void,
): Promise<Released> {
  const wanted = await wantedBy({ collections, now }, rule);
  let released: Released = { count: 0, bytes: 0, kept: 0 };
  for (const [place, { id, signed }] of wanted.entries()) {
    const { sha256, sizeBytes } = signed.record;
    const content = { sha256, sizeBytes };
    onProgress(place, wanted.length);
    if (!(await shell.call('evidence.has', content))) continue;
    const isReleased = await releaseOriginal(shell, id, content);
    released = isReleased
      ? { ...released, count: released.count + 1, bytes: released.bytes + sizeBytes }
      : { ...released, kept: released.kept + 1 };
  }
  return released;
}

/** Gives back the room of one; false where the server has not all of it. Throws as `releaseOriginals`. */
export function releaseOriginal(shell: EvidenceShell, evidenceId: string, content: FileRef): Promise<boolean> {
  return shell.call('evidence.release', { evidenceId, content }).catch((thrown: unknown) => {
    // Of a document that the server does not know it has no original either.
    if (problemOf(thrown).code === 'notFound') return false;
    throw thrown;
  });
}

async function wantedBy(
  { collections, now }: Pick<Workspace, 'collections' | 'now'>,
  rule: ReleaseRule,
): Promise<readonly Evidence[]> {
  const all = await collections.evidence.find().exec();
  const evidence = all.map((each) => each.toMutableJSON());
  if (rule !== 'closed') {
    const before = now() - rule * dayMs;
    return evidence.filter(({ signed }) => takenMs(signed) < before);
  }
  const closed = await collections.cases.find({ selector: { state: { $eq: 'closed' } } }).exec();
  const ids = new Set(closed.map(({ id }) => id));
  return evidence.filter(({ caseId }) => ids.has(caseId));
}
