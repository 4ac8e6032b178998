import { newSecret } from '../services/cryptography.ts';
import type { Queryable } from './connections.ts';

/** The key under which tokens are signed: the one given, or the one that was made once and is kept with the database. */
export async function masterKey(owner: Queryable, given: string | undefined): Promise<Buffer> {
  if (given) return Buffer.from(given, 'base64url');
  const answer = await owner.query<{ value: string }>(
    `insert into minh_tra.secrets values ('masterKey', $1)
     on conflict (name) do update set value = secrets.value returning value`,
    [newSecret()],
  );
  return Buffer.from(answer.rows[0]?.value ?? '', 'base64url');
}

/** The same for whoever only checks: null where none is given and none is kept. Makes no key. */
export async function masterKeyThere(owner: Queryable, given: string | undefined): Promise<Buffer | null> {
  if (given) return Buffer.from(given, 'base64url');
  const answer = await owner.query<{ value: string }>(`select value from minh_tra.secrets where name = 'masterKey'`);
  return answer.rows[0] ? Buffer.from(answer.rows[0].value, 'base64url') : null;
}
