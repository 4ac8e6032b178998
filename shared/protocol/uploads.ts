/**
 * Originals of evidence and their small pictures go to the server by tus 1.0.0 (https://tus.io/protocols/resumable-upload):
 * `HEAD` asks how many bytes have come, `PATCH` sends what follows. A file needs no creation: it is there from the moment in which the
 * server holds the evidence's document, which names its length and SHA-256. `GET` below `/content` gives a whole one, or a range.
 */
export const evidenceParts = ['original', 'picture'] as const;
export type EvidencePart = (typeof evidenceParts)[number];

export const tusVersion = '1.0.0';
export const tusHeader = 'tus-resumable';
export const offsetHeader = 'upload-offset';
export const lengthHeader = 'upload-length';
/** SHA-256 of what the file must be, in hexadecimal. */
export const contentHeader = 'x-minh-tra-hash';
export const sliceType = 'application/offset+octet-stream';

/** A request that says its length brings no more than so many bytes; what is fetched comes in slices of `sentSliceBytes`. */
export const mostSliceBytes = 64 * 1_048_576;
export const sentSliceBytes = 8 * 1_048_576;

/** Path of one part below the server's base, without a slash at its begin. */
export function uploadPath(evidenceId: string, part: EvidencePart): string {
  return `evidence/${encodeURIComponent(evidenceId)}/${part}`;
}
