import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CallInput, CallName, CallOutput, TakenIn } from '../../../shared/bridge/contract.ts';
import { mostOriginalBytes, sliceBytes } from '../../../shared/bridge/evidence.ts';
import { problemOf } from '../../../shared/problem/problem.ts';
import type { Evidence } from '../../../shared/schema/evidence.ts';
import { offlineWorkspace } from '../testing/offline-workspace.ts';
import type { Workspace } from '../workspace.ts';
import { addingTo } from './adding.ts';
import { type EvidenceShell, type NewOriginal, type Originals, openOriginals } from './originals.ts';

const about: NewOriginal = {
  ...{ caseId: 'c1', kind: 'document', origin: 'file', fileName: 'Bảng giá.txt', position: null, ties: ['item|i1'] },
};

/** The shell's part: what has come of each original, what is left of an earlier start, and how it answers a slice. */
class TestingShell implements EvidenceShell {
  readonly begun = new Map<string, CallInput<'evidence.begin'>>();
  readonly came = new Map<string, number>();
  readonly settled: string[] = [];
  readonly discarded: string[] = [];
  left: TakenIn[] = [];
  answer: (evidenceId: string) => Response = () => new Response(null, { status: 204 });

  async call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>> {
    const { evidenceId } = (input ?? { evidenceId: '' }) as { evidenceId: string };
    if (name === 'evidence.begin') this.begun.set(evidenceId, input as CallInput<'evidence.begin'>);
    if (name === 'evidence.settle') this.settled.push(evidenceId);
    if (name === 'evidence.discard') this.discarded.push(evidenceId);
    if (name === 'evidence.left') return this.left as CallOutput<Name>;
    return (name === 'evidence.finish' ? this.taken(evidenceId) : null) as CallOutput<Name>;
  }

  taken(evidenceId: string, own: Partial<NewOriginal> = {}): TakenIn {
    const input = { ...about, ...this.begun.get(evidenceId), ...own, evidenceId };
    const record = {
      ...{ evidenceId, caseId: input.caseId, kind: input.kind, origin: input.origin, fileName: input.fileName },
      ...{ sha256: 'a'.repeat(64), sizeBytes: this.came.get(evidenceId) ?? 1, mediaType: 'text/plain' },
      ...{ takenBy: 'p-an', device: 'device-07', deviceMs: 1, clockOffsetMs: 0, position: null },
      camera: { takenAt: '', make: '', model: '' },
      chain: { id: 'x'.repeat(16), sequence: 1, previous: '' as const },
    };
    return { input, signed: { record, publicKey: 'k'.repeat(43), signature: 's'.repeat(86) } };
  }

  readonly fetch = async (url: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const { pathname, searchParams } = new URL(String(url));
    const evidenceId = pathname.split('/').at(-1) ?? '';
    const answer = this.answer(evidenceId);
    if (!answer.ok) return answer;
    expect(Number(searchParams.get('at'))).toBe(this.came.get(evidenceId) ?? 0);
    // As a browser reads it while it sends.
    const body = init?.body as Blob;
    const { byteLength } = await body.arrayBuffer();
    expect(byteLength).toBeLessThanOrEqual(sliceBytes);
    this.came.set(evidenceId, (this.came.get(evidenceId) ?? 0) + byteLength);
    return answer;
  };
}

let workspace: Workspace;
let shell: TestingShell;
let originals: Originals;
let saved: Evidence[];

beforeEach(async () => {
  workspace = await offlineWorkspace();
  shell = new TestingShell();
  saved = [];
  const parts = { workspace, shell, fetch: shell.fetch, origin: 'app://minh-tra' };
  originals = openOriginals({ ...parts, onSaved: (evidence) => saved.push(evidence) });
});
afterEach(() => workspace.close());

const code = (work: Promise<unknown>) => work.then(String, (thrown: unknown) => problemOf(thrown).code);
const stored = async () => {
  const all = await workspace.collections.evidence.find().exec();
  return all.map((each) => each.toMutableJSON());
};

