import type { Person } from '../../shared/schema/people.ts';
import type { Queryable } from '../database/connections.ts';

export interface Account {
  readonly person: Person;
  readonly passwordHash: string;
  readonly active: boolean;
  readonly wrongPasswords: number;
  readonly lockedUntil: Date | null;
}

export const personColumns = `
  p.id, p.username, p.name, p.title, p.role, p.scope,
  (select u.name from minh_tra.units u where u.scope = p.scope) as "unitName"`;

/** The account of a user name, locked against another sign-in at the same time. */
export async function accountOf(client: Queryable, username: string): Promise<Account | null> {
  const answer = await client.query(
    `select ${personColumns}, p.password_hash, p.active, p.wrong_passwords, p.locked_until
     from minh_tra.people p where p.username = $1 for update`,
    [username],
  );
  const row = answer.rows[0];
  if (!row) return null;
  const { password_hash, active, wrong_passwords, locked_until, ...person } = row;
  return { person, passwordHash: password_hash, active, wrongPasswords: wrong_passwords, lockedUntil: locked_until };
}

export async function setWrongPasswords(
  client: Queryable,
  personId: string,
  count: number,
  lockedUntil: Date | null,
): Promise<void> {
  await client.query('update minh_tra.people set wrong_passwords = $2, locked_until = $3 where id = $1', [
    personId,
    count,
    lockedUntil,
  ]);
}

/** Every scope that has a unit, `common` among them. */
export async function allScopes(client: Queryable): Promise<string[]> {
  const answer = await client.query<{ scope: string }>('select scope from minh_tra.units order by scope');
  return answer.rows.map((row) => row.scope);
}
