import { useMemo } from 'react';
import type { Static } from 'typebox';
import { Value } from 'typebox/value';
import { mayWriteIn } from '../../shared/domain/permission/permission.ts';
import { roles } from '../../shared/schema/people.ts';
import type { Reference, ReferenceKind } from '../../shared/schema/reference.ts';
import { type PersonCardData, referenceData } from '../../shared/schema/reference-data.ts';
import type { Workspace } from '../data/workspace.ts';
import { type Live, plainOf, useDocuments } from './use-documents.ts';

type DataOf<Kind extends ReferenceKind> = Static<(typeof referenceData)[Kind]>;

/** A document of reference data whose `data` has the shape of its kind. */
export type ReferenceOf<Kind extends ReferenceKind> = Omit<Reference, 'data'> & { readonly data: DataOf<Kind> };

const checked = new WeakMap<object, boolean>();

/** True when the document's data has the shape of its kind; each state of a document is checked once. */
function isWhole<Kind extends ReferenceKind>(document: Reference, kind: Kind): document is ReferenceOf<Kind> {
  const known = checked.get(document);
  if (known !== undefined) return known;
  const whole = document.kind === kind && Value.Check(referenceData[kind], document.data);
  checked.set(document, whole);
  return whole;
}

/** Live reference data of a kind; what does not have its kind's shape is left out. Null asks nothing. */
export function useReference<Kind extends ReferenceKind>(
  workspace: Workspace,
  kind: Kind | null,
): Live<readonly ReferenceOf<Kind>[]> {
  const { reference } = workspace.collections;
  const query = useMemo(
    () => (kind ? reference.find({ selector: { kind: { $eq: kind } }, sort: [{ kind: 'asc' }, { id: 'asc' }] }) : null),
    [reference, kind],
  );
  const { value, loading, problem } = useDocuments(query);
  const whole = useMemo(
    () => (kind ? value.filter((document): document is ReferenceOf<Kind> => isWhole(document, kind)) : []),
    [value, kind],
  );
  return { value: whole, loading, problem };
}

/** Reference data of a kind as it stands on this device now; what does not have its kind's shape is left out. */
export async function readReference<Kind extends ReferenceKind>(
  workspace: Workspace,
  kind: Kind,
): Promise<readonly ReferenceOf<Kind>[]> {
  const found = await workspace.collections.reference.find({ selector: { kind: { $eq: kind } } }).exec();
  return found.map(plainOf).filter((document): document is ReferenceOf<Kind> => isWhole(document, kind));
}

/** Colleagues whom a case's team can take, by name: those who work on cases. */
export function usePeople(workspace: Workspace): readonly PersonCardData[] {
  const cards = useReference(workspace, 'person').value;
  return useMemo(
    () =>
      cards
        .map((card) => card.data)
        .filter(({ role }) => roles.some((known) => known === role && mayWriteIn(known, 'cases')))
        .sort((a, b) => a.name.localeCompare(b.name, 'vi')),
    [cards],
  );
}
