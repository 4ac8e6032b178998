-- How many states of it the server has stored, the present one included: of two states of one document in one epoch, the
-- one of the higher version came later.
do $$
declare collection text;
begin
  for collection in
    select c.relname from pg_class c where c.relnamespace = 'sync'::regnamespace and c.relkind = 'p'
  loop
    execute format('alter table sync.%I add column version bigint not null default 1', collection);
  end loop;
end $$;

create or replace function minh_tra.ensure_collection(collection text, extracted text[]) returns void language plpgsql as $$
declare field text; known text;
begin
  if to_regclass(format('sync.%I', collection)) is null then
    execute format($table$
      create table sync.%I (
        scope text not null,
        id text not null,
        body text not null,
        revision text not null,
        -- Revision that a device pushed when the server then changed the state itself: its retry is accepted as well.
        pushed_revision text,
        change_xid xid8 not null,
        change_seq bigint not null,
        -- Replica that wrote this state; 'server' when the server did.
        origin text not null,
        deleted boolean not null,
        pushed_by text not null,
        -- Who wrote the last few states before this one, as JSON: by them a merged state's author is known.
        past_stamps text not null default '[]',
        received_at timestamptz not null default now(),
        version bigint not null default 1,
        primary key (scope, id)
      ) partition by list (scope)
    $table$, collection);
    execute format('create index on sync.%I (scope, change_xid, change_seq)', collection);
    execute format('alter table sync.%I enable row level security', collection);
    execute format($policy$ create policy may_read on sync.%I for select
      using (scope = any ((select minh_tra.scopes('reads'))::text[])) $policy$, collection);
    execute format($policy$ create policy may_add on sync.%I for insert
      with check (scope = any ((select minh_tra.scopes('writes'))::text[])) $policy$, collection);
    execute format($policy$ create policy may_change on sync.%I for update
      using (scope = any ((select minh_tra.scopes('writes'))::text[])) $policy$, collection);
    for known in select u.scope from minh_tra.units u loop
      perform minh_tra.ensure_partition(collection, known);
    end loop;
  end if;
  foreach field in array extracted loop
    -- Asked first, since even a vain 'alter table' waits for everyone who works in the table.
    if not exists (select from pg_attribute a
      where a.attrelid = format('sync.%I', collection)::regclass and a.attname = field and not a.attisdropped) then
      execute format('alter table sync.%I add column %I text', collection, field);
    end if;
  end loop;
end $$;

-- Of an epoch that a restore ended: the latest state of each document that this database holds. The restored copy's own at
-- first, later what laptops have given back. What is not named here was not in the copy.
create table minh_tra.held_states (
  epoch text not null,
  collection text not null,
  scope text not null,
  id text not null,
  version bigint not null,
  -- Null while it is the stored state itself.
  body text,
  primary key (epoch, collection, scope, id)
);
create index on minh_tra.held_states (collection, scope, id) where body is null;
alter table minh_tra.held_states enable row level security;
create policy own_states on minh_tra.held_states using (scope = any ((select minh_tra.scopes('writes'))::text[]));
