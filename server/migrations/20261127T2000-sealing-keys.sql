-- Beside the key by which a person signs on a laptop, the key to which a colleague seals what is meant for them there (X25519).
-- Told by who signs with the other, once.
alter table minh_tra.signing_keys add column sealing_key text check (sealing_key ~ '^[A-Za-z0-9_-]{43}$');
create policy own_sealing_key on minh_tra.signing_keys for update
  using (person_id = (select minh_tra.setting('person')) and device_id = (select minh_tra.setting('device')))
  with check (person_id = (select minh_tra.setting('person')) and device_id = (select minh_tra.setting('device')));
