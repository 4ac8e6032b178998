import { createPublicKey, randomBytes, verify } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chunkBytes } from '../../../sealed/file-cipher.ts';
import type { IntakeInput } from '../../../shared/bridge/evidence.ts';
import { chainFaults, recordText } from '../../../shared/domain/evidence/chain.ts';
import type { Position, SignedRecord } from '../../../shared/schema/evidence.ts';
import { type OpenVault, openVault } from '../vault/open-vault.ts';
import { signingKeyOf } from '../vault/signing-key.ts';
import { type Evidence, evidenceDoor, openEvidence } from './evidence.ts';

let folder: string;
let dataKey: Buffer;
let vault: OpenVault;
let evidence: Evidence;
/** What a receiver on this laptop says. */
let here: Position | null;
/** How many bytes of any original the server has. */
let atServer: number;
let canSign: boolean;

beforeEach(async () => {
  [here, atServer, canSign] = [null, 0, true];
  folder = await mkdtemp(path.join(tmpdir(), 'minh-tra-intake-'));
  dataKey = randomBytes(32);
  await open();
});
afterEach(async () => {
  await evidence.close(20_000);
  vault.close();
  await rm(folder, { recursive: true, force: true });
});

async function open(): Promise<void> {
  vault = openVault('p-an', folder, Buffer.from(dataKey));
  const signingKey = signingKeyOf(vault);
  const signing = async () => {
    const key = await signingKey();
    return { ...key, sign: (text: string) => (canSign ? key.sign(text) : Promise.reject(new Error('no room'))) };
  };
  const person = () => ({ id: 'p-an', name: 'An', unitName: '' });
  const about = {
    person,
    networks: () => [],
    serverKey: () => null,
    deviceId: 'device-1',
    now: () => 1_000,
    clockOffsetMs: () => 250,
    position: () => here,
  };
  // The server has whatever is asked for.
  const ask = async () => new Response(null, { status: 204, headers: { 'upload-offset': String(atServer) } });
  evidence = await openEvidence({ vault, signing, ask, ...about });
}

/** As after a power cut: what is in memory is gone. */
async function startAnew(): Promise<void> {
  vault.close();
  await open();
}

let ids = 0;
const input = (own: Partial<IntakeInput> = {}): IntakeInput => ({
  evidenceId: String(++ids).padStart(26, '0'),
  ...{ caseId: 'c1', kind: 'document', origin: 'file', fileName: 'biên bản.txt', position: null, ties: ['finding|f1'] },
  ...own,
});

async function take(bytes: Uint8Array, own: Partial<IntakeInput> = {}) {
  const asked = input(own);
  await evidence.intake.begin(asked);
  await evidence.intake.append(asked.evidenceId, 0, bytes);
  return evidence.intake.finish(asked.evidenceId);
}

async function isSigned({ record, publicKey, signature }: SignedRecord): Promise<boolean> {
  const head = Buffer.from('302a300506032b6570032100', 'hex');
  const key = createPublicKey({
    key: Buffer.concat([head, Buffer.from(publicKey, 'base64url')]),
    format: 'der',
    type: 'spki',
  });
  return verify(null, Buffer.from(recordText(record), 'utf8'), key, Buffer.from(signature, 'base64url'));
}

async function bytesOf({ record }: SignedRecord): Promise<Buffer | null> {
  const reader = await evidence.store.read(record);
  if (!reader) return null;
  const parts: Buffer[] = [];
  for await (const part of reader.read(0, reader.sizeBytes)) parts.push(part);
  await reader.close();
  return Buffer.concat(parts);
}

const code = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (thrown: { code?: string }) => thrown.code,
  );

