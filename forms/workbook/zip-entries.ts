import { type UnzipFileInfo, unzipSync } from 'fflate';
import { FormFault } from '../form-fault.ts';

const megabyte = 1_048_576;
/** What a file claims to hold, unpacked: so much memory is given, and no more. */
const mostUnpackedBytes = 160 * megabyte;
const mostEntries = 2_000;

/** The parts of a file of Office Open XML by their names; `wanted`: which are unpacked. Throws `FormFault` where it is none, or too large. */
export function zipEntries(bytes: Uint8Array, wanted: (name: string) => boolean): ReadonlyMap<string, Uint8Array> {
  let unpacked = 0;
  let entries = 0;
  const filter = ({ name, originalSize }: UnzipFileInfo) => {
    entries += 1;
    if (entries > mostEntries) throw new FormFault('file.bomb');
    if (!wanted(name)) return false;
    unpacked += originalSize;
    if (unpacked > mostUnpackedBytes) throw new FormFault('file.bomb');
    return true;
  };
  try {
    // What unpacks to more than it claims is cut there: never more memory is taken.
    return new Map(Object.entries(unzipSync(bytes, { filter })));
  } catch (thrown) {
    throw thrown instanceof FormFault ? thrown : new FormFault('file.damaged');
  }
}
