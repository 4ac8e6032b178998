import pg from 'pg';
import { newSecret } from '../services/cryptography.ts';

/**
 * Makes or mends the role under which requests run, and answers its connection: it owns nothing, can't bypass row-level
 * security, and has exactly the grants below. They are set at each start, so that a database restored from a dump, which
 * holds no roles, has them too. An operator who gives no right to make roles passes `given` instead.
 */
export async function ensureRequestRole(client: pg.Client, ownerUrl: string, given?: string): Promise<string> {
  const url = given ?? (await makeRole(client, ownerUrl));
  const role = client.escapeIdentifier(decodeURIComponent(new URL(url).username));
  await client.query(`
    grant usage on schema minh_tra, sync to ${role};
    grant select, insert, update on all tables in schema sync to ${role};
    grant usage on sequence minh_tra.change_seq to ${role};
    grant select on minh_tra.units to ${role};
    grant select on minh_tra.people to ${role};
    grant update (wrong_passwords, locked_until) on minh_tra.people to ${role};
    grant select, insert on minh_tra.devices to ${role};
    grant update (name, seen_at) on minh_tra.devices to ${role};
    grant select, insert, update on minh_tra.sessions to ${role};
    grant select, insert on minh_tra.refresh_tokens to ${role};
    grant update (used_at) on minh_tra.refresh_tokens to ${role};
    grant select, insert on minh_tra.recovery_secrets to ${role};
    grant select, insert on minh_tra.signing_keys to ${role};
    grant update (sealing_key) on minh_tra.signing_keys to ${role};
    grant select, insert, update on minh_tra.rate_limits to ${role};
    grant select, insert, update on minh_tra.case_numbers to ${role};
    grant select, insert, update on minh_tra.held_states to ${role};
    grant select, insert, update on minh_tra.number_series to ${role};
    grant select, insert on minh_tra.number_blocks to ${role};
    grant update (closed_at) on minh_tra.number_blocks to ${role};
    grant select, insert on minh_tra.number_uses to ${role};
    revoke execute on function minh_tra.audit_end, minh_tra.add_audit_line from public;
    grant execute on function minh_tra.audit_end, minh_tra.add_audit_line to ${role};
    revoke insert on minh_tra.audit_lines from ${role};
  `);
  await refuseStrongRole(url);
  return url;
}

async function makeRole(client: pg.Client, ownerUrl: string): Promise<string> {
  const secret = await client.query<{ value: string }>(
    `insert into minh_tra.secrets values ('requestPassword', $1)
     on conflict (name) do update set value = secrets.value returning value`,
    [newSecret()],
  );
  const password = secret.rows[0]?.value ?? '';
  const database = await client.query<{ name: string }>('select current_database() as name');
  const role = `minh_tra_request_${database.rows[0]?.name ?? ''}`.slice(0, 63);
  const exists = await client.query('select from pg_roles where rolname = $1', [role]);
  const verb = exists.rowCount === 0 ? 'create' : 'alter';
  await client.query(
    `${verb} role ${client.escapeIdentifier(role)}
     with login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password ${client.escapeLiteral(password)}`,
  );
  const url = new URL(ownerUrl);
  url.username = encodeURIComponent(role);
  url.password = encodeURIComponent(password);
  return url.href;
}

async function refuseStrongRole(url: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const answer = await client.query<{ strong: boolean }>(
      `select (rolsuper or rolbypassrls
         or pg_has_role(current_user, (select relowner from pg_class where oid = 'minh_tra.people'::regclass), 'member')
       ) as strong
       from pg_roles where rolname = current_user`,
    );
    if (answer.rows[0]?.strong !== false) throw new Error('the role for requests could bypass row-level security');
  } finally {
    await client.end();
  }
}
