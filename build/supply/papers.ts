import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { licencesFileName } from '../../electron/main/installed.ts';
import type { ElectronRuntime } from '../electron-runtime/provide.ts';
import { billOfMaterials, demandValid } from './bill-of-materials.ts';
import {
  type ForeignPart,
  packagesInApplication,
  packagesOfServer,
  partsOfCodeReader,
  partsOfServer,
  partsOfSqlite,
  sha256Of,
} from './delivered.ts';
import type { InstalledPackage } from './installed-packages.ts';
import { licenceFaults, partFaults } from './licences.ts';
import { notices } from './notices.ts';

/** The papers of a delivery, by their files. */
export interface Papers {
  readonly applicationBill: string;
  readonly serverBill: string;
  readonly notices: string;
}

/**
 * Writes the bills of materials of application and server, and the licences of all that the application holds. Fails when
 * one of those may not be delivered.
 */
export async function writePapers(folder: string, version: string, runtime: ElectronRuntime): Promise<Papers> {
  const [application, server] = [await packagesInApplication(), await packagesOfServer()];
  const [sqlite, ofServer] = [await partsOfSqlite(), await partsOfServer()];
  const parts = [...sqlite, ...(await partsOfCodeReader()), ...(await partsOfElectron(runtime))];
  const faults = [...licenceFaults([...application, ...server], 'delivered'), ...partFaults([...parts, ...ofServer])];
  if (faults.length > 0) throw new Error(`Licences that are not on the list:\n${faults.join('\n')}`);
  await mkdir(folder, { recursive: true });
  const write = async (name: string, text: string) => {
    const file = path.join(folder, name);
    await writeFile(file, text);
    return file;
  };
  const writeBill = async (name: string, packages: readonly InstalledPackage[], own: readonly ForeignPart[]) => {
    const bill = billOfMaterials({ name, version, packages, parts: own });
    await demandValid(bill);
    return write(`${name}-${version}.cdx.json`, bill);
  };
  return {
    applicationBill: await writeBill('minh-tra', application, parts),
    serverBill: await writeBill('minh-tra-server', server, ofServer),
    notices: await write(licencesFileName, await notices(application, sqlite)),
  };
}

/** Electron with what it is made of, and the hash of its binary as it was before its fuses were set. */
async function partsOfElectron(runtime: ElectronRuntime): Promise<ForeignPart[]> {
  return [
    {
      name: 'electron',
      version: runtime.electronVersion,
      licence: 'MIT',
      homepage: 'https://www.electronjs.org',
      sha256: await sha256Of(runtime.executablePath),
    },
    { name: 'chromium', version: runtime.chromium, licence: 'BSD-3-Clause', homepage: 'https://www.chromium.org' },
    { name: 'node', version: runtime.node, licence: 'MIT', homepage: 'https://nodejs.org' },
  ];
}
