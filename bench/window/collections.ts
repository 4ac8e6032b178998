import { activity } from '../../shared/schema/activity.ts';
import type { CollectionDefinition } from '../../shared/schema/collection.ts';
import { deviceCollections } from '../../shared/schema/collections.ts';

/** RxDB's open-source edition opens so many without a delay, and the design asks for them. */
const mostCollections = 12;

/** Collections that stand for those which later parts of the product will add. */
export const extraCollections: readonly CollectionDefinition[] = Array.from(
  { length: mostCollections - deviceCollections.length },
  (_, at) => ({ ...activity, name: `extra${at + 1}` }),
);
