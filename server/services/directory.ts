import { commonScope } from '../../shared/domain/permission/rules.ts';
import { activePeople, allUnits } from '../queries/directory.ts';
import { type PublishedKey, publishedKeys } from '../queries/signing-keys.ts';
import type { Context } from './context.ts';
import { type Publication, publish } from './publish.ts';

/**
 * Publishes who and what there is as reference documents, so that a case's team can be chosen off-line: every unit to
 * everyone, the people of a unit to that unit alone.
 */
export async function publishDirectory(context: Context): Promise<void> {
  const collection = context.registry.find('reference');
  if (!collection) return;
  const { owner } = context.connections;
  const units = (await allUnits(owner)).map(({ scope, name }): Publication => {
    const data = { scope, nameVi: name, nameEn: name };
    return card(`unit-${scope}`, commonScope, 'unit', name, data);
  });
  const people = (await activePeople(owner)).map(({ id, name, title, role, scope, unitName }): Publication => {
    return card(`person-${id}`, scope, 'person', name, { personId: id, name, title, role, unitName });
  });
  await publish(owner, collection, [...units, ...people], context.now());
  await publishKeys(context, null);
}

/** Tells a unit the public keys of these of its people, or of everybody: so that colleagues know without a network what is whose. */
export async function publishKeys(context: Context, personIds: readonly string[] | null): Promise<void> {
  const collection = context.registry.find('reference');
  if (!collection) return;
  const { owner } = context.connections;
  const byPerson = new Map<string, PublishedKey[]>();
  for (const key of await publishedKeys(owner, personIds)) {
    byPerson.set(key.personId, [...(byPerson.get(key.personId) ?? []), key]);
  }
  const cards = [...byPerson].map(([personId, keys]): Publication => {
    const devices = keys.map(({ deviceId, signing, sealing, since, revoked }) => {
      return { deviceId, signing, sealing, since: since.toISOString(), revoked };
    });
    return card(`keys-${personId}`, keys[0]?.scope ?? commonScope, 'keys', personId, { personId, devices });
  });
  await publish(owner, collection, cards, context.now());
}

function card(id: string, scope: string, kind: 'unit' | 'person' | 'keys', title: string, data: object): Publication {
  const dates = { effectiveFrom: null, effectiveTo: null };
  return { id, scope, content: { kind, title, ...dates, confidence: 'high', source: 'Quản trị hệ thống', data } };
}
