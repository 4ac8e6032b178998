-- Who registered a laptop, and in which unit they were then: whose it is. Its sessions do not say for long: people move, and what
-- has ended is forgotten. Of the laptops that are there, the person of the oldest session that is left stands for it; null
-- where there is none.
alter table minh_tra.devices
  add column registered_by text references minh_tra.people,
  add column registered_scope text references minh_tra.units;
update minh_tra.devices d set registered_by = f.person_id, registered_scope = f.scope
  from (
    select distinct on (s.device_id) s.device_id, s.person_id, p.scope
    from minh_tra.sessions s join minh_tra.people p on p.id = s.person_id
    order by s.device_id, s.started_at, s.id
  ) f
  where f.device_id = d.id;
