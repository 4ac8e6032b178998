import type { CallInput, CallName, CallOutput, TakenIn } from '../../../shared/bridge/contract.ts';
import {
  evidencePathPrefix,
  type IntakeInput,
  mostOriginalBytes,
  sliceBytes,
} from '../../../shared/bridge/evidence.ts';
import { ProblemError } from '../../../shared/problem/problem.ts';
import { ProblemBody } from '../../../shared/protocol/problem.ts';
import { type Evidence, FileRef } from '../../../shared/schema/evidence.ts';
import { isTaken } from '../documents.ts';
import { type Fetch, isOf } from '../server/our-server.ts';
import { newId } from '../ulid.ts';
import type { Workspace } from '../workspace.ts';

const longestName = 200;

type EvidenceCall = Extract<CallName, `evidence.${string}`>;

/** The part of the shell that keeps originals. */
export interface EvidenceShell {
  call<Name extends EvidenceCall>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>>;
}

/** What is known of an original before its bytes come. */
export type NewOriginal = Omit<IntakeInput, 'evidenceId'>;

/** An original that is kept as it is made. */
export interface Recording {
  write(piece: Blob): Promise<void>;
  /** It is whole, and its document is saved. `content`: its bytes, where they are at hand. */
  finish(content?: Blob): Promise<Evidence>;
  discard(): Promise<void>;
}

/** The originals on this laptop: how they come in, and where the window reads them. */
export interface Originals {
  /**
   * Takes a file in; resolves once its bytes and its document are durably saved. Throws `evidence.empty`, `evidence.tooLarge`,
   * `evidence.unreadable`, `database.diskFull` and the like: nothing of the file is left then.
   */
  add(content: Blob, about: NewOriginal): Promise<Evidence>;
  record(about: NewOriginal): Promise<Recording>;
  /** Saves the documents of what an earlier start left; once. `fault`: the first that could not be, which holds up none of the others. */
  takeOver(): Promise<TakenOver>;
  /** Saves the document of an original anew whose own was lost. */
  restore(taken: TakenIn): Promise<Evidence>;
  /** Saves the document of what the shell has taken in by itself: a page or screen that was captured. */
  adopt(taken: TakenIn, title: string): Promise<Evidence>;
  /** Keeps a small picture beside the originals. */
  keepPicture(picture: Blob): Promise<FileRef>;
  /** Where a content that is on this laptop is read. */
  addressOf(content: FileRef, mediaType: string): string;
}

export interface TakenOver {
  readonly saved: readonly Evidence[];
  readonly fault: unknown;
}

export interface OriginalsParts {
  readonly workspace: Pick<Workspace, 'collections' | 'insert'>;
  readonly shell: EvidenceShell;
  readonly fetch: Fetch;
  /** What stands before each path: `app://minh-tra`. */
  readonly origin: string;
  /** Called with each whose document is saved; `content`: its bytes, where they are at hand. */
  readonly onSaved: (evidence: Evidence, content?: Blob) => void;
}

export function openOriginals({ workspace, shell, fetch, origin, onSaved }: OriginalsParts): Originals {
  const address = (path: string) => `${origin}${evidencePathPrefix}${path}`;

  /** A blob goes as it is: read into memory first it takes nine times as long to the shell. */
  async function post(path: string, body: Blob): Promise<Response> {
    const answer = await fetch(address(path), { method: 'POST', body }).catch(async (cause: unknown) => {
      await demandReadable(body);
      throw new ProblemError('internal', undefined, { cause });
    });
    if (answer.ok) return answer;
    const problem: unknown = await answer.json().catch(() => null);
    throw isOf(ProblemBody, problem) ? new ProblemError(problem.code, problem.details) : new ProblemError('internal');
  }

  async function save({ input, signed }: TakenIn, content?: Blob, title = ''): Promise<Evidence> {
    const { evidenceId, caseId } = input;
    const document = await workspace
      .insert('evidence', {
        ...{ id: evidenceId, caseId, signed, title, note: '', place: '', thumbnail: null, layers: [] },
        ties: input.ties.map((id) => ({ id })),
        withdrawn: null,
      })
      .catch(async (thrown: unknown) => {
        // It was saved before the program ended.
        const known = isTaken(thrown) ? await workspace.collections.evidence.findOne(evidenceId).exec() : null;
        if (!known) throw thrown;
        return known.toMutableJSON();
      });
    // What can't be noted now is at the next start.
    await shell.call('evidence.settle', { evidenceId }).catch(() => undefined);
    onSaved(document, content);
    return document;
  }

  async function record(about: NewOriginal): Promise<Recording> {
    const evidenceId = newId();
    await shell.call('evidence.begin', { ...about, evidenceId, fileName: fitName(about.fileName) });
    let sent = 0;
    let writing: Promise<unknown> = Promise.resolve();
    return {
      write(piece) {
        const at = sent;
        sent += piece.size;
        writing = writing.then(() => post(`incoming/${evidenceId}?at=${at}`, piece));
        return writing.then(() => undefined);
      },
      async finish(content) {
        await writing;
        return save(await shell.call('evidence.finish', { evidenceId }), content);
      },
      async discard() {
        await writing.catch(() => undefined);
        await shell.call('evidence.discard', { evidenceId });
      },
    };
  }

  async function takeOver(): Promise<TakenOver> {
    const saved: Evidence[] = [];
    let fault: unknown = null;
    const left = await shell.call('evidence.left', null).catch((thrown: unknown) => {
      fault = thrown;
      return [];
    });
    for (const taken of left) {
      try {
        saved.push(await save(taken));
      } catch (thrown) {
        fault ??= thrown;
      }
    }
    return { saved, fault };
  }
  let takingOver: Promise<TakenOver> | null = null;

  return {
    async add(content, about) {
      if (content.size === 0) throw new ProblemError('evidence.empty');
      if (content.size > mostOriginalBytes) throw new ProblemError('evidence.tooLarge');
      const recording = await record(about);
      try {
        for (let at = 0; at < content.size; at += sliceBytes) await recording.write(content.slice(at, at + sliceBytes));
        return await recording.finish(content);
      } catch (thrown) {
        await recording.discard().catch(() => undefined);
        throw thrown;
      }
    },
    record,
    adopt: (taken, title) => save(taken, undefined, title),
    restore: (taken) => save(taken),
    takeOver() {
      takingOver ??= takeOver();
      return takingOver;
    },
    async keepPicture(picture) {
      const kept: unknown = await (await post('pictures', picture)).json();
      if (!isOf(FileRef, kept)) throw new ProblemError('internal');
      return kept;
    },
    addressOf: ({ sha256, sizeBytes }, mediaType) =>
      address(`files/${sha256}?${new URLSearchParams({ size: String(sizeBytes), type: mediaType })}`),
  };
}

/** A file's name as a line of text; the end of a long one says what it is. */
function fitName(name: string): string {
  const line = name.replace(/[\p{Cc}\p{Cs}]/gu, ' ').trim();
  return line.length <= longestName ? line : `…${line.slice(1 - longestName)}`;
}

/** Throws `evidence.unreadable` for what can't be read: a file that is on a stick, or in a camera, may be gone. */
async function demandReadable(piece: Blob): Promise<void> {
  try {
    await piece.arrayBuffer();
  } catch (cause) {
    throw new ProblemError('evidence.unreadable', undefined, { cause });
  }
}
