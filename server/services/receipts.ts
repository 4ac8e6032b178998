import type { Context } from './context.ts';
import { type Cryptography, isSameSecret, type ReceiptedState } from './cryptography.ts';

/** A receipt as a device shows it: of which epoch and version the state is, if the proof holds. */
export interface ReadReceipt {
  readonly epoch: string;
  readonly version: number;
}

/** What receipts are written and read with. */
export type ReceiptContext = Pick<Context, 'epoch'> & { readonly cryptography: Pick<Cryptography, 'receiptFor'> };

type Stored = Omit<ReceiptedState, 'epoch' | 'collection'>;

const pattern = /^([0-9a-f]{1,64})\.(\d{1,15})\.([\w-]{16})$/;

/**
 * Version in the receipt of a state that the server completed as it took it in, a new case that got its number: it is before
 * the completed one.
 */
export const asPushed = 0;

/** The receipt of a state as it is stored now. */
export function receiptOf({ cryptography, epoch }: ReceiptContext, collection: string, stored: Stored): string {
  const { scope, id, version, revision } = stored;
  const proof = cryptography.receiptFor({ epoch, collection, scope, id, version, revision });
  return `${epoch}.${version}.${proof}`;
}

/** Null when this server has never given the receipt for this very state. */
export function readReceipt(
  { cryptography }: Pick<ReceiptContext, 'cryptography'>,
  collection: string,
  state: Omit<Stored, 'version'>,
  receipt: string,
): ReadReceipt | null {
  const [, epoch = '', version = '', proof = ''] = pattern.exec(receipt) ?? [];
  if (proof === '') return null;
  const { scope, id, revision } = state;
  const read = { epoch, version: Number(version) };
  const expected = cryptography.receiptFor({ ...read, collection, scope, id, revision });
  return isSameSecret(proof, expected) ? read : null;
}
