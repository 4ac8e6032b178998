import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readSync, renameSync, writeSync } from 'node:fs';
import path from 'node:path';

const bufferBytes = 1_048_576;
const ownerAlone = 0o600;

/** What was written: its size, and its SHA-256 in hexadecimal. */
export interface Written {
  readonly sizeBytes: number;
  readonly sha256: string;
}

/** Copies a file to a new one that its owner alone can read. Throws where `to` is there. */
export function copyFile(from: string, to: string): Written {
  const source = openSync(from, 'r');
  try {
    return writeNew(to, (write) => {
      const buffer = Buffer.allocUnsafe(bufferBytes);
      for (let count = readSync(source, buffer); count > 0; count = readSync(source, buffer)) {
        write(buffer.subarray(0, count));
      }
    });
  } finally {
    closeSync(source);
  }
}

/** Like `copyFile`; the copy is on the disk when this returns. */
export function copyDurably(from: string, to: string): Written {
  const written = copyFile(from, to);
  syncFile(to);
  return written;
}

/** Like `copyDurably`, with content that is in memory. */
export function writeDurably(to: string, content: string | Buffer): Written {
  const written = writeNew(to, (write) => write(Buffer.from(content)));
  syncFile(to);
  return written;
}

function writeNew(to: string, fill: (write: (bytes: Buffer) => void) => void): Written {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  const target = openSync(to, 'wx', ownerAlone);
  try {
    fill((bytes) => {
      for (let at = 0; at < bytes.length; ) at += writeSync(target, bytes, at);
      hash.update(bytes);
      sizeBytes += bytes.length;
    });
  } finally {
    closeSync(target);
  }
  return { sizeBytes, sha256: hash.digest('hex') };
}

function syncFile(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Renames so that the new name outlives the machine's end. */
export function renameDurably(from: string, to: string): void {
  renameSync(from, to);
  syncFolder(path.dirname(to));
}

/** Brings the names in a folder to the disk; Windows has no such thing for folders. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** True for a folder that is, or is below, another; both absolute. */
export function isWithin(inner: string, outer: string): boolean {
  return `${inner}${path.sep}`.startsWith(`${outer}${path.sep}`);
}
