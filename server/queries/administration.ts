import type { Person } from '../../shared/schema/people.ts';
import type { Queryable } from '../database/connections.ts';

/** Adds a unit with its partitions, or renews its name. For the owner's connection. */
export async function putUnit(owner: Queryable, scope: string, name: string): Promise<void> {
  await owner.query(
    'insert into minh_tra.units values ($1, $2) on conflict (scope) do update set name = excluded.name',
    [scope, name],
  );
  await owner.query('select minh_tra.ensure_scope($1)', [scope]);
}

/** Adds a person or renews what is known of them; their unit must be there. For the owner's connection. */
export async function putPerson(owner: Queryable, person: Person, passwordHash: string): Promise<void> {
  await owner.query(
    `insert into minh_tra.people (id, username, name, title, role, scope, password_hash)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (id) do update set username = excluded.username, name = excluded.name, title = excluded.title,
       role = excluded.role, scope = excluded.scope, password_hash = excluded.password_hash`,
    [person.id, person.username, person.name, person.title, person.role, person.scope, passwordHash],
  );
}