describe('a file that is added', () => {
  it('comes in by slices, and its document is saved with what it shows', async () => {
    const content = new Blob([new Uint8Array(2 * sliceBytes + 5)]);
    const evidence = await originals.add(content, about);
    expect(shell.came.get(evidence.id)).toBe(content.size);
    expect(await stored()).toEqual([evidence]);
    expect(evidence).toMatchObject({ caseId: 'c1', ties: [{ id: 'item|i1' }], thumbnail: null, withdrawn: null });
    expect(shell.settled).toEqual([evidence.id]);
    expect(saved).toEqual([evidence]);
  });

  it('is refused with a word where it can’t be taken, and leaves nothing', async () => {
    expect(await code(originals.add(new Blob([]), about))).toBe('evidence.empty');
    const huge = { size: mostOriginalBytes + 1 } as Blob;
    expect(await code(originals.add(huge, about))).toBe('evidence.tooLarge');
    const drawnOut = { size: 10, slice: () => ({ size: 10, arrayBuffer: () => Promise.reject(new Error('gone')) }) };
    expect(await code(originals.add(drawnOut as unknown as Blob, about))).toBe('evidence.unreadable');
    shell.answer = () => Response.json({ code: 'database.diskFull' }, { status: 507 });
    expect(await code(originals.add(new Blob(['x']), about))).toBe('database.diskFull');
    expect(await stored()).toEqual([]);
    expect(shell.discarded.length).toBe(2);
  });

  it('has a name that is a line of text, whatever it was called', async () => {
    const { id } = await originals.add(new Blob(['x']), { ...about, fileName: `a\u0000b\n${'x'.repeat(300)}.jpg` });
    const { fileName = '' } = shell.begun.get(id) ?? {};
    expect(fileName).toHaveLength(200);
    expect(fileName).toMatch(/^…x+\.jpg$/);
  });
});

describe('what an earlier start left', () => {
  it('has a document from then on, once, whether or not it had one before', async () => {
    const [first, second] = ['1'.padStart(26, '0'), '2'.padStart(26, '0')];
    shell.left = [shell.taken(first), shell.taken(second)];
    await originals.takeOver();
    expect((await stored()).map(({ id }) => id)).toEqual([first, second]);
    // The program ended after the document was saved, and before that was noted.
    const again = openOriginals({
      ...{ workspace, shell, fetch: shell.fetch, origin: 'app://minh-tra' },
      onSaved: (evidence) => saved.push(evidence),
    });
    expect((await again.takeOver()).saved.map(({ id }) => id)).toEqual([first, second]);
    expect(await stored()).toHaveLength(2);
    expect(shell.settled).toEqual([first, second, first, second]);
  });
});

describe('many files', () => {
  it('come in one after the other; what one is refused for stops no other', async () => {
    const adding = addingTo(originals);
    const seen: string[] = [];
    const watching = adding.progress$.subscribe((at) => seen.push(at ? `${at.done}/${at.all}` : '-'));
    const files = ['a', '', 'c'].map((text, place) => new File([text], `${place}.txt`));
    const { added, refused } = await adding.add(files, about);
    watching.unsubscribe();
    expect(added.map(({ signed }) => signed.record.fileName)).toEqual(['0.txt', '2.txt']);
    expect(refused).toEqual([{ name: '1.txt', problem: { code: 'evidence.empty' } }]);
    expect(seen).toEqual(['-', '0/3', '1/3', '2/3', '-']);
  });

  it('are all given up when the disk is full: each would be', async () => {
    let files = 0;
    shell.answer = () => {
      files += 1;
      return files < 2
        ? new Response(null, { status: 204 })
        : Response.json({ code: 'database.diskFull' }, { status: 507 });
    };
    const all = ['a', 'b', 'c', 'd'].map((text) => new File([text], `${text}.txt`));
    const { added, refused } = await addingTo(originals).add(all, about);
    expect(added).toHaveLength(1);
    expect(refused.map(({ name }) => name)).toEqual(['b.txt', 'c.txt', 'd.txt']);
    expect(files).toBe(2);
  });
});