describe('an original', () => {
  it('is kept byte for byte, and signed for what it is, by whom, when and where', async () => {
    const bytes = Buffer.from('Biên bản làm việc ngày 27/11/2026');
    const { signed } = await take(bytes);
    expect(signed.record).toMatchObject({
      ...{
        caseId: 'c1',
        kind: 'document',
        fileName: 'biên bản.txt',
        sizeBytes: bytes.byteLength,
        mediaType: 'text/plain',
      },
      ...{
        takenBy: 'p-an',
        device: 'device-1',
        deviceMs: 1_000,
        clockOffsetMs: 250,
        chain: { sequence: 1, previous: '' },
      },
    });
    expect(await bytesOf(signed)).toEqual(bytes);
    expect(await isSigned(signed)).toBe(true);
    expect(await isSigned({ ...signed, record: { ...signed.record, deviceMs: 999 } })).toBe(false);
  });

  it('follows the one before it in its case, over restarts', async () => {
    const first = await take(randomBytes(10));
    const elsewhere = await take(randomBytes(10), { caseId: 'c2' });
    await startAnew();
    const second = await take(randomBytes(10));
    const together = await Promise.all([1, 2, 3].map(() => take(randomBytes(10))));
    const ofCase = [first, second, ...together].map(({ signed }) => signed);
    expect(await chainFaults(ofCase, isSigned)).toEqual([]);
    expect(ofCase.map(({ record }) => record.chain.sequence).sort()).toEqual([1, 2, 3, 4, 5]);
    expect(elsewhere.signed.record.chain).toMatchObject({ sequence: 1, previous: '' });
  });

  it('is known by its content: a name that lies says nothing', async () => {
    const png = Buffer.from(`89504e470d0a1a0a0000000d49484452${'00'.repeat(17)}0000000049444154`, 'hex');
    const { signed } = await take(Buffer.concat([png, randomBytes(50)]), { fileName: 'ảnh.pdf' });
    expect(signed.record).toMatchObject({ mediaType: 'image/png', kind: 'photo' });
    const script = await take(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), {
      fileName: 'a.jpg',
    });
    expect(script.signed.record.mediaType).not.toMatch(/^image\/(jpeg|png)/);
    const archive = Buffer.from('From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n');
    const captured = await take(archive, { kind: 'capture', origin: 'captured' });
    expect(captured.signed.record).toMatchObject({ mediaType: 'multipart/related', kind: 'capture' });
  });

  it('with nothing in it, or a piece out of its place, is refused with a word', async () => {
    const asked = input();
    await evidence.intake.begin(asked);
    expect(await code(evidence.intake.finish(asked.evidenceId))).toBe('evidence.empty');
    await evidence.intake.append(asked.evidenceId, 0, randomBytes(10));
    expect(await code(evidence.intake.append(asked.evidenceId, 0, randomBytes(10)))).toBe('evidence.outOfStep');
    expect(await code(evidence.intake.append('0'.repeat(26), 0, randomBytes(10)))).toBe('evidence.outOfStep');
    await evidence.intake.discard(asked.evidenceId);
    expect(await evidence.intake.left()).toEqual([]);
  });

  it('stays once it is signed, whoever gives it up: its place in the chain is taken', async () => {
    const { signed } = await take(randomBytes(10));
    await evidence.intake.discard(signed.record.evidenceId);
    expect((await evidence.intake.left()).map((each) => each.signed)).toEqual([signed]);
    await evidence.intake.settle(signed.record.evidenceId);
    expect(await evidence.intake.left()).toEqual([]);
  });
});

describe('where something was taken', () => {
  const there = { latitude: 21.0285, longitude: 105.8542, altitudeM: null, accuracyM: 4, source: 'gnss' } as const;

  it('is what a receiver said when it began, signed', async () => {
    here = there;
    const asked = input({ kind: 'sound', origin: 'recorded', fileName: '' });
    await evidence.intake.begin(asked);
    here = null;
    await evidence.intake.append(asked.evidenceId, 0, randomBytes(20));
    const { signed } = await evidence.intake.finish(asked.evidenceId);
    expect(signed.record.position).toEqual(there);
    expect(await isSigned(signed)).toBe(true);
  });

  it('is not where the laptop is for a file, which may be of elsewhere', async () => {
    here = there;
    expect((await take(randomBytes(20))).signed.record.position).toBeNull();
  });
});

