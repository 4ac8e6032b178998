-- Which of these ids a document of another scope has: a laptop that reads several scopes knows a document by its id alone.
-- Asked with the owner's rights, since requests see their own scopes only; it tells no more than that.
create function minh_tra.ids_elsewhere(collection text, ids text[], own text) returns setof text
language plpgsql stable security definer set search_path = '' as $$
begin
  return query execute format(
    'select d.id from minh_tra.units u join sync.%I d on d.scope = u.scope and d.id = any ($1) where u.scope <> $2', collection)
    using ids, own;
end $$;
