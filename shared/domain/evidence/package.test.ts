import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Exhibit, Manifest } from '../../protocol/evidence-package.ts';
import type { SignedRecord } from '../../schema/evidence.ts';
import { nextLink } from './chain.ts';
import { exhibitNumber, filesOf, keyFile, pemText, recordFile, signatureFile, sumsText } from './package.ts';
import { exhibitFaults, type FoundFile, fileFaults } from './package-faults.ts';

const publicKey = 'A'.repeat(43);
const signedOf = (evidenceId: string, own: Partial<SignedRecord['record']> = {}): SignedRecord => ({
  record: {
    ...{ evidenceId, caseId: 'c1', kind: 'photo', origin: 'file', sha256: 'a'.repeat(64), sizeBytes: 5 },
    ...{ mediaType: 'image/jpeg', fileName: 'ảnh.jpg', takenBy: 'p-an', device: 'd1', deviceMs: 1, clockOffsetMs: 0 },
    ...{ camera: { takenAt: '', make: '', model: '' }, position: null },
    chain: nextLink(null, () => `chain-${evidenceId}-12345678`),
    ...own,
  },
  publicKey,
  signature: 'B'.repeat(86),
});
const exhibit = (number: number, own: Partial<Exhibit> = {}): Exhibit => ({
  number,
  original: { file: `originals/${exhibitNumber(number)}-ảnh.jpg` },
  signed: signedOf(`e${number}`),
  ...{ name: 'ảnh', title: '', note: '', place: '', shows: [], takenBy: { id: 'p-an', name: 'An' }, takenAt: '' },
  ...{ withdrawn: null, layers: [], custody: [] },
  ...own,
});
const manifestOf = (exhibits: Exhibit[], own: Partial<Manifest> = {}): Manifest => ({
  ...{ format: 'minh-tra-evidence-package', version: 1, publicKey, exhibits, chainFaults: [] },
  case: { id: 'c1', number: '', entityName: 'Sao' },
  exported: {
    ...{ by: { id: 'p-an', name: 'An' }, unit: '', device: 'd1', at: '', deviceMs: 0, clockOffsetMs: 0, program: '' },
  },
  guide: { sha256: 'c'.repeat(64), sizeBytes: 9 },
  ...own,
});
const whole = manifestOf([exhibit(1), exhibit(2, { original: { notIncluded: 'away' } })]);

describe('the files of a package', () => {
  it('follow from its manifest: page, keys, records and what is included of the originals', () => {
    expect([...filesOf(whole).keys()]).toEqual([
      ...['HUONG-DAN.html', keyFile(publicKey)],
      ...[recordFile(1), signatureFile(1), recordFile(2), signatureFile(2)],
      'originals/001-ảnh.jpg',
    ]);
    expect(filesOf(whole).get('originals/001-ảnh.jpg')).toEqual({ sha256: 'a'.repeat(64), sizeBytes: 5 });
    expect(filesOf(whole).get(signatureFile(1))?.sizeBytes).toBe(64);
  });

  it('are named by numbers that sort, as far as there are many', () => {
    expect([1, 99, 1_000].map(recordFile)).toEqual(['records/001.json', 'records/099.json', 'records/1000.json']);
  });

  it('hold keys as everybody writes them', () => {
    const pem = String(generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }));
    const raw = createPublicKey(pem).export({ format: 'jwk' }).x ?? '';
    expect(pemText(raw)).toBe(pem);
    expect(keyFile(raw)).toMatch(/^keys\/[0-9a-f]{16}\.pem$/);
  });

  it('are summed as sha256sum reads it', () => {
    const lines = sumsText(whole, new Uint8Array(), new Uint8Array(64)).trimEnd().split('\n');
    expect(lines).toHaveLength(9);
    for (const line of lines) expect(line).toMatch(/^[0-9a-f]{64} {2}\S/);
  });
});

describe('what is wrong with a package', () => {
  const found = (own: Readonly<Record<string, FoundFile | undefined>> = {}) => {
    const files = new Map<string, FoundFile>(filesOf(whole));
    for (const [name, file] of Object.entries(own)) {
      if (file === undefined) files.delete(name);
      else files.set(name, file);
    }
    return files;
  };

  it.each([
    ['nothing', {}, []],
    ['a file is gone', { [recordFile(2)]: undefined }, [{ kind: 'fileMissing', file: recordFile(2) }]],
    ['a file is more', { 'x.txt': null }, [{ kind: 'fileUnlisted', file: 'x.txt' }]],
    ['another size', { [recordFile(1)]: 'otherSize' }, [{ kind: 'fileSize', file: recordFile(1) }]],
    [
      'another content',
      { 'HUONG-DAN.html': { sha256: 'd'.repeat(64), sizeBytes: 9 } },
      [{ kind: 'fileAltered', file: 'HUONG-DAN.html' }],
    ],
    ['what could not be read is told elsewhere', { [recordFile(1)]: null }, []],
  ] as const)('in its files: %s', (_, own, faults) => {
    expect(fileFaults(whole, found(own))).toEqual(faults);
  });

  const chain = { kind: 'signature', evidenceId: 'e1' } as const;
  it.each([
    ['nothing', whole, true, []],
    ['one number twice', manifestOf([exhibit(1), exhibit(1, { signed: signedOf('e2') })]), true, ['exhibitTwice']],
    [
      'one piece of evidence twice',
      manifestOf([exhibit(1), exhibit(2, { signed: signedOf('e1') })]),
      true,
      ['exhibitTwice', 'chain'],
    ],
    [
      'a record of another case',
      manifestOf([exhibit(1, { signed: signedOf('e1', { caseId: 'c2' }) })]),
      true,
      ['otherCase'],
    ],
    ['a signature', manifestOf([exhibit(1)]), false, ['chain']],
  ] as const)('in its exhibits: %s', async (_, manifest, isSigned, kinds) => {
    expect((await exhibitFaults(manifest, async () => isSigned)).map(({ kind }) => kind)).toEqual(kinds);
  });

  it('was known when it was made, or was not', async () => {
    const told = manifestOf([exhibit(1)], { chainFaults: [chain] });
    expect(await exhibitFaults(told, async () => false)).toEqual([{ kind: 'chain', fault: chain, known: true }]);
    expect(await exhibitFaults(manifestOf([exhibit(1)]), async () => false)).toMatchObject([{ known: false }]);
  });
});