describe('what the program left when it ended', () => {
  it('is an original whose document was not saved yet, once, with all that was said of it', async () => {
    const taken = await take(randomBytes(20));
    await startAnew();
    expect(await evidence.intake.left()).toEqual([taken]);
    await evidence.intake.settle(taken.input.evidenceId);
    await startAnew();
    expect(await evidence.intake.left()).toEqual([]);
  });

  it('is a recording as far as it came, signed', async () => {
    const bytes = randomBytes(3 * chunkBytes);
    const asked = input({ kind: 'sound', origin: 'recorded', fileName: '' });
    await evidence.intake.begin(asked);
    await evidence.intake.append(asked.evidenceId, 0, bytes);
    await evidence.intake.append(asked.evidenceId, bytes.byteLength, Buffer.from('và vài giây nữa'));
    await startAnew();
    const [left, ...others] = await evidence.intake.left();
    expect(others).toEqual([]);
    expect(left?.input).toEqual(asked);
    const kept = left && (await bytesOf(left.signed));
    expect(kept?.equals(Buffer.concat([bytes, Buffer.from('và vài giây nữa')]))).toBe(true);
    expect(left && (await isSigned(left.signed))).toBe(true);
  });

  it('is nothing of a file that was coming in: it is still where it came from', async () => {
    const asked = input();
    await evidence.intake.begin(asked);
    await evidence.intake.append(asked.evidenceId, 0, randomBytes(3 * chunkBytes));
    await startAnew();
    expect(await evidence.intake.left()).toEqual([]);
    expect(await readdir(path.join(folder, 'evidence', 'incoming'))).toEqual([]);
  });

  it('keeps its place in the chain when the power went before its file had its place', async () => {
    const first = await take(randomBytes(20));
    await startAnew();
    await evidence.intake.left();
    const second = await take(randomBytes(20));
    expect(await chainFaults([first.signed, second.signed], isSigned)).toEqual([]);
  });
});

