-- Official numbers of documents, given to laptops in blocks that they use without a network. Of each unit, year and symbol
-- there is one series. The symbol '*' is where series of that year begin that are not there yet: above zero after a restore,
-- since the copy does not know what was given out after it was made.
create table minh_tra.number_series (
  scope text not null,
  year integer not null,
  symbol text not null,
  last integer not null,
  primary key (scope, year, symbol)
);

-- Which numbers are on which laptop. A block is its holder's for good: what is left of it, or was lost, is a gap.
create table minh_tra.number_blocks (
  scope text not null,
  year integer not null,
  symbol text not null,
  first integer not null,
  last integer not null check (last >= first),
  -- The laptop's name for the request that reserved it: asked once more, it gets the same block.
  request_id text not null,
  -- One laptop's own note of which numbers it has used; a laptop that has lost the note is another holder.
  holder text not null,
  person_id text not null references minh_tra.people,
  device_id text not null references minh_tra.devices,
  reserved_at timestamptz not null,
  -- Since when no number of it can be used any more.
  closed_at timestamptz,
  primary key (scope, year, symbol, first),
  unique (scope, request_id)
);

-- What became of a number, as its laptop told it first.
create table minh_tra.number_uses (
  scope text not null,
  year integer not null,
  symbol text not null,
  number integer not null,
  outcome text not null check (outcome in ('used', 'returned', 'lost')),
  -- Empty unless it was used.
  document_id text not null,
  reason text not null,
  person_id text not null references minh_tra.people,
  told_at timestamptz not null,
  primary key (scope, year, symbol, number)
);

do $$
declare known text;
begin
  foreach known in array array['number_series', 'number_blocks', 'number_uses'] loop
    execute format('alter table minh_tra.%I enable row level security', known);
    execute format($policy$ create policy own_numbers on minh_tra.%I
      using (scope = any ((select minh_tra.scopes('writes'))::text[])) $policy$, known);
  end loop;
end $$;
