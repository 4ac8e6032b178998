import { BehaviorSubject, distinctUntilChanged, map, type Observable, type Subscription } from 'rxjs';
import { takenMs } from '../../../shared/domain/evidence/taken.ts';
import { catalogue, type ProblemCode } from '../../../shared/problem/catalogue.ts';
import { type Problem, problemOf } from '../../../shared/problem/problem.ts';
import type { EvidencePart } from '../../../shared/protocol/uploads.ts';
import type { EvidenceRecord, FileRef } from '../../../shared/schema/evidence.ts';
import { backoffMs } from '../replication/backoff.ts';
import type { Workspace } from '../workspace.ts';
import type { EvidenceShell } from './originals.ts';

/** An original that the server has not confirmed. */
export interface Upload {
  readonly evidenceId: string;
  readonly caseId: string;
  readonly kind: EvidenceRecord['kind'];
  readonly sizeBytes: number;
  readonly sentBytes: number;
  /** Milliseconds since 1970, when it was taken in. */
  readonly since: number;
  readonly isSending: boolean;
  /** Why the server does not take it; null while it waits its turn. */
  readonly problem: Problem | null;
}

/** Sends originals to the server, one after the other: small pictures first, then small originals before large ones. */
export interface Uploads {
  readonly all$: Observable<readonly Upload[]>;
  /** It waits from now on; `ready` settles when its small picture is made, or can't be. */
  add(record: EvidenceRecord, ready: Promise<unknown>): void;
  /** Sends nothing while it is held; what is under way ends with its slice. */
  hold(isHeld: boolean): void;
  /** Tries those again that were refused. */
  retry(): void;
  close(): void;
}

export interface UploadsParts {
  readonly workspace: Pick<Workspace, 'collections' | 'sync'>;
  readonly shell: EvidenceShell;
  /** Settles when there is time for sending. */
  readonly calm: () => Promise<unknown>;
  readonly isHeld: boolean;
}

interface Item {
  readonly record: EvidenceRecord;
  /** By the server's word; null where it has to be asked. */
  at: number | null;
  isReady: boolean;
  isPictureSent: boolean;
  /** Left for the next round: the server has no document of it yet. */
  isAhead: boolean;
  problem: Problem | null;
}

/** What passes by itself. */
const passing: ReadonlySet<ProblemCode> = new Set(['session.expired', 'database.closed']);

export function openUploads({ workspace, shell, calm, ...parts }: UploadsParts): Uploads {
  const items = new Map<string, Item>();
  const all$ = new BehaviorSubject<readonly Upload[]>([]);
  let sending: string | null = null;
  let isWorking = false;
  /** Something has changed since the work that is going on began. */
  let isWanted = false;
  let isClosed = false;
  let isOnline = false;
  let { isHeld } = parts;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function show(): void {
    all$.next(
      [...items.values()].map(({ record, at, problem }) => ({
        ...{ evidenceId: record.evidenceId, caseId: record.caseId, kind: record.kind, sizeBytes: record.sizeBytes },
        ...{ sentBytes: at ?? 0, since: takenMs({ record }), problem },
        isSending: sending === record.evidenceId,
      })),
    );
  }

  const send = (item: Item, part: EvidencePart, content: FileRef, from: number | null) =>
    shell.call('evidence.send', { evidenceId: item.record.evidenceId, part, content, from });

  async function pictureOf({ record }: Item): Promise<FileRef | null> {
    const found = await workspace.collections.evidence.findOne(record.evidenceId).exec();
    return found?.toMutableJSON().thumbnail ?? null;
  }

  /** The next to be sent, as far as the server can know of it. */
  function next(): Item | null {
    const ready = [...items.values()].filter(
      ({ problem, isAhead, isReady }) => isReady && problem === null && !isAhead,
    );
    const bySize = ready.sort((a, b) => a.record.sizeBytes - b.record.sizeBytes);
    return bySize.find(({ isPictureSent }) => !isPictureSent) ?? bySize[0] ?? null;
  }

  /** One slice of the item, or its picture. */
  async function step(item: Item): Promise<void> {
    if (!item.isPictureSent) {
      const picture = await pictureOf(item);
      let at = picture ? (await send(item, 'picture', picture, null)).at : 0;
      while (picture && at < picture.sizeBytes) at = (await send(item, 'picture', picture, at)).at;
      item.isPictureSent = true;
      return;
    }
    const { sha256, sizeBytes, evidenceId } = item.record;
    item.at = (await send(item, 'original', { sha256, sizeBytes }, item.at)).at;
    if (item.at < sizeBytes) return;
    await shell.call('evidence.sent', { evidenceId });
    items.delete(evidenceId);
  }

  /** What becomes of an item that could not be sent; true when the others may go on. */
  function isPastIt(item: Item, problem: Problem): boolean {
    const { code } = problem;
    item.at = null;
    if (code === 'notFound') {
      item.isAhead = true;
      return true;
    }
    // Asked once more at once: another number than ours is all that was wrong.
    if (code === 'upload.outOfStep' && failures === 0) return true;
    if (catalogue[code].retry || passing.has(code)) return false;
    item.problem = problem;
    return true;
  }

  async function work(): Promise<void> {
    for (const item of items.values()) item.isAhead = false;
    for (let item = next(); item && isOnline && !isHeld && !isClosed; item = next()) {
      sending = item.record.evidenceId;
      show();
      try {
        await calm();
        await step(item);
        failures = 0;
      } catch (thrown) {
        const isPast = isPastIt(item, problemOf(thrown));
        failures += 1;
        if (isPast) continue;
        timer = setTimeout(start, backoffMs(failures, Math.random));
        break;
      }
    }
  }

  function start(): void {
    clearTimeout(timer);
    isWanted = true;
    if (isWorking || isClosed) return;
    isWorking = true;
    isWanted = false;
    work().finally(() => {
      isWorking = false;
      sending = null;
      show();
      if (isWanted && isOnline && !isHeld) start();
    });
  }

  const status: Subscription = workspace.sync.status$
    .pipe(
      map(({ state, unsent }) => `${state !== 'offline' && state !== 'paused'} ${unsent}`),
      distinctUntilChanged(),
    )
    .subscribe((told) => {
      isOnline = told.startsWith('true');
      if (isOnline) start();
    });

  return {
    all$,
    add(record, ready) {
      if (items.has(record.evidenceId)) return;
      const item: Item = { record, at: null, isReady: false, isPictureSent: false, isAhead: false, problem: null };
      items.set(record.evidenceId, item);
      show();
      const go = () => {
        item.isReady = true;
        start();
      };
      ready.then(go, go);
    },
    hold(held) {
      isHeld = held;
      start();
    },
    retry() {
      for (const item of items.values()) item.problem = null;
      show();
      start();
    },
    close() {
      isClosed = true;
      clearTimeout(timer);
      status.unsubscribe();
      all$.complete();
    },
  };
}