describe('a vault that is shut in the middle', () => {
  const others = (found: readonly { input: IntakeInput }[]) => found.map(({ input: { evidenceId } }) => evidenceId);

  it('has what was being finished at the next start, whenever the lock came', async () => {
    const bytes = randomBytes(3 * chunkBytes);
    for (const waitMs of [0, 1, 2, 4, 8, 12]) {
      const asked = input({ kind: 'video', origin: 'recorded' });
      await evidence.intake.begin(asked);
      await evidence.intake.append(asked.evidenceId, 0, bytes);
      const finishing = evidence.intake.finish(asked.evidenceId);
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      await evidence.close(20_000);
      await finishing;
      await startAnew();
      const left = await evidence.intake.left();
      expect(others(left)).toEqual([asked.evidenceId]);
      expect(await bytesOf((left[0] as { signed: SignedRecord }).signed)).toEqual(bytes);
      await evidence.intake.settle(asked.evidenceId);
    }
  });

  it('has what was being taken over then as well', async () => {
    const bytes = randomBytes(40 * chunkBytes);
    const asked = input({ kind: 'video', origin: 'recorded' });
    await evidence.intake.begin(asked);
    await evidence.intake.append(asked.evidenceId, 0, bytes);
    for (const waitMs of [0, 2, 5, 10]) {
      await startAnew();
      const taking = evidence.intake.left().catch(() => []);
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      await evidence.close(20_000);
      await taking;
    }
    await startAnew();
    const [found] = await evidence.intake.left();
    expect(found && (await bytesOf(found.signed))).toEqual(bytes);
    expect(await readdir(path.join(folder, 'evidence/incoming'))).toEqual([]);
  });

  it('has all that was captured together, though no call comes through a lock any more', async () => {
    const pages = [3 * chunkBytes, 50, 2 * chunkBytes].map((size) => randomBytes(size));
    const captured = pages.map(() => input({ kind: 'capture', origin: 'captured' }));
    let closing: Promise<void> | undefined;
    const taking = evidence.intake.together(async (take) => {
      for (const [nth, asked] of captured.entries()) {
        await take(asked, pages[nth] as Buffer);
        closing ??= evidence.close(20_000);
      }
    });
    await taking;
    await closing;
    await startAnew();
    const left = (await evidence.intake.left()).toSorted(
      (one, other) => one.signed.record.chain.sequence - other.signed.record.chain.sequence,
    );
    expect(others(left)).toEqual(captured.map(({ evidenceId }) => evidenceId));
    expect(await Promise.all(left.map(({ signed }) => bytesOf(signed)))).toEqual(pages);
  });

  it('leaves of several that were captured together what is signed, and nothing of the one that failed', async () => {
    const [one, none] = [1, 2].map(() => input({ kind: 'capture', origin: 'captured' })) as [IntakeInput, IntakeInput];
    const taking = evidence.intake.together(async (take) => {
      await take(one, randomBytes(50));
      await take(none, new Uint8Array());
    });
    expect(await code(taking)).toBe('evidence.empty');
    expect(others(await evidence.intake.left())).toEqual([one.evidenceId]);
    expect(await readdir(path.join(folder, 'evidence/incoming'))).toEqual([]);
  });

  it('is shut after so long, whatever is under way, and has it at the next start', async () => {
    const bytes = randomBytes(40 * chunkBytes);
    const asked = input({ kind: 'video', origin: 'recorded' });
    await evidence.intake.begin(asked);
    await evidence.intake.append(asked.evidenceId, 0, bytes);
    const finishing = code(evidence.intake.finish(asked.evidenceId));
    await evidence.close(0);
    expect(['database.closed', null]).toContain(await finishing);
    await startAnew();
    const [found] = await evidence.intake.left();
    expect(found && (await bytesOf(found.signed))).toEqual(bytes);
  });

  it('is shut within its time, though it was never opened: the key goes then', async () => {
    const keys: Buffer[] = [];
    const keyFor = (purpose: 'files') => {
      const key = vault.keyFor(purpose);
      keys.push(key);
      return key;
    };
    const door = evidenceDoor({
      ...{ vault: { ...vault, keyFor } as OpenVault, signing: () => new Promise<never>(() => undefined) },
      ...{ ask: () => Promise.reject(new Error('away')), person: () => ({ id: 'p-an', name: 'An', unitName: '' }) },
      ...{
        networks: () => [],
        serverKey: () => null,
        deviceId: 'device-1',
        now: () => 1,
        clockOffsetMs: () => 0,
        position: () => null,
      },
    });
    door.open().catch(() => undefined);
    await expect.poll(() => keys.length).toBe(1);
    await door.close(0);
    expect(keys.every((key) => key.every((byte) => byte === 0))).toBe(true);
  });

  it('keeps what is signed and can not be read, and takes it over once it can', async () => {
    const bytes = randomBytes(3 * chunkBytes);
    const { signed } = await take(bytes, { kind: 'video', origin: 'recorded' });
    const [place = ''] = (await readdir(path.join(folder, 'evidence/files'), { recursive: true })).filter((name) =>
      /[0-9a-f]{64}$/.test(name),
    );
    // As when the power went after the signature.
    const incoming = path.join(folder, 'evidence/incoming', signed.record.evidenceId);
    await rename(path.join(folder, 'evidence/files', place), incoming);
    const whole = await readFile(incoming);
    await writeFile(incoming, whole.subarray(0, -1));
    await startAnew();
    expect(await code(evidence.intake.left())).toBe('evidence.damaged');
    await writeFile(incoming, whole);
    await startAnew();
    const [found] = await evidence.intake.left();
    expect(found?.signed).toEqual(signed);
    expect(await bytesOf(signed)).toEqual(bytes);
  });

  it('takes nothing more', async () => {
    const asked = input();
    await evidence.intake.begin(asked);
    await evidence.close(20_000);
    expect(await code(evidence.intake.append(asked.evidenceId, 0, randomBytes(10)))).toBe('database.closed');
    expect(await code(evidence.store.keep(randomBytes(10)))).toBe('database.closed');
    expect(await code(evidence.intake.left())).toBe('database.closed');
  });
});

describe('calls that nobody makes', () => {
  it('slices that are posted at once follow one another', async () => {
    const asked = input();
    await evidence.intake.begin(asked);
    const [a, b] = [Buffer.alloc(3_000_000, 'a'), Buffer.alloc(3_000_000, 'b')];
    await Promise.all([
      evidence.intake.append(asked.evidenceId, 0, a),
      evidence.intake.append(asked.evidenceId, a.byteLength, b),
    ]);
    const { signed } = await evidence.intake.finish(asked.evidenceId);
    expect((await bytesOf(signed))?.equals(Buffer.concat([a, b]))).toBe(true);
  });

  it('nothing begins over an original that is here', async () => {
    const { input: asked } = await take(randomBytes(10));
    await evidence.intake.settle(asked.evidenceId);
    expect(await code(evidence.intake.begin(asked))).toBe('evidence.outOfStep');
    expect(await evidence.outgoing.unsent()).toHaveLength(1);
  });
});

