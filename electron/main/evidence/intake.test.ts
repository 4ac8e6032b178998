import { randomBytes } from 'node:crypto';
import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chunkBytes } from '../../../sealed/file-cipher.ts';
import type { IntakeInput } from '../../../shared/bridge/evidence.ts';
import { chainFaults } from '../../../shared/domain/evidence/chain.ts';
import type { SignedRecord } from '../../../shared/schema/evidence.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { evidenceDoor } from './evidence.ts';
import { intakeInput as input, isSigned, TestEvidence } from './testing-evidence.ts';

let laptop: TestEvidence;
beforeEach(async () => {
  laptop = await TestEvidence.open();
});
afterEach(() => laptop.close());

const take: TestEvidence['take'] = (bytes, own) => laptop.take(bytes, own);

async function bytesOf({ record }: SignedRecord): Promise<Buffer | null> {
  const reader = await laptop.evidence.store.read(record);
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
    await laptop.startAnew();
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
    await laptop.evidence.intake.begin(asked);
    expect(await code(laptop.evidence.intake.finish(asked.evidenceId))).toBe('evidence.empty');
    await laptop.evidence.intake.append(asked.evidenceId, 0, randomBytes(10));
    expect(await code(laptop.evidence.intake.append(asked.evidenceId, 0, randomBytes(10)))).toBe('evidence.outOfStep');
    expect(await code(laptop.evidence.intake.append('0'.repeat(26), 0, randomBytes(10)))).toBe('evidence.outOfStep');
    await laptop.evidence.intake.discard(asked.evidenceId);
    expect(await laptop.evidence.intake.left()).toEqual([]);
  });

  it('stays once it is signed, whoever gives it up: its place in the chain is taken', async () => {
    const { signed } = await take(randomBytes(10));
    await laptop.evidence.intake.discard(signed.record.evidenceId);
    expect((await laptop.evidence.intake.left()).map((each) => each.signed)).toEqual([signed]);
    await laptop.evidence.intake.settle(signed.record.evidenceId);
    expect(await laptop.evidence.intake.left()).toEqual([]);
  });
});

describe('where something was taken', () => {
  const there = { latitude: 21.0285, longitude: 105.8542, altitudeM: null, accuracyM: 4, source: 'gnss' } as const;

  it('is what a receiver said when it began, signed', async () => {
    laptop.here = there;
    const asked = input({ kind: 'sound', origin: 'recorded', fileName: '' });
    await laptop.evidence.intake.begin(asked);
    laptop.here = null;
    await laptop.evidence.intake.append(asked.evidenceId, 0, randomBytes(20));
    const { signed } = await laptop.evidence.intake.finish(asked.evidenceId);
    expect(signed.record.position).toEqual(there);
    expect(await isSigned(signed)).toBe(true);
  });

  it('is not where the laptop is for a file, which may be of elsewhere', async () => {
    laptop.here = there;
    expect((await take(randomBytes(20))).signed.record.position).toBeNull();
  });
});

