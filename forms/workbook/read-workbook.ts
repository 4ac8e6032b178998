import { demandFormSize } from '../files/form-size.ts';
import { FormFault } from '../form-fault.ts';
import type { Workbook } from './cells.ts';
import { readXlsx } from './read-xlsx.ts';

const zipMagic = [0x50, 0x4b, 0x03, 0x04];
const oldOfficeMagic = [0xd0, 0xcf, 0x11, 0xe0];

/**
 * What the cells of a workbook say, whatever the file is called: .xlsx, .xlsm, and .xls as Excel wrote it up to 2003. Throws `FormFault` where
 * the file is none, is damaged or too large.
 */
export async function readWorkbook(bytes: Uint8Array): Promise<Workbook> {
  demandFormSize(bytes);
  if (startsWith(bytes, zipMagic)) return readXlsx(bytes);
  if (!startsWith(bytes, oldOfficeMagic)) throw new FormFault('file.notWorkbook');
  if (isEncrypted(bytes)) throw new FormFault('file.encrypted');
  // Its reader is large, and few forms are that old.
  const { readXls } = await import('./read-xls.ts');
  return readXls(bytes);
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, at) => bytes[at] === byte);
}

/** A workbook with a password is wrapped in the old format, and names what it wraps. */
function isEncrypted(bytes: Uint8Array): boolean {
  const written = [...'EncryptedPackage'].map((letter) => `${letter}\u0000`).join('');
  return new TextDecoder('latin1').decode(bytes).includes(written);
}
