import { type SyntheticEvent, useState } from 'react';
import type { Size } from '../../../shared/domain/evidence/layers.ts';

/** A picture's own size in pixels; null until it is there. `onLoad` is the image's. */
export function useNaturalSize(): { size: Size | null; onLoad: (event: SyntheticEvent<HTMLImageElement>) => void } {
  const [size, setSize] = useState<Size | null>(null);
  const onLoad = ({ currentTarget: { naturalWidth, naturalHeight } }: SyntheticEvent<HTMLImageElement>) =>
    setSize({ width: naturalWidth, height: naturalHeight });
  return { size, onLoad };
}
