import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Value } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { type CollectionDefinition, rxSchemaOf } from './collection.ts';
import { deviceCollections } from './collections.ts';

/** A document as the version had it: `fixtures/cases-0.json`. */
function fixtureOf(folder: string, { name }: CollectionDefinition, version: number): Record<string, unknown> | null {
  const file = path.join(folder, `${name}-${version}.json`);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

/** What a collection lacks to be raised from every version that a device may still have, its own among them. */
function faultsOf(folder: string, definition: CollectionDefinition): string[] {
  const faults: string[] = [];
  for (let from = 0; from <= definition.version; from++) {
    let document = fixtureOf(folder, definition, from);
    if (!document) faults.push(`no fixture of version ${from}`);
    for (let to = from + 1; to <= definition.version; to++) {
      const migration = definition.migrations[to];
      if (!migration) faults.push(`no migration to version ${to}`);
      document = migration && document ? migration(document) : null;
    }
    if (document && !Value.Check(definition.schema, document)) faults.push(`version ${from} does not become valid`);
  }
  return [...new Set(faults)];
}

const fixtures = path.join(import.meta.dirname, 'fixtures');

describe('documents of every version', () => {
  it.each(deviceCollections.map((definition) => [definition.name, definition] as const))('%s', (_, definition) => {
    expect(faultsOf(fixtures, definition)).toEqual([]);
  });

  it('are asked for as soon as a version is raised', () => {
    const [first] = deviceCollections;
    if (!first) throw new Error('no collection');
    expect(faultsOf('nowhere', { ...first, version: 1, migrations: {} })).toEqual([
      'no fixture of version 0',
      'no migration to version 1',
      'no fixture of version 1',
    ]);
  });
});

describe('the schema of a version', () => {
  // A laptop's file is opened with the schema that made it, to the letter: RxDB refuses another of the same version.
  it.each(deviceCollections.map((definition) => [definition.name, definition] as const))(
    '%s never changes: a change is a new version',
    (name, definition) => {
      const file = path.join(fixtures, `${name}-${definition.version}.schema.json`);
      if (!existsSync(file)) {
        writeFileSync(file, `${JSON.stringify(rxSchemaOf(definition), null, 1)}\n`);
        throw new Error(`${file} was made now: add it to the repository`);
      }
      expect(rxSchemaOf(definition)).toEqual(JSON.parse(readFileSync(file, 'utf8')));
    },
  );
});
