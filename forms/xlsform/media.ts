import type { TemplateNode } from '../../shared/schema/template-content.ts';
import type { Row } from './rows.ts';
import { type Cells, wordCells } from './word-cells.ts';

/** Columns of pictures, sounds and films. */
export const mediaFields = ['image', 'big-image', 'audio', 'video'] as const;

/** Pictures, sounds and films that a row shows; undefined where it shows none. */
export function mediaOf(row: Row): TemplateNode['media'] {
  const [image, bigImage, audio, video] = mediaFields.map((field) => row.words(field));
  if (!image && !bigImage && !audio && !video) return undefined;
  return { ...(image && { image }), ...(bigImage && { bigImage }), ...(audio && { audio }), ...(video && { video }) };
}

/** As `mediaOf` reads them. */
export function mediaCells(media: TemplateNode['media'], languages: readonly string[]): Cells {
  const { image, bigImage, audio, video } = media ?? {};
  const words = [image, bigImage, audio, video];
  return Object.assign({}, ...mediaFields.map((field, at) => wordCells(field, words[at], languages)));
}
