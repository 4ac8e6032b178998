import type { CollectionDefinition } from '../../shared/schema/collection.ts';
import { collections } from '../../shared/schema/collections.ts';
import type { CollectionName } from './workspace.ts';

const byName = new Map(collections.map((definition) => [definition.name, definition]));

/** What shared/schema says of a collection. */
export function definitionOf(name: CollectionName): CollectionDefinition {
  const definition = byName.get(name);
  if (!definition) throw new Error(`no schema of collection ${name}`);
  return definition;
}
