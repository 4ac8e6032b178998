import type { Sector } from '../../../shared/schema/common.ts';

/** Every sector, in the order in which it is offered; its word is `case:sector.<sector>`. */
export const sectors: readonly Sector[] = ['post', 'telecom', 'it', 'radio', 'press', 'publishing'];
