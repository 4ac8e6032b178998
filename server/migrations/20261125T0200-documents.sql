-- One table a synchronised collection, partitioned by list of scopes: a province's rows are one table of their own, which
-- can be moved to another machine or distributed by scope without touching a query. There is no default partition: a
-- scope's partitions are made with its unit, before its first row, and so no attach ever scans or locks other rows.
-- The partitions stand in a schema of their own that requests have no right to use: only the parent can be asked, and
-- its row-level security can't be gone round.

create schema sync;
create schema partitions;

-- Order inside one transaction; across transactions change_xid orders.
create sequence minh_tra.change_seq as bigint cache 1;

create function minh_tra.ensure_partition(collection text, scope text) returns void language plpgsql as $$
begin
  execute format('create table if not exists partitions.%I partition of sync.%I for values in (%L)',
    collection || '@' || scope, collection, scope);
end $$;

create function minh_tra.ensure_scope(scope text) returns void language plpgsql as $$
declare collection text;
begin
  for collection in
    select c.relname from pg_class c where c.relnamespace = 'sync'::regnamespace and c.relkind = 'p'
  loop
    perform minh_tra.ensure_partition(collection, scope);
  end loop;
end $$;

-- Makes a collection's table if there is none, and adds the columns that its definition has newly named.
create function minh_tra.ensure_collection(collection text, extracted text[]) returns void language plpgsql as $$
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

-- The last official number of a scope and year.
create table minh_tra.case_numbers (
  scope text not null,
  year integer not null,
  last integer not null,
  primary key (scope, year)
);
alter table minh_tra.case_numbers enable row level security;
create policy own_numbers on minh_tra.case_numbers using (scope = any ((select minh_tra.scopes('writes'))::text[]));
