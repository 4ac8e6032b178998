import { BehaviorSubject, filter, firstValueFrom } from 'rxjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CallInput, CallName, CallOutput } from '../../../shared/bridge/contract.ts';
import { ProblemError } from '../../../shared/problem/problem.ts';
import type { EvidenceRecord, FileRef } from '../../../shared/schema/evidence.ts';
import type { SyncStatus } from '../workspace.ts';
import type { EvidenceShell } from './originals.ts';
import { openUploads, type Upload, type Uploads, type UploadsParts } from './uploads.ts';

const sliceBytes = 1_000;
const status: SyncStatus = {
  ...{
    state: 'upToDate',
    unsent: 0,
    refused: 0,
    differences: 0,
    lastSyncedAt: null,
    firstDownload: null,
    problem: null,
  },
};

/** A server by way of the shell: how many bytes of each file it has, and what it answers in place of taking more. */
class TestingShell implements EvidenceShell {
  readonly has = new Map<string, number>();
  readonly sent: string[] = [];
  readonly forgotten: string[] = [];
  answer: (file: string) => void = () => undefined;

  async call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>> {
    if (name === 'evidence.sent') {
      this.forgotten.push((input as CallInput<'evidence.sent'>).evidenceId);
      return null as CallOutput<Name>;
    }
    const { evidenceId, part, content, from } = input as CallInput<'evidence.send'>;
    const file = `${evidenceId} ${part}`;
    const at = this.has.get(file) ?? 0;
    this.answer(file);
    if (from === null) return { at } as CallOutput<Name>;
    if (from !== at) throw new ProblemError('upload.outOfStep');
    this.sent.push(file);
    this.has.set(file, Math.min(content.sizeBytes, at + sliceBytes));
    return { at: this.has.get(file) ?? 0 } as CallOutput<Name>;
  }
}

let shell: TestingShell;
let status$: BehaviorSubject<SyncStatus>;
let pictures: Map<string, FileRef>;
let uploads: Uploads;

beforeEach(() => {
  shell = new TestingShell();
  status$ = new BehaviorSubject(status);
  pictures = new Map();
  const evidence = {
    findOne: (id: string) => ({
      exec: async () => ({ toMutableJSON: () => ({ thumbnail: pictures.get(id) ?? null }) }),
    }),
  };
  const workspace = { collections: { evidence }, sync: { status$ } } as unknown as UploadsParts['workspace'];
  uploads = openUploads({ workspace, shell, calm: async () => undefined, isHeld: false });
});
afterEach(() => uploads.close());

function record(evidenceId: string, sizeBytes: number): EvidenceRecord {
  return {
    evidenceId,
    caseId: 'c1',
    kind: 'photo',
    sizeBytes,
    sha256: 'a'.repeat(64),
    deviceMs: 5,
    clockOffsetMs: 2,
  } as EvidenceRecord;
}

const until = (holds: (all: readonly Upload[]) => boolean) => firstValueFrom(uploads.all$.pipe(filter(holds)));
const nothing = () => until((all) => all.length === 0);

describe('originals on their way', () => {
  it('go slice by slice, pictures before all, and small ones before large', async () => {
    status$.next({ ...status, state: 'offline' });
    pictures.set('large', { sha256: 'b'.repeat(64), sizeBytes: 10 });
    pictures.set('small', { sha256: 'c'.repeat(64), sizeBytes: 10 });
    uploads.add(record('large', 2_500), Promise.resolve());
    uploads.add(record('small', 900), Promise.resolve());
    status$.next(status);
    await nothing();
    expect(shell.sent).toEqual([
      ...['small picture', 'large picture', 'small original'],
      ...['large original', 'large original', 'large original'],
    ]);
    expect(shell.forgotten).toEqual(['small', 'large']);
  });

  it('go on from what the server has by then', async () => {
    shell.has.set('one original', 1_500);
    uploads.add(record('one', 2_000), Promise.resolve());
    await nothing();
    expect(shell.sent).toEqual(['one original']);
  });

  it('are held back after the slice that is under way, and go on from there', async () => {
    shell.answer = () => uploads.hold(true);
    uploads.add(record('one', 2_500), Promise.resolve());
    await until(([one]) => one?.sentBytes === 0 && !one.isSending);
    expect(shell.sent).toEqual([]);
    shell.answer = () => shell.sent.length === 1 && uploads.hold(true);
    uploads.hold(false);
    await until(([one]) => one?.sentBytes === 2_000 && !one.isSending);
    shell.answer = () => undefined;
    uploads.hold(false);
    await nothing();
    expect(shell.sent).toEqual(['one original', 'one original', 'one original']);
  });

  it('wait for their small picture, and are counted meanwhile', async () => {
    let made: () => void = () => undefined;
    uploads.add(record('one', 100), new Promise<void>((resolve) => (made = resolve)));
    uploads.add(record('two', 200), Promise.resolve());
    await until((all) => all.length === 1 && all.every(({ isSending }) => !isSending));
    expect(shell.forgotten).toEqual(['two']);
    made();
    await nothing();
    expect(shell.forgotten).toEqual(['two', 'one']);
  });

  it('are not sent while there is no network, or the person has paused', async () => {
    for (const state of ['offline', 'paused'] as const) {
      status$.next({ ...status, state });
      uploads.add(record(state, 100), Promise.resolve());
      const [waiting] = await until((all) => all.length === 1);
      expect(waiting).toMatchObject({ evidenceId: state, sentBytes: 0, isSending: false, since: 7 });
      expect(shell.sent).toEqual([]);
      status$.next(status);
      await nothing();
      shell.sent.length = 0;
    }
  });

  it('wait for their document, and hold up no other', async () => {
    shell.answer = (file) => {
      if (file === 'early original') throw new ProblemError('notFound');
    };
    uploads.add(record('early', 100), Promise.resolve());
    uploads.add(record('late', 200), Promise.resolve());
    await until((all) => all.length === 1 && all.every(({ isSending }) => !isSending));
    expect(shell.sent).toEqual(['late original']);
    shell.answer = () => undefined;
    // Its document has been confirmed.
    status$.next({ ...status, unsent: 1 });
    await nothing();
    expect(shell.forgotten).toEqual(['late', 'early']);
  });

  it('that are refused say why, hold up no other, and are sent when the person asks again', async () => {
    shell.answer = (file) => {
      if (file === 'bad original') throw new ProblemError('evidence.otherContent');
    };
    uploads.add(record('bad', 100), Promise.resolve());
    uploads.add(record('good', 200), Promise.resolve());
    const [bad] = await until((all) => all.length === 1 && all[0]?.problem !== null);
    expect(bad).toMatchObject({ evidenceId: 'bad', problem: { code: 'evidence.otherContent' } });
    shell.answer = () => undefined;
    uploads.retry();
    await nothing();
    expect(shell.forgotten).toEqual(['good', 'bad']);
  });

  it('are asked for anew where the server has another number than was said', async () => {
    let once = true;
    shell.answer = (file) => {
      if (!once || file !== 'one original' || (shell.has.get(file) ?? 0) === 0) return;
      once = false;
      throw new ProblemError('upload.outOfStep');
    };
    uploads.add(record('one', 3_000), Promise.resolve());
    await nothing();
    expect(shell.has.get('one original')).toBe(3_000);
  });

  it('are tried again by themselves when the server was away for a moment', async () => {
    let failures = 2;
    shell.answer = () => {
      failures -= 1;
      if (failures >= 0) throw new ProblemError('server.away');
    };
    uploads.add(record('one', 100), Promise.resolve());
    await nothing();
    expect(shell.forgotten).toEqual(['one']);
  });
});
