import { FormFault } from '../form-fault.ts';

const megabyte = 1_048_576;
/** A form is some hundred kilobytes; one with long lists of choices a few megabytes. */
const mostFileBytes = 25 * megabyte;

/** Throws `FormFault` where a file is too large to be a form. */
export function demandFormSize(bytes: Uint8Array): void {
  if (bytes.byteLength > mostFileBytes) throw new FormFault('file.tooLarge', { most: mostFileBytes / megabyte });
}
