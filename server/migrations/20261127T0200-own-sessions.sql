-- Several people have sessions on one laptop. Before it is known who asks, a session is found by its laptop; from then on a
-- person has their own.
alter policy own_session on minh_tra.sessions
  using (device_id = (select minh_tra.setting('device'))
    and ((select minh_tra.setting('person')) is null or person_id = (select minh_tra.setting('person'))));
