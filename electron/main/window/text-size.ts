import type { Settings } from '../../../shared/bridge/contract.ts';

const sizes: readonly Settings['textSize'][] = [90, 100, 110, 125, 150];

/** The next text size up (1) or down (-1), or the usual one (0). */
export function stepTextSize(current: Settings['textSize'], step: -1 | 0 | 1): Settings['textSize'] {
  if (step === 0) return 100;
  return sizes[sizes.indexOf(current) + step] ?? current;
}