describe('a place in a chain', () => {
  const sequences = (all: readonly SignedRecord[]) => all.map(({ record }) => record.chain.sequence);
  const signed = async (own: Partial<IntakeInput> = {}) => (await take(randomBytes(20), own)).signed;

  async function sentAndForgotten({ record: { evidenceId, sha256, sizeBytes } }: SignedRecord): Promise<void> {
    atServer = sizeBytes;
    await evidence.outgoing.send({ evidenceId, part: 'original', content: { sha256, sizeBytes }, from: null });
    await evidence.outgoing.forget(evidenceId);
  }

  async function headFile(): Promise<string> {
    const chains = path.join(folder, 'evidence/chains');
    return path.join(chains, (await readdir(chains))[0] ?? '');
  }

  it('is given once, though its end could not be noted before the power went', async () => {
    const first = await signed();
    const head = await headFile();
    const before = await readFile(head);
    const second = await signed();
    await writeFile(head, before);
    await startAnew();
    // Nobody has asked for what was left yet.
    const third = await signed();
    expect(sequences([second, third])).toEqual([2, 3]);
    expect(await chainFaults([first, second, third], isSigned)).toEqual([]);
  });

  it('is noted before the note of its record is forgotten', async () => {
    const first = await signed();
    const head = await headFile();
    await rm(head);
    await mkdir(head);
    const second = await signed();
    await expect(sentAndForgotten(second)).rejects.toThrow();
    await rm(head, { recursive: true });
    await sentAndForgotten(second);
    await startAnew();
    const third = await signed();
    expect(sequences([first, second, third])).toEqual([1, 2, 3]);
    expect(await chainFaults([first, second, third], isSigned)).toEqual([]);
  });

  it('is not told by an older record that is unsent, where the last one can not be read or is of another chain', async () => {
    const [first, second, third] = [await signed(), await signed(), await signed()];
    for (const each of [second, third]) await sentAndForgotten(each);
    const head = await headFile();
    const sealed = await readFile(head);
    sealed[40] = (sealed[40] ?? 0) ^ 1;
    await writeFile(head, sealed);
    await startAnew();
    await evidence.intake.left();
    const fourth = await signed();
    await startAnew();
    const fifth = await signed();
    expect(sequences([fourth, fifth])).toEqual([1, 2]);
    expect(await chainFaults([first, second, third, fourth, fifth], isSigned)).toEqual([]);
  });

  it('is given whatever the disk refuses of another original, or of another case', async () => {
    const lost = await signed();
    const elsewhere = await headFile();
    for (const file of [elsewhere, path.join(folder, 'evidence/notes', `${lost.record.evidenceId}.note`)]) {
      await rm(file);
      await mkdir(file);
    }
    await startAnew();
    expect(sequences([await signed({ caseId: 'c2' }), await signed({ caseId: 'c2' })])).toEqual([1, 2]);
    expect(await code(evidence.intake.left())).toBeNull();
    expect(await evidence.outgoing.unsent()).toHaveLength(0);
  });
});

describe('a page that was captured, and not signed before the power went', () => {
  it('is taken over once it can be signed, however often it can not', async () => {
    const bytes = randomBytes(chunkBytes + 50);
    const asked = input({ kind: 'capture', origin: 'captured' });
    await evidence.intake.begin(asked);
    await evidence.intake.append(asked.evidenceId, 0, bytes);
    const note = path.join(folder, 'evidence/notes', `${asked.evidenceId}.note`);
    const before = await readFile(note);
    await evidence.intake.finish(asked.evidenceId);
    // As it was before it was signed: finished under its own name, in no place.
    const files = path.join(folder, 'evidence/files');
    const [place = ''] = (await readdir(files, { recursive: true })).filter((name) => name.length > 60);
    await rename(path.join(files, place), path.join(folder, 'evidence/incoming', asked.evidenceId));
    await writeFile(note, before);
    await startAnew();
    canSign = false;
    expect(await code(evidence.intake.left())).not.toBeNull();
    await startAnew();
    canSign = true;
    const [found] = await evidence.intake.left();
    expect(found && (await bytesOf(found.signed))).toEqual(bytes);
  });
});
