import { createPublicKey, randomBytes, verify } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TakenIn } from '../../../shared/bridge/contract.ts';
import type { IntakeInput } from '../../../shared/bridge/evidence.ts';
import { recordText } from '../../../shared/domain/evidence/chain.ts';
import type { Position, SignedRecord } from '../../../shared/schema/evidence.ts';
import { type OpenVault, openVault } from '../vault/open-vault.ts';
import { signingKeyOf } from '../vault/signing-key.ts';
import { type Evidence, openEvidence } from './evidence.ts';

let ids = 0;

/** What is said of a file that is taken in, under an id of its own. */
export function intakeInput(own: Partial<IntakeInput> = {}): IntakeInput {
  return {
    evidenceId: String(++ids).padStart(26, '0'),
    ...{
      caseId: 'c1',
      kind: 'document',
      origin: 'file',
      fileName: 'biên bản.txt',
      position: null,
      ties: ['finding|f1'],
    },
    ...own,
  };
}

/** The originals of one person in a folder of their own, for tests. */
export class TestEvidence {
  readonly folder: string;
  readonly #dataKey = randomBytes(32);
  vault!: OpenVault;
  evidence!: Evidence;
  /** What a receiver on this laptop says. */
  here: Position | null = null;
  /** How many bytes of any original the server has. */
  atServer = 0;
  canSign = true;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async open(): Promise<TestEvidence> {
    const laptop = new TestEvidence(await mkdtemp(path.join(tmpdir(), 'minh-tra-intake-')));
    await laptop.#open();
    return laptop;
  }

  async #open(): Promise<void> {
    this.vault = openVault('p-an', this.folder, Buffer.from(this.#dataKey));
    const signingKey = signingKeyOf(this.vault);
    this.evidence = await openEvidence({
      vault: this.vault,
      signing: async () => {
        const key = await signingKey();
        const refused = () => Promise.reject(new Error('no room'));
        return { ...key, sign: (text: string) => (this.canSign ? key.sign(text) : refused()) };
      },
      ask: async () => new Response(null, { status: 204, headers: { 'upload-offset': String(this.atServer) } }),
      person: () => ({ id: 'p-an', name: 'An', unitName: '' }),
      networks: () => [],
      serverKey: () => null,
      deviceId: 'device-1',
      now: () => 1_000,
      clockOffsetMs: () => 250,
      position: () => this.here,
    });
  }

  /** As after a power cut: what is in memory is gone. */
  async startAnew(): Promise<void> {
    this.vault.close();
    await this.#open();
  }

  async take(bytes: Uint8Array, own: Partial<IntakeInput> = {}): Promise<TakenIn> {
    const asked = intakeInput(own);
    await this.evidence.intake.begin(asked);
    await this.evidence.intake.append(asked.evidenceId, 0, bytes);
    return this.evidence.intake.finish(asked.evidenceId);
  }

  async close(): Promise<void> {
    await this.evidence.close(20_000);
    this.vault.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Whether a record's signature is that of its key. */
export async function isSigned({ record, publicKey, signature }: SignedRecord): Promise<boolean> {
  const head = Buffer.from('302a300506032b6570032100', 'hex');
  const key = createPublicKey({
    key: Buffer.concat([head, Buffer.from(publicKey, 'base64url')]),
    format: 'der',
    type: 'spki',
  });
  return verify(null, Buffer.from(recordText(record), 'utf8'), key, Buffer.from(signature, 'base64url'));
}
