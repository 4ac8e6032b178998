import type { RxDocument } from 'rxdb';
import { firstValueFrom, type Observable, of, switchMap } from 'rxjs';
import { type Choices, joinedFields, mayBeSame, standingId } from '../../shared/domain/entity/same-entity.ts';
import type { ManagedEntity } from '../../shared/schema/entities.ts';
import type { Collections, Workspace } from './workspace.ts';

type EntityRecord = RxDocument<ManagedEntity>;
type Entities = Collections['entities'];

const mostAlike = 5;

/** The record that stands for the one with this id, live; null where this device has none. */
export function standingRecord(
  entities: Entities,
  id: string,
  passed: ReadonlyMap<string, EntityRecord> = new Map(),
): Observable<EntityRecord | null> {
  return entities.findOne(id).$.pipe(
    switchMap((found) => {
      const records = found ? new Map([...passed, [id, found]]) : passed;
      if (found?.sameAs && !passed.has(found.sameAs)) return standingRecord(entities, found.sameAs, records);
      const [first = id] = records.keys();
      return of(records.get(standingId(first, (each) => records.get(each))) ?? null);
    }),
  );
}

/** The records that stand for these, each once and in their order. */
export async function standingRecords(entities: Entities, ids: readonly string[]): Promise<readonly ManagedEntity[]> {
  const found = await Promise.all(ids.map((id) => firstValueFrom(standingRecord(entities, id))));
  const byId = new Map(found.flatMap((record) => (record ? [[record.id, record.toMutableJSON()] as const] : [])));
  return [...byId.values()];
}

/** Ids of all records that are the one of these ids: what is noted of an entity may name any of them. */
export async function idsOfSame(entities: Entities, ids: readonly string[]): Promise<readonly string[]> {
  const all = new Set(ids);
  for (let next: readonly string[] = ids; next.length > 0; ) {
    const records = await entities
      .find({ selector: { $or: [{ id: { $in: [...next] } }, { sameAs: { $in: [...next] } }] } })
      .exec();
    const further = records.flatMap(({ id, sameAs }) => [id, sameAs]).filter((id) => id !== '' && !all.has(id));
    for (const id of further) all.add(id);
    next = further;
  }
  return [...all];
}

/** Other records of the entity's unit that stand for themselves and may be the same entity. */
export async function recordsAlike(workspace: Workspace, entity: ManagedEntity): Promise<readonly ManagedEntity[]> {
  const { entities } = workspace.collections;
  const byCode = entity.code ? await entities.find({ selector: { code: { $eq: entity.code } } }).exec() : [];
  const byName = await workspace.search('entities', entity.name, mostAlike);
  const found = await standingRecords(entities, [...byCode.map(({ id }) => id), ...byName]);
  return found.filter((other) => other.scope === entity.scope && mayBeSame(entity, other));
}

/**
 * Makes two records of one entity one, `standing` the one that was made first: it says what was chosen, and the other, which
 * keeps all that it says, names it. Answers what parts them again.
 */
export async function joinRecords(
  workspace: Workspace,
  standing: ManagedEntity,
  other: ManagedEntity,
  choices: Choices,
): Promise<() => Promise<void>> {
  const joined = joinedFields(standing, other, choices);
  const before = Object.fromEntries(Object.keys(joined).map((field) => [field, Reflect.get(standing, field)]));
  const written = await workspace.change('entities', standing.id, () => joined, standing);
  await workspace.change('entities', other.id, () => ({ sameAs: standing.id }), other);
  return async () => {
    await workspace.change('entities', other.id, () => ({ sameAs: '' }));
    await workspace.change('entities', standing.id, () => before, written);
  };
}
