import type { Reference } from '../schema/reference.ts';

/** A document of reference data whose `data` has been found to have the shape of its kind. */
export type Dated<Data> = Pick<Reference, 'id' | 'effectiveFrom' | 'effectiveTo' | 'confidence'> & {
  readonly data: Data;
};

/** True when reference data applies on a day (yyyy-mm-dd). */
export function isInForce(
  { effectiveFrom, effectiveTo }: Pick<Reference, 'effectiveFrom' | 'effectiveTo'>,
  day: string,
): boolean {
  return (effectiveFrom === null || effectiveFrom <= day) && (effectiveTo === null || day <= effectiveTo);
}
