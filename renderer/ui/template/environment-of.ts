import type { Environment } from '../../../forms/expression/environment.ts';
import type { Workspace } from '../../data/workspace.ts';

/** Minutes east of Greenwich of Viet Nam. */
const offsetMin = 7 * 60;
const months = Array.from({ length: 12 }, (_, month) => `Th${month + 1}`);
const days = ['CN', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7'];

/** What expressions of a form may ask for: who fills it, on which laptop, and when. */
export function environmentOf(workspace: Workspace): Environment {
  const { person, deviceId } = workspace.session;
  const properties: Readonly<Record<string, string>> = { username: person.name, deviceid: deviceId };
  return {
    ...{ offsetMin, months, days },
    now: () => workspace.now(),
    random: () => Math.random(),
    uuid: () => crypto.randomUUID(),
    property: (name) => properties[name] ?? '',
  };
}
