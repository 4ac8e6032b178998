import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { PackageInput } from '../../../../shared/bridge/evidence-package.ts';
import { momentText } from '../../../../shared/domain/clock/moment.ts';
import type { SignedRecord } from '../../../../shared/schema/evidence.ts';
import { openVault } from '../../vault/open-vault.ts';
import { signingKeyOf } from '../../vault/signing-key.ts';
import { type Evidence, openEvidence } from '../evidence.ts';

/** A laptop's originals in a folder of their own, for tests: a real vault, a real store, real signatures. */
export interface TestingOriginals {
  readonly folder: string;
  readonly evidence: Evidence;
  take(content: Uint8Array, fileName: string): Promise<SignedRecord>;
  /** Writes a package of these; its path. */
  pack(input: PackageInput): Promise<string>;
  close(): Promise<void>;
}

export async function testingOriginals(personId = 'p-an'): Promise<TestingOriginals> {
  const folder = await mkdtemp(path.join(tmpdir(), 'minh-tra-package-'));
  const vault = openVault(personId, folder, randomBytes(32));
  const evidence = await openEvidence({
    ...{ vault, signing: signingKeyOf(vault), deviceId: 'device-1', ask: () => Promise.reject(new Error('away')) },
    person: () => ({ id: personId, name: 'Nguyễn Thị An', unitName: 'Sở Khoa học và Công nghệ' }),
    networks: () => [],
    serverKey: () => null,
    ...{ now: () => Date.UTC(2026, 10, 27, 2), clockOffsetMs: () => 250, position: () => null },
  });
  let ids = 0;
  return {
    folder,
    evidence,
    async take(content, fileName) {
      const evidenceId = String(++ids).padStart(26, '0');
      const about = { caseId: 'c1', kind: 'document', origin: 'file', position: null } as const;
      await evidence.intake.begin({ evidenceId, fileName, ties: [], ...about });
      await evidence.intake.append(evidenceId, 0, content);
      return (await evidence.intake.finish(evidenceId)).signed;
    },
    async pack(input) {
      const file = path.join(folder, 'package.zip');
      const result = await evidence.packaging.write(input, {
        ...{ program: '0.1.0', choose: async () => file, onProgress: () => undefined },
      });
      if (result.kind !== 'written') throw new Error(result.kind);
      return file;
    },
    async close() {
      await evidence.close(20_000);
      vault.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What the window says of originals; `own` of each by its place. */
export function packageInput(
  all: readonly SignedRecord[],
  own: Readonly<Record<number, Partial<PackageInput['exhibits'][number]>>> = {},
): PackageInput {
  return {
    suggestedName: 'Gói chứng cứ.zip',
    case: { id: 'c1', number: '12/2026', entityName: 'Công ty <b>Bưu chính</b> & "Sao"' },
    exhibits: all.map((signed, place) => ({
      signed,
      ...{ name: signed.record.fileName || 'Ảnh', title: '', note: '', place: 'Quầy số 2', absence: null },
      shows: ['Phát hiện 1: không niêm yết giá cước'],
      takenBy: { id: signed.record.takenBy, name: 'Nguyễn Thị An' },
      takenAt: momentText(signed.record.deviceMs + signed.record.clockOffsetMs),
      ...{ withdrawn: null, layers: [], custody: [] },
      ...own[place],
    })),
  };
}
