import { filter, firstValueFrom, Subject, takeUntil } from 'rxjs';
import type { TakenIn } from '../../../shared/bridge/contract.ts';
import type { Evidence } from '../../../shared/schema/evidence.ts';
import { type Bringing, type BringShell, openBringing } from '../bundles/bringing.ts';
import type { Fetch } from '../server/our-server.ts';
import type { Workspace } from '../workspace.ts';
import { type Adding, addingTo } from './adding.ts';
import { type Fetches, fetchesBy } from './fetches.ts';
import { type EvidenceShell, type Originals, openOriginals } from './originals.ts';
import { openScreens, type Screens, type ScreensShell } from './screens.ts';
import { smallPictures } from './small-pictures.ts';
import { openUploads, type Uploads } from './uploads.ts';

/** The originals on this laptop: how they come in, are seen, and reach the server, those of colleagues in files as well. */
export interface EvidenceFiles {
  readonly originals: Originals;
  readonly adding: Adding;
  readonly uploads: Uploads;
  readonly fetches: Fetches;
  readonly screens: Screens;
  readonly bringing: Bringing;
  /** Goes on with what an earlier start left; resolves with what had no document yet and has one now. */
  begin(): Promise<readonly Evidence[]>;
  close(): void;
}

export interface EvidenceFilesParts {
  readonly workspace: Pick<Workspace, 'collections' | 'insert' | 'change' | 'sync'>;
  readonly shell: EvidenceShell & ScreensShell & BringShell;
  readonly fetch: Fetch;
  /** What stands before each path: `app://minh-tra`. */
  readonly origin: string;
  /** Originals are not sent for the time being; see `Uploads.hold`. */
  readonly isHeld: boolean;
}

export function openEvidenceFiles({ workspace, shell, fetch, origin, isHeld }: EvidenceFilesParts): EvidenceFiles {
  const calm = () => adding.calm();
  const uploads = openUploads({ workspace, shell, calm, isHeld });
  const originals = openOriginals({
    ...{ workspace, shell, fetch, origin },
    onSaved: (evidence, content) => uploads.add(evidence.signed.record, pictures.make(evidence, content)),
  });
  const adding = addingTo(originals);
  const pictures = smallPictures(workspace, originals, calm);
  const bringing = openBringing(shell, workspace.sync);
  const closed$ = new Subject<void>();
  /** Goes on sending an original whose document is here; false where it is not. */
  async function resume({ signed: { record } }: TakenIn): Promise<boolean> {
    const found = await workspace.collections.evidence.findOne(record.evidenceId).exec();
    if (found) uploads.add(record, pictures.make(found.toMutableJSON()));
    return found !== null;
  }

  /** What somebody has given up, or withdrawn from the case elsewhere, has left its trace: that stays as it is. */
  async function restore(taken: TakenIn): Promise<void> {
    if (await resume(taken)) return;
    const { evidenceId } = taken.signed.record;
    const traces = await workspace.collections.evidence.storageInstance.findDocumentsById([evidenceId], true);
    if (traces.length === 0) await originals.restore(taken);
  }

  /** The database lost their documents, or was made anew. What the server has of them is there first: only what nobody has is made again. */
  async function restoreOnceSynced(lost: readonly TakenIn[]): Promise<void> {
    const synced$ = workspace.sync.status$.pipe(
      filter(({ state }) => state === 'upToDate'),
      takeUntil(closed$),
    );
    if ((await firstValueFrom(synced$, { defaultValue: null })) === null) return;
    for (const taken of lost) {
      // One that can't be saved now is at the next start, and holds up none of the others.
      await restore(taken).catch(() => undefined);
    }
  }

  return {
    originals,
    adding,
    uploads,
    fetches: fetchesBy(shell),
    screens: openScreens(shell, originals),
    bringing,
    async begin() {
      const { saved, fault } = await originals.takeOver();
      const lost: TakenIn[] = [];
      for (const taken of await shell.call('evidence.unsent', null)) if (!(await resume(taken))) lost.push(taken);
      if (lost.length > 0) void restoreOnceSynced(lost).catch(() => undefined);
      if (fault !== null) throw fault;
      return saved;
    },
    close() {
      pictures.close();
      uploads.close();
      bringing.close();
      closed$.next();
    },
  };
}
