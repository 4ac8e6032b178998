-- The keys by which people sign on their laptops: what is signed is theirs when its key stands here. A key stays for good, since
-- what it signed does; and it is nobody's secret.
create table minh_tra.signing_keys (
  public_key text primary key check (public_key ~ '^[A-Za-z0-9_-]{43}$'),
  person_id text not null references minh_tra.people,
  device_id text not null references minh_tra.devices,
  registered_at timestamptz not null
);
alter table minh_tra.signing_keys enable row level security;
create policy any_key on minh_tra.signing_keys for select using (true);
create policy own_key on minh_tra.signing_keys for insert
  with check (person_id = (select minh_tra.setting('person')) and device_id = (select minh_tra.setting('device')));
