import type { Evidence } from '../../../shared/schema/evidence.ts';

/** How an original is shown; `unreadable`: a picture that nothing could be made of, `none`: what no part of the program shows. */
export type WayToShow =
  | 'picture'
  | 'video'
  | 'sound'
  | 'pdf'
  | 'text'
  | 'reading'
  | 'pageFacts'
  | 'unreadable'
  | 'none';

/** Pictures that the window decodes itself; an SVG is a text with a script in it. */
const pictures: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif']);
const texts: ReadonlySet<string> = new Set(['application/json', 'application/xml', 'image/svg+xml']);

/** By what the content is, whatever its name says. */
export function wayToShow({ thumbnail, signed }: Pick<Evidence, 'thumbnail' | 'signed'>): WayToShow {
  const { kind, mediaType } = signed.record;
  if (kind === 'reading') return 'reading';
  if (kind === 'capture' && mediaType === 'application/json') return 'pageFacts';
  if (kind === 'sound') return 'sound';
  // What a small picture could not be made of may claim more pixels than memory holds.
  if (pictures.has(mediaType)) return thumbnail ? 'picture' : 'unreadable';
  if (mediaType.startsWith('video/')) return 'video';
  if (mediaType === 'application/pdf') return 'pdf';
  if (mediaType.startsWith('text/') || texts.has(mediaType)) return 'text';
  return mediaType.startsWith('image/') ? 'unreadable' : 'none';
}
