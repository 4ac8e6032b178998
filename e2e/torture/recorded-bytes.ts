import { createCipheriv, createHash } from 'node:crypto';

/** The bytes that a recording of this name has, as many as wanted: the same each time, no two places alike. */
export function recordedBytes(evidenceId: string, sizeBytes: number): Buffer {
  const key = createHash('sha256').update(evidenceId).digest();
  return createCipheriv('aes-256-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(sizeBytes));
}
