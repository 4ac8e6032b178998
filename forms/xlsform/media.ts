import type { TemplateNode } from '../../shared/schema/template-content.ts';
import type { Row } from './rows.ts';

/** Pictures, sounds and films that a row shows; undefined where it shows none. */
export function mediaOf(row: Row): TemplateNode['media'] {
  const [image, bigImage, audio, video] = ['image', 'big-image', 'audio', 'video'].map((field) => row.words(field));
  if (!image && !bigImage && !audio && !video) return undefined;
  return { ...(image && { image }), ...(bigImage && { bigImage }), ...(audio && { audio }), ...(video && { video }) };
}
