import { type Icon, IconArrowUpRight, IconCrop, IconEyeOff, IconLetterT, IconSquare } from '@tabler/icons-react';
import type { Layer } from '../../../shared/schema/evidence.ts';

export const layerGlyphs: Readonly<Record<Layer['kind'], Icon>> = {
  blur: IconEyeOff,
  box: IconSquare,
  arrow: IconArrowUpRight,
  text: IconLetterT,
  crop: IconCrop,
};
