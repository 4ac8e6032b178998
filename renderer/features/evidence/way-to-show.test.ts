import { expect, it } from 'vitest';
import type { Evidence, EvidenceKind } from '../../../shared/schema/evidence.ts';
import { wayToShow } from './way-to-show.ts';

const thumbnail = { sha256: '0'.repeat(64), sizeBytes: 1 };

it.each([
  ['photo', 'image/jpeg', true, 'picture'],
  // It has no small picture: broken, or of more pixels than memory holds.
  ['photo', 'image/jpeg', false, 'unreadable'],
  ['photo', 'image/heic', false, 'unreadable'],
  ['video', 'video/mp4', true, 'video'],
  ['sound', 'video/webm', false, 'sound'],
  ['sound', 'audio/mpeg', false, 'sound'],
  ['document', 'application/pdf', false, 'pdf'],
  ['document', 'text/plain', false, 'text'],
  // Never drawn: what it says is shown.
  ['photo', 'image/svg+xml', true, 'text'],
  ['document', 'application/xml', false, 'text'],
  ['document', 'application/zip', false, 'none'],
  ['document', 'application/octet-stream', false, 'none'],
  ['reading', 'application/json', false, 'reading'],
] as const)('%s of %s, small picture: %s, is shown as %s', (kind: EvidenceKind, mediaType, hasPicture, way) => {
  const evidence = { thumbnail: hasPicture ? thumbnail : null, signed: { record: { kind, mediaType } } } as Evidence;
  expect(wayToShow(evidence)).toBe(way);
});
