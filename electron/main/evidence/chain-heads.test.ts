import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { IntakeInput } from '../../../shared/bridge/evidence.ts';
import { chainFaults } from '../../../shared/domain/evidence/chain.ts';
import type { SignedRecord } from '../../../shared/schema/evidence.ts';
import { isSigned, TestEvidence } from './testing-evidence.ts';

let laptop: TestEvidence;
beforeEach(async () => {
  laptop = await TestEvidence.open();
});
afterEach(() => laptop.close());

describe('a place in a chain', () => {
  const sequences = (all: readonly SignedRecord[]) => all.map(({ record }) => record.chain.sequence);
  const signed = async (own: Partial<IntakeInput> = {}) => (await laptop.take(randomBytes(20), own)).signed;

  async function sentAndForgotten({ record: { evidenceId, sha256, sizeBytes } }: SignedRecord): Promise<void> {
    laptop.atServer = sizeBytes;
    await laptop.evidence.outgoing.send({ evidenceId, part: 'original', content: { sha256, sizeBytes }, from: null });
    await laptop.evidence.outgoing.forget(evidenceId);
  }

  async function headFile(): Promise<string> {
    const chains = path.join(laptop.folder, 'evidence/chains');
    return path.join(chains, (await readdir(chains))[0] ?? '');
  }

  it('is given once, though its end could not be noted before the power went', async () => {
    const first = await signed();
    const head = await headFile();
    const before = await readFile(head);
    const second = await signed();
    await writeFile(head, before);
    await laptop.startAnew();
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
    await laptop.startAnew();
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
    await laptop.startAnew();
    await laptop.evidence.intake.left();
    const fourth = await signed();
    await laptop.startAnew();
    const fifth = await signed();
    expect(sequences([fourth, fifth])).toEqual([1, 2]);
    expect(await chainFaults([first, second, third, fourth, fifth], isSigned)).toEqual([]);
  });

  it('is given whatever the disk refuses of another original, or of another case', async () => {
    const lost = await signed();
    const elsewhere = await headFile();
    for (const file of [elsewhere, path.join(laptop.folder, 'evidence/notes', `${lost.record.evidenceId}.note`)]) {
      await rm(file);
      await mkdir(file);
    }
    await laptop.startAnew();
    expect(sequences([await signed({ caseId: 'c2' }), await signed({ caseId: 'c2' })])).toEqual([1, 2]);
    await expect(laptop.evidence.intake.left()).resolves.toHaveLength(2);
    expect(await laptop.evidence.outgoing.unsent()).toHaveLength(0);
  });
});
