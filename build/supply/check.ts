import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { bundle } from '../bundle/bundle.ts';
import { repositoryFolder } from '../system/repository.ts';
import {
  packagesInApplication,
  packagesOfServer,
  partsOfCodeReader,
  partsOfServer,
  partsOfSqlite,
} from './delivered.ts';
import { installedPackages, lockedPackages } from './installed-packages.ts';
import { licenceFaults, partFaults } from './licences.ts';
import { lockFaults } from './lock.ts';

// Only the bundles tell what of a package is delivered.
await bundle();
const { allowScripts } = JSON.parse(await readFile(path.join(repositoryFolder, 'package.json'), 'utf8'));
const faults = [
  ...lockFaults(await lockedPackages(), allowScripts),
  ...licenceFaults([...(await packagesInApplication()), ...(await packagesOfServer())], 'delivered'),
  ...partFaults([...(await partsOfSqlite()), ...(await partsOfCodeReader()), ...(await partsOfServer())]),
  ...licenceFaults(await installedPackages(), 'tools'),
];
for (const fault of new Set(faults)) console.error(fault);
process.exit(faults.length === 0 ? 0 : 1);