describe('what the program left when it ended', () => {
  it('is an original whose document was not saved yet, once, with all that was said of it', async () => {
    const taken = await take(randomBytes(20));
    await laptop.startAnew();
    expect(await laptop.evidence.intake.left()).toEqual([taken]);
    await laptop.evidence.intake.settle(taken.input.evidenceId);
    await laptop.startAnew();
    expect(await laptop.evidence.intake.left()).toEqual([]);
  });

  it('is a recording as far as it came, signed', async () => {
    const bytes = randomBytes(3 * chunkBytes);
    const asked = input({ kind: 'sound', origin: 'recorded', fileName: '' });
    await laptop.evidence.intake.begin(asked);
    await laptop.evidence.intake.append(asked.evidenceId, 0, bytes);
    await laptop.evidence.intake.append(asked.evidenceId, bytes.byteLength, Buffer.from('và vài giây nữa'));
    await laptop.startAnew();
    const [left, ...others] = await laptop.evidence.intake.left();
    expect(others).toEqual([]);
    expect(left?.input).toEqual(asked);
    const kept = left && (await bytesOf(left.signed));
    expect(kept?.equals(Buffer.concat([bytes, Buffer.from('và vài giây nữa')]))).toBe(true);
    expect(left && (await isSigned(left.signed))).toBe(true);
  });

  it('is nothing of a file that was coming in: it is still where it came from', async () => {
    const asked = input();
    await laptop.evidence.intake.begin(asked);
    await laptop.evidence.intake.append(asked.evidenceId, 0, randomBytes(3 * chunkBytes));
    await laptop.startAnew();
    expect(await laptop.evidence.intake.left()).toEqual([]);
    expect(await readdir(path.join(laptop.folder, 'evidence', 'incoming'))).toEqual([]);
  });

  it('keeps its place in the chain when the power went before its file had its place', async () => {
    const first = await take(randomBytes(20));
    await laptop.startAnew();
    await laptop.evidence.intake.left();
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
      await laptop.evidence.intake.begin(asked);
      await laptop.evidence.intake.append(asked.evidenceId, 0, bytes);
      const finishing = laptop.evidence.intake.finish(asked.evidenceId);
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      await laptop.evidence.close(20_000);
      await finishing;
      await laptop.startAnew();
      const left = await laptop.evidence.intake.left();
      expect(others(left)).toEqual([asked.evidenceId]);
      expect(await bytesOf((left[0] as { signed: SignedRecord }).signed)).toEqual(bytes);
      await laptop.evidence.intake.settle(asked.evidenceId);
    }
  });

  it('has what was being taken over then as well', async () => {
    const bytes = randomBytes(40 * chunkBytes);
    const asked = input({ kind: 'video', origin: 'recorded' });
    await laptop.evidence.intake.begin(asked);
    await laptop.evidence.intake.append(asked.evidenceId, 0, bytes);
    for (const waitMs of [0, 2, 5, 10]) {
      await laptop.startAnew();
      const taking = laptop.evidence.intake.left().catch(() => []);
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      await laptop.evidence.close(20_000);
      await taking;
    }
    await laptop.startAnew();
    const [found] = await laptop.evidence.intake.left();
    expect(found && (await bytesOf(found.signed))).toEqual(bytes);
    expect(await readdir(path.join(laptop.folder, 'evidence/incoming'))).toEqual([]);
  });

  it('has all that was captured together, though no call comes through a lock any more', async () => {
    const pages = [3 * chunkBytes, 50, 2 * chunkBytes].map((size) => randomBytes(size));
    const captured = pages.map(() => input({ kind: 'capture', origin: 'captured' }));
    let closing: Promise<void> | undefined;
    const taking = laptop.evidence.intake.together(async (take) => {
      for (const [nth, asked] of captured.entries()) {
        await take(asked, pages[nth] as Buffer);
        closing ??= laptop.evidence.close(20_000);
      }
    });
    await taking;
    await closing;
    await laptop.startAnew();
    const left = (await laptop.evidence.intake.left()).toSorted(
      (one, other) => one.signed.record.chain.sequence - other.signed.record.chain.sequence,
    );
    expect(others(left)).toEqual(captured.map(({ evidenceId }) => evidenceId));
    expect(await Promise.all(left.map(({ signed }) => bytesOf(signed)))).toEqual(pages);
  });

  it('leaves of several that were captured together what is signed, and nothing of the one that failed', async () => {
    const [one, none] = [1, 2].map(() => input({ kind: 'capture', origin: 'captured' })) as [IntakeInput, IntakeInput];
    const taking = laptop.evidence.intake.together(async (take) => {
      await take(one, randomBytes(50));
      await take(none, new Uint8Array());
    });
    expect(await code(taking)).toBe('evidence.empty');
    expect(others(await laptop.evidence.intake.left())).toEqual([one.evidenceId]);
    expect(await readdir(path.join(laptop.folder, 'evidence/incoming'))).toEqual([]);
  });

  it('is shut after so long, whatever is under way, and has it at the next start', async () => {
    const bytes = randomBytes(40 * chunkBytes);
    const asked = input({ kind: 'video', origin: 'recorded' });
    await laptop.evidence.intake.begin(asked);
    await laptop.evidence.intake.append(asked.evidenceId, 0, bytes);
    const finishing = code(laptop.evidence.intake.finish(asked.evidenceId));
    await laptop.evidence.close(0);
    expect(['database.closed', null]).toContain(await finishing);
    await laptop.startAnew();
    const [found] = await laptop.evidence.intake.left();
    expect(found && (await bytesOf(found.signed))).toEqual(bytes);
  });

  it('is shut within its time, though it was never opened: the key goes then', async () => {
    const keys: Buffer[] = [];
    const keyFor = (purpose: 'files') => {
      const key = laptop.vault.keyFor(purpose);
      keys.push(key);
      return key;
    };
    const door = evidenceDoor({
      ...{ vault: { ...laptop.vault, keyFor } as OpenVault, signing: () => new Promise<never>(() => undefined) },
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
    const [place = ''] = (await readdir(path.join(laptop.folder, 'evidence/files'), { recursive: true })).filter(
      (name) => /[0-9a-f]{64}$/.test(name),
    );
    // As when the power went after the signature.
    const incoming = path.join(laptop.folder, 'evidence/incoming', signed.record.evidenceId);
    await rename(path.join(laptop.folder, 'evidence/files', place), incoming);
    const whole = await readFile(incoming);
    await writeFile(incoming, whole.subarray(0, -1));
    await laptop.startAnew();
    expect(await code(laptop.evidence.intake.left())).toBe('evidence.damaged');
    await writeFile(incoming, whole);
    await laptop.startAnew();
    const [found] = await laptop.evidence.intake.left();
    expect(found?.signed).toEqual(signed);
    expect(await bytesOf(signed)).toEqual(bytes);
  });

  it('takes nothing more', async () => {
    const asked = input();
    await laptop.evidence.intake.begin(asked);
    await laptop.evidence.close(20_000);
    expect(await code(laptop.evidence.intake.append(asked.evidenceId, 0, randomBytes(10)))).toBe('database.closed');
    expect(await code(laptop.evidence.store.keep(randomBytes(10)))).toBe('database.closed');
    expect(await code(laptop.evidence.intake.left())).toBe('database.closed');
  });
});

describe('calls that nobody makes', () => {
  it('slices that are posted at once follow one another', async () => {
    const asked = input();
    await laptop.evidence.intake.begin(asked);
    const [a, b] = [Buffer.alloc(3_000_000, 'a'), Buffer.alloc(3_000_000, 'b')];
    await Promise.all([
      laptop.evidence.intake.append(asked.evidenceId, 0, a),
      laptop.evidence.intake.append(asked.evidenceId, a.byteLength, b),
    ]);
    const { signed } = await laptop.evidence.intake.finish(asked.evidenceId);
    expect((await bytesOf(signed))?.equals(Buffer.concat([a, b]))).toBe(true);
  });

  it('nothing begins over an original that is here', async () => {
    const { input: asked } = await take(randomBytes(10));
    await laptop.evidence.intake.settle(asked.evidenceId);
    expect(await code(laptop.evidence.intake.begin(asked))).toBe('evidence.outOfStep');
    expect(await laptop.evidence.outgoing.unsent()).toHaveLength(1);
  });
});

describe('a page that was captured, and not signed before the power went', () => {
  it('is taken over once it can be signed, however often it can not', async () => {
    const bytes = randomBytes(chunkBytes + 50);
    const asked = input({ kind: 'capture', origin: 'captured' });
    await laptop.evidence.intake.begin(asked);
    await laptop.evidence.intake.append(asked.evidenceId, 0, bytes);
    const note = path.join(laptop.folder, 'evidence/notes', `${asked.evidenceId}.note`);
    const before = await readFile(note);
    await laptop.evidence.intake.finish(asked.evidenceId);
    // As it was before it was signed: finished under its own name, in no place.
    const files = path.join(laptop.folder, 'evidence/files');
    const [place = ''] = (await readdir(files, { recursive: true })).filter((name) => name.length > 60);
    await rename(path.join(files, place), path.join(laptop.folder, 'evidence/incoming', asked.evidenceId));
    await writeFile(note, before);
    await laptop.startAnew();
    laptop.canSign = false;
    expect(await code(laptop.evidence.intake.left())).not.toBeNull();
    await laptop.startAnew();
    laptop.canSign = true;
    const [found] = await laptop.evidence.intake.left();
    expect(found && (await bytesOf(found.signed))).toEqual(bytes);
  });
});
