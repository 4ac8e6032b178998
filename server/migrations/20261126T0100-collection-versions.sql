-- The version of its schema that a collection's stored documents have: a newer program raises them as it starts.
create table minh_tra.collection_versions (
  collection text primary key,
  version integer not null
);
insert into minh_tra.collection_versions
  select relname, 0 from pg_class where relnamespace = 'sync'::regnamespace and relkind = 'p';
