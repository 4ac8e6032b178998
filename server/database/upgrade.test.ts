import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { revisionOf } from '../../shared/domain/revision.ts';
import type { InspectionCase } from '../../shared/schema/cases.ts';
import { collections } from '../../shared/schema/collections.ts';
import { edited, row, type Wire } from '../testing/documents.ts';
import { hashOfMigration, type KeptDatabase, type KeptRow, keepDatabase, openKept } from '../testing/kept-database.ts';
import { livedInDatabase } from '../testing/lived-in-database.ts';
import { startTestServer } from '../testing/test-server.ts';
import { knownMigrations } from './migrate.ts';
import { raisedFrom } from './migrate-documents.ts';

// No program ever had the first migration alone.
const kept = knownMigrations().slice(1);

function fixtureOf(migration: string): string {
  return path.join(import.meta.dirname, '../migrations/fixtures', migration.replace(/sql$/, 'json'));
}

function readFixture(migration: string): KeptDatabase {
  return JSON.parse(readFileSync(fixtureOf(migration), 'utf8'));
}

async function rowsOf(url: string): Promise<KeptDatabase> {
  const client = new pg.Client(url);
  await client.connect();
  return keepDatabase(client).finally(() => client.end());
}

/** A kept row as it stands in today's tables: places in the feed aside, and documents raised to today's version. */
function today(table: string, kept: KeptRow, versions: ReadonlyMap<string, number>): KeptRow {
  const { change_xid: _xid, change_seq: _seq, ...same } = kept;
  const definition = collections.find(({ name }) => table === `sync.${name}`);
  if (!definition) return same;
  const raised = raisedFrom(definition, versions.get(definition.name) ?? 0, JSON.parse(String(kept.body)));
  return { ...same, body: JSON.stringify(raised), revision: raised && revisionOf(raised) };
}

/** Of what a program notes for itself at its start, only that it is there. */
const notedAtStart = new Set(['minh_tra.collection_versions']);

beforeAll(async () => {
  const newest = kept.at(-1);
  if (!newest || existsSync(fixtureOf(newest))) return;
  writeFileSync(fixtureOf(newest), `${JSON.stringify(await rowsOf(await livedInDatabase()), null, 1)}\n`);
  throw new Error(`${fixtureOf(newest)} was made now, by this program: read it, and add it to the repository`);
});

describe.each(kept)('a database that was left at %s', (migration) => {
  it('is kept with the migrations that it had, none of which was changed since', () => {
    const { migrations } = readFixture(migration);
    const expected = knownMigrations().filter((name) => name <= migration);
    expect(migrations).toEqual(Object.fromEntries(expected.map((name) => [name, hashOfMigration(name)])));
  });

  it('keeps every row when today’s server starts on it, and people go on with their work', async () => {
    const before = readFixture(migration);
    const databaseUrl = await openKept(before);
    const server = await startTestServer({ databaseUrl });
    try {
      const after = await rowsOf(databaseUrl);
      const versions = new Map(
        before.tables['minh_tra.collection_versions']?.map((each) => [String(each.collection), Number(each.version)]),
      );
      for (const [table, rows] of Object.entries(before.tables)) {
        if (notedAtStart.has(table)) continue;
        const found = after.tables[table] ?? [];
        const wanted = rows.filter(({ name }) => name !== 'home').map((kept) => today(table, kept, versions));
        expect(found, table).toEqual(expect.arrayContaining(wanted.map((kept) => expect.objectContaining(kept))));
      }
      for (const laptop of after.tables['minh_tra.devices'] ?? []) {
        expect(laptop).toMatchObject({ registered_by: expect.stringMatching(/^p-/), registered_scope: 'song-mai' });
      }
      const an = await server.signIn('an');
      const [found] = (await an.pullAll('cases')).documents.filter(({ _deleted }) => !_deleted);
      if (!found) throw new Error('the case did not come');
      expect(found).toMatchObject({ content: 'Sửa sau', number: expect.stringMatching(/^KT-/) });
      const stored = found as unknown as Wire<InspectionCase>;
      const next = edited(stored, an.person, { content: 'Sửa sau khi nâng cấp' });
      expect(await an.push('cases', [row(next, revisionOf(stored))])).toEqual([]);
    } finally {
      await server.stop();
    }
  });
});
