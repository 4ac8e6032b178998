import type { TableMigration } from './table-migration.ts';

/** What a file holds besides its collections: its own state, and the list of collections with the form of their tables. */
export const firstLayout: TableMigration = {
  layout: 1,
  up(db) {
    db.exec(`
      create table storage_state (
        one integer primary key check (one = 1),
        file_id text not null,
        commits integer not null,
        is_clean integer not null,
        copied_commits integer not null
      );
      insert into storage_state (one, file_id, commits, is_clean, copied_commits)
        values (1, lower(hex(randomblob(16))), 0, 1, 0);
      create table storage_instance (
        number integer primary key,
        database text not null,
        collection text not null,
        version integer not null,
        schema text not null,
        layout text not null,
        irregular text not null default '[]',
        unique (database, collection, version)
      );
    `);
  },
};
