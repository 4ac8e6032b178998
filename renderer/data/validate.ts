import { Value } from 'typebox/value';
import { ProblemError } from '../../shared/problem/problem.ts';
import { definitionOf } from './definitions.ts';
import type { CollectionName } from './workspace.ts';

/** Refuses a document that breaks its collection's schema: `document.invalid`, naming the field and never its value. */
export function assertValid(name: CollectionName, document: object): void {
  const { schema } = definitionOf(name);
  const own = Object.fromEntries(Object.entries(document).filter(([field]) => !field.startsWith('_')));
  if (Value.Check(schema, own)) return;
  const field = Value.Errors(schema, own)[0]?.instancePath ?? '';
  throw new ProblemError('document.invalid', { collection: name, field });
}
