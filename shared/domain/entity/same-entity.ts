import type { ManagedEntity } from '../../schema/entities.ts';
import { foldedText } from '../../storage/fold.ts';

/** Fields of which one value stands. */
export const comparedFields = [
  'name',
  'form',
  'code',
  'address',
  'representative',
  'representativeTitle',
  'phone',
] as const;
export type ComparedField = (typeof comparedFields)[number];

/** Of which record a field's value is taken; of the one that stands where nothing is chosen. */
export type Choices = Readonly<Partial<Record<ComparedField, 'standing' | 'other'>>>;

/** What the record that stands says once both are one. */
export type JoinedFields = Pick<ManagedEntity, ComparedField | 'sectors' | 'licences' | 'note'>;

/** True when two records may be one entity: they have one code; or one name, tones or not, and no two codes. */
export function mayBeSame(
  one: Pick<ManagedEntity, 'id' | 'name' | 'code'>,
  other: Pick<ManagedEntity, 'id' | 'name' | 'code'>,
): boolean {
  if (one.id === other.id) return false;
  if (one.code !== '' && other.code !== '') return one.code === other.code;
  return foldedText(one.name) === foldedText(other.name);
}

/** The record that was made first, which goes on, and the other; the same on every device. */
export function inOrderOfRegistration<Entity extends Pick<ManagedEntity, 'id' | 'createdAt'>>(
  one: Entity,
  other: Entity,
): readonly [standing: Entity, other: Entity] {
  const isFirst = one.createdAt === other.createdAt ? one.id < other.id : one.createdAt < other.createdAt;
  return isFirst ? [one, other] : [other, one];
}

/** Fields in which both records say something, and not the same: somebody has to choose. */
export function differingFields(standing: ManagedEntity, other: ManagedEntity): readonly ComparedField[] {
  return comparedFields.filter((field) => standing[field] && other[field] && standing[field] !== other[field]);
}

/** What stands when both are one: what was chosen, what one of them alone says, and the lists of both. */
export function joinedFields(standing: ManagedEntity, other: ManagedEntity, choices: Choices): JoinedFields {
  const chosen = <Field extends ComparedField>(field: Field): ManagedEntity[Field] =>
    choices[field] === 'other' ? other[field] : standing[field] || other[field];
  const numbers = new Set(standing.licences.map(({ number }) => number));
  return {
    name: chosen('name'),
    form: chosen('form'),
    code: chosen('code'),
    address: chosen('address'),
    representative: chosen('representative'),
    representativeTitle: chosen('representativeTitle'),
    phone: chosen('phone'),
    sectors: [...new Set([...standing.sectors, ...other.sectors])],
    licences: [...standing.licences, ...other.licences.filter(({ number }) => !numbers.has(number))],
    note: standing.note || other.note,
  };
}

/**
 * The id of the record that stands for another one, by the records that are known: it follows `sameAs` to its end. One that
 * is not known (any more) ends the way; of records that lead around, as when two people joined them crosswise, the least id
 * stands.
 */
export function standingId(id: string, recordOf: (id: string) => Pick<ManagedEntity, 'sameAs'> | undefined): string {
  const passed: string[] = [];
  for (let at = id; ; ) {
    passed.push(at);
    const next = recordOf(at)?.sameAs;
    if (!next || !recordOf(next)) return at;
    const around = passed.indexOf(next);
    if (around >= 0) return passed.slice(around).sort()[0] ?? at;
    at = next;
  }
}
