-- Units, people, devices, sessions, and what guards them. Requests see a row only as the settings of their transaction say.

create schema minh_tra;

create function minh_tra.setting(name text) returns text language sql stable
  return nullif(current_setting('minh_tra.' || name, true), '');

create function minh_tra.scopes(name text) returns text[] language sql stable
  return string_to_array(current_setting('minh_tra.' || name, true), ',');

-- What the program keeps for itself, out of the reach of requests: keys, the database's epoch, what has been loaded.
create table minh_tra.secrets (name text primary key, value text not null);
create table minh_tra.facts (name text primary key, value text not null);
insert into minh_tra.facts values ('epoch', replace(gen_random_uuid()::text, '-', ''));

create table minh_tra.units (
  scope text primary key check (scope ~ '^[a-z][a-z0-9-]{0,23}$'),
  name text not null
);

create table minh_tra.people (
  id text primary key check (length(id) between 1 and 40),
  username text not null unique check (username = lower(username)),
  name text not null,
  title text not null,
  role text not null check (role in ('inspector', 'teamLeader', 'supervisor', 'administrator')),
  scope text not null references minh_tra.units,
  password_hash text not null,
  active boolean not null default true,
  wrong_passwords integer not null default 0,
  locked_until timestamptz
);

create table minh_tra.devices (
  id text primary key,
  name text not null,
  registered_at timestamptz not null,
  seen_at timestamptz not null,
  revoked_at timestamptz
);

create table minh_tra.sessions (
  id text primary key,
  person_id text not null references minh_tra.people,
  device_id text not null references minh_tra.devices,
  started_at timestamptz not null,
  refreshed_at timestamptz not null,
  -- Number of the newest refresh token, and of the newest whose access token has been seen in a request.
  generation integer not null default 0,
  confirmed_generation integer not null default -1,
  ended_at timestamptz,
  end_reason text
);
create index on minh_tra.sessions (device_id) where ended_at is null;
create index on minh_tra.sessions (person_id) where ended_at is null;

create table minh_tra.refresh_tokens (
  hash text primary key,
  session_id text not null references minh_tra.sessions on delete cascade,
  generation integer not null,
  used_at timestamptz
);
create index on minh_tra.refresh_tokens (session_id);

-- The secret under which a device wraps its data key once more; sealed with the server's key.
create table minh_tra.recovery_secrets (
  person_id text not null references minh_tra.people,
  device_id text not null references minh_tra.devices,
  sealed text not null,
  primary key (person_id, device_id)
);

-- Counts of the moment: lost after a crash without harm.
create unlogged table minh_tra.rate_limits (
  key text primary key,
  window_start timestamptz not null,
  hits integer not null
);

create table minh_tra.audit_lines (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  kind text not null,
  person_id text,
  device_id text,
  details jsonb not null default '{}'
);

alter table minh_tra.people enable row level security;
create policy own_person on minh_tra.people
  using (id = (select minh_tra.setting('person')) or username = (select minh_tra.setting('username')));

alter table minh_tra.devices enable row level security;
create policy own_device on minh_tra.devices using (id = (select minh_tra.setting('device')));

alter table minh_tra.sessions enable row level security;
create policy own_session on minh_tra.sessions using (device_id = (select minh_tra.setting('device')));

alter table minh_tra.refresh_tokens enable row level security;
create policy own_refresh_token on minh_tra.refresh_tokens
  using (exists (select from minh_tra.sessions where sessions.id = session_id));

alter table minh_tra.recovery_secrets enable row level security;
create policy own_recovery_secret on minh_tra.recovery_secrets
  using (person_id = (select minh_tra.setting('person')) and device_id = (select minh_tra.setting('device')));

alter table minh_tra.audit_lines enable row level security;
create policy add_line on minh_tra.audit_lines for insert with check (true);
