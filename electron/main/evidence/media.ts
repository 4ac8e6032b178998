import exifr from 'exifr';
import { fileTypeFromBuffer } from 'file-type';
import type { EvidenceKind, EvidenceRecord, Position } from '../../../shared/schema/evidence.ts';

/** Of a content so many bytes are looked at: what a camera says of a photograph stands at its beginning. */
export const headBytes = 512 * 1_024;

export interface Described {
  readonly mediaType: string;
  readonly camera: EvidenceRecord['camera'];
  readonly position: Position | null;
}

const unknownType = 'application/octet-stream';
const silent = { takenAt: '', make: '', model: '' };

/** What a content is by its first bytes, whatever its name says. Never throws: what can't be read says nothing. */
export async function describeContent(head: Uint8Array, kind: EvidenceKind): Promise<Described> {
  const found = await fileTypeFromBuffer(head).catch(() => undefined);
  const mediaType = found?.mime ?? textType(head, kind) ?? unknownType;
  const isPhotograph = mediaType.startsWith('image/') && kind !== 'reading';
  const told = isPhotograph ? await exifr.parse(Buffer.from(head), fields).catch(() => undefined) : undefined;
  return { mediaType, camera: cameraOf(told), position: positionOf(told) };
}

/** What a content of this type is as evidence. */
export function kindOf(mediaType: string): EvidenceKind {
  if (mediaType.startsWith('image/')) return 'photo';
  if (mediaType.startsWith('video/')) return 'video';
  return mediaType.startsWith('audio/') ? 'sound' : 'document';
}

const fields = {
  pick: [
    'DateTimeOriginal',
    'OffsetTimeOriginal',
    'Make',
    'Model',
    'GPSLatitude',
    'GPSLatitudeRef',
    'GPSLongitude',
    'GPSLongitudeRef',
  ] as string[],
  // As it stands there: a camera's clock has no zone, and this machine's is none of its.
  reviveValues: false,
  translateValues: false,
};

type Told = Readonly<Record<string, unknown>> | undefined;

function cameraOf(told: Told): EvidenceRecord['camera'] {
  if (!told) return silent;
  const offset = textOf(told.OffsetTimeOriginal, 6);
  const takenAt = textOf(told.DateTimeOriginal, 33);
  return { takenAt: `${takenAt}${offset}`, make: textOf(told.Make, 100), model: textOf(told.Model, 100) };
}

function positionOf(told: Told): Position | null {
  const { latitude, longitude } = told ?? {};
  const isPlace = isWithin(latitude, 90) && isWithin(longitude, 180);
  return isPlace ? { latitude, longitude, altitudeM: null, accuracyM: null, source: 'exif' } : null;
}

function isWithin(value: unknown, most: number): value is number {
  return typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= most;
}

/** Printable text of at most so many characters; a field that says more, or something else, says nothing. */
function textOf(value: unknown, most: number): string {
  if (typeof value !== 'string') return '';
  const text = value.replace(/\0+$/, '').trim();
  return text.length <= most && !/[\p{Cc}\p{Cs}]/u.test(text) ? text : '';
}

/** A text's type; JSON only where the program itself wrote it. Null for what is no text. */
function textType(head: Uint8Array, kind: EvidenceKind): string | null {
  if (!isText(head)) return null;
  if (kind === 'capture' && isArchive(head)) return 'multipart/related';
  return kind === 'reading' || kind === 'capture' ? 'application/json' : 'text/plain';
}

/** True for a page as Chromium archives it (MHTML). */
function isArchive(head: Uint8Array): boolean {
  return Buffer.from(head.subarray(0, 64)).toString('latin1').startsWith('From: <Saved by Blink>');
}

/** True for UTF-8 without control characters. */
function isText(head: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(head.subarray(0, 4_096), { stream: true });
  return text.length > 0 && !/[^\P{Cc}\t\n\r\f]|\uFFFD/u.test(text);
}
