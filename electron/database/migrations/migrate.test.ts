import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Engine } from '../engine.ts';
import { openFile, type Sqlite } from '../open-file.ts';
import { openTable } from '../testing/engines.ts';
import { humanSchema } from '../testing/human-schema.ts';
import { scratchDirectory, testKey } from '../testing/scratch.ts';
import { fixtureKey, makeFixture } from './fixtures/make-fixture.ts';
import { layoutNumberOf, migrate, tableMigrations } from './migrate.ts';

const fixtureOf = (layout: number) => fileURLToPath(new URL(`./fixtures/layout-${layout}.db`, import.meta.url));

function openNew(): Sqlite {
  return openFile({ file: join(scratchDirectory(), 'test.db'), keyHex: testKey });
}

describe('table migrations', () => {
  it('are numbered from one on, without a gap', () => {
    expect(tableMigrations.map((step) => step.layout)).toEqual(tableMigrations.map((_step, at) => at + 1));
  });

  it('bring a new file to the newest layout, and change nothing the second time', () => {
    const db = openNew();
    migrate(db);
    const schema = () => db.prepare('select sql from sqlite_schema order by name').all();
    const before = schema();
    expect(layoutNumberOf(db)).toBe(tableMigrations.length);
    migrate(db);
    expect(schema()).toEqual(before);
    db.close();
  });

  it('leave a file as it was when a step fails', () => {
    const db = openNew();
    migrate(db);
    const broken = {
      layout: tableMigrations.length + 1,
      up: (file: Sqlite) => void file.exec('create table half (x); nonsense'),
    };
    expect(() => migrate(db, [...tableMigrations, broken])).toThrow();
    expect(layoutNumberOf(db)).toBe(tableMigrations.length);
    expect(db.prepare("select name from sqlite_schema where name = 'half'").all()).toEqual([]);
    db.close();
  });

  it('refuse a file that a later program has written', () => {
    const file = join(scratchDirectory(), 'test.db');
    Engine.open({ file, keyHex: testKey }).close();
    const db = openFile({ file, keyHex: testKey });
    db.pragma(`user_version=${tableMigrations.length + 1}`);
    db.close();
    expect(() => Engine.open({ file, keyHex: testKey })).toThrow('database.newer');
  });

  it.each(tableMigrations.map((step) => step.layout))(
    'read everything of a stored file of layout %i',
    async (layout) => {
      const stored = fixtureOf(layout);
      // A new layout gets its fixture the first time that this runs, and is kept with the code from then on.
      if (!existsSync(stored)) {
        await makeFixture(stored);
        throw new Error(`${stored} was made now, by this program: add it to the repository`);
      }
      const file = join(scratchDirectory(), 'fixture.db');
      copyFileSync(stored, file);
      const engine = Engine.open({ file, keyHex: fixtureKey });
      engine.checkIntegrity();
      const instance = openTable(engine, humanSchema, { searchFields: ['name'] });
      const found = engine
        .find({ instance, ids: ['an', 'binh', 'chi'], withDeleted: true })
        .map((json) => JSON.parse(json).name);
      expect(found).toEqual(['Nguyễn Văn An', 'Trần Thị Bình', 'gone']);
      expect(engine.search({ instance, text: 'tran thi', limit: 5 }).ids).toEqual(['binh']);
      engine.close();
    },
  );
});
