import { BehaviorSubject } from 'rxjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TakenIn } from '../../../shared/bridge/contract.ts';
import { ProblemError, problemOf } from '../../../shared/problem/problem.ts';
import type { EvidenceRecord } from '../../../shared/schema/evidence.ts';
import { offlineWorkspace } from '../testing/offline-workspace.ts';
import type { SyncStatus, Workspace } from '../workspace.ts';
import { type EvidenceFiles, openEvidenceFiles } from './evidence-files.ts';

const evidenceId = '01M8E0ZX7ATRSPD3R6TBBK1ZVE';
const record: EvidenceRecord = {
  ...{
    evidenceId,
    caseId: 'c1',
    kind: 'photo',
    origin: 'file',
    fileName: 'a.jpg',
    sha256: 'a'.repeat(64),
    sizeBytes: 5,
  },
  ...{ mediaType: 'image/jpeg', takenBy: 'p-an', device: 'd', deviceMs: 1, clockOffsetMs: 0, position: null },
  camera: { takenAt: '', make: '', model: '' },
  chain: { id: 'x'.repeat(16), sequence: 1, previous: '' },
};
const taken: TakenIn = {
  input: {
    evidenceId,
    caseId: 'c1',
    kind: 'photo',
    origin: 'file',
    fileName: 'a.jpg',
    position: null,
    ties: ['finding|f1'],
  },
  signed: { record, publicKey: 'k'.repeat(43), signature: 's'.repeat(86) },
};

const otherId = '01M8E0ZX7ATRSPD3R6TBBK1ZVF';
const otherTaken: TakenIn = {
  input: { ...taken.input, evidenceId: otherId },
  signed: { ...taken.signed, record: { ...record, evidenceId: otherId } },
};

let workspace: Workspace;
let files: EvidenceFiles;
const status$ = new BehaviorSubject({ state: 'offline' } as SyncStatus);

async function open(
  left: () => Promise<readonly TakenIn[]>,
  unsent: readonly TakenIn[] = [taken],
): Promise<readonly string[]> {
  const called: string[] = [];
  const answers: Record<string, () => unknown> = { 'evidence.left': left, 'evidence.unsent': () => unsent };
  const shell = {
    async call(name: string) {
      called.push(name);
      return answers[name]?.() ?? null;
    },
    on: () => () => undefined,
  };
  const sync = { ...workspace.sync, status$ };
  files = openEvidenceFiles({
    ...{ workspace: { ...workspace, sync }, shell: shell as never, isHeld: true, origin: 'app://x' },
    fetch: () => Promise.reject(new Error('away')),
  });
  return called;
}
beforeEach(async () => {
  workspace = await offlineWorkspace();
});
afterEach(async () => {
  files.close();
  await workspace.close();
});
const documents = async () => (await workspace.collections.evidence.find().exec()).map(({ id }) => id);

describe('what an earlier start left', () => {
  it('is sent though one of it can not be taken over, which is told', async () => {
    const called = await open(() => Promise.reject(new ProblemError('evidence.damaged')));
    expect(await files.begin().catch((thrown: unknown) => problemOf(thrown).code)).toBe('evidence.damaged');
    expect(called).toContain('evidence.unsent');
  });

  it('has its document again where that was lost, once the server has been asked for it', async () => {
    status$.next({ state: 'offline' } as SyncStatus);
    await open(async () => []);
    await files.begin();
    expect(await documents()).toEqual([]);
    status$.next({ state: 'upToDate' } as SyncStatus);
    await expect.poll(documents).toEqual([evidenceId]);
    const made = (await workspace.collections.evidence.findOne(evidenceId).exec(true)).toMutableJSON();
    expect(made).toMatchObject({ signed: taken.signed, ties: [{ id: 'finding|f1' }] });
  });

  it('stays away where somebody has given it up', async () => {
    await workspace.insert('evidence', {
      ...{ id: evidenceId, caseId: 'c1', signed: taken.signed, title: '', note: '', place: '', thumbnail: null },
      ...{ layers: [], ties: [], withdrawn: null },
    });
    const { storageInstance } = workspace.collections.evidence;
    const [mine] = await storageInstance.findDocumentsById([evidenceId], true);
    if (!mine) throw new Error('it was not saved');
    await storageInstance.bulkWrite([{ previous: mine, document: { ...mine, _deleted: true } }], 'give-up');
    await expect.poll(documents).toEqual([]);
    await open(async () => [], [taken, otherTaken]);
    status$.next({ state: 'upToDate' } as SyncStatus);
    await files.begin();
    // The one after it is made again: by then it has had its turn.
    await expect.poll(documents).toEqual([otherTaken.input.evidenceId]);
  });
});
