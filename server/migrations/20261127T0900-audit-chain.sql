-- The audit log in one gapless order, each line proven under the server's key: what it says, and that it follows the line
-- before it. What stands here already is proven by the program at its next start, which holds the key.
alter table minh_tra.audit_lines
  add column place bigint,
  add column line_proof text not null default '',
  add column chain_proof text not null default '';
update minh_tra.audit_lines l set place = n.place
  from (select id, row_number() over (order by id) as place from minh_tra.audit_lines) n where n.id = l.id;
alter table minh_tra.audit_lines
  alter column place set not null,
  alter column line_proof drop default,
  alter column chain_proof drop default,
  add unique (place);

-- The end of the log; whoever asks is the only one to add to it until their transaction ends.
create function minh_tra.audit_end(out place bigint, out proof text)
language plpgsql security definer set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(4780002);
  -- A statement of its own: it sees what was committed while the lock was waited for.
  select l.place, l.chain_proof into place, proof from minh_tra.audit_lines l order by l.place desc limit 1;
  place := coalesce(place, 0);
  proof := coalesce(proof, '');
end $$;

-- Requests add lines by this alone, and at the next place alone.
drop policy add_line on minh_tra.audit_lines;
create function minh_tra.add_audit_line(
  new_place bigint, at timestamptz, kind text, person_id text, device_id text, details jsonb, line_proof text,
  chain_proof text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if new_place is distinct from (select e.place + 1 from minh_tra.audit_end() e) then
    raise insufficient_privilege using message = 'not the next place of the audit log';
  end if;
  insert into minh_tra.audit_lines (place, at, kind, person_id, device_id, details, line_proof, chain_proof)
  values ($1, $2, $3, $4, $5, $6, $7, $8);
end $$;

-- Against mistakes of whoever owns the table; one who lifts this is found by the proofs.
create function minh_tra.refuse_change() returns trigger language plpgsql as $$
begin
  raise insufficient_privilege using message = 'lines of the audit log are never changed or removed';
end $$;
create trigger never_changed before update or delete on minh_tra.audit_lines
  for each row when (old.chain_proof <> '') execute function minh_tra.refuse_change();
create trigger never_emptied before truncate on minh_tra.audit_lines execute function minh_tra.refuse_change();

-- Epoch of a restored database to which the session's laptop has given back all that it held.
alter table minh_tra.sessions add column brought_back text;
