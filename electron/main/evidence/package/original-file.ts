import path from 'node:path';
import { exhibitNumber } from '../../../../shared/domain/evidence/package.ts';
import type { EvidenceRecord } from '../../../../shared/schema/evidence.ts';
import { safeFileName } from '../../files/file-name.ts';

/** With number and ending it stays within the 255 bytes that a name may have, four bytes a character. */
const longestStem = 56;
const ending = /^\.[A-Za-z0-9]{1,10}$/;

/** Endings of what the program itself records, which has no name of its own. */
const endings: Readonly<Record<string, string>> = {
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/webp': '.webp',
  'audio/webm': '.webm',
  'video/webm': '.webm',
  'video/mp4': '.mp4',
  'application/pdf': '.pdf',
  'text/plain': '.txt',
};

/** Where an original lies in the package: its number and its own name, in characters that every file system takes. */
export function originalFile(number: number, record: Pick<EvidenceRecord, 'fileName' | 'kind' | 'mediaType'>): string {
  const { fileName, kind, mediaType } = record;
  const own = path.posix.extname(fileName);
  const end = ending.test(own) ? own : '';
  const stem = fileName.slice(0, fileName.length - end.length);
  return fileName.trim() === ''
    ? `originals/${exhibitNumber(number)}-${kind}${endings[mediaType] ?? ''}`
    : `originals/${exhibitNumber(number)}-${cut(safeFileName(stem.replace(/\p{Cs}/gu, ' ')))}${end}`;
}

function cut(stem: string): string {
  return [...stem]
    .slice(0, longestStem)
    .join('')
    .replace(/[\s.]+$/, '');
}
