import { commonScope } from '../../shared/domain/permission/rules.ts';
import { activePeople, allUnits } from '../queries/directory.ts';
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
}

function card(id: string, scope: string, kind: 'unit' | 'person', title: string, data: object): Publication {
  const dates = { effectiveFrom: null, effectiveTo: null };
  return { id, scope, content: { kind, title, ...dates, confidence: 'high', source: 'Quản trị hệ thống', data } };
}
