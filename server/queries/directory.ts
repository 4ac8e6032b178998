import type { Person } from '../../shared/schema/people.ts';
import type { Queryable } from '../database/connections.ts';
import { personColumns } from './people.ts';

/** Every person who may sign in. For the owner's connection. */
export async function activePeople(owner: Queryable): Promise<Person[]> {
  const answer = await owner.query<Person>(
    `select ${personColumns} from minh_tra.people p where p.active order by p.id`,
  );
  return answer.rows;
}

export async function allUnits(owner: Queryable): Promise<{ scope: string; name: string }[]> {
  const answer = await owner.query<{ scope: string; name: string }>(
    `select scope, name from minh_tra.units where scope <> 'common' order by scope`,
  );
  return answer.rows;
}
